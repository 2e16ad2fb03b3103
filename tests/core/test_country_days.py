"""On which day something became known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.country_days import LONDON_DAYS_SINCE, known_on


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-06-30T22:59:59+00:00", date(2027, 6, 30)),
        ("2027-06-30T23:00:00+00:00", date(2027, 7, 1)),  # midnight in London, in summer
        ("2027-07-01T00:30:00+01:00", date(2027, 7, 1)),
        ("2027-03-28T00:30:00+00:00", date(2027, 3, 28)),  # the night in which summer time begins
        ("2027-03-28T23:00:00+00:00", date(2027, 3, 29)),
        ("2027-10-30T23:30:00+00:00", date(2027, 10, 31)),  # the night in which it ends
        ("2027-10-31T23:30:00+00:00", date(2027, 10, 31)),
        ("2027-01-15T23:30:00+00:00", date(2027, 1, 15)),
        ("2026-06-30T23:30:00+00:00", date(2026, 6, 30)),  # before: as it was cut then, for ever
    ],
)
def test_a_day_ends_at_midnight_in_london(moment: str, day: date) -> None:
    assert known_on(datetime.fromisoformat(moment)) == day


@given(hours=st.integers(min_value=0, max_value=15 * 8766), seconds=st.integers(min_value=0, max_value=90_000))
def test_days_never_go_back(hours: int, seconds: int) -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    assert known_on(first) <= known_on(first + timedelta(seconds=seconds))


def test_the_change_lies_in_winter() -> None:
    assert known_on(LONDON_DAYS_SINCE - timedelta(microseconds=1)) < known_on(LONDON_DAYS_SINCE) == date(2026, 11, 24)
