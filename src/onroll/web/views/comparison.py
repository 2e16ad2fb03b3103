"""Authorities and schools compared: two pages and their files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.comparison import comparison_for, school_signals_for
from onroll.web.figure_pages import figures_of_days, figures_page
from onroll.web.requests import PageRequest


def authorities(request: PageRequest) -> HttpResponse:
    """Show one measure of the authorities as a funnel; or hand out its table."""
    measure = request.GET.get("measure", "")
    return figures_of_days(
        request, "comparison.html", lambda when: comparison_for(request.viewer, measure, as_at=when.as_at, known_by=when.known_by)
    )


def schools(request: PageRequest) -> HttpResponse:
    """Show from which schools more left than chance alone would let; or hand out a table."""
    return figures_page(request, "school_signals.html", school_signals_for(request.viewer))
