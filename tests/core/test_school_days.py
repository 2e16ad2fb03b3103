"""School-day arithmetic: the default calendar, later years by its pattern, and authorities' own dates."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.school_days import ENGLAND, PUBLISHED_HOLIDAYS, calendar_from, default_holidays, easter_sunday


def test_the_published_holidays_are_days_without_school() -> None:
    for first, last in PUBLISHED_HOLIDAYS:
        assert not ENGLAND.is_school_day(first)
        assert not ENGLAND.is_school_day(last)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2025-07-22", True),
        ("2025-07-23", False),
        ("2025-08-31", False),
        ("2025-09-01", True),
        ("2025-12-19", True),
        ("2026-01-05", True),
        ("2026-01-10", False),
        ("2026-04-13", True),
        ("2026-05-04", False),
        ("2026-05-25", False),
        ("2026-07-21", True),
        ("2026-07-22", False),
        ("2026-09-01", True),
        ("2026-12-18", True),
        ("2026-12-21", False),
    ],
)
def test_days_with_and_without_school(day: str, open_: bool) -> None:
    assert ENGLAND.is_school_day(date.fromisoformat(day)) is open_


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [("2026-01-12", 10, "2026-01-26"), ("2026-01-09", 1, "2026-01-12"), ("2026-02-13", 1, "2026-02-23"), ("2025-12-19", 10, "2026-01-16")],
)
def test_the_day_itself_is_day_nought(start: str, count: int, day: str) -> None:
    assert ENGLAND.school_day_after(date.fromisoformat(start), count) == date.fromisoformat(day)


def test_the_first_ten_days_of_a_year_and_the_last_twenty() -> None:
    assert ENGLAND.nth_school_day_of_year(2025, 10) == date(2025, 9, 12)
    assert ENGLAND.nth_school_day_of_year(2024, 1) == date(2024, 9, 3)
    assert ENGLAND.summer_term_ends_on(2025) == date(2025, 7, 22)
    assert ENGLAND.last_days_of_summer_term_begin_on(2025, 20) == date(2025, 6, 25)
    assert ENGLAND.school_days_between(date(2025, 6, 25), date(2025, 7, 22)) == 20


def test_later_years_follow_the_pattern_of_the_published_ones() -> None:
    for year in (2023, 2024, 2025):
        assert len(default_holidays(year)) == 7
    assert [(first.isoformat(), last.isoformat()) for first, last in default_holidays(2026)] == [
        ("2026-10-26", "2026-10-30"),
        ("2026-12-19", "2027-01-03"),
        ("2027-02-15", "2027-02-19"),
        ("2027-03-26", "2027-04-11"),
        ("2027-05-03", "2027-05-03"),
        ("2027-05-31", "2027-06-04"),
        ("2027-07-28", "2027-08-31"),
    ]


def test_easter() -> None:
    assert [easter_sunday(year).isoformat() for year in (2024, 2025, 2026, 2027)] == [
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
    ]


def test_an_authority_replaces_a_school_year_that_it_sends() -> None:
    own = calendar_from(ENGLAND, [(date(2025, 10, 20), date(2025, 10, 24)), (date(2025, 12, 22), date(2026, 1, 2))])
    assert not own.is_school_day(date(2025, 10, 20))
    assert own.is_school_day(date(2025, 10, 27)), "the default's half term is a school week there"
    assert not own.is_school_day(date(2026, 7, 27)), "the summer that it did not send stays"
    assert not own.is_school_day(date(2024, 10, 28)), "so does a year that it did not send"
    assert ENGLAND.is_school_day(date(2025, 10, 20))


def test_a_summer_alone_replaces_the_summer_alone() -> None:
    own = calendar_from(ENGLAND, [(date(2025, 7, 19), date(2025, 9, 2))])
    assert not own.is_school_day(date(2025, 9, 2))
    assert own.nth_school_day_of_year(2025, 10) == date(2025, 9, 16)
    assert not own.is_school_day(date(2025, 4, 8))
