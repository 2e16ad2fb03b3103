"""After a stay in a refuge: the family moves on, and the school of the stay may be far away. For named teams alone."""

from __future__ import annotations

from onroll.core.school_days import Calendar
from onroll.core.transitions.endings import after_an_ending
from onroll.core.transitions.shape import Anchor, Dates, Transition

ARRIVED_BY = 10


def dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days: ten school days for the family to settle, as after any move."""
    return after_an_ending(anchor, calendar, due_after=ARRIVED_BY)


KIND = Transition(
    code="end_of_refuge",
    title="After a refuge",
    who="Children whose stay in a refuge ends soon, or has ended. Shielded: shown to the named team alone.",
    source="issue 7, point 1; design, section 8",
    dates=dates,
    applications=("in_year",),
)
