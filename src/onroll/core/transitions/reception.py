"""Reception: children of the right age whom health or another register knows, and for whom nobody has applied."""

from __future__ import annotations

from datetime import timedelta

from onroll.core.school_days import Calendar
from onroll.core.transitions.school_entry import LISTED_AFTER_START, primary_dates
from onroll.core.transitions.shape import SETTLED, Anchor, Dates, Transition

WATCHED_OF_AGE = timedelta(days=31)


def dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days: a place is there in September, and education is a duty from the first day of compulsory school age."""
    usual = primary_dates(anchor, calendar)
    due_on = anchor.of_age_on or usual.due_on
    assert due_on is not None and usual.starts_on is not None
    return Dates(
        opens_on=usual.opens_on,
        closes_on=due_on + WATCHED_OF_AGE,
        starts_on=usual.starts_on,
        due_on=due_on,
        drops_on=usual.starts_on + LISTED_AFTER_START,
        apply_by=usual.apply_by,
        offers_on=usual.offers_on,
    )


KIND = Transition(
    code="reception",
    title="Starting Reception",
    who="Children known to health or another register who reach their Reception year, and are in no school for it.",
    source="domain, sections 1.2 and 9; requirement 15",
    dates=dates,
    settled=SETTLED - {"over_school_age"},
)
