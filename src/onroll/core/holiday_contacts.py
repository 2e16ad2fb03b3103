"""Contacts in the holidays with children who might not come to school after them: on which days, how, and what came of it.

Source  domain, section 9 (holiday calls or meetings at transitions); requirement 38.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.beta_intervals import beta_interval
from onroll.core.school_days import Calendar
from onroll.core.working_days import is_working_day

SHORTEST_HOLIDAY = 5
"""Weekdays without school that make a holiday worth a call (a half term, its bank holiday included)."""

LONG_HOLIDAY_DAYS = 14
"""Days in a row without school that make a holiday long (Onroll's default): Christmas, Easter and the summer."""

EVERY = 10
"""Working days between two contacts in a long holiday (Onroll's default): the summer has three."""


def holiday_contact_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """Return the days of contact between two days, both included: in the middle of each holiday, and in a long one several times."""
    days: list[date] = []
    for holiday in _holidays(calendar, first, last):
        contacts = max(1, round(len(holiday) / EVERY))
        days += [holiday[(2 * number + 1) * len(holiday) // (2 * contacts)] for number in range(contacts)]
    return tuple(days)


def _holidays(calendar: Calendar, first: date, last: date) -> Iterator[list[date]]:
    """The working days of each stretch of weekdays without school, five and more."""
    stretch: list[date] = []
    for offset in range((last - first).days + 2):
        day = first + timedelta(days=offset)
        if day > last or calendar.is_school_day(day):
            if len(stretch) >= SHORTEST_HOLIDAY:
                yield [day for day in stretch if is_working_day(day)]
            stretch = []
        elif day.weekday() < 5:
            stretch.append(day)


# -- what is done in a holiday, and what came of it ----------------------------------------------------------------------

APPROACHES: Mapping[str, str] = {
    "call": "A call home",
    "meeting": "A meeting with the family",
    "visit": "A visit to the home",
    "named_adult": "Meeting the named adult of the next school",
    "uniform": "Help with uniform and equipment",
    "transport": "Help with the journey",
}
"""Ways to reach a family in a holiday. Source: domain, section 9 (holiday calls or meetings; uniform, transport)."""

RESULTS: Mapping[str, str] = {
    "family": "The family was reached",
    "child": "The family was reached, and the child was spoken to",
    "nobody": "Nobody was reached",
    "called_off": "It did not take place",
}
REACHED = frozenset({"family", "child"})
TRIED = REACHED | {"nobody"}


@dataclass(frozen=True, slots=True)
class ContactAndArrival:
    """One recorded contact, and whether the child was in education on the due day. Shape  arrived: None where the day has not come."""

    child_id: str
    approach: str
    result: str
    arrived: bool | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the interval that holds 95% of what the share may be. Shape  low, high: None where there is nobody."""

    hits: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """Return the share itself."""
        return self.hits / self.of if self.of else None


def share_of(hits: int, of: int) -> Share:
    """Return a share with its interval.

    Source  the Jeffreys interval: L. Brown, T. Cai, A. DasGupta, Interval estimation for a binomial proportion, 2001.
    """
    if not of:
        return Share(0, 0, None, None)
    low, high = beta_interval(hits + 0.5, of - hits + 0.5)
    return Share(hits, of, 0.0 if hits == 0 else low, 1.0 if hits == of else high)


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of one approach. Units  children, each counted once for an approach; contacts in `contacts`."""

    approach: str
    contacts: int
    reached: Share
    arrived_if_reached: Share
    arrived_if_not: Share
    too_early: int


def what_came_of(contacts: Iterable[ContactAndArrival]) -> list[CameOf]:
    """Return by approach how many families were reached, and how many of their children had arrived on the due day.

    A child who was reached once counts as reached. Those whose due day has not come are counted apart. It says what happened, not
    why: families who can be reached differ from those who cannot.
    """
    by_approach: dict[str, list[ContactAndArrival]] = {}
    for contact in contacts:
        if contact.result in TRIED:
            by_approach.setdefault(contact.approach, []).append(contact)
    return [_came_of(approach, by_approach[approach]) for approach in APPROACHES if approach in by_approach]


def _came_of(approach: str, contacts: list[ContactAndArrival]) -> CameOf:
    reached = {each.child_id for each in contacts if each.result in REACHED}
    arrived = {each.child_id: each.arrived for each in contacts}
    judged = {child_id for child_id, known in arrived.items() if known is not None}
    of_reached, of_others = judged & reached, judged - reached
    return CameOf(
        approach,
        len(contacts),
        share_of(len(reached), len(arrived)),
        share_of(sum(arrived[child_id] is True for child_id in of_reached), len(of_reached)),
        share_of(sum(arrived[child_id] is True for child_id in of_others), len(of_others)),
        len(arrived) - len(judged),
    )


def next_long_holiday(calendar: Calendar, on: date) -> tuple[date, date] | None:
    """Return the first and last day of the holiday of two weeks or more that runs on a day, or is the next to come."""
    stretch_from: date | None = None
    for offset in range(-70, 366):
        day = on + timedelta(days=offset)
        if calendar.is_school_day(day):
            if stretch_from is not None and day > on and (day - stretch_from).days >= LONG_HOLIDAY_DAYS:
                return stretch_from, day - timedelta(days=1)
            stretch_from = None
        elif stretch_from is None:
            stretch_from = day
    return None
