"""The start page: what there is to look at."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.today import today_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def today(request: PageRequest) -> HttpResponse:
    """Show the counts; each opens to the same rows."""
    return show(request, "today.html", {"today": today_for(request.viewer)})
