"""A made-up town whose registers misspell its children, with the truth: for tests of linking.

Families, twins, moves, stale postcodes, lost UPNs, doubled health registrations, adoption, same-name strangers. Small and plain;
the made-up world of `onroll synth` is another matter.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.registers import register_named
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.pipeline.engine import connect
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.profiles import load_records, normalise_profiles
from onroll.pipeline.links.units import gather, make_parties

_TYPES = {"date": pa.date32(), "flag": pa.bool_(), "integer": pa.int32()}
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FORENAMES = [
    "Oliver",
    "George",
    "Noah",
    "Arthur",
    "Harry",
    "Leo",
    "Muhammad",
    "Jack",
    "Charlie",
    "Oscar",
    "Jacob",
    "Henry",
    "Thomas",
    "Freddie",
    "Alfie",
    "Theo",
    "William",
    "Theodore",
    "Archie",
    "Joshua",
    "Alexander",
    "James",
    "Isaac",
    "Edward",
    "Lucas",
    "Tommy",
    "Finley",
    "Max",
    "Logan",
    "Ethan",
    "Mohammed",
    "Teddy",
    "Benjamin",
    "Arlo",
    "Joseph",
    "Sebastian",
    "Harrison",
    "Elijah",
    "Adam",
    "Daniel",
    "Samuel",
    "Louie",
    "Mason",
    "Reuben",
    "Albie",
    "Rory",
    "Jaxon",
    "Hugo",
    "Luca",
    "Zachary",
    "Reggie",
    "Hunter",
    "Louis",
    "Dylan",
    "Albert",
    "David",
    "Jude",
    "Frankie",
    "Roman",
    "Ezra",
    "Toby",
    "Riley",
    "Carter",
    "Ronnie",
    "Frederick",
    "Gabriel",
    "Stanley",
    "Bobby",
    "Jesse",
    "Michael",
    "Elliot",
    "Grayson",
    "Mohammad",
    "Liam",
    "Jenson",
    "Ellis",
    "Harley",
    "Harvey",
    "Jayden",
    "Jake",
    "Ralph",
    "Rowan",
    "Elliott",
    "Jasper",
    "Ollie",
    "Charles",
    "Finn",
    "Felix",
    "Caleb",
    "Chester",
    "Jackson",
    "Hudson",
    "Leon",
    "Ibrahim",
    "Ryan",
    "Blake",
    "Alfred",
    "Oakley",
    "Matthew",
    "Luke",
    "Olivia",
    "Amelia",
    "Isla",
    "Ava",
    "Mia",
    "Isabella",
    "Sophia",
    "Grace",
    "Lily",
    "Freya",
    "Emily",
    "Ivy",
    "Ella",
    "Rosie",
    "Evie",
    "Florence",
    "Poppy",
    "Charlotte",
    "Willow",
    "Evelyn",
    "Phoebe",
    "Sienna",
    "Sofia",
    "Ruby",
    "Harper",
    "Matilda",
    "Daisy",
    "Emilia",
    "Alice",
    "Jessica",
    "Maya",
    "Millie",
    "Luna",
    "Elsie",
    "Eliza",
    "Isabelle",
    "Erin",
    "Aria",
    "Penelope",
    "Chloe",
    "Violet",
    "Ada",
    "Maryam",
    "Layla",
    "Fatima",
    "Aisha",
    "Esme",
    "Eva",
    "Zara",
    "Scarlett",
    "Hannah",
    "Bella",
    "Ellie",
    "Lucy",
    "Orla",
    "Nancy",
    "Lola",
    "Imogen",
    "Maisie",
    "Thea",
    "Molly",
    "Robyn",
    "Arabella",
    "Gracie",
    "Aurora",
    "Amber",
    "Zofia",
    "Katarzyna",
    "Jakub",
    "Szymon",
    "Aleksander",
    "Hassan",
    "Hussain",
    "Yusuf",
    "Ahmed",
    "Omar",
    "Ali",
    "Zainab",
    "Khadija",
    "Amina",
    "Hamza",
    "Bilal",
    "Jan",
    "Piotr",
    "Wiktoria",
    "Andrei",
    "Maria",
    "Elena",
    "Ioana",
    "Chidi",
    "Adaeze",
    "Kofi",
    "Ama",
]
_SURNAMES = [
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Williams",
    "Wilson",
    "Johnson",
    "Davies",
    "Patel",
    "Robinson",
    "Wright",
    "Thompson",
    "Evans",
    "Walker",
    "White",
    "Roberts",
    "Green",
    "Hall",
    "Wood",
    "Jackson",
    "Clarke",
    "Khan",
    "Hughes",
    "Ahmed",
    "Ali",
    "Hussain",
    "Begum",
    "Singh",
    "Kaur",
    "Kowalski",
    "Nowak",
    "Popescu",
    "Okafor",
    "Mensah",
    "Lewis",
    "Harris",
    "Martin",
    "Cooper",
    "Ward",
    "Turner",
    "Hill",
    "Moore",
    "Clark",
    "Baker",
    "Harrison",
    "King",
    "Morris",
    "Allen",
    "Lee",
    "Scott",
    "Watson",
    "Parker",
    "Bennett",
    "Young",
    "Shaw",
    "Cook",
    "Price",
    "Richardson",
    "Murphy",
    "Kelly",
    "Bailey",
    "Mitchell",
    "Cox",
]
_ENDINGS = ["ham", "ton", "ford", "ley", "worth", "field", "by", "well", "wood", "bury", "stead", "shaw", "croft", "combe", "dale"]
_STARTS = [
    "Ash",
    "Brad",
    "Cal",
    "Dun",
    "El",
    "Farn",
    "Gar",
    "Hart",
    "Ings",
    "Kel",
    "Lang",
    "Mar",
    "Nor",
    "Oak",
    "Pem",
    "Quin",
    "Red",
    "Stan",
    "Thorn",
    "Under",
    "Wal",
    "Yar",
    "Brom",
    "Chat",
    "Dray",
    "Eger",
    "Finch",
    "Grin",
    "Holl",
    "Ips",
    "Kirk",
    "Lin",
    "Mel",
    "Nant",
    "Ock",
    "Pres",
    "Ram",
    "Shel",
    "Tad",
    "Ug",
    "Ven",
    "Whit",
    "Wyn",
    "Aller",
    "Bick",
    "Cros",
    "Dods",
    "Eck",
    "Fros",
    "Gled",
    "Hol",
    "Ink",
]
_NICK = {
    "Thomas": "Tom",
    "William": "Billy",
    "James": "Jamie",
    "Daniel": "Danny",
    "Muhammad": "Mohammed",
    "Mohammed": "Muhammad",
    "Katarzyna": "Kasia",
    "Isabella": "Bella",
    "Charlotte": "Lottie",
    "Matilda": "Tilly",
    "Joseph": "Joe",
    "Samuel": "Sam",
    "Alexander": "Alex",
    "Aleksander": "Alexander",
    "Yusuf": "Yousef",
    "Jessica": "Jess",
    "Benjamin": "Ben",
    "Zofia": "Sofia",
    "Emily": "Em",
    "Edward": "Ted",
    "Joshua": "Josh",
}


@dataclass(frozen=True)
class TownChild:
    """A child as the town's gossip knows: the truth."""

    number: int
    family: int
    forename: str
    middle: str
    surname: str
    other_surname: str
    born_on: date
    sex: str
    upn: str
    nhs: str
    postcode: str
    former_postcode: str
    line: str
    parents: tuple[str, str]
    phone: str
    urn: str
    twin_of: int | None = None
    in_school: bool = True
    at_doctors: bool = True


