"""School days of the made-up authorities.

Source  contracts, section 8 (the default England calendar); the second authority's two-week October break is made up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

Break = tuple[date, date]

_DEFAULT = """
2023-07-22 2023-09-03, 2023-10-23 2023-10-27, 2023-12-23 2024-01-07, 2024-02-12 2024-02-16, 2024-03-29 2024-04-14,
2024-05-06 2024-05-06, 2024-05-27 2024-05-31, 2024-07-24 2024-09-02, 2024-10-28 2024-11-01, 2024-12-21 2025-01-05,
2025-02-17 2025-02-21, 2025-04-07 2025-04-21, 2025-05-05 2025-05-05, 2025-05-26 2025-05-30, 2025-07-23 2025-08-31,
2025-10-27 2025-10-31, 2025-12-20 2026-01-04, 2026-02-16 2026-02-20, 2026-03-30 2026-04-12
"""
ENGLAND: tuple[Break, ...] = tuple(
    (date.fromisoformat(first), date.fromisoformat(last)) for first, last in (each.split() for each in _DEFAULT.split(","))
)
TWO_WEEK_OCTOBER: tuple[Break, ...] = tuple(
    (date(2025, 10, 20), last) if first == date(2025, 10, 27) else (first, last) for first, last in ENGLAND
)


class SchoolCalendar:
    """The school days of one authority from summer 2023 to spring 2026."""

    def __init__(self, breaks: tuple[Break, ...] = ENGLAND) -> None:
        self.breaks = breaks
        day, last, self.days = date(2023, 9, 1), date(2026, 5, 1), []
        while day <= last:
            if day.weekday() < 5 and not any(first <= day <= end for first, end in breaks):
                self.days.append(day)
            day += timedelta(days=1)

    def on_or_after(self, day: date) -> date:
        """Return the first school day that is not before that day."""
        return self.days[bisect_left(self.days, day)]

    def after(self, day: date) -> date:
        """Return the first school day after that day."""
        return self.days[bisect_right(self.days, day)]

    def on_or_before(self, day: date) -> date:
        """Return the last school day that is not after that day."""
        return self.days[bisect_right(self.days, day) - 1]

    def plus(self, day: date, school_days: int) -> date:
        """Return the day that many school days after that day, which is day 0 (or the next school day is)."""
        return self.days[bisect_left(self.days, day) + school_days]

    def between(self, first: date, last: date) -> int:
        """Return how many school days there are from first to last, both included."""
        return bisect_right(self.days, last) - bisect_left(self.days, first)


def compulsory_school_age(born: date) -> tuple[date, date]:
    """Return the first and the last day of compulsory school age.

    Source  Education Act 1996 s.8 and the prescribed days, as in domain 1.2.
    """
    leap = born.month == 2 and born.day == 29
    fifth = date(born.year + 5, 3, 1) if leap else born.replace(year=born.year + 5)
    year = fifth.year
    first = min(day for day in (date(year, 3, 31), date(year, 8, 31), date(year, 12, 31)) if day >= fifth)
    leaving_year = academic_year(born) + 17
    june = date(leaving_year, 6, 30)
    return first, june - timedelta(days=(june.weekday() - 4) % 7)


def academic_year(day: date) -> int:
    """Return the year in which the academic year of that day began."""
    return day.year if day.month >= 9 else day.year - 1


def year_group(born: date, academic: int) -> int:
    """Return the national curriculum year of a child in an academic year: 0 is Reception, below 0 too young."""
    return academic - academic_year(born) - 5
