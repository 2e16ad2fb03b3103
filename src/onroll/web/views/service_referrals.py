"""The list of what services owe."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.service_referrals import referrals_for
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def list_referrals(request: PageRequest) -> HttpResponse:
    """Show the referrals without an outcome: all of the authority, or those of one's own cases, or those overdue."""
    late, mine = request.GET.get("late") == "1", request.GET.get("mine") == "1"
    found = referrals_for(request.viewer, request.purpose, late_only=late, mine_only=mine, page=page_number(request))
    links = PageLinks(request, found.page, found.pages)
    return show(request, "service_referrals.html", {"found": found, "links": links, "late": late, "mine": mine})
