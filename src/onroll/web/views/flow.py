"""How cases flow: the page and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.flow import flow_for
from onroll.web.figure_pages import area_asked, figures_of_days
from onroll.web.requests import PageRequest


def flow(request: PageRequest) -> HttpResponse:
    """Show how long things take and who comes and goes, as at a day, as known by a day; or hand out one of its tables."""
    area = area_asked(request)
    return figures_of_days(request, "flow.html", lambda when: flow_for(request.viewer, area, as_at=when.as_at, known_by=when.known_by))
