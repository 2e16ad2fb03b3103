"""A small town as its agencies see it: schools, ordinary children, scenario children, and the files that are sent."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from conformance.identifiers import nhs_number, upn
from conformance.names import FORENAMES, SURNAMES

_IDENTITY = (
    "upn former_upn uln nhs_number surname forename middle_names preferred_surname preferred_forename former_surname date_of_birth sex "
    "address_line_1 address_line_2 town postcode uprn parent_1_name parent_2_name phone email"
)
IDENTITY = _IDENTITY.split()
OWN_FIELDS = {
    "postcodes": "postcode la_code lsoa idaci_decile",
    "term_dates": "la_code holiday_start holiday_end",
    "school_roll": "urn entry_date leaving_date enrolment_status nc_year ethnicity sen_provision sen_need fsm language in_care "
    "sessions_possible sessions_attended",
    "roll_change": "urn change change_date ground destination_urn destination_la destination_type expected_start new_address_line_1 "
    "new_postcode",
    "ehe": "start_date end_date suitability assessed_on",
    "alternative_provision": "provider_urn provider_name start_date end_date full_time arranged_by",
    "admissions": "application_date kind status school_urn offer_date start_date",
    "cme_register": "opened_on closed_on reason outcome",
    "nhs": "gp_practice registered_on deregistered_on removal_reason date_of_death",
    "child_benefit": "claim_start claim_end",
    "social_care": "episode start_date end_date need_code legal_status",
    "council_tax": "uprn address_line_1 postcode liable_name_1 liable_name_2 from_date to_date",
    "housing": "tenancy_start tenancy_end kind",
    "attendance": "urn week_starting marks",
    "youth_justice": "episode start_date end_date",
    "travel": "event event_date country",
    "enquiry_reply": "enquiry answered_on answer evidence urn from_date to_date postcode",
}
EVENTS = {"roll_change", "attendance", "travel"}
WITHOUT_IDENTITY = {"postcodes", "term_dates", "council_tax", "enquiry_reply", "establishments"}
ESTABLISHMENT_HEADINGS = {
    "URN": "urn",
    "LA (code)": "la",
    "LA (name)": "la",
    "EstablishmentNumber": "number",
    "EstablishmentName": "name",
    "TypeOfEstablishment (code)": "type_code",
    "EstablishmentStatus (code)": "status",
    "OpenDate": "opened",
    "CloseDate": "closed",
    "PhaseOfEducation (code)": "phase",
    "StatutoryLowAge": "low_age",
    "StatutoryHighAge": "high_age",
    "Postcode": "postcode",
    "Trusts (name)": "",
}
POSTCODE_AREAS = {"370": "S7", "371": "DN", "372": "HD", "373": "S", "380": "BD"}
REFERENCE_DAY = "2025-01-02"

Day = str
Delivery = tuple[str, str, Day]


def columns_of(register: str) -> list[str]:
    """Return every field that contracts 3 and 4 name for a register, `record_id` first."""
    return ["record_id", *([] if register in WITHOUT_IDENTITY else IDENTITY), *OWN_FIELDS[register].split()]


@dataclass(frozen=True)
class School:
    """One establishment. Sends: the suppliers whose rolls show its pupils, each with the days; empty: its authority's every day."""

    urn: str
    la: str
    low_age: int
    high_age: int
    phase: str = "2"
    type_code: str = "01"
    closed: Day = ""
    opened: Day = "1990-09-01"
    listed: bool = True
    pupils: int = 5
    shown_on: tuple[tuple[str, Day], ...] | None = None

    def as_published(self) -> dict[str, str]:
        """Return the row of the national file, under its own headings and with its own way of writing days."""
        values = {
            "urn": self.urn,
            "la": self.la,
            "number": f"{int(self.urn) % 10000:04d}",
            "name": f"School {self.urn}",
            "type_code": self.type_code,
            "status": "2" if self.closed else "1",
            "opened": _day_month_year(self.opened),
            "closed": _day_month_year(self.closed),
            "phase": self.phase,
            "low_age": str(self.low_age),
            "high_age": str(self.high_age),
            "postcode": postcode_of(self.la, 700 + int(self.urn) % 90),
            "": "",
        }
        return {heading: values[name] for heading, name in ESTABLISHMENT_HEADINGS.items()}


