"""After a permanent exclusion: teaching from the sixth school day, and a school again."""

from __future__ import annotations

from onroll.core.school_days import Calendar
from onroll.core.transitions.endings import after_an_ending
from onroll.core.transitions.shape import SETTLED, Anchor, Dates, Transition

TAUGHT_FROM = 6
"""School day after a permanent exclusion from which the authority arranges education."""


def dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days: full-time education is due from the sixth school day."""
    starts_on = anchor.said_start or calendar.school_day_after(anchor.on, TAUGHT_FROM)
    return after_an_ending(Anchor(anchor.on, starts_on), calendar, due_after=0)


KIND = Transition(
    code="end_of_exclusion",
    title="After an exclusion",
    who="Children excluded for good in the last year, until a school has them on its roll.",
    source="domain, sections 1.1 (section 19: the sixth school day) and 2.2 (ground o)",
    dates=dates,
    settled=SETTLED,
)
