"""Attendance between two days by the marks of the register, and what speaks against a return."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onroll.core.observed_attendance import MarkedWeek, attended_between, risk_now
from onroll.core.school_days import Calendar

MONDAY = date(2025, 9, 8)
FRIDAY = MONDAY + timedelta(days=4)
CALENDAR = Calendar()


def week(marks: str, number: int = 0, urn: str = "100001") -> MarkedWeek:
    return MarkedWeek(urn, MONDAY + timedelta(weeks=number), marks, f"attendance:301:2025-10-01:{number}{urn}")


@pytest.mark.parametrize(
    ("marks", "attended", "possible"),
    [
        ("/\\/\\/\\/\\/\\", 10, 10),
        ("/\\OO/\\LV--", 6, 8),
        ("KPWB/\\/\\##", 8, 8),
        ("NGOUIM/\\/\\", 4, 10),
        ("DDQQY1Y1XXZZ", 0, 0),
        ("C C1 C2 J1 / \\ / \\ / \\", 6, 10),
    ],
)
def test_codes_are_counted_as_the_regulations_class_them(marks: str, attended: int, possible: int) -> None:
    seen = attended_between([week(marks)], MONDAY - timedelta(days=1), FRIDAY, CALENDAR)
    assert (seen.sessions_attended, seen.sessions_possible) == (attended, possible)


def test_only_the_days_of_the_period_count() -> None:
    seen = attended_between([week("/\\/\\OOOO/\\")], MONDAY, MONDAY + timedelta(days=2), CALENDAR)
    assert (seen.sessions_attended, seen.sessions_possible, seen.days_marked, seen.school_days) == (2, 4, 2, 2) and seen.is_enough


def test_of_two_schools_the_one_that_saw_the_child_counts() -> None:
    seen = attended_between([week("OOOOOOOOOO"), week("/\\/\\/\\/\\/\\", urn="200001")], MONDAY - timedelta(days=1), FRIDAY, CALENDAR)
    assert (seen.sessions_attended, seen.sessions_possible) == (10, 10) and seen.urns == ("100001", "200001")


def test_few_marks_are_no_observation() -> None:
    seen = attended_between([week("/\\/\\/\\/\\/\\")], MONDAY - timedelta(days=1), FRIDAY + timedelta(weeks=1), CALENDAR)
    assert not seen.is_enough and seen.days_marked == 5 and seen.school_days == 10
    assert not attended_between([], MONDAY, FRIDAY, CALENDAR).is_enough


@pytest.mark.parametrize(
    ("in_education", "marks", "due", "risk"),
    [
        (True, "/\\/\\/\\/\\/O", False, ""),
        (True, "/\\/\\/\\/\\OO", False, "under_90"),
        (True, "OO", False, ""),
        (True, "", True, "no_data"),
        (False, "/\\/\\/\\/\\/\\", False, "off_roll"),
        (False, "", True, "off_roll"),
    ],
)
def test_the_gravest_risk_is_said(in_education: bool, marks: str, due: bool, risk: str) -> None:
    seen = attended_between([week(marks)], MONDAY - timedelta(days=1), FRIDAY, CALENDAR)
    assert risk_now(in_education, seen, due, FRIDAY) == risk