@dataclass(frozen=True)
class Row:
    """One row about a scenario's child in one delivery; what `fields` does not say is the child's true identity."""

    register: str
    supplier: str
    as_at: Day
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def delivery(self) -> Delivery:
        """The extract that the row stands in."""
        return (self.register, self.supplier, self.as_at)


@dataclass(frozen=True)
class Found:
    """An expected row of `findings`. None, or an empty `rests_on`: the contract leaves it open."""

    finding: str | None = None
    status: str | None = None
    since: Day | None = None
    la_code: str | None = None
    reason: str | None = "Unknown"
    coverage: str | None = None
    rests_on: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One child in a town. Views: what is expected on each day; None is no finding."""

    clause: str
    title: str
    rows: tuple[Row, ...]
    views: Mapping[Day, Found | None]
    born: Day = ""
    year_group: int = 4
    home: str = "373"

    def __str__(self) -> str:
        return f"{self.clause}: {self.title}"


@dataclass(frozen=True)
class World:
    """What one town's agencies hold and send. Deliveries: every snapshot that arrives, whether or not a scenario has a row in it."""

    name: str
    schools: tuple[School, ...]
    deliveries: tuple[Delivery, ...]
    scenarios: tuple[Scenario, ...]
    today: Day
    holidays: tuple[tuple[str, Day, Day], ...] = ()

    @property
    def views(self) -> list[Day]:
        """The days that any scenario asks about."""
        return sorted({day for scenario in self.scenarios for day in scenario.views})


@dataclass(frozen=True)
class Person:
    """A made-up child."""

    number: int
    born: date
    home: str

    @property
    def identity(self) -> dict[str, str]:
        """What every register would say of the child, were all of them right."""
        surname = SURNAMES[self.number % len(SURNAMES)]
        return {
            "upn": upn(self.home, self.number),
            "nhs_number": NHS_NUMBERS[self.number],
            "surname": surname,
            "forename": FORENAMES[self.number % len(FORENAMES)],
            "date_of_birth": self.born.isoformat(),
            "sex": "FM"[self.number % 2],
            "address_line_1": f"{10 + self.number} {SURNAMES[-1 - self.number % len(SURNAMES)]} Street",
            "town": "Anytown",
            "postcode": postcode_of(self.home, self.number),
            "parent_1_name": f"{FORENAMES[(self.number * 7 + 100) % len(FORENAMES)]} {surname}",
            "phone": f"07700{900000 + self.number}",
        }


NHS_NUMBERS = [nhs_number(each) for each in range(len(FORENAMES))]


def postcode_of(la: str, number: int) -> str:
    """Return the number-th postcode of an authority's area."""
    letters = "ABDEFGHJLN"
    return f"{POSTCODE_AREAS[la]}{number // 100 + 1} {number % 10}{letters[number // 10 % 10]}{letters[(number // 100 + int(la)) % 10]}"


def year_group_on(born: date, day: date) -> int:
    """Return the national curriculum year; 0 is reception (domain 1.2)."""
    started = day.year if day.month >= 9 else day.year - 1
    return started - (born.year if born.month < 9 else born.year + 1) - 4


def year_group_text(born: date, day: date) -> str:
    """Return the national curriculum year as a roll writes it."""
    year = year_group_on(born, day)
    return "R" if year == 0 else f"N{3 + year}" if year < 0 else str(year)


def _day_month_year(day: Day) -> str:
    return "-".join(reversed(day.split("-"))) if day else ""


