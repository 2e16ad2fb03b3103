"""A small made-up town for random walks: who its children are, what each register says of them, and what must come of it.

Two children have nothing in common, and all rows of one child agree on name and birthday: linked by themselves, each child is whole.
What makes it hard is what people decide about them.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from onroll.core.links import LinkDecision
from support.linkable_town import nhs_of, upn_of
from support.plain_links import PlainModel

SUPPLIERS = (("school_roll", "301"), ("school_roll", "302"), ("nhs", "NHSE"), ("child_benefit", "HMRC"), ("social_care", "301"))
START = date(2025, 9, 8)
_FORENAMES = (
    "Amira",
    "Boris",
    "Chidi",
    "Dilys",
    "Edwin",
    "Farah",
    "Gwen",
    "Hamza",
    "Isolde",
    "Jakub",
    "Keziah",
    "Lorcan",
    "Maryam",
    "Zuri",
)
_SURNAMES = ("Ashcombe", "Brightwell", "Cotterill", "Drummond", "Eglantine", "Featherby", "Grimshaw", "Holloway", "Inkpen", "Jessop")
_MIDDLES = ("Rose", "Paul", "Wren", "Hugh")
_OWN: Mapping[str, Mapping[str, str]] = {
    "school_roll": {"urn": "100001", "entry_date": "2023-09-04", "enrolment_status": "C"},
    "nhs": {"gp_practice": "G1", "registered_on": "2020-01-06"},
    "child_benefit": {"claim_start": "2020-01-06"},
    "social_care": {"episode": "cin", "start_date": "2025-01-06"},
}

Saying = tuple[tuple[str, str], ...]
"""The identity fields of one row, as written: rows that say the same are one to every decision."""


@dataclass(frozen=True)
class Row:
    """One row of a file. Shape  person: whom it is about."""

    person: int
    saying: Saying


def row_of(person: int, register: str, way: int) -> Row:
    """Return what a register says of a person, in one of several ways: another home, a middle name, one identifier or none."""
    says = {
        "surname": f"{_SURNAMES[person % 10]}{'' if person < 10 else 'worth'}",
        "forename": _FORENAMES[person % 14],
        "date_of_birth": (date(2011, 9, 2) + timedelta(days=person * 137)).isoformat(),
        "postcode": f"ZZ{1 + person % 9} {1 + way % 2}{chr(65 + person // 9)}A",
        "sex": "FM"[person % 2],
    }
    if way // 2:
        says["middle_names"] = _MIDDLES[person % 4]
    if register == "school_roll":
        says["upn"] = upn_of(person + 1)
    if register != "child_benefit":
        says["nhs_number"] = nhs_of(person + 1)
    return Row(person, tuple(sorted(says.items())))


@dataclass(frozen=True)
class Sealed:
    """One entry of the sealed list. Shape  former, present: what either identity is known by."""

    number: int
    former: frozenset[str]
    present: frozenset[str]
    ended_on: date | None


@dataclass
class Walked:
    """What the town's files said, what people decided, and what follows from it by the plainest reckoning.

    Shape  files: by the name of each file that was ever sent, its rows; says: by key of each record ever taken in, its row.
    """

    files: dict[str, list[Row]] = field(default_factory=dict)
    says: dict[int, Row] = field(default_factory=dict)
    words: list[dict[str, Any]] = field(default_factory=list)
    ended: set[int] = field(default_factory=set)
    sealed: list[Sealed] = field(default_factory=list)
    numbers: dict[Saying, int] = field(default_factory=dict)

    def number(self, saying: Saying) -> int:
        """Return the number that a saying goes by."""
        return self.numbers.setdefault(saying, len(self.numbers) + 1)

    def in_force(self) -> list[dict[str, Any]]:
        """Return the decisions that nobody undid."""
        return [word for word in self.words if word["id"] not in self.ended]

    def plainly(self, counting: Iterable[int]) -> PlainModel:
        """Return what the decisions come to, of sayings by their numbers. Shape  counting: the keys of the records that count."""
        natural = {self.number(row.saying): row.person for row in self.says.values()}
        decisions = []
        for word in self.in_force():
            left, right = (
                tuple(dict.fromkeys(self.number(self.says[key].saying) for key in word[side])) for side in ("left_keys", "right_keys")
            )
            when = datetime(2026, 1, 1, tzinfo=UTC)
            decisions.append(LinkDecision(left, right, word["verdict"] == "same", "a reviewer", when, "because", word["id"]))
        return PlainModel(natural, decisions, {self.number(self.says[key].saying) for key in counting})

    def faults(self, child_of: Mapping[int, str]) -> Iterator[str]:
        """Yield one sentence for each way in which children are not what they must be. Shape  child_of: by key of a record that counts."""
        model = self.plainly(child_of)
        children: dict[str, set[int]] = {}
        home: dict[int, str] = {}
        person: dict[int, int] = {}
        marks: dict[str, set[str]] = {}
        for key, child_id in child_of.items():
            row = self.says[key]
            number = self.number(row.saying)
            if home.setdefault(number, child_id) != child_id:
                yield f"{number} is in {home[number]} and in {child_id}"
            children.setdefault(child_id, set()).add(number)
            person[number] = row.person
            marks.setdefault(child_id, set()).update(marks_of(row.saying))
        for one, other in model.apart:
            if one in home and home[one] == home.get(other):
                yield f"{one} and {other} are in {home[one]}, and somebody said that they are two"
        for child_id, known in marks.items():
            if any(known & each.former and known & each.present for each in self.sealed):
                yield f"{child_id} holds both sides of a sealed pair"
        ties = [(one, other) for one, other in model.ties if one in home and other in home]
        for one, other in ties:
            if home[one] != home[other] and not self._sealed(marks[home[one]] | marks[home[other]]):
                yield f"{one} in {home[one]} and {other} in {home[other]} are two, and somebody said that they are one"
        apart = {frozenset(pair) for pair in model.apart}
        for one, other in combinations(sorted(children), 2):
            shared = {person[each] for each in children[one]} & {person[each] for each in children[other]}
            told = any(frozenset([left, right]) in apart for left in children[one] for right in children[other])
            if shared and not told and not self._sealed(marks[one] | marks[other]):
                yield f"{one} and {other} both hold rows of {shared}, and nobody said that they are two"
        for child_id, members in children.items():
            if not _hangs_together(members, person, ties):
                yield f"{child_id} holds rows of { ({person[each] for each in members}) }, and nobody said that they are one"

    def _sealed(self, marks: set[str]) -> bool:
        return any(marks & each.former and marks & each.present for each in self.sealed)


def marks_of(saying: Saying) -> set[str]:
    """Return what a row's child is known by: as `core/sealed_pairs.py` says it, by the plainest reckoning."""
    said = dict(saying)
    return {f"{name}:{said[name]}" for name in ("upn", "nhs_number") if name in said} | {f"{said['forename']}|{said['surname']}"}


