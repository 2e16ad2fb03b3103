"""Home education: suitable, unsuitable, or still being assessed (which is also what no assessment means)."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Provision, Source

FIELDS = ("start_date", "end_date", "suitability", "assessed_on")


def read(source: Source, start: date, end: date | None, suitability: str | None, assessed_on: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, section 4; domain, section 1.3, rows 3, 5 and 6.
    """
    return (Provision(source, "home_education", start, end, suitability or "pending", assessed_on),)
