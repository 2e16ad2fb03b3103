"""A row of a school's roll: on it from the entry date; status P is history; guests (G) are on no roll of their own."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, OnRoll, Source

FIELDS = ("urn", "entry_date", "leaving_date", "enrolment_status", "nc_year")


def read(source: Source, urn: str | None, entry: date, left: date | None, status: str | None, nc_year: str | None) -> tuple[Claim, ...]:
    """Return what the row says; a transfer file's school may have no known URN.

    Whoever left before the entry date was on the roll on the leaving date: one of the two days is wrong, and the child was there.

    Source  contracts, section 5, "On a roll".
    """
    if left is not None and left < entry:
        entry = left
    return (OnRoll(source, urn or "", entry, left, nc_year, status == "P", status == "G", status in ("M", "S")),)
