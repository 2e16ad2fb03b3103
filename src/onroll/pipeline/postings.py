"""Where each thing that a child is known by leads: sorted numbers, so that a search reads a few entries and no table.

A mark is a short text: the kind of thing, and what it says. Kinds are the letters below; each child's marks are hashed and sorted once,
when a run is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.uint32]

_LOOKED_UP = ("postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns")
_MADE = {
    "X": " || ".join(f"list_transform({name}, lambda x: '{name}|' || x)" for name in _LOOKED_UP),
    "B": "list_transform(birthdays, lambda b: b::VARCHAR)",
    "P": "flatten(list_transform(birthdays, lambda b: [concat('ym', b // 100), concat('md', b % 10000), "
    "concat('yd', b // 10000, '|', b % 100), concat('y', b // 10000)] || if(b % 10000 = 101, [concat('j', b // 10000)], [])))",
    "G": "given || middles || given_forms",
    "g": "given",
    "S": "surname_parts || surname_forms",
    "s": "surname_parts",
    "N": "surname_parts || parent_surnames",
    "n": "list_transform(surname_parts || parent_surnames, lambda x: x || '|' || forename[1])",
    "I": "[forename[1] || surname[1]]",
}
"""The SQL of each kind's marks.

X an address, contact or identifier; B a birthday; P parts of one (j: 1 January); G any given name, g the first; S any form of a surname,
s the surname as it is; N that or a parent's, n the same with the first letter of the forename; I the first letters of both names.
"""


class Postings:
    """The marks of a run's children, by the place at which each child stands in its table."""

    def __init__(self, marks: npt.NDArray[np.uint64], places: Rows) -> None:
        """Shape  marks: sorted; places: of the children who bear them, in order for each mark."""
        self.marks, self.places = marks, places

    @classmethod
    def of_units(cls, con: duckdb.DuckDBPyConnection, units: str) -> Postings:
        """Read the marks of a table of units that has a column `place`."""
        kinds = " UNION ALL ".join(
            f"SELECT DISTINCT hash('{kind}' || unnest({made})) AS mark, place FROM {units}" for kind, made in _MADE.items()
        )
        found = con.execute(f"SELECT mark, place::UINTEGER AS place FROM ({kinds}) ORDER BY mark, place").fetchnumpy()
        return cls(np.ascontiguousarray(found["mark"], dtype=np.uint64), np.ascontiguousarray(found["place"], dtype=np.uint32))

    def who_may_be(self, con: duckdb.DuckDBPyConnection, unit: Mapping[str, Any]) -> Rows:
        """Return the places of all children who agree with a unit on enough to be looked at, in order.

        An address, a contact, an identifier or the birthday; a name, and a birthday that is off in one part; a surname of the child's or a
        parent's, with the forename or its first letter; both names changed over. Where only one name is known, that name.
        """
        chosen = self.marks_of(con, unit)
        given, forms = unit["given"], unit["given"] + unit["given_forms"]
        parts = unit["surname_parts"]
        found = [chosen.any_of("X", chosen.marks["X"]), chosen.any_of("B", _birthdays(unit))]
        if unit["birthdays"] and (given or parts):
            named = [chosen.any_of("G", forms), chosen.any_of("S", parts + unit["surname_forms"]), chosen.any_of("I", _initials(unit))]
            found.append(in_both(_union(named), chosen.any_of("P", chosen.marks["P"])))
            found.append(in_both(_union(named), chosen.any_of("B", _changed_over(unit))))
        if parts and given:
            alike = in_both(chosen.any_of("N", parts), chosen.any_of("G", forms))
            found += [alike, chosen.any_of("n", chosen.marks["n"])]
            found.append(in_both(chosen.any_of("g", parts), chosen.any_of("s", given)))
        elif parts:
            found.append(chosen.any_of("N", parts))
        elif given:
            found.append(chosen.any_of("g", given))
        return _union(found)

    def marks_of(self, con: duckdb.DuckDBPyConnection, unit: Mapping[str, Any], kinds: str = "") -> ChosenMarks:
        """Return the marks that a search for a unit asks after, to be looked up by kind. Shape  kinds: those alone, where given."""
        return ChosenMarks(self, con, {kind: values for kind, values in _marks_of(unit).items() if not kinds or kind in kinds})

    def of(self, mark: np.uint64) -> Rows:
        """Return the places of the children who bear a mark."""
        first, last = np.searchsorted(self.marks, mark, "left"), np.searchsorted(self.marks, mark, "right")
        return self.places[first:last]


