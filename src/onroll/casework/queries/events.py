"""The event log, for those who audit it."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer

PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class EventFilters:
    """What the log is narrowed to; empty means everything."""

    actor: str = ""
    subject: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class EventsPage:
    """One page of the log. Shape  broken_at: the first event that is not as it was written, None where all are; only on the first page."""

    events: Sequence[Event]
    total: int
    page: int
    pages: int
    checked: bool
    broken_at: int | None


def events_for(viewer: Viewer, filters: EventFilters, page: int = 1) -> EventsPage:
    """Return one page of the log, the latest first; looking at it is an event too."""
    require(viewer, Right.SEE_EVENTS)
    chosen = {f"{name}__startswith" if name == "kind" else name: value for name, value in vars(filters).items() if value}
    rows = Event.objects.filter(**chosen)
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(page, pages)
    events = list(rows.order_by("-seq")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    checked = page == 1 and not chosen and total <= 50_000
    broken_at = verify_chain() if checked else None
    record_reading(viewer, None, "events.looked_at", more={"page": page, "of": total})
    shielded = _shielded_among(viewer, events)
    shown = [_without(shielded, event) for event in events]
    return EventsPage(events=shown, total=total, page=page, pages=pages, checked=checked, broken_at=broken_at)


_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
A_SHIELDED_CHILD = "a shielded child"


def _shielded_among(viewer: Viewer, events: Sequence[Event]) -> frozenset[str]:
    """Return the shielded children whom these events name, where the viewer may not know of them."""
    tables = the_tables() if not viewer.in_shielded_team else None
    if tables is None:
        return frozenset()
    named = {each for event in events for each in _ID.findall(f"{event.subject} {event.body}") if any(sign.isdigit() for sign in each)}
    return frozenset(child_id for child_id, child in tables.children(sorted(named)).items() if child.shielded)


def _without(shielded: frozenset[str], event: Event) -> Event:
    """Return an event as it is shown: the row itself stays as it was written, and so does the chain."""
    if not shielded:
        return event
    shown = copy.copy(event)
    shown.subject = A_SHIELDED_CHILD if event.subject in shielded else event.subject
    shown.body = _ID.sub(lambda found: A_SHIELDED_CHILD if found[0] in shielded else found[0], event.body)
    return shown
