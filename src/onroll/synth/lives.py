"""What happens to one made-up child: schools, other provision, papers; and the verbs that stories use to change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from onroll.synth import rates
from onroll.synth.absence import Absence
from onroll.synth.calendars import academic_year, year_group
from onroll.synth.families import Child, Family
from onroll.synth.places import Address, Authority, School

DAY = timedelta(days=1)


@dataclass(slots=True)
class Enrolment:
    """One stay on one school's admission register.

    Shape  last_day: the last day on the roll, None while it lasts; shows_leaving: the roll goes on showing the row,
           with its leaving date; shown_again_until: a deletion that later rolls take back.
    """

    school: School
    starts: date
    last_day: date | None = None
    status: str = "C"
    shows_leaving: bool = False
    attends: float = rates.USUAL_ATTENDANCE
    shown_again_until: date | None = None


@dataclass(slots=True)
class RollChange:
    """One new-pupil or deletion return."""

    school: School
    change: str
    on: date
    ground: str = ""
    destination_urn: str = ""
    destination_la: str = ""
    destination_type: str = ""
    expected_start: date | None = None
    new_address: Address | None = None


@dataclass(slots=True)
class Spell:
    """One row of a register about provision or help: its own fields, and between which days the register knows it.

    Shape  known_until: the register falls silent after that day (None: never).
    """

    register: str
    supplier: str
    known_from: date
    fields: dict[str, Any]
    known_until: date | None = None


@dataclass(slots=True)
class World:
    """What every life needs to know of the world around it."""

    on: date
    starts_on: date
    authorities: list[Authority]
    roll_days: list[date]
    conversion_on: date
    outside_la: str = "925"

    def authority(self, code: str) -> Authority:
        """Return the authority of that code."""
        return next(each for each in self.authorities if each.code == code)

    def other_authority(self, than: Authority, rng: Random) -> Authority:
        """Return another authority of this world, or the same one where there is no other."""
        others = [each for each in self.authorities if each is not than]
        return rng.choice(others) if others else than


@dataclass(slots=True)
class Life:
    """One child's true course through the window."""

    child: Child
    family: Family
    world: World
    rng: Random
    story: str = "steady"
    enrolments: list[Enrolment] = field(default_factory=list)
    changes: list[RollChange] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    travel: list[tuple[str, date, str]] = field(default_factory=list)
    homes: list[tuple[date, Address]] | None = None
    truly_missing: bool = False
    nhs_from: date | None = None
    nhs_until: date | None = None  # silent removal from the list
    nhs_removal: tuple[date, str] | None = None
    died_on: date | None = None
    benefit_from: date | None = None
    benefit_until: date | None = None
    known_to_benefit: bool = True
    known_to_nhs: bool = True
    shielded_from: date | None = None
    absence: Absence = field(default_factory=Absence)

    @property
    def authority(self) -> Authority:
        """The authority whose schools the family uses."""
        return self.family.authority

    def home_on(self, day: date) -> Address:
        """Return where the child lives on that day."""
        if self.homes is None:
            return self.family.home_on(day)
        found = self.homes[0][1]
        for since, address in self.homes:
            if since <= day:
                found = address
        return found

    def move_home(self, day: date, address: Address) -> None:
        """Let this child live at that address from that day on."""
        self.homes = [*(self.homes or self.family.homes), (day, address)]

    def enrolment_on(self, day: date) -> Enrolment | None:
        """Return the main enrolment of that day."""
        for each in reversed(self.enrolments):
            if each.starts <= day and (each.last_day is None or each.last_day >= day) and each.status != "G":
                return each
        return None

    def attends(self, stay: Enrolment, day: date) -> float:
        """Return which share of sessions the child attends about that day: as the story says, else as the child's own absence does."""
        return stay.attends if stay.attends != rates.USUAL_ATTENDANCE else 1 - self.absence.on(day)

    @property
    def lost_on(self) -> date | None:
        """The last day on a roll before the child was lost to education; None of a child who was not."""
        if not self.truly_missing and self.story != rates.FOUND_AGAIN_STORY:
            return None
        return min((stay.last_day for stay in self.enrolments if stay.last_day is not None), default=None)

    def last_day_before(self, day: date) -> date:
        """Return the last day on a roll of somebody who is on none from that day on: none on which a roll is drawn up.

        It is a school day, or in holidays often the day itself: schools also delete at the end of a month or a year.
        """
        calendar, before = self.authority.calendar, day - DAY
        found = calendar.on_or_before(before)
        if (before - found).days > 3 and before.weekday() < 5 and self.rng.random() < rates.DELETED_IN_HOLIDAYS:
            found = before
        while found in self.world.roll_days:
            found = calendar.on_or_before(found - DAY)
        return found

    def stop(self, last_day: date) -> Enrolment | None:
        """End all schooling on that day; return the enrolment that it ended."""
        current = self.enrolment_on(last_day)
        self.enrolments = [each for each in self.enrolments if each.starts <= last_day]
        for each in self.enrolments:
            if each.last_day is None or each.last_day > last_day:
                each.last_day = last_day
        self.changes = [each for each in self.changes if each.on <= last_day]
        return current

    def delete(self, last_day: date, ground: str, **destination: Any) -> Enrolment | None:
        """End schooling on that day with a deletion return."""
        current = self.stop(last_day)
        if current is not None:
            self.changes.append(RollChange(current.school, "deleted", last_day, ground, **destination))
        return current

    def start(self, school: School, day: date, *, reported: bool = True, status: str = "C") -> Enrolment:
        """Begin at a school in the course of a year, with a new-pupil return."""
        enrolment = Enrolment(school, day, status=status)
        self.enrolments.append(enrolment)
        if reported:
            self.changes.append(RollChange(school, "added", day))
        self._pass_on(enrolment)
        return enrolment

    def _pass_on(self, enrolment: Enrolment) -> None:
        """Where the school's last year ends within the window, go on to the next school."""
        if academic_year(enrolment.starts) < 2025 and self.child.year_now > enrolment.school.last_year:
            enrolment.last_day = date(2025, 7, 22)
            if self.child.year_now <= 11:
                self.enrolments.append(Enrolment(next_school(enrolment.school, self.family, self.world, self.rng), date(2025, 9, 1)))

    def note(self, register: str, known_from: date, *, supplier: str = "", known_until: date | None = None, **fields: Any) -> Spell:
        """Add a row to a register that an authority keeps."""
        spell = Spell(register, supplier or self.home_on(known_from).la_code, known_from, fields, known_until)
        self.spells.append(spell)
        return spell

    def school_for(self, authority: Authority | None = None, *, other_than: School | None = None) -> School:
        """Return a state school of an authority that takes the child's year now."""
        return school_for_year(authority or self.authority, max(0, min(11, self.child.year_now)), self.rng, other_than=other_than)


