"""Border crossings: an exit is evidence of leaving England, an entry of having come (back)."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Arrival, Claim, Departure, Lead, Source

FIELDS = ("event", "event_date")


def read(source: Source, event: str, on: date) -> tuple[Claim, ...]:
    """Return what the row says; a crossing that is neither of the two codes shows nobody leave or come.

    Source  contracts, sections 1 (Codes: unknown ones are kept), 4 and 5, "Never a finding".
    """
    if event == "exit":
        return (Departure(source, on, "abroad"),)
    if event == "entry":
        return (Arrival(source, on),)
    return (Lead(source, on, f"a border crossing that reads {event}"),)
