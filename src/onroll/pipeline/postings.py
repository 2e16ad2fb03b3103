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

from onroll.pipeline.shared_signs import NAMED, Rows, SharedSigns, Sign

_LOOKED_UP = ("postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns")
_SIGNS = {
    ("postcodes", "uprns"): Sign.HOME,
    ("contacts",): Sign.CONTACT,
    ("upns", "nhs_numbers", "ulns"): Sign.IDENTIFIER,
}
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


def marks_sql(units: str) -> str:
    """Return the SQL of the marks of a table of units that has a column `place`: mark and place, no mark of a child twice."""
    # Made different child by child: to look among all marks for such as are the same takes memory that does not spill.
    kinds = " UNION ALL ".join(
        f"SELECT hash('{kind}' || unnest(list_distinct({made}))) AS mark, place FROM {units}" for kind, made in _MADE.items()
    )
    return f"SELECT mark, place::UINTEGER AS place FROM ({kinds})"


class Postings:
    """The marks of a run's children, by the place at which each child stands in its table."""

    def __init__(self, marks: npt.NDArray[np.uint64], places: Rows) -> None:
        """Shape  marks: sorted; places: of the children who bear them, in order for each mark."""
        self.marks, self.places = marks, places

    def who_may_be(self, con: duckdb.DuckDBPyConnection, unit: Mapping[str, Any], signs: SharedSigns) -> Rows:
        """Return the places of all children who agree with a unit on enough to be looked at, in order; note what each of them shares.

        An address, a contact, an identifier or the birthday; a name, and a birthday that is off in one part; a surname of the child's or a
        parent's, with the forename or its first letter; both names changed over. Where only one name is known, that name.
        """
        chosen = self.marks_of(con, unit)
        given, parts = unit["given"], unit["surname_parts"]

        def noted(sign: Sign, kind: str, values: Iterable[str]) -> list[Rows]:
            return [signs.note(sign, places) for places in chosen.each_of(kind, values)]

        found = [places for names, sign in _SIGNS.items() for places in noted(sign, "X", _looked_up(unit, names))]
        found += noted(Sign.BIRTHDAY, "B", _birthdays(unit))
        partly = noted(Sign.PART_OF_BIRTHDAY, "P", chosen.marks["P"]) + noted(Sign.BIRTHDAY_CHANGED_OVER, "B", _changed_over(unit))
        same_surname = noted(Sign.SURNAME_OR_PARENTS, "N", parts)
        if parts and given:
            found += noted(Sign.INITIALS, "n", chosen.marks["n"])
            turned = [in_both(one, other) for one in chosen.each_of("g", parts) for other in chosen.each_of("s", given)]
            found += [signs.note(Sign.NAMES_CHANGED_OVER, places) for places in turned]
        elif given:
            found += noted(Sign.FORENAME, "g", given)
        # Names by themselves bring nobody in: they are noted of those alone of whom something else is known.
        for sign, kind, values in (
            (Sign.FORENAME, "g", given),
            (Sign.FORM_OF_FORENAME, "G", given + unit["given_forms"]),
            (Sign.SURNAME, "s", parts),
            (Sign.FORM_OF_SURNAME, "S", parts + unit["surname_forms"]),
            (Sign.INITIALS, "I", _initials(unit) if given or parts else []),
        ):
            for places in chosen.each_of(kind, values):
                signs.add(sign, places)
        found += [signs.having(places, NAMED) for places in partly]
        found += [signs.having(places, Sign.FORM_OF_FORENAME) for places in same_surname] if given else same_surname
        fresh = [signs.may_be(places) for places in found]
        places = np.concatenate([np.empty(0, np.uint32), *fresh])
        places.sort()
        return places

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

    def each_of(self, kind: str, values: Iterable[str]) -> list[Rows]:
        """Return the places of the children who bear each of some marks of a kind; the search must have asked after them."""
        return [self.postings.of(self.hashed[f"{kind}{value}"]) for value in dict.fromkeys(values)]

    def any_of(self, kind: str, values: Iterable[str]) -> Rows:
        """Return the places of the children who bear any of some marks of a kind; the search must have asked after them."""
        return _union(self.each_of(kind, values))

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


def _looked_up(unit: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    return [f"{name}|{value}" for name in names for value in unit[name]]


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
        "X": _looked_up(unit, _LOOKED_UP),
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
