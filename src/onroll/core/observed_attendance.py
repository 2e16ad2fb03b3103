"""How much a child attended between two days, by the marks of the register; and whether that is enough to observe a return by.

Source  domain, section 2.3 (codes) and section 9 (sustained: at least 90%); contracts, section 4 (`attendance`); issue 4, point 5 (four
        observations filled from the roll feed where it can be).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core.attendance_marks import ATTENDED, NOT_POSSIBLE, session_codes
from onroll.core.dated.closure_evidence import SUSTAINED_PERCENT
from onroll.core.dated.values import value_on
from onroll.core.school_days import Calendar

Risk = Literal["", "off_roll", "under_90", "no_data"]
RISKS: dict[str, str] = {
    "off_roll": "No longer on a roll, nor in other education",
    "under_90": "Attends under 90% of sessions",
    "no_data": "A look is due, and no attendance has come",
}

ENOUGH_PERCENT = 80
"""Marks for so many of the period's school days are an observation; fewer are a question to the school (Onroll's proposal)."""

SOON = 10
"""Sessions after which poor attendance between two looks is said at once (Onroll's proposal: one school week)."""


@dataclass(frozen=True, slots=True)
class MarkedWeek:
    """One child's marks of one week at one school, as the newest row has them. Shape  evidence: the row."""

    urn: str
    week_starting: date
    marks: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Attended:
    """What the marks of a period say.

    Shape  days_marked of school_days: on how many of the period's school days there is a mark. urns, evidence: of the rows.
    """

    sessions_attended: int
    sessions_possible: int
    days_marked: int
    school_days: int
    urns: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the marks cover the period."""
        return self.sessions_possible > 0 and self.days_marked * 100 >= ENOUGH_PERCENT * self.school_days

    def is_under(self, on: date) -> bool:
        """Whether the child attended less than a sustained return asks for. Exactly 90% is enough."""
        return self.sessions_attended * 100 < value_on(SUSTAINED_PERCENT, on) * self.sessions_possible


def attended_between(weeks: Iterable[MarkedWeek], after: date, until: date, calendar: Calendar) -> Attended:
    """Return what a child attended from the day after `after` to `until`, that day included.

    Where two schools mark the same half-day, the one that saw the child counts.
    """
    halves: dict[tuple[date, int], bool] = {}
    marked: set[date] = set()
    urns: dict[str, None] = {}
    evidence: dict[str, None] = {}
    for week in sorted(weeks, key=lambda each: (each.week_starting, each.urn)):
        for place, code in enumerate(session_codes(week.marks)):
            day = week.week_starting + timedelta(days=place // 2)
            if not after < day <= until or place >= 10:
                continue
            urns[week.urn] = evidence[week.evidence] = None
            if code != "-":
                marked.add(day)
            if code not in NOT_POSSIBLE:
                halves[day, place % 2] = halves.get((day, place % 2), False) or code in ATTENDED
    school_days = [day for day in _days(after, until) if calendar.is_school_day(day)]
    return Attended(sum(halves.values()), len(halves), len(marked & set(school_days)), len(school_days), tuple(urns), tuple(evidence))


def risk_now(in_education: bool, since_last_look: Attended, look_is_due: bool, on: date) -> Risk:
    """Return what speaks against a return that is watched, the gravest first; nothing where nothing does.

    A child who has fallen off the roll is said at once; so is one who attends under 90% of SOON sessions or more.
    """
    if not in_education:
        return "off_roll"
    if since_last_look.sessions_possible >= SOON and since_last_look.is_under(on):
        return "under_90"
    return "no_data" if look_is_due else ""


def _days(after: date, until: date) -> list[date]:
    return [after + timedelta(days=number) for number in range(1, (until - after).days + 1)]
