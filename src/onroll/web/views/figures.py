"""The termly return, as it stands today or as it was known on a day; and every child by status."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.figures import ledger_for, termly_return_for
from onroll.casework.queries.figures_area import areas_for
from onroll.web.figure_pages import area_asked, found_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def termly_return(request: PageRequest) -> HttpResponse:
    """Show the figures of one area; each that the viewer may open leads to its children."""
    found, days = found_for(request, lambda when: termly_return_for(request.viewer, area_asked(request), when))
    return show(request, "figures.html", {"figures": found, "days": days, "areas": areas_for(request.viewer), "area": area_asked(request)})


def every_child(request: PageRequest) -> HttpResponse:
    """Show how many children have each status: the whole population, down to those whom nothing accounts for."""
    found, days = found_for(request, lambda when: ledger_for(request.viewer, area_asked(request), when))
    return show(request, "ledger.html", {"ledger": found, "days": days, "areas": areas_for(request.viewer), "area": area_asked(request)})