class Town:
    """A world with its people, ready to be written as a Data Package."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.schools = {school.urn: school for school in world.schools}
        self.deliveries: dict[Delivery, list[dict[str, str]]] = {delivery: [] for delivery in world.deliveries}
        self.record_of: dict[tuple[int, int], str] = {}
        self.people: list[Person] = []
        self._settle_ordinary_children()
        for number, scenario in enumerate(world.scenarios):
            self._settle(number, scenario)

    def _person(self, *, home: str, born: Day = "", year_group: int = 4) -> Person:
        number = len(self.people)
        if number >= len(FORENAMES):
            raise ValueError("The town has run out of names.")
        first = date(date.fromisoformat(self.world.today).year - 5 - year_group - (self.world.today[5:] < "09-01"), 9, 1)
        day = date.fromisoformat(born) if born else first + timedelta(days=(number * 37) % 350 + 7)
        person = Person(number, day, home)
        self.people.append(person)
        return person

    def _settle_ordinary_children(self) -> None:
        for school in self.world.schools:
            for each in range(school.pupils):
                person = self._person(home=school.la, year_group=_ordinary_year_group(school, each))
                for delivery in self._rolls_of(school):
                    self._put(Row(*delivery, {"urn": school.urn}), person)
                for delivery in self.deliveries:
                    if delivery[0] in ("nhs", "child_benefit"):
                        self._put(Row(*delivery), person)

    def _rolls_of(self, school: School) -> list[Delivery]:
        rolls = [delivery for delivery in self.deliveries if delivery[0] == "school_roll"]
        if school.shown_on is None:
            return [
                delivery for delivery in rolls if delivery[1] == school.la and school.opened <= delivery[2] <= (school.closed or "9999")
            ]
        return [("school_roll", supplier, as_at) for supplier, as_at in school.shown_on]

    def _settle(self, number: int, scenario: Scenario) -> None:
        person = self._person(home=scenario.home, born=scenario.born, year_group=scenario.year_group)
        for place, row in enumerate(scenario.rows):
            self.record_of[number, place] = self._put(row, person)

    def _put(self, row: Row, person: Person) -> str:
        rows = self.deliveries.setdefault(row.delivery, []) if row.register in EVENTS else self.deliveries[row.delivery]
        values = {"record_id": f"{row.register[:2]}-{len(rows) + 1}"}
        if row.register not in WITHOUT_IDENTITY:
            values |= person.identity
        values |= self._usual(row, person) | dict(row.fields)
        rows.append(values)
        return values["record_id"]

    def _usual(self, row: Row, person: Person) -> dict[str, str]:
        day = date.fromisoformat(row.as_at)
        if row.register == "school_roll":
            school = self.schools.get(row.fields.get("urn", ""))
            starts_in = person.born.year + (5 if person.born.month >= 9 else 4)
            starts_in += school.low_age - 4 if school and school.low_age >= 7 else 0
            return {"entry_date": f"{starts_in}-09-02", "enrolment_status": "C", "nc_year": year_group_text(person.born, day)}
        if row.register == "nhs":
            return {"gp_practice": "C88001", "registered_on": (person.born + timedelta(days=20)).isoformat()}
        if row.register == "child_benefit":
            return {"claim_start": (person.born + timedelta(days=40)).isoformat()}
        return {}

    def write(self, folder: Path) -> None:
        """Write the Data Package."""
        folder.mkdir(parents=True, exist_ok=True)
        files: list[tuple[Delivery, list[str], list[dict[str, str]]]] = [
            (
                ("establishments", "DfE", REFERENCE_DAY),
                list(ESTABLISHMENT_HEADINGS),
                [school.as_published() for school in self.world.schools if school.listed],
            ),
            (("postcodes", "ONS", REFERENCE_DAY), columns_of("postcodes")[1:], self._postcodes()),
        ]
        if self.world.holidays:
            names = columns_of("term_dates")[1:]
            rows = [dict(zip(names, holiday, strict=True)) for holiday in self.world.holidays]
            files.append((("term_dates", "DfE", REFERENCE_DAY), names, rows))
        files += [(delivery, columns_of(delivery[0]), rows) for delivery, rows in self.deliveries.items()]
        resources = []
        for (register, supplier, as_at), names, rows in files:
            path = f"{register}-{supplier}-{as_at}.csv"
            write_csv(folder / path, names, rows)
            resources.append({"name": path[:-4].lower(), "path": path, "register": register, "supplier": supplier, "as_at": as_at})
        (folder / "datapackage.json").write_text(json.dumps({"name": self.world.name, "resources": resources}), encoding="utf-8")

    def _postcodes(self) -> list[dict[str, str]]:
        return [{"postcode": postcode_of(la, number), "la_code": la} for la in POSTCODE_AREAS for number in range(900)]


def write_csv(path: Path, names: list[str], rows: list[dict[str, str]]) -> Path:
    """Write rows as a CSV file under those columns; a value under any other name is a slip of the test's author."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _ordinary_year_group(school: School, each: int) -> int:
    """Return a year that is neither the school's first of a later phase nor its last, this year and the year before."""
    lowest = school.low_age - 3 if school.low_age >= 7 else max(school.low_age - 4, 1)
    highest = min(school.high_age - 5, 11) - 1
    return lowest + each % (highest - lowest + 1)
