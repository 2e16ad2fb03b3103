"""A child who is in no education on the day, with what every finding asks about.

Source  contracts, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from onroll.core.applications import CountedApplication, counted_applications
from onroll.core.histories import History, ProvisionSpell
from onroll.core.registers.school_roll import NC_YEARS
from onroll.core.residence import Residence, residence
from onroll.core.rolls import RollSpell
from onroll.core.school_age import begins_on, curriculum_year, is_of_compulsory_school_age, next_first_of_september
from onroll.core.sightings.shape import Application, Arrival, Deleted, Known, OnRoll
from onroll.core.world import School, World

LAST_DAYS_OF_SUMMER_TERM = 20
ARRIVED_BY = 10
"""School days after the expected day by which a destination shows a start (contracts, section 5, `not_arrived`)."""

AGE_OVER_YEAR = 5
"""A school's last year is its statutory high age less this."""

FINAL_YEARS_UNKNOWN_SCHOOL = frozenset({6, 11})
FINAL_YEARS_BY_PHASE = {"2": frozenset({6}), "3": frozenset({6}), "4": frozenset({11}), "7": frozenset({11})}
"""Phase of education: 2 primary, 3 middle deemed primary, 4 secondary, 7 all-through."""

INFANT_YEAR = 2
PRIMARY_PHASES = ("2", "3")


@dataclass(frozen=True, slots=True)
class SchoolLeaver:
    """Someone in a school's last year: the 1 September after it, and whether the leaving is judged by that alone.

    Shape  late: left, or was no longer shown, in the last 20 school days of the summer term or later.
    """

    september: date
    late: bool


@dataclass
class Candidate:
    """A child of compulsory school age with no education and no standing departure on the day.

    Shape  applications: those that count. last_education_on: the last day of any education. part_time: open part-time
           alternative provision. unsuitable: open home education found unsuitable.
    """

    history: History
    world: World
    shielded: bool = False
    residence: Residence = field(init=False)
    last_education_on: date | None = field(init=False)
    applications: list[CountedApplication] = field(init=False)
    part_time: list[ProvisionSpell] = field(init=False)
    unsuitable: ProvisionSpell | None = field(init=False)

    def __post_init__(self) -> None:
        history, world = self.history, self.world
        self.residence = residence(history, world)
        last = history.last_education(world.on)
        self.last_education_on = last.last_on if last else None
        self.applications = counted_applications(history, self.last_education_on, world)
        open_now = history.provisions_on(world.on)
        self.part_time = [each for each in open_now if each.part_time]
        self.unsuitable = unsuitable_home_education(open_now, world.on)

    @property
    def on(self) -> date:
        """Return the day."""
        return self.world.on

    @property
    def last_roll(self) -> RollSpell | None:
        """Return the roll that the child was on last."""
        return self.history.last_roll

    @property
    def named_deletion(self) -> Deleted | None:
        """Return the deletion from the last roll, where it names a destination."""
        deletion = self.last_roll.deletion if self.last_roll else None
        return deletion if deletion and deletion.names_destination else None

    @property
    def returned_on(self) -> date | None:
        """Return the day on which the child came back after a departure that followed all education."""
        history = self.history
        if history.returned is None or history.cancelled_departure is None:
            return None
        if self.last_education_on and self.last_education_on >= history.returned.on:
            return None
        return history.returned.on

    def since_education(self) -> tuple[date, tuple[str, ...]]:
        """Return the first day without education, and the rows that the day rests on beyond the last education's.

        After a confirmed exit: the day of return. Never any education: the earliest day on which a register shows the
        child in England.
        """
        if self.returned_on is not None and self.history.returned is not None:
            return self.returned_on, self.history.returned.evidence
        if self.last_education_on is not None:
            return self.last_education_on + timedelta(days=1), ()
        return self._earliest_shown()

    def not_before_school_age(self, day: date) -> date:
        """Return a day, or the first of compulsory school age where that is later."""
        return max(day, begins_on(self.history.date_of_birth))

    def _earliest_shown(self) -> tuple[date, tuple[str, ...]]:
        days: list[tuple[date, str]] = []
        for claim in self.history.claims:
            source = claim.source
            match claim:
                case Known():
                    shown = min(claim.since, source.first_on)
                case Application():
                    shown = min(claim.applied_on, source.first_on)
                case Arrival():
                    shown = claim.on
                case OnRoll():
                    shown = min(claim.entry_on, source.first_on)
                case _:
                    continue
            days.append((shown, source.reference))
        earliest = min(days, default=None)
        return (earliest[0], (earliest[1],)) if earliest else (begins_on(self.history.date_of_birth), ())

    def destination_authority(self) -> str | None:
        """Return the authority that the last deletion names, by itself or by a school."""
        deletion = self.named_deletion
        if deletion is None:
            return None
        return deletion.destination_la or self.world.authority_of_school(deletion.destination_urn)

    def arrival_due(self) -> tuple[date, date] | None:
        """Return the day on which the child is expected at the named destination, and the 10th school day after it."""
        deletion = self.named_deletion
        if deletion is None:
            return None
        calendar = self.world.calendar(self.destination_authority() or self.residence.la_code)
        expected = deletion.expected_on
        if expected is None or expected < deletion.change_on:
            expected = calendar.first_school_day_after(deletion.change_on)
        return expected, calendar.school_day_after(expected, ARRIVED_BY)

    def school_leaver(self) -> SchoolLeaver | None:
        """Return whether the last roll was a school's last year, and when it was finished; None where it was not.

        Where a deletion names a destination, the leaver is judged by that instead.
        """
        spell = self.last_roll
        if spell is None or self.named_deletion is not None:
            return None
        shown_on = spell.shown_on or spell.last_on
        if shown_on is None or self._year_of(spell, shown_on) not in last_years(spell.urn, self.world):
            return None
        september = next_first_of_september(shown_on)
        gone_on = spell.silent_on if spell.ending == "vanished" else spell.last_on
        calendar = self.world.calendar(self.world.authority_of_school(spell.urn) or self.residence.la_code)
        closing_weeks = calendar.last_days_of_summer_term_begin_on(september.year, LAST_DAYS_OF_SUMMER_TERM)
        late = spell.ending in ("deleted", "left", "vanished") and gone_on is not None and gone_on >= closing_weeks
        return SchoolLeaver(september, late)

    def _year_of(self, spell: RollSpell, shown_on: date) -> int:
        if spell.nc_year in NC_YEARS:
            return int(spell.nc_year) if spell.nc_year.isdigit() else 0 if spell.nc_year == "R" else -1
        return curriculum_year(self.history.date_of_birth, shown_on)


