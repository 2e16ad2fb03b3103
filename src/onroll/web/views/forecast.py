"""What work comes: the page, its what-if, and its files."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.forecast import outlook_for
from onroll.web.figure_pages import figures_page
from onroll.web.requests import PageRequest


def outlook(request: PageRequest) -> HttpResponse:
    """Show how many cases will be open, as it is and as somebody asks; or hand out a table."""
    asked = {name: request.GET.get(name, "") for name in ("officers", "referrals", "look_days")}
    return figures_page(request, "forecast.html", outlook_for(request.viewer, asked))
