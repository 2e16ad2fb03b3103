"""Authorities, postcodes, streets and schools of the made-up England.

The authorities' codes, names and regions are real; postcodes, streets and schools are not. Postcode areas are letter
pairs that Royal Mail has given to nobody.

Source  authorities: the Department's list for published data (OGL v3), in `authorities.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from onroll.synth.calendars import ENGLAND, TWO_WEEK_OCTOBER, SchoolCalendar

CHILDREN_PER_POSTCODE = 4  # linkage study, generator
POSTCODES_PER_AREA = 40
LATE_AUTHORITY = 2  # the place of the authority whose newest roll is late in a world with trouble
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_UNUSED_AREAS = [f"{a}{b}" for a in "ZYJU" for b in "ABCDEFGHKLMNOPRSTUWY" if f"{a}{b}" not in ("ZE", "YO", "JE", "UB")]
_TREES = (
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Bramble", "Broom", "Cedar", "Chestnut", "Clover", "Elder", "Elm", "Fern", "Gorse",
    "Hawthorn", "Hazel", "Heather", "Holly", "Hornbeam", "Ivy", "Juniper", "Larch", "Laurel", "Lime", "Linden", "Maple", "Medlar",
    "Myrtle", "Oak", "Osier", "Pine", "Plane", "Poplar", "Quince", "Rowan", "Sedge", "Sorrel", "Spindle", "Sycamore", "Thorn", "Walnut",
    "Willow", "Yarrow", "Yew", "Bluebell", "Cowslip", "Foxglove", "Harebell", "Campion", "Teasel",
)  # fmt: skip
_ROADS = ("Road", "Street", "Avenue", "Close", "Lane", "Drive", "Way", "Grove", "Terrace", "Crescent", "Court", "Gardens", "Rise", "Walk")
_SAINTS = ("St Alban's", "St Bede's", "St Chad's", "St Hilda's", "St Oswald's", "St Wilfrid's", "Holy Rood", "St Clare's")
_TOWNS = ("Brackwell", "Ellerdale", "Fenwick Vale", "Harrowby", "Kelthorpe", "Marlby", "Netherford", "Ormsley", "Penwick", "Thornby")


@dataclass(frozen=True, slots=True)
class Address:
    """A home: one address in one authority."""

    line_1: str
    line_2: str
    town: str
    postcode: str
    uprn: str
    la_code: str
    decile: int


@dataclass(slots=True)
class School:
    """A school under one URN; where it converts, `successor` is the same school from the day of its new URN on.

    Shape   first_year, last_year: national curriculum years, 0 is Reception; sends: the supplier whose roll shows it,
            or None where nobody sends its roll.
    """

    urn: str
    la_code: str
    establishment: int
    name: str
    kind: str  # primary, infant, junior, first, middle, secondary, special, pru, ap, independent
    type_code: str
    phase_code: str
    low_age: int
    high_age: int
    first_year: int
    last_year: int
    postcode: str
    sends: str | None
    opened: date | None = None
    successor: School | None = None


@dataclass(slots=True)
class Authority:
    """One authority with its places."""

    number: int
    code: str
    name: str
    gss_code: str
    region_code: str
    region_name: str
    children: int
    calendar: SchoolCalendar
    towns: list[str]
    postcodes: list[tuple[str, str, int]] = field(default_factory=list)  # postcode, lsoa, decile
    schools: list[School] = field(default_factory=list)
    independents_silent: bool = False

    def of_kind(self, *kinds: str) -> list[School]:
        """Return the authority's schools of those kinds, each under its first URN."""
        return [school for school in self.schools if school.kind in kinds and school.opened is None]


