"""The dashboard of an area: the page and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.dashboard import BREAKDOWNS, dashboard_for
from onroll.web.figure_pages import area_asked, figures_of_days
from onroll.web.requests import PageRequest

FIELDS = {topic: topic.lower().replace(" ", "_") for topic in BREAKDOWNS}
"""What each breakdown is called in the address."""


def dashboard(request: PageRequest) -> HttpResponse:
    """Show the figures of an area, narrowed by what the address says; or hand out one of its tables."""
    filters = {topic: request.GET[field] for topic, field in FIELDS.items() if request.GET.get(field)}
    area = area_asked(request)
    return figures_of_days(request, "dashboard.html", lambda when: dashboard_for(request.viewer, area, filters, when), fields=FIELDS)