def _hangs_together(members: set[int], person: Mapping[int, int], ties: Iterable[tuple[int, int]]) -> bool:
    left = {min(members)}
    reached: set[int] = set()
    while left:
        one = left.pop()
        reached.add(one)
        near = {each for each in members if person[each] == person[one]}
        near |= {each for pair in ties if one in pair for each in pair if each in members}
        left |= near - reached
    return reached == members


def write_file(path: Path, register: str, rows: Sequence[Row]) -> None:
    """Write a file as its supplier sends it."""
    names = sorted({name for row in rows for name, _ in row.saying} | set(_OWN[register]) | {"record_id"})
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for place, row in enumerate(rows):
            writer.writerow({"record_id": f"r{row.person}-{place}", **_OWN[register], **dict(row.saying)})


def first_rows(dice: random.Random, register: str, supplier: str, persons: Sequence[int]) -> list[Row]:
    """Return what a supplier holds at first: a school roll only its own half of the town."""
    own = [each for each in persons if register != "school_roll" or each % 2 == (supplier == "302")]
    kept = [each for each in own if dice.random() < {"school_roll": 0.9, "nhs": 0.95, "child_benefit": 0.8, "social_care": 0.4}[register]]
    return [row_of(each, register, dice.randrange(4)) for each in kept]
