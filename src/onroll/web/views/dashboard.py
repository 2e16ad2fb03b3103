"""The dashboard of an area: the page and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.dashboard import BREAKDOWNS, dashboard_for
from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.flow import still_working

FIELDS = {topic: topic.lower().replace(" ", "_") for topic in BREAKDOWNS}
"""What each breakdown is called in the address."""


def dashboard(request: PageRequest) -> HttpResponse:
    """Show the figures of an area, narrowed by what the address says; or hand out one of its tables."""
    filters = {topic: request.GET[field] for topic, field in FIELDS.items() if request.GET.get(field)}
    try:
        found = dashboard_for(request.viewer, request.GET.get("area", ""), filters)
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, found.figures if found else ())
    return download or show(request, "dashboard.html", {"found": found, "fields": FIELDS, "downloads": downloads_at(request)})
