"""Alternative provision: education where it is full-time; missing counts as full-time."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Provision, Source

FIELDS = ("start_date", "end_date", "full_time", "provider_urn", "provider_name")


def read(source: Source, start: date, end: date | None, full_time: bool | None, urn: str | None, name: str | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, section 4.
    """
    return (Provision(source, "alternative_provision", start, end, full_time=full_time is not False, urn=urn, name=name),)