def unsuitable_home_education(open_now: list[ProvisionSpell], on: date) -> ProvisionSpell | None:
    """Return the home education that the latest word calls unsuitable, if that is the latest word."""
    at_home = [each for each in open_now if each.kind == "home_education"]
    if not at_home:
        return None
    last = max(at_home, key=lambda each: (each.said.assessed_on or each.starts_on, each.said.source.last_on, each.evidence))
    return last if last.unsuitable_on(on) else None


def last_years(urn: str, world: World) -> frozenset[int]:
    """Return the curriculum years after which pupils of a school leave it.

    Source  contracts, section 5, `transition_gap`: the statutory high age less 5; without it by phase, else 6 and 11.
    """
    school = world.schools.get(urn)
    if school is None:
        return FINAL_YEARS_UNKNOWN_SCHOOL
    if school.high_age is not None:
        return frozenset({school.high_age - AGE_OVER_YEAR})
    return _last_years_by_phase(school, world)


def _last_years_by_phase(school: School, world: World) -> frozenset[int]:
    phase = (school.phase_code or "").lstrip("0")
    if phase in PRIMARY_PHASES and world.highest_years.get(school.urn) == INFANT_YEAR:
        return frozenset({INFANT_YEAR})  # a primary roll that ends with year 2 is an infant school's
    return FINAL_YEARS_BY_PHASE.get(phase, FINAL_YEARS_UNKNOWN_SCHOOL)


def education_on(history: History, on: date) -> list[RollSpell | ProvisionSpell]:
    """Return what the child is in on a day that counts as education: any roll, else full provision or custody."""
    found: list[RollSpell | ProvisionSpell] = list(history.rolls_on(on))
    open_now = history.provisions_on(on)
    unsuitable = unsuitable_home_education(open_now, on)
    found += [each for each in open_now if not each.part_time and not (each.kind == "home_education" and unsuitable is not None)]
    return found


def candidate(history: History, world: World, *, shielded: bool = False) -> Candidate | None:
    """Return the child as a candidate for a finding; None where no finding can be.

    Source  contracts, section 5, "Never a finding".
    """
    if not is_of_compulsory_school_age(history.date_of_birth, world.on):
        return None
    if history.departure is not None or education_on(history, world.on):
        return None
    found = Candidate(history, world, shielded)
    if any(each.standing == "registered" for each in found.applications):
        return None
    return found