@dataclass
class Town:
    """Extracts of the town and who each row is really about."""

    children: list[TownChild]
    extracts: list[Extract] = field(default_factory=list)
    truth: dict[int, int] = field(default_factory=dict)


def _surname(rng: random.Random) -> str:
    if rng.random() < 0.55:
        return _SURNAMES[min(int(rng.expovariate(0.06)), len(_SURNAMES) - 1)]
    return rng.choice(_STARTS) + rng.choice(_ENDINGS)


def upn_of(number: int) -> str:
    """Return a UPN of a made-up authority (999) with the right check letter."""
    body = f"999{number:09d}"
    return _LETTERS[sum(int(digit) * place for place, digit in enumerate(body, start=2)) % 23] + body


def nhs_of(number: int) -> str:
    """Return the next NHS number of the 999 range with the right check digit."""
    body = 999_000_000 + number
    while (check := 11 - sum(int(d) * (10 - p) for p, d in enumerate(str(body))) % 11) == 10:
        body += 500_000
    return f"{body}{0 if check == 11 else check}"


def _postcode(rng: random.Random, town: int) -> str:
    return f"ZZ{1 + rng.randrange(12)} {rng.randrange(10)}{rng.choice('ABDEFGHJLNP')}{rng.choice('ABDEFGHJLNPQRSTUWXYZ')}"


