"""What the rules know besides the child: the day, the schools, the calendars, and who has sent what.

Source  contracts, section 5, "Coverage" and "Residence"; section 8.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from onroll.core.school_days import ENGLAND, Calendar

INDEPENDENT_TYPES = frozenset({"10", "11"})
"""Types of establishment: other independent special school, other independent school (domain, section 6.2)."""

STALE_AFTER_DAYS = 200
"""A present state of a roll older than this keeps nobody on it (contracts, section 5)."""

LATE_AFTER_DAYS = 31
"""A sender whose newest roll is older than the newest of the others by more than this is late (contracts, section 5)."""


@dataclass(frozen=True, slots=True)
class School:
    """One establishment, as the national file gives it."""

    urn: str
    name: str | None = None
    la_code: str | None = None
    type_code: str | None = None
    phase_code: str | None = None
    status_code: str | None = None
    high_age: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def independent(self) -> bool:
        """Return whether it is an independent school."""
        return (self.type_code or "").lstrip("0") in INDEPENDENT_TYPES

    def open_on(self, day: date) -> bool:
        """Return whether it is open on a day."""
        if self.closed_on is not None:
            return day <= self.closed_on
        return (self.status_code or "1").lstrip("0") not in ("2", "4")


@dataclass(frozen=True, slots=True)
class RollState:
    """What is known of one school's roll as of a day: who said so."""

    as_at: date
    suppliers: frozenset[str]


@dataclass(frozen=True)
class RollsSent:
    """Which roll snapshots have come by the day, and which schools each covers.

    Shape  states: of each URN the snapshots that cover it, oldest first; of the same day the school's own alone.
           newest: the newest snapshot of each supplier. not_sent: schools that had pupils in a snapshot of a supplier and
           have none in its newest: (supplier, URN).
    """

    states: Mapping[str, tuple[RollState, ...]] = field(default_factory=dict)
    newest: Mapping[str, date] = field(default_factory=dict)
    not_sent: frozenset[tuple[str, str]] = frozenset()

    def present_state(self, urn: str) -> RollState | None:
        """Return the newest state of a school's roll."""
        states = self.states.get(urn)
        return states[-1] if states else None

    def first_state_after(self, urn: str, day: date) -> RollState | None:
        """Return the first state of a school's roll dated after a day."""
        states = self.states.get(urn, ())
        place = bisect_right(states, day, key=lambda state: state.as_at)
        return states[place] if place < len(states) else None

    def newest_of_others(self, supplier: str) -> date | None:
        """Return the newest snapshot of all other senders."""
        return max((as_at for other, as_at in self.newest.items() if other != supplier), default=None)


@dataclass(frozen=True)
class World:
    """Everything that a rule may look at besides the child's own evidence, on one day.

    Shape  snapshots: the days of each register's and supplier's snapshots, oldest first; highest_years: the highest
           curriculum year ever shown on a school's roll; national: the calendar where an authority has none of its own.
    """

    on: date
    schools: Mapping[str, School] = field(default_factory=dict)
    authority_of_postcode: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    national: Calendar = ENGLAND
    rolls: RollsSent = field(default_factory=RollsSent)
    snapshots: Mapping[tuple[str, str], tuple[date, ...]] = field(default_factory=dict)
    highest_years: Mapping[str, int] = field(default_factory=dict)

    def calendar(self, la_code: str | None) -> Calendar:
        """Return the calendar of an authority."""
        return self.calendars.get(la_code or "", self.national)

    def authority_of_school(self, urn: str | None) -> str | None:
        """Return the authority in which a school lies."""
        school = self.schools.get(urn or "")
        return school.la_code if school else None

    def next_snapshot(self, register: str, supplier: str, after: date) -> date | None:
        """Return the day of a supplier's first snapshot after a day."""
        days = self.snapshots.get((register, supplier), ())
        place = bisect_right(days, after)
        return days[place] if place < len(days) else None

    def is_newest_snapshot(self, register: str, supplier: str, as_at: date) -> bool:
        """Return whether no later snapshot of that supplier has come."""
        days = self.snapshots.get((register, supplier), ())
        return not days or as_at >= days[-1]

    def newest_roll_of_authority(self, la_code: str) -> date | None:
        """Return the newest roll that an authority has sent; where it has sent none, the newest of its schools' own."""
        if la_code in self.rolls.newest:
            return self.rolls.newest[la_code]
        return self._newest_of_own_schools.get(la_code)

    @property
    def _newest_of_own_schools(self) -> Mapping[str, date]:
        cached: dict[str, date] | None = self.__dict__.get("_own_schools")
        if cached is None:
            cached = {}
            for supplier, as_at in self.rolls.newest.items():
                authority = self.authority_of_school(supplier)
                if authority and as_at > cached.get(authority, date.min):
                    cached[authority] = as_at
            self.__dict__["_own_schools"] = cached
        return cached

    def newest_roll_that_covers(self, urn: str) -> date | None:
        """Return the newest roll that could show a pupil of a school.

        Its own rows, or, for a state school that has never had pupils in it, the roll of its authority (which sends
        all its schools).
        """
        state = self.rolls.present_state(urn)
        newest = state.as_at if state else None
        if urn in self.rolls.newest:
            newest = max(newest or date.min, self.rolls.newest[urn]) if (urn, urn) not in self.rolls.not_sent else newest
        school = self.schools.get(urn)
        if school and school.la_code and not school.independent and state is None:
            newest = max(newest or date.min, self.rolls.newest.get(school.la_code, date.min))
        return None if newest == date.min else newest

    def is_stale(self, as_at: date) -> bool:
        """Return whether a roll of that day is too old to keep anybody on it."""
        return self.on - as_at > timedelta(days=STALE_AFTER_DAYS)
