"""A child of a household in social or temporary housing. A refuge shields the child from the moment that the row arrives."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Known, Source

FIELDS = ("tenancy_start", "tenancy_end", "kind")


def read(source: Source, since: date, until: date | None, kind: str | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5, "Shielded children".
    """
    return (Known(source, since, until, kind == "refuge"),)
