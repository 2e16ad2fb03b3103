"""When a record has been kept long enough.

Source  domain, requirement 62, and the lines of `core/dated/retention_periods`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onroll.core.dated.retention_periods import RETENTION, SHORT_LIVED, Keeping, ShortKeeping
from onroll.core.dated.values import Dated, version_on
from onroll.core.school_age import birthday

AGE_AT_THE_END_OF_SCHOOL = 16
LAST_DAY_OF_SCHOOL_YEAR = (8, 31)


def schedule_on(day: date) -> Sequence[Keeping]:
    """Return the lines of the schedule that holds on a day."""
    return version_on(RETENTION, day).value


def short_lived_on(day: date) -> Sequence[ShortKeeping]:
    """Return what goes in bulk by the schedule that holds on a day."""
    return version_on(SHORT_LIVED, day).value


def rule_of_short(keeping: ShortKeeping) -> str:
    """Return the rule of what goes in bulk as one reads it aloud."""
    return f"{keeping.days} days after {keeping.counted_from}"


def version_of_schedule(day: date) -> Dated[tuple[Keeping, ...]]:
    """Return the schedule that holds on a day, with its source."""
    return version_on(RETENTION, day)


def keeping_of(kind: str, day: date) -> Keeping:
    """Return the line of a kind of record."""
    return next(each for each in schedule_on(day) if each.kind == kind)


def rule_of(keeping: Keeping) -> str:
    """Return a line of the schedule as one reads it aloud."""
    return f"{keeping.years} years after {keeping.counted_from}"


def kept_until(keeping: Keeping, counted_from: date) -> date:
    """Return the last day on which a record is kept; what was counted from 29 February ends on 1 March in common years."""
    return birthday(counted_from, keeping.years)


def counted_up_to(keeping: Keeping, today: date) -> date:
    """Return the latest day from which a record can count that is past its last day now: `kept_until` turned round."""
    yesterday = today - timedelta(days=1)
    try:
        return yesterday.replace(year=yesterday.year - keeping.years)
    except ValueError:
        return date(yesterday.year - keeping.years, 2, 28)


def case_counts_from(leaving_on: date | None, closed_on: date) -> date:
    """Return the day from which a case is kept: the latest birthday that a child with that last day of school age can have.

    Shape  leaving_on: the last day of compulsory school age, which is the same for all whose sixteenth birthday lies between a
           1 September and the next 31 August; None where no birthday is known: then the case's end.
    """
    if leaving_on is None:
        return closed_on
    return date(leaving_on.year - AGE_AT_THE_END_OF_SCHOOL, *LAST_DAY_OF_SCHOOL_YEAR)


def left_school_by(counted_up_to: date) -> date:
    """Return the latest last day of school age for which `case_counts_from` is no later than a day."""
    year = counted_up_to.year if (counted_up_to.month, counted_up_to.day) >= LAST_DAY_OF_SCHOOL_YEAR else counted_up_to.year - 1
    return date(year + AGE_AT_THE_END_OF_SCHOOL, 12, 31)
