"""What one pupil's marks oblige the school to tell its authority, and since when a part-time timetable runs.

Source  domain, sections 2.1 and 2.3 (attendance return at ten school days, sickness return at fifteen; code C2); the limits in
        `dated/school_returns` and `dated/return_limits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from onroll.core.absence_clocks import DayMarks
from onroll.core.attendance_marks import session_codes
from onroll.core.dated.return_limits import MOST_PART_TIME_WEEKS
from onroll.core.dated.school_returns import ABSENT_UNAUTHORISED_ALL_DAY, LIMITS, SICKNESS_CODE
from onroll.core.dated.values import NotInForce, value_on
from onroll.core.school_age import school_year

PART_TIME_CODE = "C2"
Week = tuple[date, str]
"""A Monday, and the ten codes of its week in one cell."""


def days_of(weeks: Iterable[Week]) -> list[DayMarks]:
    """Return the school days of some weeks, in order; days without a session are left out."""
    days = []
    for monday, marks in sorted(weeks):
        codes = session_codes(marks)[:10]
        for place in range(0, len(codes), 2):
            day = DayMarks(monday + timedelta(days=place // 2), codes[place], (*codes, "")[place + 1])
            if day.codes:
                days.append(day)
    return days


def attendance_returns_due(days: Sequence[DayMarks]) -> list[date]:
    """Return the day on which each unbroken absence without authority reached its tenth school day, once for each."""
    reached, count = [], 0
    for each in days:
        count = count + 1 if all(code in ABSENT_UNAUTHORISED_ALL_DAY for code in each.codes) else 0
        if count and count == _limit(each.day, "attendance_return_days"):
            reached.append(each.day)
    return reached


def sickness_returns_due(days: Sequence[DayMarks]) -> list[date]:
    """Return the day in each school year on which the pupil's fifteenth school day of sickness was reached."""
    reached, counts = [], dict[int, int]()
    for each in days:
        if all(code == SICKNESS_CODE for code in each.codes):
            year = school_year(each.day)
            counts[year] = counts.get(year, 0) + 1
            if counts[year] == _limit(each.day, "sickness_days"):
                reached.append(each.day)
    return reached


def part_time_since(weeks: Iterable[Week]) -> date | None:
    """Return the Monday since which each week of school has had the code of a part-time timetable, for longer than it may; else None.

    Shape  weeks: those that the school marked; a week without a session neither counts nor breaks.
    """
    run: list[date] = []
    for monday, codes in _newest_first(weeks):
        if PART_TIME_CODE not in codes:
            break
        run.append(monday)
    return run[-1] if run and len(run) > value_on(MOST_PART_TIME_WEEKS, run[0]) else None


def _newest_first(weeks: Iterable[Week]) -> Iterator[tuple[date, tuple[str, ...]]]:
    for monday, marks in sorted(weeks, reverse=True):
        codes = session_codes(marks)
        if any(code not in ("-", "#") for code in codes):
            yield monday, codes


def _limit(day: date, name: str) -> int | None:
    """The limit that held on a day; None before the regulations."""
    try:
        return int(getattr(value_on(LIMITS, day), name))
    except NotInForce:
        return None
