"""The school-day clocks that an attendance register starts: 5, 10, 15 and 20.

Source  domain, section 2.3 (code N within 5 school days, attendance return at 10, sickness return at 15, ground i at 20).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from onroll.core.dated.school_returns import (
    ABSENT_UNAUTHORISED_ALL_DAY,
    GROUND_I_CODES,
    LIMITS,
    NO_SESSION_CODES,
    SICKNESS_CODE,
    UNAUTHORISED_CODES,
    ReturnLimits,
)
from onroll.core.dated.values import value_on
from onroll.core.school_age import school_year
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words

ClockName = Literal["replace N", "attendance return", "sickness return", "ground i"]


@dataclass(frozen=True, slots=True)
class DayMarks:
    """The two codes of one school day; `-`, `#` or empty where there was no session."""

    day: date
    morning: str
    afternoon: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the sessions that there were."""
        return _held(self.morning, self.afternoon)


@lru_cache(maxsize=4096)
def _held(morning: str, afternoon: str) -> tuple[str, ...]:
    return tuple(code for code in (morning, afternoon) if code not in NO_SESSION_CODES)


@dataclass(frozen=True, slots=True)
class AbsenceClock:
    """How far one clock has run.

    Units   count and limit: school days. reached_on: the school day on which the limit was reached, None before that.
    """

    clock: ClockName
    count: int
    limit: int
    reached_on: date | None
    sentence: str


def absence_clocks(marks: Sequence[DayMarks], on: date, calendar: Calendar) -> tuple[AbsenceClock, ...]:
    """Return the clocks that run for one pupil on a day, by the marks up to it. A clock that has not begun is left out.

    Shape  marks: one row per school day, in any order; a day without a session neither counts nor breaks an absence.
    Source  domain, section 2.3.
    """
    limits = value_on(LIMITS, on)
    known = sorted((each for each in marks if each.day <= on and each.codes), key=lambda each: each.day)
    clocks = [
        _n_clock(known, on, calendar, limits),
        _attendance_clock(known, limits),
        _sickness_clock(known, limits),
        _ground_i_clock(known, limits),
    ]
    return tuple(clock for clock in clocks if clock.count)


def continuous_absence(marks: Iterable[DayMarks]) -> tuple[DayMarks, ...]:
    """Return the school days of the unbroken absence up to the last mark: no session attended in between.

    Shape  a day counts with every session coded as absent, whatever the code; a day without a session is left out.
    """
    known = sorted((each for each in marks if each.codes), key=lambda each: each.day)
    return _last_stretch(known, lambda each: all(is_absence(code) for code in each.codes))


def unauthorised_absence(marks: Iterable[DayMarks]) -> tuple[DayMarks, ...]:
    """Return the school days of the unbroken absence up to the last mark in which every session is G, N or O."""
    known = sorted((each for each in marks if each.codes), key=lambda each: each.day)
    return _last_stretch(known, lambda each: all(code in GROUND_I_CODES for code in each.codes))


def is_absence(code: str) -> bool:
    """Return whether a code says that the child was neither present nor at an approved activity.

    Source  domain, section 2.3; U (late after the register closed) is a child who came.
    """
    return code in UNAUTHORISED_CODES - {"U"} or code in _OTHER_ABSENCES


_OTHER_ABSENCES = frozenset(["C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"])


def _n_clock(known: Sequence[DayMarks], on: date, calendar: Calendar, limits: ReturnLimits) -> AbsenceClock:
    first = next((each.day for each in known if "N" in each.codes), None)
    count = calendar.school_days_between(first + timedelta(days=1), on) if first else 0
    by = calendar.school_day_after(first, limits.replace_n_days) if first else None
    said = f"The code N of {day_words(first)} must be replaced by {day_words(by)}." if first and by else ""
    return AbsenceClock("replace N", count, limits.replace_n_days, by if by and by <= on else None, said)


def _attendance_clock(known: Sequence[DayMarks], limits: ReturnLimits) -> AbsenceClock:
    days = _last_stretch(known, lambda each: all(code in ABSENT_UNAUTHORISED_ALL_DAY for code in each.codes))
    return _counted("attendance return", days, limits.attendance_return_days, "of unbroken absence without authority")


def _sickness_clock(known: Sequence[DayMarks], limits: ReturnLimits) -> AbsenceClock:
    this_year = [each for each in known if school_year(each.day) == school_year(known[-1].day)]
    days = [each for each in this_year if all(code == SICKNESS_CODE for code in each.codes)]
    return _counted("sickness return", days, limits.sickness_days, "of sickness in this school year")


def _ground_i_clock(known: Sequence[DayMarks], limits: ReturnLimits) -> AbsenceClock:
    return _counted("ground i", unauthorised_absence(known), limits.ground_i_days, "of unbroken absence, every session G, N or O")


def _last_stretch(known: Sequence[DayMarks], belongs: Callable[[DayMarks], bool]) -> tuple[DayMarks, ...]:
    stretch: list[DayMarks] = []
    for each in reversed(known):
        if not belongs(each):
            break
        stretch.append(each)
    return tuple(reversed(stretch))


def _counted(clock: ClockName, days: Sequence[DayMarks], limit: int, what: str) -> AbsenceClock:
    reached_on = days[limit - 1].day if len(days) >= limit else None
    return AbsenceClock(clock, len(days), limit, reached_on, f"{len(days)} of {limit} school days {what}.")
