"""What a child's records say of them, each different thing once, with who says so and from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.casework.viewers import names_are_hidden
from onroll.core.wording import day_words
from onroll.pipeline.run_rows import RecordSeen

FACTS = {
    "name": "Name used",
    "former_surname": "Former surname",
    "preferred": "Known as",
    "date_of_birth": "Date of birth",
    "upn": "UPN",
    "nhs_number": "NHS number",
    "uln": "ULN",
    "address": "Address",
    "parent": "Parent or carer",
    "phone": "Telephone",
}

HIDDEN_ON_A_PRIVATE_SCREEN = frozenset(
    [
        *("forename", "middle_names", "surname", "preferred_forename", "preferred_surname", "former_surname"),
        *("parent_1_name", "parent_2_name", "address_line_1", "address_line_2", "town", "phone"),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that was said of a child, by whom, and from when to when.

    Shape  first_on, last_on: the `as_at` of the first and the last extract that said so.
    """

    what: str
    value: str
    first_on: date
    last_on: date
    sources: tuple[str, ...]


def facts_of(records: Sequence[RecordSeen]) -> list[Fact]:
    """Gather what the records say into one line for each different thing said, dated by its extracts."""
    said: dict[tuple[str, str], list[RecordSeen]] = {}
    for record in records:
        for what, value in _sayings(record.said):
            said.setdefault((what, " ".join(value.split())), []).append(record)
    facts = [
        Fact(
            what=what,
            value=value,
            first_on=min(each.as_at for each in by),
            last_on=max(each.as_at for each in by),
            sources=tuple(sorted({f"{each.register}:{each.supplier}" for each in by})),
        )
        for (what, value), by in said.items()
    ]
    order = list(FACTS)
    return sorted(facts, key=lambda fact: (order.index(fact.what), -fact.last_on.toordinal(), -fact.first_on.toordinal(), fact.value))


def _sayings(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    def joined(*names: str, by: str = " ") -> str:
        return by.join(str(said[name]) for name in names if said.get(name))

    born = said.get("date_of_birth")
    if names_are_hidden():
        said = {name: value for name, value in said.items() if name not in HIDDEN_ON_A_PRIVATE_SCREEN}
    sayings = [
        ("name", joined("forename", "middle_names", "surname")),
        ("preferred", joined("preferred_forename", "preferred_surname")),
        ("former_surname", joined("former_surname")),
        ("date_of_birth", day_words(born) if born else ""),
        ("upn", joined("upn")),
        ("nhs_number", joined("nhs_number")),
        ("uln", joined("uln")),
        ("address", joined("address_line_1", "address_line_2", "town", "postcode", by=", ")),
        ("parent", joined("parent_1_name")),
        ("parent", joined("parent_2_name")),
        ("phone", joined("phone")),
    ]
    return [(what, value) for what, value in sayings if value]
