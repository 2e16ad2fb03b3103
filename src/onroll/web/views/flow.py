"""How cases flow: the page and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.flow import flow_for
from onroll.web.figure_pages import area_asked, day_asked, figures_page
from onroll.web.requests import PageRequest


def flow(request: PageRequest) -> HttpResponse:
    """Show how long things take and who comes and goes, as at a day, as known by a day; or hand out one of its tables."""
    as_at, known_by = day_asked(request, "as_at"), day_asked(request, "known_by")
    return figures_page(request, "flow.html", flow_for(request.viewer, area_asked(request), as_at=as_at, known_by=known_by))
