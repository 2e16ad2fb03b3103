"""An episode of social care: the child is known."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Known, Source

FIELDS = ("start_date", "end_date")


def read(source: Source, since: date, until: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5.
    """
    return (Known(source, since, until),)