def people(count: int, seed: int) -> list[TownChild]:
    """Return made-up children in families, about four to a postcode."""
    rng = random.Random(seed)
    children: list[TownChild] = []
    postcodes = [_postcode(rng, 0) for _ in range(max(10, count // 4))]
    family = 0
    while len(children) < count:
        family += 1
        surname, other = _surname(rng), _surname(rng)
        postcode, former = rng.choice(postcodes), rng.choice(postcodes)
        line = f"{rng.randrange(1, 180)} {rng.choice(_STARTS)} {rng.choice(['Road', 'Street', 'Close', 'Lane'])}"
        parents = (f"{rng.choice(_FORENAMES[100:])} {surname}", f"{rng.choice(_FORENAMES[:100])} {other}")
        phone = f"07{rng.randrange(10**9):09d}"
        born: list[date] = []
        names: set[str] = set()
        for _ in range(rng.choice([1, 1, 2, 2, 2, 3, 4])):
            twin = bool(born) and rng.random() < 0.018
            born.append(born[-1] if twin else date(2008, 9, 1) + timedelta(days=rng.randrange(4700)))
            pool = [each for each in (_FORENAMES[:100] if rng.random() < 0.5 else _FORENAMES[100:]) if each not in names]
            forename = pool[min(int(rng.expovariate(0.03)), len(pool) - 1)]
            names.add(forename)
            number = len(children) + 1
            children.append(
                TownChild(
                    number=number, family=family, forename=forename, middle=rng.choice(_FORENAMES), surname=surname, other_surname=other,
                    born_on=born[-1], sex="M" if forename in _FORENAMES[:100] else "F", upn=upn_of(number), nhs=nhs_of(number),
                    postcode=postcode, former_postcode=former, line=line, parents=parents, phone=phone,
                    urn=str(700_000 + rng.randrange(max(3, count // 300))), twin_of=number - 1 if twin else None,
                    in_school=rng.random() > 0.01, at_doctors=rng.random() > 0.02,
                )
            )  # fmt: skip
    return children[:count]


def _typo(rng: random.Random, text: str) -> str:
    if len(text) < 3:
        return text
    place = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(4)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == 0:
        return text[:place] + letter + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + letter + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def as_written(child: TownChild, rng: random.Random, *, errors: float = 1.0, parents: float = 0.3, contact: float = 0.3) -> dict[str, Any]:
    """Return the identity fields of a child as one register writes them, once."""

    def chance(rate: float) -> bool:
        return rng.random() < rate * errors

    forename, surname, born = child.forename, child.surname, child.born_on
    if chance(0.03):
        forename = _typo(rng, forename)
    elif chance(0.025 / 0.3) and child.forename in _NICK:
        forename = _NICK[child.forename]
    elif chance(0.02):
        forename = child.middle
    if chance(0.025):
        surname = _typo(rng, surname)
    elif chance(0.04):
        surname = child.other_surname
    elif chance(0.015):
        surname = f"{child.surname}-{child.other_surname}"
    if chance(0.004):
        forename, surname = surname, forename
    if chance(0.006):
        born = born.replace(day=born.day % 28 + 1)
    elif chance(0.003) and born.day <= 12:
        born = date(born.year, born.day, born.month)
    elif chance(0.002):
        born = date(born.year, 1, 1)
    postcode: str | None = child.former_postcode if chance(0.12) else child.postcode
    if postcode and chance(0.012):
        postcode = postcode[:-1] + rng.choice("ABDEFG")
    if chance(0.01):
        postcode = None
    row: dict[str, Any] = {"forename": forename, "surname": surname, "date_of_birth": born, "postcode": postcode}
    row["sex"] = child.sex if not chance(0.003) else ("F" if child.sex == "M" else "M")
    if rng.random() < 0.4:
        row["middle_names"] = child.middle
    if rng.random() < parents:
        row["parent_1_name"] = child.parents[0]
        if rng.random() < 0.5:
            row["parent_2_name"] = child.parents[1]
    if rng.random() < contact:
        row["phone"] = child.phone
    if rng.random() < 0.5 and postcode == child.postcode:
        row["address_line_1"] = child.line
    return row


class TownHall:
    """Writes the town's extracts into an index, as intake would."""

    def __init__(self, home: Path, town: Town) -> None:
        self.index = Index(home)
        self.index.create()
        self.town = town

    def publish(
        self, register: str, supplier: str, as_at: date, rows: list[tuple[int, dict[str, Any]]], *, replaces: tuple[str, ...] = ()
    ) -> Extract:
        """Take in rows, each with the child that it is about."""
        with self.index.writing("a test"):
            number = self.index.next_extract_number()
            built = self.index.building_folder("extract")
            keys = [number * RECORD_KEY_STRIDE + line for line in range(2, len(rows) + 2)]
            columns: dict[str, Any] = {
                "record_key": pa.array(keys, pa.int64()),
                "line": pa.array(range(2, len(rows) + 2), pa.int32()),
                "record_id": pa.array([row.get("record_id") or f"r{place}" for place, (_, row) in enumerate(rows)], pa.string()),
            }
            for each in (*IDENTITY_FIELDS, *register_named(register).fields):
                columns[each.name] = pa.array([row.get(each.name) for _, row in rows], _TYPES.get(each.type, pa.string()))
            pq.write_table(pa.table(columns), built / "records.parquet")
            manifest = {
                "extract_id": f"{register}-{supplier}-{as_at}-{number:06d}", "number": number, "register": register, "supplier": supplier,
                "as_at": as_at, "content_hash": f"{number:064d}", "file_name": "x.csv", "rows_read": len(rows), "rows_accepted": len(rows),
                "rows_quarantined": 0, "warning_count": 0, "partial": False, "received_at": datetime.now(UTC),
            }  # fmt: skip
            extract = self.index.publish_extract(built, manifest, supersedes=replaces)
        self.town.extracts.append(extract)
        self.town.truth.update(zip(keys, (child for child, _ in rows), strict=True))
        return extract


def settle(home: Path, *, count: int, seed: int, errors: float = 1.0, snapshots: int = 3) -> tuple[Index, Town]:
    """Make a town with its registers: roll snapshots, health twice, child benefit, social care."""
    town = Town(people(count, seed))
    hall = TownHall(home, town)
    rng = random.Random(seed + 1)
    first = date(2025, 9, 20)
    rolls = {child.number: _roll_row(child, rng, errors) for child in town.children if child.in_school}
    for place in range(snapshots):
        as_at = first + timedelta(days=40 * place)
        for number in list(rolls):
            if place and rng.random() < 0.02:  # moves school, and perhaps home
                child = town.children[number - 1]
                if rng.random() < 0.5:
                    child = replace(child, postcode=child.former_postcode, former_postcode=child.postcode)
                town.children[number - 1] = child = replace(child, urn=str(700_000 + rng.randrange(99)))
                if rng.random() < 0.03:
                    town.children[number - 1] = child = replace(child, upn=upn_of(number + 500_000))
                rolls[number] = _roll_row(child, rng, errors)
        hall.publish("school_roll", "991", as_at, list(rolls.items()))
    health = list(_health_rows(town, rng, errors))
    for as_at in (first + timedelta(days=5), first + timedelta(days=60)):
        hall.publish("nhs", "NHSE", as_at, health)
    for register, share, own in (
        ("child_benefit", 0.9, {"claim_start": first}),
        ("social_care", 0.05, {"episode": "cin", "start_date": first}),
    ):
        rows = [(child.number, {**as_written(child, rng, errors=errors), **own}) for child in town.children if rng.random() < share]
        hall.publish(register, "AGENCY", first + timedelta(days=9), rows)
    return hall.index, town


def _roll_row(child: TownChild, rng: random.Random, errors: float) -> dict[str, Any]:
    row = as_written(child, rng, errors=errors) | {
        "upn": child.upn,
        "urn": child.urn,
        "entry_date": date(2024, 9, 1),
        "enrolment_status": "C",
    }
    if rng.random() < 0.15:
        row["nhs_number"] = child.nhs
    return row


def _health_rows(town: Town, rng: random.Random, errors: float) -> Iterator[tuple[int, dict[str, Any]]]:
    extra = 1_000_000
    for child in town.children:
        if child.at_doctors:
            yield child.number, as_written(child, rng, errors=errors) | {"nhs_number": child.nhs}
            if rng.random() < 0.015 * errors:
                extra += 1
                yield child.number, as_written(child, rng, errors=errors) | {"nhs_number": nhs_of(extra)}


def gathered(town: Town) -> duckdb.DuckDBPyConnection:
    """Return an engine with the town's profiles, as they are compared, and its parties as units."""
    con = connect()
    install_macros(con)
    load_records(con, town.extracts)
    normalise_profiles(con)
    make_parties(con)
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    return con
