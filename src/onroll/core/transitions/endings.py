"""The days of a move that follows an ending: a stay, a spell or a place that is over, or soon will be."""

from __future__ import annotations

from datetime import timedelta

from onroll.core.candidates import ARRIVED_BY
from onroll.core.school_days import Calendar
from onroll.core.transitions.shape import ONE_DAY, Anchor, Dates

WATCHED_BEFORE = timedelta(days=60)
WATCHED_AFTER = timedelta(days=120)
LISTED_AFTER_START = timedelta(days=30)


def after_an_ending(anchor: Anchor, calendar: Calendar, *, due_after: int) -> Dates:
    """Return the days after an ending. Units  due_after: school days after the first at the next place; 0: that day itself."""
    starts_on = anchor.said_start or calendar.first_school_day_after(anchor.on)
    due_on = calendar.school_day_after(starts_on, due_after)
    return Dates(
        opens_on=anchor.on - WATCHED_BEFORE,
        closes_on=due_on + WATCHED_AFTER,
        starts_on=starts_on,
        due_on=due_on,
        drops_on=starts_on + LISTED_AFTER_START,
    )


def at_once(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days where education is due the day after the ending."""
    dates = after_an_ending(anchor, calendar, due_after=0)
    return Dates(
        opens_on=dates.opens_on,
        closes_on=dates.closes_on,
        starts_on=dates.starts_on,
        due_on=anchor.on + ONE_DAY,
        drops_on=dates.drops_on,
    )


def after_a_move(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days where the family has moved: who is not on the next roll by the tenth school day is found missing."""
    return after_an_ending(anchor, calendar, due_after=ARRIVED_BY)
