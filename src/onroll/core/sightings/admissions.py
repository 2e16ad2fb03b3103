"""An application for a place, with its offer."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Application, Claim, Source

FIELDS = ("application_date", "kind", "status", "school_urn", "offer_date", "start_date")


def read(
    source: Source, applied: date, kind: str | None, status: str, urn: str | None, offered: date | None, start: date | None
) -> tuple[Claim, ...]:
    """Return what the row says; an application of no stated kind is in-year.

    Source  contracts, sections 4 and 5, "Applications".
    """
    return (Application(source, applied, kind or "in_year", status, urn, offered, start),)
