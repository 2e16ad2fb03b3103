"""What can be asked of the figures: side by side, from all children down, at any time, and as they were known then."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.figures_any_time import any_time_for
from onroll.casework.queries.figures_children import children_of_figure
from onroll.casework.queries.figures_definitions import definitions_for
from onroll.casework.queries.figures_then import changes_since_last_term, revisions_for
from onroll.casework.queries.figures_waterfall import waterfall_for
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.figure_pages import area_asked, figures_of_days, figures_page
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def definitions(request: PageRequest) -> HttpResponse:
    """Show one's figure under each definition."""
    return figures_of_days(request, "figures_definitions.html", lambda when: definitions_for(request.viewer, area_asked(request), when))


def waterfall(request: PageRequest) -> HttpResponse:
    """Show the statuses of all children on a day, down to those whom nothing accounts for."""
    return figures_of_days(request, "figures_waterfall.html", lambda when: waterfall_for(request.viewer, area_asked(request), when))


def any_time(request: PageRequest) -> HttpResponse:
    """Show the children who were missing at any time in a year."""
    written = request.GET.get("year", "")
    year = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else None
    return figures_of_days(request, "figures_any_time.html", lambda when: any_time_for(request.viewer, area_asked(request), year, when))


def revisions(request: PageRequest) -> HttpResponse:
    """Show past figures as they were known then, and what late corrections did to them."""
    return figures_page(request, "figures_revisions.html", revisions_for(request.viewer, area_asked(request)))


def since_last_term(request: PageRequest) -> HttpResponse:
    """Show each cell of the return last term and now."""
    figure = changes_since_last_term(request.viewer, area_asked(request))
    download = figure_asked_for(request, [figure] if figure else ())
    return download or show(request, "figures_since_last_term.html", {"figure": figure, "downloads": downloads_at(request)})


def children(request: PageRequest) -> HttpResponse:
    """List the children behind a figure of one's own authority."""
    found = children_of_figure(request.viewer, request.purpose, request.GET.get("of", ""), page_number(request))
    if found is None:
        raise Http404
    return show(request, "figures_children.html", {"found": found, "links": PageLinks(request, found.page, found.pages)})
