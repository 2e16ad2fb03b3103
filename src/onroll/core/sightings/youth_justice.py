"""Youth justice: open custody counts as education; a community order only shows that the child is here."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Known, Provision, Source

FIELDS = ("episode", "start_date", "end_date")


def read(source: Source, episode: str, start: date, end: date | None) -> tuple[Claim, ...]:
    """Return what the row says.

    Source  contracts, section 5, "On a roll".
    """
    if episode == "custody":
        return (Provision(source, "custody", start, end),)
    return (Known(source, start, end),)
