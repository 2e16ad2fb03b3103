"""The days of moves that happen in September: when applications close, when offers are made, when school begins.

Source  School Admissions (Admission Arrangements and Co-ordination of Admission Arrangements) (England) Regulations 2012: closing
        dates 31 October (secondary) and 15 January (primary, infant, junior); School Admissions Code 2021, paragraph 2: national
        offer days 1 March and 16 April [both general knowledge, not read again]; contracts, section 5, `transition_gap`.
"""

from __future__ import annotations

from datetime import date, timedelta

from onroll.core.findings.transition_gap import NUMBER_OF_SCHOOL_DAYS
from onroll.core.school_days import Calendar
from onroll.core.transitions.shape import Anchor, Dates

WATCHED_AFTER = timedelta(days=60)
LISTED_AFTER_START = timedelta(days=90)


def primary_dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days of a move to a school for which primary admissions count."""
    year = anchor.on.year
    return _dates(anchor.on, calendar, apply_by=date(year, 1, 15), offers_on=date(year, 4, 16))


def secondary_dates(anchor: Anchor, calendar: Calendar) -> Dates:
    """Return the days of a move to a school for which secondary admissions count."""
    year = anchor.on.year
    return _dates(anchor.on, calendar, apply_by=date(year - 1, 10, 31), offers_on=date(year, 3, 1))


def _dates(september: date, calendar: Calendar, *, apply_by: date, offers_on: date) -> Dates:
    due_on = calendar.nth_school_day_of_year(september.year, NUMBER_OF_SCHOOL_DAYS)
    return Dates(
        opens_on=date(september.year - 1, 9, 1),
        closes_on=due_on + WATCHED_AFTER,
        starts_on=calendar.nth_school_day_of_year(september.year, 1),
        due_on=due_on,
        drops_on=due_on + WATCHED_AFTER,
        apply_by=apply_by,
        offers_on=offers_on,
    )
