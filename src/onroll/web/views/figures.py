"""The termly return, as it stands today."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.figures import areas_for, ledger_for, termly_return_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def termly_return(request: PageRequest) -> HttpResponse:
    """Show the figures of one area; each that the viewer may open leads to its children."""
    area = request.GET.get("area", "")
    context = {"figures": termly_return_for(request.viewer, area), "areas": areas_for(request.viewer)}
    return show(request, "figures.html", context)


def every_child(request: PageRequest) -> HttpResponse:
    """Show how many children have each status: the whole population, down to those whom nothing accounts for."""
    area = request.GET.get("area", "")
    return show(request, "ledger.html", {"ledger": ledger_for(request.viewer, area), "areas": areas_for(request.viewer)})
