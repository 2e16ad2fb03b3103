"""Moves in the middle of a year: deleted from one roll for another that is named."""

from __future__ import annotations

from onroll.core.school_days import Calendar
from onroll.core.transitions.endings import after_an_ending
from onroll.core.transitions.shape import Anchor, Dates, Transition

ARRIVED_BY = 10
"""School days after the expected day (contracts, section 5, `not_arrived`)."""


def dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days: who is not on the named roll by the tenth school day is found missing."""
    return after_an_ending(anchor, calendar, due_after=ARRIVED_BY)


KIND = Transition(
    code="mid_year_move",
    title="Moves during the year",
    who="Children deleted from a roll for a school or an authority that the deletion names.",
    source="domain, section 9 (in-year moves until enrolled); contracts, section 5, not_arrived",
    dates=dates,
    applications=("in_year",),
)
