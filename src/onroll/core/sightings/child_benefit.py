"""A benefit claim for the child; one that has ended bears nothing out."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Known, Source

FIELDS = ("claim_start", "claim_end")


def read(source: Source, since: date, until: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5.
    """
    return (Known(source, since, until),)
