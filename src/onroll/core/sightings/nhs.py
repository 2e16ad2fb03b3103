"""A registration with a general practice; embarkation, another UK nation and death are evidence of leaving."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Departure, DepartureKind, Known, Source

FIELDS = ("registered_on", "deregistered_on", "removal_reason", "date_of_death")

DEPARTURES: dict[str, DepartureKind] = {
    "embarkation": "abroad",
    "scotland": "other_uk",
    "wales": "other_uk",
    "northern_ireland": "other_uk",
    "death": "died",
}
"""Removal `other` bears nothing out."""


def read(source: Source, registered: date | None, deregistered: date | None, reason: str | None, died: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, sections 4 and 5, "Never a finding".
    """
    known = Known(source, registered or source.first_on, deregistered)
    if died or reason == "death":
        return known, Departure(source, died or deregistered or source.first_on, "died")
    if reason in DEPARTURES:
        return known, Departure(source, deregistered or source.first_on, DEPARTURES[reason])
    return (known,)
