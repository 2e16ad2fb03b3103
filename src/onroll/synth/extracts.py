"""Turns one life into the rows that each register was sent, with each register's own errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple, Protocol

from onroll.synth import rates
from onroll.synth.calendars import academic_year, year_group
from onroll.synth.entries import BORN, FORENAME, FORMER_UPN, MIDDLE, NHS, POSTCODE, PREFERRED_FORENAME, SURNAME, ULN, UPN, Entry, make_entry
from onroll.synth.identifiers import Issuer
from onroll.synth.layouts import COLUMNS, OWN_FIELDS, PICK_IDENTITY, Schedule
from onroll.synth.lives import Enrolment, Life, Spell
from onroll.synth.names import name_tables
from onroll.synth.package import Key, PackageWriter
from onroll.synth.places import School
from onroll.synth.practice import as_part_time, ground_written, part_time_weeks
from onroll.synth.rates import ErrorRates

DAY = timedelta(days=1)
REGISTERS_WITH_LOSSES = frozenset(("nhs", "child_benefit", "housing"))
_ABSENT = ("II", "OO", "MM", "L\\", "/I", "NN")
_PHASE_OF_YEAR = ("R", *map(str, range(1, 15)))


class Seen(NamedTuple):
    """One row as its register was sent it, with what the rules look at."""

    register: str
    supplier: str
    as_at: date
    fields: dict[str, Any]
    postcode: str


class RowSink(Protocol):
    """Where rows go: files, or nowhere."""

    def add(self, key: Key, true_child: str, errors: str, values: Sequence[object]) -> None:
        """Take one row of a child."""

    def expect(self, key: Key, columns: tuple[str, ...]) -> None:
        """Take note that there is such a file."""

    def is_sent(self, key: Key) -> bool:
        """Return whether the file ever leaves its supplier."""

    def is_troubled(self, key: Key) -> bool:
        """Return whether nobody can use the file."""


@dataclass(slots=True)
class Registers:
    """Where the rows go, and how often each register errs."""

    writer: RowSink
    schedule: Schedule
    errors: dict[str, ErrorRates]
    issuer: Issuer
    on: date

    def fresh_entry(self, life: Life, register: str, created_on: date, rng: Random) -> Entry:
        """Return a new entry of the child in that register."""
        lossy = register in REGISTERS_WITH_LOSSES
        entry = make_entry(life.child, life.family, self.errors[register], rng, created_on, may_lack_forename=lossy)
        if register in rates.UPPER_CASE_REGISTERS:
            for place in (SURNAME, FORENAME, MIDDLE):
                entry.values[place] = entry.values[place].upper()
        return entry


class Projection:
    """One child's rows in every register, written as they are made."""

    def __init__(self, life: Life, registers: Registers) -> None:
        self.life, self.registers = life, registers
        self.child, self.rng = life.child, life.rng
        self.homes = life.homes or life.family.homes
        self.seen: list[Seen] = []
        self.roll_entries: dict[int, Entry] = {}

    def project(self) -> list[Seen]:
        """Write the child's rows; return what the registers show of the child."""
        self._rolls()
        self._roll_changes()
        for spell in self.life.spells:
            self._spell(spell)
        self._nhs()
        self._child_benefit()
        self._attendance()
        self._travel()
        return self.seen

    # -- writing ------------------------------------------------------------------------------------------------------

    def row(self, register: str, supplier: str, as_at: date, entry: Entry, shown_on: date, fields: dict[str, Any]) -> None:
        """Write one row and remember what the rules may look at."""
        identity = entry.on(shown_on, self.child, self.homes)
        own = fields.get
        values = (*PICK_IDENTITY[register](identity), *[own(name, "") for name in OWN_FIELDS[register]])
        key, readable = (register, supplier, as_at), bool(identity[FORENAME])
        if register in REGISTERS_WITH_LOSSES and self.rng.random() < rates.BAD_ROWS:
            identity[BORN], readable = "31/02/2014", False
            values = (*PICK_IDENTITY[register](identity), *[own(name, "") for name in OWN_FIELDS[register]])
        if self.registers.writer.is_sent(key):
            self.registers.writer.add(key, self.child.child_id, " ".join(entry.errors), values)
            if readable and not self.registers.writer.is_troubled(key):
                self.seen.append(Seen(register, supplier, as_at, fields, identity[POSTCODE]))

    # -- rolls ----------------------------------------------------------------------------------------------------------

    def _rolls(self) -> None:
        upn, former = self.child.upn, ""
        held: Entry | None = None
        for place, stay in enumerate(self.life.enrolments):
            state = stay.school.kind != "independent"
            if state and not upn:
                temporary = self.child.year_now > 2 and self.rng.random() < 0.1
                number = self.registers.issuer
                authority = self.life.world.authority(stay.school.la_code)
                upn = number.new_upn(authority.number, stay.school.establishment, academic_year(stay.starts), temporary=temporary)
            elif state and place and stay.status == "C":
                upn, former = self._carry_upn(upn, former, stay)
            fresh = held is None or self.rng.random() < rates.SECOND_DRAW_AT_NEW_SCHOOL
            entry = self.registers.fresh_entry(self.life, "school_roll", stay.starts, self.rng) if fresh or held is None else held
            held = self._with_identifiers(entry, upn if state else "", former if state else "")
            self.roll_entries[id(stay)] = held
            self._roll_rows(stay, held)
        self.child.upn = upn

    def _carry_upn(self, upn: str, former: str, stay: Enrolment) -> tuple[str, str]:
        draw = self.rng.random()
        if draw < rates.UPN_NEW_AT_MOVE:
            authority = self.life.world.authority(stay.school.la_code)
            new = self.registers.issuer.new_upn(authority.number, stay.school.establishment, academic_year(stay.starts))
            return new, upn if self.rng.random() < 0.4 else ""
        if draw < rates.UPN_NEW_AT_MOVE + rates.UPN_LOST_AT_MOVE:
            return "", ""
        return upn, former

    def _with_identifiers(self, entry: Entry, upn: str, former: str) -> Entry:
        values = entry.values.copy()
        errors = entry.errors
        values[UPN], values[FORMER_UPN] = upn, former
        draw = self.rng.random()
        if upn and draw < rates.UPN_MISTYPED:
            values[UPN] = upn[:-2] + upn[-1] + upn[-2] if upn[-1] != upn[-2] else upn[:-1] + ("1" if upn[-1] != "1" else "2")
            errors = (*errors, "upn_mistyped")
        elif upn and draw < rates.UPN_MISTYPED + rates.UPN_OF_SIBLING:
            siblings = [each for each in self.life.family.children if each.upn and each is not self.child]
            if siblings:
                values[UPN] = siblings[0].upn
                errors = (*errors, "upn_of_sibling")
        if self.rng.random() < rates.NHS_NUMBER_ON_ROLL:
            values[NHS] = self.child.nhs_number
        if self.child.year_now >= 10:
            values[ULN] = self.child.uln = self.child.uln or self.registers.issuer.new_uln()
        variants = name_tables().variants.get(self.child.forename)
        if variants and self.rng.random() < rates.PREFERRED_FORENAME:
            values[PREFERRED_FORENAME] = variants[0]
        lag = entry.lag_days if entry.lag_days < 400 else 20
        return replace(entry, values=values, errors=errors, lag_days=lag)

    def _roll_rows(self, stay: Enrolment, entry: Entry) -> None:
        for day in self.registers.schedule.roll:
            until = stay.shown_again_until or stay.last_day
            gone = until is not None and until < day
            if stay.starts > day or (gone and not (stay.shows_leaving and day.toordinal() - until.toordinal() < 200)):  # type: ignore[union-attr]
                continue
            school = school_on(stay.school, day)
            if school.sends is not None:
                self.row("school_roll", school.sends, day, entry, day, self._roll_fields(stay, school, day, gone))

    def _roll_fields(self, stay: Enrolment, school: School, day: date, gone: bool) -> dict[str, Any]:
        child = self.child
        year = min(14, year_group(child.born, academic_year(day)))
        began = max(stay.starts, date(academic_year(day), 9, 1))
        possible = 2 * self.life.authority.calendar.between(began, day)
        return {
            "urn": school.urn,
            "entry_date": stay.starts,
            "leaving_date": stay.last_day if gone else "",
            "enrolment_status": stay.status,
            "nc_year": _PHASE_OF_YEAR[year] if year >= 0 else f"N{3 + year if year > -3 else 1}",
            "ethnicity": child.ethnicity,
            "sen_provision": child.sen,
            "sen_need": child.sen_need,
            "fsm": "1" if child.free_meals else "0",
            "language": child.language,
            "in_care": "1" if child.looked_after else "0",
            "sessions_possible": possible,
            "sessions_attended": round(possible * self.life.attends(stay, day)),
        }

    def _roll_changes(self) -> None:
        for change in self.life.changes:
            if change.on > self.registers.on:
                continue
            stay = self._stay_of(change.school, change.on, change.change)
            entry = self.roll_entries.get(id(stay)) if stay else None
            if entry is None:
                entry = self.registers.fresh_entry(self.life, "school_roll", change.on, self.rng)
            as_at = next(day for day in self.registers.schedule.events if day >= change.on)
            fields = {
                "urn": school_on(change.school, change.on).urn,
                "change": change.change,
                "change_date": change.on,
                "ground": ground_written(change.ground, change.school.urn, self.child.child_id),
                "destination_urn": change.destination_urn,
                "destination_la": change.destination_la,
                "destination_type": change.destination_type,
                "expected_start": change.expected_start or "",
                "new_address_line_1": change.new_address.line_1 if change.new_address else "",
                "new_postcode": change.new_address.postcode if change.new_address else "",
            }
            self.row("roll_change", change.school.la_code, as_at, entry, change.on, fields)

    def _stay_of(self, school: School, day: date, change: str) -> Enrolment | None:
        for stay in self.life.enrolments:
            if stay.school is school and (stay.starts == day if change == "added" else stay.last_day == day):
                return stay
        return None

    # -- other registers ----------------------------------------------------------------------------------------------------

    def _spell(self, spell: Spell) -> None:
        days = self.registers.schedule.other[spell.register]
        entry = self.registers.fresh_entry(self.life, spell.register, spell.known_from, self.rng)
        if self.rng.random() < rates.UPN_HELD.get(spell.register, 0):
            entry.values[UPN] = self.child.upn
        if self.rng.random() < rates.NHS_HELD.get(spell.register, 0):
            entry.values[NHS] = self.child.nhs_number
        for day in days:
            if spell.known_from <= day and (spell.known_until is None or day <= spell.known_until):
                self.row(spell.register, spell.supplier, day, entry, day, as_known_on(spell.fields, day))

    def _nhs(self) -> None:
        life = self.life
        if not life.known_to_nhs:
            return
        registered = life.nhs_from or self.child.born + self.rng.randrange(10, 60) * DAY
        entry = self.registers.fresh_entry(life, "nhs", registered, self.rng)
        entry.values[NHS] = self.child.nhs_number
        again = None
        if life.nhs_removal is None and self.rng.random() < rates.NHS_DUPLICATES:
            again = self.registers.fresh_entry(life, "nhs", registered, self.rng)
            again.values[NHS] = self.registers.issuer.new_nhs_number()
            again.errors = (*again.errors, "nhs_duplicate")
        removed_on, reason = life.nhs_removal or (None, "")
        practice = f"Y{9000 + sum(map(ord, self.child.family_id)) % 900:04d}"
        whole = {
            "gp_practice": practice,
            "registered_on": registered,
            "deregistered_on": removed_on or "",
            "removal_reason": reason,
            "date_of_death": life.died_on or "",
        }
        for day in self.registers.schedule.other["nhs"]:
            if registered > day or (life.nhs_until is not None and life.nhs_until < day):
                continue
            fields = as_known_on(whole, day)
            if not fields["deregistered_on"]:
                fields["removal_reason"] = fields["date_of_death"] = ""
            self.row("nhs", "NHSE", day, entry, day, fields)
            if again is not None:
                self.row("nhs", "NHSE", day, again, day, {**whole, "registered_on": registered + 9 * DAY})

    def _child_benefit(self) -> None:
        life = self.life
        if not life.known_to_benefit or self.rng.random() > rates.CHILD_BENEFIT_TAKE_UP:
            return
        started = life.benefit_from or self.child.born + self.rng.randrange(20, 120) * DAY
        entry = self.registers.fresh_entry(life, "child_benefit", started, self.rng)
        fields = {"claim_start": started, "claim_end": life.benefit_until or ""}
        for day in self.registers.schedule.other["child_benefit"]:
            if started <= day:
                self.row("child_benefit", "HMRC", day, entry, day, as_known_on(fields, day))

    def _attendance(self) -> None:
        if int(self.child.family_id[1:]) * 7919 % 1000 >= rates.ATTENDANCE_SAMPLE * 1000:
            return
        calendar, on = self.life.authority.calendar, self.registers.on
        for stay in self.life.enrolments:
            entry, part_time = self.roll_entries[id(stay)], part_time_weeks(stay.school.urn, self.child.child_id)
            for week in range(rates.ATTENDANCE_WEEKS, 0, -1):
                monday = on - timedelta(days=on.weekday() + 7 * week)
                gone = stay.last_day is not None and stay.last_day < monday
                if stay.starts > monday or gone or stay.status == "G" or not calendar.between(monday, monday + 4 * DAY):
                    continue
                school = school_on(stay.school, monday)
                as_at = next(each for each in self.registers.schedule.events if each >= monday)
                marks = self._marks(stay, monday)
                marks = as_part_time(marks) if week <= part_time else marks
                fields = {"urn": school.urn, "week_starting": monday, "marks": marks}
                self.row("attendance", school.la_code, as_at, entry, monday, fields)

    def _marks(self, stay: Enrolment, monday: date) -> str:
        calendar, marks, attends = self.life.authority.calendar, "", self.life.attends(stay, monday)
        for day in (monday + place * DAY for place in range(5)):
            if calendar.on_or_after(day) != day or (stay.last_day is not None and day > stay.last_day):
                marks += "--"
            else:
                # Drawn as of a child who is absent as usual: the family's later draws are then the same, whatever this one's absence.
                draw = self.rng.random()
                absent = self.rng.choice(_ABSENT) if draw >= stay.attends else _ABSENT[int(draw * 1000) % len(_ABSENT)]
                marks += "/\\" if draw < attends else absent
        return marks

    def _travel(self) -> None:
        for event, day, country in self.life.travel:
            if day > self.registers.on:
                continue
            entry = self.registers.fresh_entry(self.life, "travel", day, self.rng)
            as_at = next(each for each in self.registers.schedule.events if each >= day)
            self.row("travel", "HO", as_at, entry, day, {"event": event, "event_date": day, "country": country})


