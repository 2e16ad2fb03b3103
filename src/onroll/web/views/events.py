"""The event log, for auditors: who did or looked at what, and why. Ids only."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.queries.events import EventFilters, events_for
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def list_events(request: PageRequest) -> HttpResponse:
    """Show one page of the log, the latest first."""
    filters = EventFilters(**{name: request.GET.get(name, "").strip()[:200] for name in ("actor", "subject", "kind")})
    found = events_for(request.viewer, filters, page_number(request))
    return show(request, "events.html", {"found": found, "filters": filters, "links": PageLinks(request, found.page, found.pages)})
