"""How cases flow: the page and its files."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse

from onroll.casework.queries.flow import flow_for
from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def day_asked(request: PageRequest, name: str) -> date | None:
    """Return the day in the address; None where there is none, or no day."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def flow(request: PageRequest) -> HttpResponse:
    """Show how long things take and who comes and goes, as at a day, as known by a day; or hand out one of its tables."""
    area, as_at, known_by = request.GET.get("area", ""), day_asked(request, "as_at"), day_asked(request, "known_by")
    try:
        found = flow_for(request.viewer, area, as_at=as_at, known_by=known_by)
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, found.figures if found else ())
    return download or show(request, "flow.html", {"found": found, "downloads": downloads_at(request)})


def still_working(request: PageRequest) -> HttpResponse:
    """Say that the figures are being worked out; the page asks again by itself."""
    return show(request, "still_working.html", {"again": request.get_full_path()})
