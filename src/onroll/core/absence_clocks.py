"""What an attendance register says of one pupil day by day, and since when the pupil is away without a break.

Source  domain, section 2.3. The clocks that count by it: ten and fifteen school days in `attendance_duties`, five and twenty in
        `deletion_returns`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onroll.core.dated.school_returns import (
    GROUND_I_CODES,
    NO_SESSION_CODES,
    UNAUTHORISED_CODES,
)


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


def _last_stretch(known: Sequence[DayMarks], belongs: Callable[[DayMarks], bool]) -> tuple[DayMarks, ...]:
    stretch: list[DayMarks] = []
    for each in reversed(known):
        if not belongs(each):
            break
        stretch.append(each)
    return tuple(reversed(stretch))