def school_on(school: School, day: date) -> School:
    """Return the school under the URN that it had on that day."""
    successor = school.successor
    return successor if successor is not None and successor.opened is not None and successor.opened <= day else school


def as_known_on(fields: dict[str, Any], day: date) -> dict[str, Any]:
    """Return a row's fields as the register could show them on that day: what came later is blank yet.

    Days to come that a register does know (an accepted place's first day) stay.
    """
    known = dict(fields)
    for name in ("end_date", "assessed_on", "claim_end", "deregistered_on", "closed_on", "tenancy_end", "offer_date", "date_of_death"):
        value = known.get(name)
        if isinstance(value, date) and value > day:
            known[name] = ""
            if name == "assessed_on":
                known["suitability"] = "pending"
            if name == "offer_date":
                known["status"] = "applied"
                known["start_date"] = ""
    return known


def ghost_row(ghost: Life, registers: Registers) -> None:
    """Write a health registration of a child who is not there: nobody took the child off the list."""
    ghost.story, ghost.known_to_benefit = "ghost", False
    ghost.enrolments, ghost.changes = [], []
    Projection(ghost, registers).project()


def announce_files(writer: PackageWriter, schedule: Schedule, suppliers: Sequence[str], roll_suppliers: Sequence[str]) -> None:
    """Let every supplier's files exist, even where they turn out empty."""
    for supplier in roll_suppliers:
        for day in schedule.roll:
            writer.expect(("school_roll", supplier, day), COLUMNS["school_roll"])
    for register, days in schedule.other.items():
        if register in COLUMNS:
            for supplier in {"nhs": ["NHSE"], "child_benefit": ["HMRC"]}.get(register, suppliers):
                for day in days:
                    writer.expect((register, supplier, day), COLUMNS[register])
    for day in schedule.events:
        for supplier in suppliers:
            writer.expect(("roll_change", supplier, day), COLUMNS["roll_change"])
    for supplier in suppliers:
        writer.expect(("attendance", supplier, schedule.on), COLUMNS["attendance"])
    for day in schedule.events:
        writer.expect(("travel", "HO", day), COLUMNS["travel"])