class ChosenMarks:
    """The marks of one search, hashed all at once."""

    def __init__(self, postings: Postings, con: duckdb.DuckDBPyConnection, marks: Mapping[str, Sequence[str]]) -> None:
        self.postings, self.marks = postings, marks
        texts = sorted({f"{kind}{value}" for kind, values in marks.items() for value in values})
        hashes = (
            con.execute("SELECT hash(text) AS mark FROM (SELECT unnest(?::VARCHAR[]) AS text)", [texts]).fetchnumpy()["mark"]
            if texts
            else []
        )
        self.hashed = dict(zip(texts, hashes, strict=True))

    def any_of(self, kind: str, values: Iterable[str]) -> Rows:
        """Return the places of the children who bear any of some marks of a kind; the search must have asked after them."""
        return _union([self.postings.of(self.hashed[f"{kind}{value}"]) for value in values])

    def among(self, few: Rows, kind: str, values: Iterable[str]) -> Rows:
        """Return which of a few places are of children who bear any of some marks of a kind: nothing long is sorted."""
        return _union([in_both(few, self.postings.of(self.hashed[f"{kind}{value}"])) for value in values])


def _union(found: Sequence[Rows]) -> Rows:
    """Return the places that are in any of some sorted lists, sorted, each once."""
    some = [each for each in found if len(each)]
    if len(some) < 2:
        return some[0] if some else np.empty(0, np.uint32)
    whole = np.concatenate(some)
    whole.sort(kind="stable")  # the lists are sorted already: this merges them
    first = np.empty(len(whole), np.bool_)
    first[0] = True
    np.not_equal(whole[1:], whole[:-1], out=first[1:])
    return whole[first]


def in_both(one: Rows, other: Rows) -> Rows:
    """Return the places that are in both of two sorted lists."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if not len(few):
        return few
    shared: Rows = few[many[np.searchsorted(many, few).clip(max=len(many) - 1)] == few]
    return shared


def _birthdays(unit: Mapping[str, Any]) -> list[str]:
    return [str(born) for born in unit["birthdays"]]


def _changed_over(unit: Mapping[str, Any]) -> list[str]:
    """Return the birthdays with day and month changed over."""
    return [str(born // 10000 * 10000 + born % 100 * 100 + born // 100 % 100) for born in unit["birthdays"]]


def _initials(unit: Mapping[str, Any]) -> list[str]:
    return [unit["forename"][:1] + unit["surname"][:1]]


def _marks_of(unit: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return every mark that a search for a unit asks after, by kind."""
    given, parts = unit["given"], unit["surname_parts"]
    of_birthdays = []
    for born in unit["birthdays"]:
        year = born // 10000
        of_birthdays += [f"ym{born // 100}", f"md{born % 10000}", f"yd{year}|{born % 100}", f"j{year}"]
        of_birthdays += [f"y{year}"] if born % 10000 == 101 else []
    return {
        "X": [f"{name}|{value}" for name in _LOOKED_UP for value in unit[name]],
        "B": _birthdays(unit) + _changed_over(unit),
        "P": of_birthdays,
        "G": given + unit["given_forms"],
        "g": given + parts,
        "S": parts + unit["surname_forms"],
        "s": given + parts,
        "N": parts,
        "n": [f"{part}|{unit['forename'][:1]}" for part in parts] if unit["forename"] else [],
        "I": _initials(unit),
    }
