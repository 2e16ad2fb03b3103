"""An authority's own list of children missing education: evidence, not education."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Known, Source

FIELDS = ("opened_on", "closed_on")


def read(source: Source, since: date, until: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5.
    """
    return (Known(source, since, until),)
