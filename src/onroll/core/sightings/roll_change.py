"""A new-pupil or deletion return. A deletion's own day is still a day of education."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Added, Claim, Deleted, Departure, Lead, Source

FIELDS = (
    "urn",
    "change",
    "change_date",
    "ground",
    "destination_urn",
    "destination_la",
    "destination_type",
    "expected_start",
    "new_postcode",
)


def read(
    source: Source,
    urn: str,
    change: str,
    on: date,
    ground: str | None,
    to_urn: str | None,
    to_la: str | None,
    to_type: str | None,
    expected: date | None,
    new_postcode: str | None,
) -> tuple[Claim, ...]:
    """Return what the row says; ground k is a death. A change that is neither of the two codes puts nobody on a roll or off it.

    Source  contracts, sections 1 (Codes: unknown ones are kept), 4 and 5; domain, section 2.2.
    """
    if change == "added":
        return (Added(source, urn, on),)
    if change != "deleted":
        return (Lead(source, on, f"a change of roll at school {urn} that reads {change}"),)
    deleted = Deleted(source, urn, on, ground.lower() if ground else None, to_urn, to_la, to_type, expected, new_postcode)
    return (deleted, Departure(source, on, "died")) if deleted.ground == "k" else (deleted,)
