"""How long records are kept: the last day, and the same rule turned round for the database."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.core.dated.retention_periods import RETENTION
from onroll.core.dated.values import overlapping
from onroll.core.retention import case_counts_from, counted_up_to, keeping_of, kept_until, left_school_by, rule_of, schedule_on
from onroll.core.school_age import birthday, ends_on

TODAY = date(2026, 1, 19)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
KINDS = [each.kind for each in schedule_on(TODAY)]


def test_each_kind_has_one_line_with_its_source() -> None:
    assert len(KINDS) == len(set(KINDS)) and not overlapping(RETENTION)
    assert all(each.source and each.years > 0 for each in schedule_on(TODAY))
    assert rule_of(keeping_of("extract", TODAY)) == "6 years after the day that the extract describes"


def test_an_extract_is_kept_for_six_years_and_that_day() -> None:
    six = keeping_of("extract", TODAY)
    assert kept_until(six, date(2020, 1, 18)) == date(2026, 1, 18) < TODAY
    assert kept_until(six, date(2020, 1, 19)) == TODAY
    assert kept_until(six, date(2020, 2, 29)) == date(2026, 3, 1)


def test_a_case_is_kept_until_everybody_of_the_school_year_is_25() -> None:
    born = date(2000, 11, 5)
    keeping = keeping_of("case", TODAY)
    assert ends_on(born) == date(2017, 6, 30) and case_counts_from(ends_on(born), TODAY) == date(2001, 8, 31)
    assert kept_until(keeping, case_counts_from(ends_on(born), TODAY)) == date(2026, 8, 31)
    assert case_counts_from(None, date(2020, 5, 1)) == date(2020, 5, 1)


@given(born=st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_nobodys_case_goes_before_they_are_25(born: date) -> None:
    last = kept_until(keeping_of("case", TODAY), case_counts_from(ends_on(born), TODAY))
    assert birthday(born, 25) <= last + timedelta(days=1) and last < birthday(born, 26) + timedelta(days=1)


@given(counted_from=DAYS, today=DAYS, kind=st.sampled_from(KINDS))
def test_the_rule_turned_round_is_the_same_rule(counted_from: date, today: date, kind: str) -> None:
    keeping = keeping_of(kind, TODAY)
    assert (counted_from <= counted_up_to(keeping, today)) == (kept_until(keeping, counted_from) < today)
    edge = counted_up_to(keeping, today)
    assert kept_until(keeping, edge) < today <= kept_until(keeping, edge + timedelta(days=1))


@given(born=st.dates(date(1990, 1, 1), date(2040, 12, 31)), day=DAYS)
def test_the_rule_of_cases_turned_round_is_the_same_rule(born: date, day: date) -> None:
    leaving = ends_on(born)
    assert (leaving <= left_school_by(day)) == (case_counts_from(leaving, TODAY) <= day)
