"""Which column of a file holds which field of a register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.core.registers import Field, Register
from onroll.core.registers.identity_fields import IDENTITY_FIELDS

RECORD_ID = Field("record_id", meaning="The supplier's key for the row: unique in one extract, without meaning beyond it.")

_SEPARATORS = re.compile(r"[\s_-]+")


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: case apart, and spaces, hyphens and underscores equal.

    Source  contracts 1, Header.
    """
    return _SEPARATORS.sub("_", heading.strip().casefold())


def fields_of(register: Register) -> tuple[Field, ...]:
    """Return every field of a register's records but `record_id`, in the order of the table."""
    own = {field.name for field in register.fields}
    shared = tuple(field for field in IDENTITY_FIELDS if field.name not in own) if register.identity else ()
    return shared + register.fields


@dataclass(frozen=True, kw_only=True)
class MatchedHeadings:
    """What a file's columns were understood as.

    Shape  column_of: the column's position, from 0, by field name; `record_id` among them.
           twice: fields that more than one column claims, with those columns' headings.
    """

    column_of: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    twice: Mapping[str, tuple[str, ...]]


def match_headings(headings: Sequence[str], register: Register, column_map: Mapping[str, str] | None = None) -> MatchedHeadings:
    """Return which column holds which field of the register.

    Shape  column_map: our field by the supplier's own heading; what it names goes before a heading of ours.
    """
    mapped = {heading_key(theirs): ours for theirs, ours in (column_map or {}).items()}
    known = {field.name for field in fields_of(register)} | {RECORD_ID.name}
    by_heading = {heading_key(name): name for name in known} | {heading_key(heading): name for heading, name in register.aliases}
    named_by_map: dict[str, list[int]] = {}
    named_by_us: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        key = heading_key(heading)
        if key in mapped:
            named_by_map.setdefault(mapped[key], []).append(position)
        elif key in by_heading:
            named_by_us.setdefault(by_heading[key], []).append(position)
    claims = named_by_us | named_by_map
    used = {position for positions in claims.values() for position in positions}
    return MatchedHeadings(
        column_of={name: positions[0] for name, positions in claims.items() if len(positions) == 1},
        unknown=tuple(heading for position, heading in enumerate(headings) if position not in used),
        missing=tuple(field.name for field in fields_of(register) if field.required and field.name not in claims),
        twice={name: tuple(headings[each] for each in positions) for name, positions in claims.items() if len(positions) > 1},
    )


def looks_like(headings: Sequence[str], claimed: Register, registers: Sequence[Register]) -> tuple[str, ...]:
    """Return the registers that these headings plainly belong to instead of the one claimed; mostly none.

    A file belongs elsewhere where another register requires and finds its own columns, knows every one of the claimed
    register's own columns that the file has, and explains more of the file: at least two further columns, or one that
    it requires and that is a code or no other register's. Identity columns tell nothing, as every child-level register
    shares them.

    Source  contracts 1, a bad file (wrong register).
    """
    mine = _own_columns(headings, claimed)
    holders = Counter(field.name for register in registers for field in register.fields)
    likelier: dict[str, int] = {}
    for other in registers:
        theirs = _own_columns(headings, other)
        further = theirs - mine
        required = {field.name for field in other.fields if field.required}
        telling = {field.name for field in other.fields if field.required and (field.type == "code" or holders[field.name] == 1)}
        if other.name != claimed.name and required <= theirs and mine < theirs and (len(further) >= 2 or further & telling):
            likelier[other.name] = len(theirs)
    return tuple(name for name, explained in likelier.items() if explained == max(likelier.values()))


def _own_columns(headings: Sequence[str], register: Register) -> frozenset[str]:
    columns = match_headings(headings, register).column_of
    return frozenset(field.name for field in register.fields if field.name in columns)
