"""Days in the holidays on which a child who might not come back to school is contacted.

Source  domain, section 9 (holiday calls or meetings at transitions); requirement 38.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from onroll.core.school_days import Calendar
from onroll.core.working_days import is_working_day

SHORTEST_HOLIDAY = 5
"""Weekdays without school that make a holiday worth a call (a half term, its bank holiday included)."""

EVERY = 10
"""Working days between two contacts in a long holiday (Onroll's default): the summer has three."""


def holiday_contact_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """Return the days of contact between two days, both included: in the middle of each holiday, and in a long one several times."""
    days: list[date] = []
    for holiday in _holidays(calendar, first, last):
        contacts = max(1, round(len(holiday) / EVERY))
        days += [holiday[(2 * number + 1) * len(holiday) // (2 * contacts)] for number in range(contacts)]
    return tuple(days)


def _holidays(calendar: Calendar, first: date, last: date) -> Iterator[list[date]]:
    """The working days of each stretch of weekdays without school, five and more."""
    stretch: list[date] = []
    for offset in range((last - first).days + 2):
        day = first + timedelta(days=offset)
        if day > last or calendar.is_school_day(day):
            if len(stretch) >= SHORTEST_HOLIDAY:
                yield [day for day in stretch if is_working_day(day)]
            stretch = []
        elif day.weekday() < 5:
            stretch.append(day)