def school_for_year(authority: Authority, year: int, rng: Random, *, other_than: School | None = None) -> School:
    """Return a random mainstream state school of the authority that has that year group."""
    kinds = ("primary", "junior", "infant") if year <= 6 else ("secondary",)
    fitting = [each for each in authority.of_kind(*kinds) if each.first_year <= year <= each.last_year]
    choice = [each for each in fitting if each is not other_than] or fitting
    return rng.choice(choice)


def next_school(school: School, family: Family, world: World, rng: Random) -> School:
    """Return the school to which that one's last year usually goes."""
    authority = world.authority(school.la_code)
    follows = {"infant": "junior", "first": "middle", "middle": "upper"}
    if school.kind in follows:
        return rng.choice(authority.of_kind(follows[school.kind]))
    usual = family.secondary
    if usual is not None and (school.kind == "independent" or usual.la_code == school.la_code):
        return usual
    return rng.choice(authority.of_kind("secondary"))


def first_day(academic: int) -> date:
    """Return the day on which that academic year's pupils start."""
    return {2023: date(2023, 9, 4), 2024: date(2024, 9, 3), 2025: date(2025, 9, 1)}.get(academic, date(academic, 9, 4))


def usual_life(child: Child, family: Family, world: World, rng: Random) -> Life:
    """Return a child's life as it would be if nothing happened: the school that the year group goes to, then the next."""
    life = Life(child, family, world, rng, known_to_nhs=child.with_nhs)
    before = year_group(child.born, 2024)
    if before > 11:
        return life
    if before < 0:
        _nursery(life)
        if child.year_now == 0:
            late = child.csa_from > world.on and rng.random() < 0.03
            if not late and family.primary is not None:
                life.enrolments.append(Enrolment(family.primary, first_day(2025)))
        return life
    school = _school_of_year(life, before)
    began = 2024 - (before - school.first_year)
    starts = first_day(began) if rng.random() < 0.85 else first_day(2024 - rng.randrange(0, before - school.first_year + 1))
    enrolment = Enrolment(school, starts)
    life.enrolments.append(enrolment)
    life._pass_on(enrolment)
    if before == 11:
        enrolment.last_day = date(2025, 6, 27)
    return life


def _nursery(life: Life) -> None:
    """Let some children be on their primary school's roll before Reception."""
    year, school = life.child.year_now, life.family.primary
    if school is None or life.family.independent or year not in (0, -1, -2):
        return
    if life.rng.random() < rates.NURSERY[1 if year >= -1 else 0]:
        starts = first_day(2024 if year == 0 else 2025)
        life.enrolments.append(Enrolment(school, starts, last_day=date(2025, 7, 22) if year == 0 else None))


def _school_of_year(life: Life, year: int) -> School:
    family = life.family
    if life.child.sen == "E" and not family.independent and life.rng.random() < 0.32:
        return life.rng.choice(family.authority.of_kind("special"))
    school = family.primary
    assert school is not None
    while school.last_year < year:
        school = next_school(school, family, life.world, life.rng)
    return school
