"""What work comes: the page, its what-if, and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.forecast import outlook_for
from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.flow import still_working


def outlook(request: PageRequest) -> HttpResponse:
    """Show how many cases will be open, as it is and as somebody asks; or hand out a table."""
    try:
        found = outlook_for(request.viewer, {name: request.GET.get(name, "") for name in ("officers", "referrals", "look_days")})
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, found.figures)
    return download or show(request, "forecast.html", {"found": found, "downloads": downloads_at(request)})
