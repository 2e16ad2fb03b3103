"""Border crossings: an exit is evidence of leaving England, an entry of having come (back)."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Arrival, Claim, Departure, Source

FIELDS = ("event", "event_date")


def read(source: Source, event: str, on: date) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5, "Never a finding".
    """
    return (Departure(source, on, "abroad"),) if event == "exit" else (Arrival(source, on),)