@cache
def _authority_rows() -> list[dict[str, str]]:
    with files("onroll.synth").joinpath("authorities.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def authority_limit() -> int:
    """Return how many authorities England has."""
    return len(_authority_rows())


def build_authorities(count: int, children: int, seed: int, *, conversion_on: date) -> list[Authority]:
    """Return that many authorities with postcodes and schools in proportion to their children.

    The second has a two-week October break and a middle-school system; the last one's independent schools send nothing
    (where there are two authorities or more); in each but the third, one school in thirty changes its URN on conversion_on.
    """
    sizes = [0.7 + 0.6 * Random(f"{seed}:size:{number}").random() for number in range(count)]
    urns = iter(range(100_001, 1_000_000))
    built = []
    for number, row in enumerate(_authority_rows()[:count]):
        rng = Random(f"{seed}:places:{number}")
        authority = Authority(
            number=number + 1,
            code=row["la_code"],
            name=row["la_name"],
            gss_code=row["gss_code"],
            region_code=row["region_code"],
            region_name=row["region_name"],
            children=max(1, round(children * sizes[number] / sum(sizes))),
            calendar=SchoolCalendar(TWO_WEEK_OCTOBER if number == 1 else ENGLAND),
            towns=[f"{_TOWNS[(number * 3 + each) % len(_TOWNS)]}" for each in range(3)],
            independents_silent=count > 1 and number == count - 1,
        )
        _add_postcodes(authority, rng)
        _add_schools(authority, rng, urns, middle_system=number == 1)
        if number != LATE_AUTHORITY:  # a late roll under a closed URN would lose a whole school
            _convert_schools(authority, rng, urns, conversion_on)
        built.append(authority)
    return built


def home(authority: Authority, rng: Random) -> Address:
    """Return a random home in the authority."""
    place = rng.randrange(len(authority.postcodes))
    house = rng.randrange(1, 24)
    return address_at(authority, place, house, flat=rng.randrange(1, 9) if rng.random() < 0.12 else 0)


def address_at(authority: Authority, place: int, house: int, *, flat: int = 0) -> Address:
    """Return the home of that number in that postcode."""
    postcode, _, decile = authority.postcodes[place]
    # a street follows from the postcode's place in the list, so that one postcode is one street
    street = f"{_TREES[(place * 7 + authority.number) % len(_TREES)]} {_ROADS[(place // len(_TREES) + place) % len(_ROADS)]}"
    return Address(
        line_1=f"Flat {flat}, {house} {street}" if flat else f"{house} {street}",
        line_2="",
        town=authority.towns[place % len(authority.towns)],
        postcode=postcode,
        uprn=f"99{authority.number:03d}{place * 240 + house * 10 + flat:07d}",
        la_code=authority.code,
        decile=decile,
    )


def _add_postcodes(authority: Authority, rng: Random) -> None:
    wanted = max(25, authority.children // CHILDREN_PER_POSTCODE)
    pair, upper = divmod(authority.number - 1, len(_UNUSED_AREAS))
    area, districts = _UNUSED_AREAS[upper], range(1 + 10 * pair, 10 + 10 * pair)
    units = [(d, s, a, b) for s in range(10) for d in districts for a in _INWARD for b in _INWARD]
    decile = 5
    for count, (district, sector, a, b) in enumerate(units[i * len(units) // wanted] for i in range(min(wanted, len(units)))):
        if count % POSTCODES_PER_AREA == 0 or wanted < 400:
            decile = rng.randrange(1, 11)
        lsoa = f"E01{900_000 + authority.number * 500 + count // POSTCODES_PER_AREA:06d}"
        authority.postcodes.append((f"{area}{district} {sector}{a}{b}", lsoa, decile))


_SHAPES = {  # kind: type code, phase code, low age, high age, first year, last year
    "primary": ("01", "2", 4, 11, 0, 6),
    "infant": ("01", "2", 4, 7, 0, 2),
    "junior": ("01", "2", 7, 11, 3, 6),
    "first": ("01", "2", 4, 9, 0, 4),
    "middle": ("01", "5", 9, 13, 5, 8),
    "secondary": ("34", "4", 11, 16, 7, 11),
    "upper": ("34", "4", 13, 18, 9, 11),
    "special": ("07", "0", 4, 19, 0, 11),
    "pru": ("14", "0", 5, 16, 0, 11),
    "ap": ("42", "0", 11, 16, 7, 11),
    "preparatory": ("11", "0", 4, 11, 0, 6),
    "independent": ("11", "0", 4, 18, 0, 11),
}


def _school(authority: Authority, rng: Random, urn: int, shape: str, establishment: int, name: str) -> School:
    type_code, phase, low, high, first, last = _SHAPES[shape]
    kind = "independent" if shape == "preparatory" else shape
    sends: str | None = authority.code
    if kind == "independent":
        sends = None if authority.independents_silent else str(urn)
    postcode = authority.postcodes[rng.randrange(len(authority.postcodes))][0]
    return School(str(urn), authority.code, establishment, name, kind, type_code, phase, low, high, first, last, postcode, sends)


def _add_schools(authority: Authority, rng: Random, urns: Iterator[int], *, middle_system: bool) -> None:
    cohort = authority.children / 14.5

    def add(shape: str, count: int, establishment: int, ending: str) -> None:
        for each in range(count):
            stem = _SAINTS[each % len(_SAINTS)] if each % 4 == 3 else f"{_TREES[(each * 11 + authority.number * 5) % len(_TREES)]} Green"
            urn = next(urns)
            name = f"{stem} {ending}, {authority.towns[each % 3]}"
            authority.schools.append(_school(authority, rng, urn, shape, establishment + each, name))

    feeder = max(1, round(cohort * 0.12 / 45))
    add("primary", max(2, round(cohort * (0.65 if middle_system else 0.85) / 42)), 2000, "Primary School")
    add("infant", feeder, 2500, "Infant School")
    add("junior", feeder, 2600, "Junior School")
    if middle_system:
        add("first", max(1, round(cohort * 0.2 / 40)), 2700, "First School")
        add("middle", max(1, round(cohort * 0.2 / 80)), 4700, "Middle School")
        add("upper", max(1, round(cohort * 0.2 / 120)), 4800, "Upper School")
    add("secondary", max(2, round(cohort / 170)), 4000, "Academy")
    add("special", max(1, round(cohort / 900)), 7000, "Special School")
    add("pru", 1, 1100, "Pupil Referral Unit")
    add("ap", 1, 1110, "Alternative Provision Academy")
    add("preparatory", max(1, round(cohort * 0.03 / 20)), 6000, "Preparatory School")
    add("independent", max(2, round(cohort * 0.04 / 50)), 6020, "College")


def _convert_schools(authority: Authority, rng: Random, urns: Iterator[int], on: date) -> None:
    converting = rng.sample(authority.of_kind("primary"), max(1, len(authority.of_kind("primary")) // 30))
    for school in converting:
        urn = next(urns)
        successor = School(
            str(urn), school.la_code, school.establishment, school.name.replace("School", "Academy"), school.kind, "34", school.phase_code,
            school.low_age, school.high_age, school.first_year, school.last_year, school.postcode, school.sends, opened=on,
        )  # fmt: skip
        school.successor = successor
        authority.schools.append(successor)
