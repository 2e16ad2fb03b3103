"""What a school is asked about in its own practice, and who is shown it when: the school first, and only then its authority.

A mark says that something happens at a school more often than chance alone would let. It is a reason to ask, and nothing else.

Source  issue 7, point 5 (by funnel limits, shown first to the school); domain, requirements 12 and 17 (returns; off-rolling outliers by
        school and ground) and section 9; D. Spiegelhalter (2005), funnel plots. The days are Onroll's proposal (`dated/practice_limits`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.dated.practice_limits import CENSUS_THURSDAYS, PRACTICE, UNUSUAL_GROUNDS
from onroll.core.dated.school_returns import IN_FORCE, LIMITS
from onroll.core.dated.values import value_on

EXAM_YEAR = 11
LOOK_BACK_DAYS = 365


@dataclass(frozen=True, slots=True)
class Practice:
    """One thing that is looked at.

    Shape  of_own_authority: compared with the schools of the same authority alone, for each asks for returns in a way of its own;
           else with all schools, year group by year group.
    """

    title: str
    counted: str
    out_of: str
    not_counted: str
    of_own_authority: bool = False


PRACTICES: Mapping[str, Practice] = {
    "new_pupil_return": Practice(
        "New-pupil returns missing or late",
        "Pupils who are on the school’s roll as new, and of whom no return came in time.",
        "Pupils who began within the year up to two weeks ago.",
        "Who began in the school’s lowest year at the start of September: no return is needed.",
        of_own_authority=True,
    ),
    "deletion_return": Practice(
        "Deletion returns missing or late",
        "Pupils who left the school’s roll, and of whom no return came by the day they left.",
        "Pupils who left the roll within the year up to two weeks ago.",
        "Who left in the summer from a school’s last year or from year 11, died, or passed school age.",
        of_own_authority=True,
    ),
    "attendance_return": Practice(
        "Attendance returns missing or late",
        "Unbroken absences of ten school days without authority, by the school’s own marks, of which no return came.",
        "All such absences within the year up to two weeks ago.",
        "Pupils whose marks have not come.",
        of_own_authority=True,
    ),
    "sickness_return": Practice(
        "Sickness returns missing or late",
        "Pupils with fifteen school days of sickness in a school year, by the school’s own marks, of whom no return came.",
        "All such pupils within the year up to two weeks ago.",
        "Pupils whose marks have not come.",
        of_own_authority=True,
    ),
    "unusual_ground": Practice(
        "Unusual grounds of deletion",
        "Deletions on a ground after which no next school waits for the pupil (f to i, m to o), or on none.",
        "Deletions within the year.",
        "Who left in the summer from a school’s last year or from year 11.",
    ),
    "left_before_exams": Practice(
        "Left before examinations",
        "Pupils of year 11 who left the roll before the first examination.",
        "Pupils who were on the roll in year 11 within the year, before the first examination.",
        "Who died.",
    ),
    "left_before_census": Practice(
        "Left in the weeks before a school census",
        "Deletions in the four weeks before the day of a school census.",
        "Deletions within the year.",
        "Who left in the summer from a school’s last year or from year 11.",
    ),
    "part_time_without_end": Practice(
        "Part-time timetables that do not end",
        "Pupils whose marks have had code C2 in every week of school for longer than six weeks, and have it still.",
        "Pupils whose marks came within the last four weeks.",
        "Pupils whose marks have not come.",
    ),
}

HOWS: Mapping[str, str] = {
    "explained": "It is right so, and this is why",
    "wrong_data": "The data are wrong, and we correct them",
    "will_change": "It should not be so, and this is what we do",
}
"""What a school can answer."""


@dataclass(frozen=True, slots=True)
class ShownToAuthority:
    """Whether the authority may see a mark. Shape  on: the first day on which it may; because: of the answer or of the time."""

    now: bool
    on: date
    because: str


def answer_by(shown_on: date) -> date:
    """Return the last day on which a school answers before its authority sees a mark."""
    return shown_on + timedelta(days=value_on(PRACTICE, shown_on).school_has_days)


def shown_to_authority(shown_on: date, answered_on: date | None, today: date) -> ShownToAuthority:
    """Return whether the authority may see a mark: once the school has answered, or its time is over. The one place of this rule.

    Shape  shown_on: the day from which the school could see it; that day is day 0, and the school has the whole of the last one.
    """
    late = answer_by(shown_on) + timedelta(days=1)
    if answered_on is not None and answered_on < late:
        return ShownToAuthority(today >= answered_on, answered_on, "The school has answered.")
    return ShownToAuthority(today >= late, late, "The school’s time to answer is over.")


def is_marked(counted: int, of: int, most: int, on: date) -> bool:
    """Return whether a school is marked: above what chance alone passes once in a thousand, and not of too few.

    Shape  most: that limit, as a count.
    """
    return counted > most and has_enough(counted, of, most, on)


def has_enough(counted: int, of: int, most: int, on: date) -> bool:
    """Return whether there is enough to say anything of a school: not too few to count from, nor above the limit by one or two pupils."""
    limits = value_on(PRACTICE, on)
    return of >= limits.fewest_of and not most < counted < limits.fewest_counted


def is_unusual_ground(ground: str | None, on: date) -> bool:
    """Return whether a deletion's ground is unusual: none, or one after which no next school waits."""
    return not ground or ground in value_on(UNUSUAL_GROUNDS, on)


def census_days(first: date, last: date) -> list[date]:
    """Return the days of the school census between two days, both included."""
    days = {_thursday(year, month, which) for year in range(first.year, last.year + 1) for month, which in value_on(CENSUS_THURSDAYS, last)}
    return sorted(day for day in days if first <= day <= last)


def weeks_before_census(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the stretches before each census in which leaving is looked at, that touch two days: first day, and day before the census."""
    span = timedelta(days=value_on(PRACTICE, last).before_census_days)
    for day in census_days(first, last + span):
        yield day - span, day - timedelta(days=1)


def is_before_census(left_on: date) -> bool:
    """Return whether somebody who left on a day left in the weeks before a census."""
    return any(first <= left_on <= last for first, last in weeks_before_census(left_on, left_on))


RETURNS = frozenset(practice for practice in PRACTICES if practice.endswith("_return"))
"""Measures of returns: of these, what the school sent through Onroll counts as well as what the registers hold."""


def is_in_time(practice: str, day: date, came_on: Iterable[date]) -> bool:
    """Return whether one of the returns that came on some days was in time; none is never.

    Shape  day: of the entry, of the leaving, or on which the absence reached its limit. A return from over a month before is another's.
    """
    limits = value_on(PRACTICE, day)
    due = {"new_pupil_return": value_on(LIMITS, day).new_pupil_days, "deletion_return": 0}.get(practice, limits.return_days)
    return any(day - timedelta(days=limits.near_days) <= each <= day + timedelta(days=due) for each in came_on)


def looked_at_since(on: date) -> date:
    """Return the day after which practice is looked at: a year ago, and never before the regulations."""
    return max(on - timedelta(days=LOOK_BACK_DAYS), IN_FORCE)


def _thursday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (which - 1))
