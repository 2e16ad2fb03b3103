"""What schools are asked about: the days, the limits, and who sees a mark when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onroll.core.attendance_duties import attendance_returns_due, days_of, part_time_since, sickness_returns_due
from onroll.core.dated.practice_limits import CENSUS_THURSDAYS, PRACTICE, UNUSUAL_GROUNDS
from onroll.core.dated.school_returns import GROUNDS, IN_FORCE
from onroll.core.dated.values import overlapping
from onroll.core.school_practice import (
    HOWS,
    PRACTICES,
    RETURNS,
    census_days,
    has_enough,
    is_before_census,
    is_in_time,
    is_marked,
    is_unusual_ground,
    looked_at_since,
    shown_to_authority,
)

SHOWN, MONDAY = date(2026, 1, 15), date(2026, 1, 5)
LIMITS = PRACTICE[-1].value


def weeks(*marks: str) -> list[tuple[date, str]]:
    return [(MONDAY + timedelta(weeks=number), each) for number, each in enumerate(marks)]


def test_the_authority_sees_a_mark_after_the_answer_or_after_the_whole_of_the_time() -> None:
    last = SHOWN + timedelta(days=LIMITS.school_has_days)
    assert not shown_to_authority(SHOWN, None, SHOWN).now and not shown_to_authority(SHOWN, None, last).now
    assert shown_to_authority(SHOWN, None, last + timedelta(days=1)).now
    answered = shown_to_authority(SHOWN, SHOWN, SHOWN)
    assert answered.now and answered.on == SHOWN and "answered" in answered.because
    late = shown_to_authority(SHOWN, last + timedelta(days=9), last + timedelta(days=9))
    assert late.now and late.on == last + timedelta(days=1) and "over" in late.because


@pytest.mark.parametrize(
    ("counted", "of", "most", "marked"),
    [(3, 10, 2, True), (3, 10, 3, False), (2, 10, 1, False), (3, 9, 1, False), (11, 40, 10, True)],
)
def test_a_school_of_few_is_not_marked(counted: int, of: int, most: int, marked: bool) -> None:
    assert is_marked(counted, of, most, SHOWN) is marked


@pytest.mark.parametrize(("counted", "of", "most", "enough"), [(0, 10, 0, True), (0, 9, 0, False), (1, 40, 0, False), (3, 10, 0, True)])
def test_of_too_few_nothing_is_said(counted: int, of: int, most: int, enough: bool) -> None:
    assert has_enough(counted, of, most, SHOWN) is enough


def test_census_days_are_those_that_were_published() -> None:
    assert census_days(date(2022, 9, 1), date(2023, 8, 31)) == [date(2022, 10, 6), date(2023, 1, 19), date(2023, 5, 18)]
    before = date(2023, 1, 19)
    assert [is_before_census(before - timedelta(days=days)) for days in (0, 1, 28, 29)] == [False, True, True, False]
    assert is_before_census(date(2022, 12, 25)), "the turn of the year is no border"


def test_a_ground_is_unusual_where_no_next_school_waits() -> None:
    letters = {ground.letter for ground in GROUNDS[-1].value}
    assert {letter for letter in letters if is_unusual_ground(letter, SHOWN)} == set("fghimno") < letters
    assert is_unusual_ground(None, SHOWN) and is_unusual_ground("", SHOWN)


@pytest.mark.parametrize(
    ("practice", "days_after", "in_time"),
    [
        ("new_pupil_return", 5, True), ("new_pupil_return", 6, False), ("new_pupil_return", -31, True), ("new_pupil_return", -32, False),
        ("deletion_return", 0, True), ("deletion_return", 1, False), ("attendance_return", 14, True), ("sickness_return", 15, False),
    ],
)  # fmt: skip
def test_a_return_is_in_time_to_the_day(practice: str, days_after: int, in_time: bool) -> None:
    assert is_in_time(practice, SHOWN, [SHOWN + timedelta(days=days_after)]) is in_time and not is_in_time(practice, SHOWN, [])


def test_nothing_is_looked_at_from_before_the_regulations() -> None:
    assert looked_at_since(date(2025, 1, 15)) == IN_FORCE and looked_at_since(SHOWN) == date(2025, 1, 15)


def test_an_attendance_return_is_due_at_the_tenth_day_of_each_unbroken_absence() -> None:
    days = days_of(weeks("O" * 10, "N" * 8 + "--", "G" * 10, "/\\" + "O" * 8, "O" * 10))
    assert attendance_returns_due(days) == [date(2026, 1, 19)], "nine days, and the tenth after a day without a session; then five and four"
    assert attendance_returns_due(days_of(weeks("O" * 10, "OOOOOOOO/O", "O" * 10))) == [], "who came for half a day broke it"
    assert attendance_returns_due(days_of(weeks(*["O" * 10] * 4))) == [date(2026, 1, 16)], "one absence is one return"
    assert attendance_returns_due(days_of([(date(2024, 6, 3), "O" * 10), (date(2024, 6, 10), "O" * 10)])) == []


def test_sickness_is_counted_in_each_school_year_however_broken() -> None:
    assert sickness_returns_due(days_of(weeks("I" * 10, "/\\" * 5, "I" * 10, "I" * 10))) == [date(2026, 1, 30)]
    assert sickness_returns_due(days_of(weeks("I" * 10, "I" * 10, "II" * 4 + "I/"))) == []
    two_years = [(date(2025, 7, 7), "I" * 10), (date(2025, 7, 14), "I" * 10), (date(2025, 9, 8), "I" * 10)]
    assert sickness_returns_due(days_of(two_years)) == []


def test_a_part_time_timetable_goes_on_for_too_long_from_the_seventh_week() -> None:
    half = "/C2" * 5
    assert part_time_since(weeks(*[half] * 6)) is None and part_time_since(weeks(*[half] * 7)) == MONDAY
    assert part_time_since(weeks("/\\" * 5, *[half] * 7)) == MONDAY + timedelta(weeks=1)
    assert part_time_since(weeks(*[half] * 7, "/\\" * 5)) is None, "it has ended"
    assert part_time_since(weeks(*[half] * 3, "-" * 10, *[half] * 4, "-" * 10)) == MONDAY, "holidays neither count nor break it"
    assert part_time_since([]) is None


def test_every_measure_says_what_it_counts_and_the_dated_values_do_not_overlap() -> None:
    assert all(each.title and each.counted.endswith(".") and each.out_of.endswith(".") for each in PRACTICES.values())
    assert all(PRACTICES[practice].of_own_authority for practice in RETURNS) and len(RETURNS) == 4 and HOWS
    assert not any(overlapping(versions) for versions in (PRACTICE, CENSUS_THURSDAYS, UNUSUAL_GROUNDS))  # type: ignore[arg-type]
