"""Authorities and schools compared: two pages and their files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.comparison import comparison_for, school_signals_for
from onroll.web.figure_pages import day_asked, figures_page
from onroll.web.requests import PageRequest


def authorities(request: PageRequest) -> HttpResponse:
    """Show one measure of the authorities as a funnel; or hand out its table."""
    measure, as_at, known_by = request.GET.get("measure", ""), day_asked(request, "as_at"), day_asked(request, "known_by")
    return figures_page(request, "comparison.html", comparison_for(request.viewer, measure, as_at=as_at, known_by=known_by))


def schools(request: PageRequest) -> HttpResponse:
    """Show from which schools more left than chance alone would let; or hand out a table."""
    return figures_page(request, "school_signals.html", school_signals_for(request.viewer))
