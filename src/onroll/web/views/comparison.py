"""Authorities and schools compared: two pages and their files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.comparison import comparison_for, school_signals_for
from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.flow import day_asked, still_working


def authorities(request: PageRequest) -> HttpResponse:
    """Show one measure of the authorities as a funnel; or hand out its table."""
    measure, as_at, known_by = request.GET.get("measure", ""), day_asked(request, "as_at"), day_asked(request, "known_by")
    try:
        found = comparison_for(request.viewer, measure, as_at=as_at, known_by=known_by)
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, [found.figure] if found else ())
    return download or show(request, "comparison.html", {"found": found, "downloads": downloads_at(request)})


def schools(request: PageRequest) -> HttpResponse:
    """Show from which schools more left than chance alone would let; or hand out a table."""
    try:
        found = school_signals_for(request.viewer)
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, found.figures if found else ())
    return download or show(request, "school_signals.html", {"found": found, "downloads": downloads_at(request)})
