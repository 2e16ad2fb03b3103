"""Working days in England: Monday to Friday, except bank holidays.

Source  Banking and Financial Dealings Act 1971, schedule 1, and the royal proclamations that moved or added a day, as
        published on gov.uk, Bank holidays, England and Wales.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from onroll.core.school_days import easter_sunday

ONE_DAY = timedelta(days=1)

MOVED: dict[date, date | None] = {
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Holidays of the pattern that were held on another day."""

ADDED = frozenset(
    [date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
)
"""Holidays that were proclaimed once."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a calendar year, substitute days for those at weekends."""
    easter = easter_sunday(year)
    days = {easter - 2 * ONE_DAY, easter + ONE_DAY}
    for regular in (_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)):
        days.add(MOVED.get(regular) or regular)
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= 5 or fixed in days:
            fixed += ONE_DAY
        days.add(fixed)
    return frozenset(days | {day for day in ADDED if day.year == year})


def is_working_day(day: date) -> bool:
    """Return whether offices are open on a day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def on_or_next_working_day(day: date) -> date:
    """Return the day itself where it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


@lru_cache(maxsize=16384)
def working_day_after(day: date, count: int) -> date:
    """Return the count-th working day strictly after a day, which itself is day 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def last_day_over_before(on: date, count: int) -> date:
    """Return the last day whose count-th working day after it lies before a day: what began then, or earlier, is over."""
    day = on - ONE_DAY
    while working_day_after(day, count) >= on:
        day -= ONE_DAY
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
