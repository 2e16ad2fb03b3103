"""Compulsory school age to the day: the table of domain 1.2, its edges, and 29 February."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.school_age import (
    begins_on,
    birthday,
    curriculum_year,
    ends_on,
    is_of_compulsory_school_age,
    last_friday_in_june,
    next_first_of_september,
    reception_starts_on,
    school_year,
)

TABLE = [
    ("2020-03-31", "2025-03-31", "2036-06-27"),
    ("2020-04-01", "2025-08-31", "2036-06-27"),
    ("2020-08-31", "2025-08-31", "2036-06-27"),
    ("2020-09-01", "2025-12-31", "2037-06-26"),
    ("2021-01-01", "2026-03-31", "2037-06-26"),
    ("2010-08-31", "2015-08-31", "2026-06-26"),
    ("2010-09-01", "2015-12-31", "2027-06-25"),
]
BORN = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("born", "first", "last"), TABLE)
def test_the_table_of_the_domain_brief(born: str, first: str, last: str) -> None:
    day = date.fromisoformat(born)
    assert (begins_on(day).isoformat(), ends_on(day).isoformat()) == (first, last)


@pytest.mark.parametrize(("year", "leaving"), [(2025, "2025-06-27"), (2026, "2026-06-26"), (2027, "2027-06-25"), (2028, "2028-06-30")])
def test_school_leaving_dates(year: int, leaving: str) -> None:
    assert last_friday_in_june(year).isoformat() == leaving


def test_the_twenty_ninth_of_february_is_the_first_of_march_in_common_years() -> None:
    assert birthday(date(2020, 2, 29), 5) == date(2025, 3, 1)
    assert birthday(date(2020, 2, 29), 4) == date(2024, 2, 29)
    assert begins_on(date(2020, 2, 29)) == date(2025, 3, 31)


@given(BORN)
def test_it_begins_on_a_prescribed_day_within_five_months_of_the_fifth_birthday(born: date) -> None:
    first = begins_on(born)
    assert (first.month, first.day) in {(3, 31), (8, 31), (12, 31)}
    assert 0 <= (first - birthday(born, 5)).days <= 153


@given(BORN)
def test_it_ends_on_a_friday_in_the_school_year_of_the_sixteenth_birthday(born: date) -> None:
    last = ends_on(born)
    assert last.weekday() == 4
    assert school_year(last) == school_year(birthday(born, 16))
    assert is_of_compulsory_school_age(born, last)
    assert not is_of_compulsory_school_age(born, last.replace(month=7, day=1))


@given(BORN)
def test_the_curriculum_year_is_the_domain_briefs_formula(born: date) -> None:
    on = date(2025, 11, 3)
    assert curriculum_year(born, on) == 2025 - (born.year if born.month < 9 else born.year + 1) - 4
    assert curriculum_year(born, reception_starts_on(born)) == 0


def test_the_next_first_of_september_is_never_the_day_itself() -> None:
    assert next_first_of_september(date(2025, 8, 31)) == date(2025, 9, 1)
    assert next_first_of_september(date(2025, 9, 1)) == date(2026, 9, 1)
