"""Compulsory school age, to the day.

Source  Education Act 1996, section 8, and the Education (Start of Compulsory School Age) Order 1998, as set out in
        domain, section 1.2; contracts, section 5 (from the prescribed day itself to the last Friday in June inclusive).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from onroll.core.wording import day_words

PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))
"""Month and day of the days on which compulsory school age can begin."""

FIRST_MONTH_OF_SCHOOL_YEAR = 9

OLDEST_PUPIL = 20
"""From this birthday on nobody is a pupil: whoever is told of as one has a slip in the year. Units  years."""
OLDEST_KNOWN = 26
"""From this birthday on no record is kept of anybody (date of birth and 25 years: domain, section 8). Units  years."""


def birthday(date_of_birth: date, age: int) -> date:
    """Return the day on which a person reaches an age; 29 February is 1 March in common years."""
    try:
        return date_of_birth.replace(year=date_of_birth.year + age)
    except ValueError:
        return date(date_of_birth.year + age, 3, 1)


def birthday_cannot_be(date_of_birth: date, on: date, oldest: int = OLDEST_PUPIL) -> str:
    """Return in a sentence why nobody of whom a school or an officer speaks has that birthday; empty where somebody may."""
    if date_of_birth > on:
        return f"The date of birth, {day_words(date_of_birth)}, is still to come: look at the year."
    if birthday(date_of_birth, oldest) <= on:
        return f"The date of birth, {day_words(date_of_birth)}, makes the child {oldest} years old or older: look at the year."
    return ""


@cache
def begins_on(date_of_birth: date) -> date:
    """Return the first day of compulsory school age: the prescribed day on or next after the fifth birthday."""
    fifth = birthday(date_of_birth, 5)
    days = [date(fifth.year, month, day) for month, day in PRESCRIBED_DAYS]
    return next(day for day in days if day >= fifth)


@cache
def ends_on(date_of_birth: date) -> date:
    """Return the last day of compulsory school age: the last Friday in June of the school year of the sixteenth birthday."""
    return last_friday_in_june(school_year(birthday(date_of_birth, 16)) + 1)


@cache
def last_friday_in_june(year: int) -> date:
    """Return the school leaving date of a calendar year."""
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - 4) % 7)


def school_year(day: date) -> int:
    """Return the calendar year in which the school year (1 September to 31 August) of a day began."""
    return day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1


def next_first_of_september(day: date) -> date:
    """Return the first 1 September after a day (never the day itself)."""
    return date(school_year(day) + 1, FIRST_MONTH_OF_SCHOOL_YEAR, 1)


def is_of_compulsory_school_age(date_of_birth: date, on: date) -> bool:
    """Return whether a child is of compulsory school age on a day; first and last day included."""
    return begins_on(date_of_birth) <= on <= ends_on(date_of_birth)


def reception_starts_on(date_of_birth: date) -> date:
    """Return the 1 September on which a child's own year group enters Reception (national curriculum year 0)."""
    return date(school_year(date_of_birth) + 5, FIRST_MONTH_OF_SCHOOL_YEAR, 1)


def curriculum_year(date_of_birth: date, on: date) -> int:
    """Return the national curriculum year of a child's own year group on a day: 0 is Reception, negative before it."""
    return school_year(on) - reception_starts_on(date_of_birth).year
