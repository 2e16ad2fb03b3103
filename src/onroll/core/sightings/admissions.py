"""An application for a place, with its offer."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Application, Claim, Source

NORMAL_INTAKE = frozenset(["reception", "secondary"])
FIELDS = ("application_date", "kind", "status", "school_urn", "offer_date", "start_date")


def read(
    source: Source, applied: date, kind: str | None, status: str, urn: str | None, offered: date | None, start: date | None
) -> tuple[Claim, ...]:
    """Return what the row says; an application of no stated kind is in-year, and so is one whose kind is not a known code.

    Source  contracts, sections 4 and 5, "Applications".
    """
    return (Application(source, applied, kind if kind in NORMAL_INTAKE else "in_year", status, urn, offered, start),)
