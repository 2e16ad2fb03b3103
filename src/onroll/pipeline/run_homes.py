"""Who else lives where a child lives, by marks that are looked up: however large the run, a few entries are read and no table.

A mark is a hash of 64 bits that stands for one home: two children bear the same one where they share the home. Hashes are compared
instead of what they stand for; that two homes share one by chance is less likely than one in a million million at each question.

The plain way to the same answers, for many children in one go, is the SQL in `run_households`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from onroll.pipeline.pieces import Pieces

KINDS = ("address", "home", "kin")
"""address: as it is written, first line and postcode. home: the same, or the latest postcode with the number and street of any line that
the child was ever known by. kin: a home, at any time; a property's number; a telephone or e-mail address."""

_KEPT = ("surname_parts", "parents", "birthdays", "given")
_HOME = "list_transform(coalesce(u.lines, []), lambda l: hash(k.postcode || '#' || l))"
_WRITTEN = "hash(k.postcode || '|' || lower(k.address_line_1))"
_AS_WRITTEN = f"if(k.postcode IS NULL OR k.address_line_1 IS NULL, [], [{_WRITTEN}])"
_KIN = """list_transform(coalesce(u.uprns, []), lambda x: hash('u' || x))
    || list_transform(coalesce(u.contacts, []), lambda x: hash('c' || x))
    || flatten(list_transform(coalesce(u.postcodes, []),
                              lambda p: list_transform(coalesce(u.lines, []), lambda l: hash('h' || p || '#' || l))))"""


def homes_sql(units: str | None) -> str:
    """Return the SQL of each known child's marks, and of what kin are known by; it asks the table `known`.

    Shape  units: the SQL of the children's units, None for a run that has none. One row a child, in the order of the ids: child_id,
    surname (in small letters), each of KINDS as a list of marks, then names and birthdays, null where the child has no unit.
    """
    source = f"known k LEFT JOIN {units} u ON u.unit = k.child_id" if units else "known k"
    written = f"if(k.postcode IS NULL OR coalesce(k.address_line_1, '') = '', [], [{_WRITTEN}])"
    home = f"{written} || if(k.postcode IS NULL, [], {_HOME})" if units else written
    kept = ", ".join(f"u.{name}" if units else f"NULL::VARCHAR[] AS {name}" for name in _KEPT)
    return f"""SELECT k.child_id, lower(k.surname) AS surname, {_AS_WRITTEN}::UBIGINT[] AS address,
        list_distinct({home})::UBIGINT[] AS home, list_distinct({_KIN if units else "[]"})::UBIGINT[] AS kin,
        {kept} FROM {source} ORDER BY k.child_id"""


class Places:
    """Where each mark leads: the places of the children who bear it, in order."""

    def __init__(self, marks: npt.NDArray[np.uint64], places: npt.NDArray[np.uint32]) -> None:
        """Shape  marks: sorted; places: beside them."""
        self.marks, self.places = marks, places

    @classmethod
    def of_lists(cls, lists: pa.ChunkedArray) -> Places:
        """Read a column of lists of marks."""
        marks = np.asarray(pc.list_flatten(lists), dtype=np.uint64)
        places = np.repeat(np.arange(len(lists), dtype=np.uint32), np.asarray(pc.list_value_length(lists), dtype=np.int64))
        order = np.argsort(marks, kind="stable")
        return cls(marks[order], places[order])

    def of(self, marks: Sequence[int]) -> list[int]:
        """Return the places of the children who bear any of some marks, in order, each once."""
        found: set[int] = set()
        for mark in marks:
            sought = np.uint64(mark)
            first, last = np.searchsorted(self.marks, sought, "left"), np.searchsorted(self.marks, sought, "right")
            found.update(self.places[first:last].tolist())
        return sorted(found)


class Homes:
    """The marks of a run's children, and where they lead. Safe to share between threads: nothing in it ever changes."""

    def __init__(self, rows: Pieces, places: Mapping[str, Places]) -> None:
        """Shape  rows: as `homes_sql` gives them."""
        self._rows, self._places = rows, places

    @classmethod
    def of_rows(cls, rows: Pieces) -> Homes:
        """Sort the marks of all rows."""
        return cls(rows, {kind: Places.of_lists(rows.column(kind)) for kind in KINDS})

    @staticmethod
    def keep(rows: Pieces, into: Path) -> None:
        """Sort the marks of all rows, and write them as files."""
        for kind in KINDS:
            places = Places.of_lists(rows.column(kind))
            np.save(into / f"{kind}-marks.npy", places.marks)
            np.save(into / f"{kind}-places.npy", places.places)

    @classmethod
    def kept(cls, rows: Pieces, folder: Path) -> Homes:
        """Open the marks where they lie."""

        def opened(name: str) -> Any:
            return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))

        return cls(rows, {kind: Places(opened(f"{kind}-marks"), opened(f"{kind}-places")) for kind in KINDS})

    def sharing(self, kind: str, place: int) -> list[int]:
        """Return the places of the other children who share a mark of a kind with the child at a place, in order."""
        return [other for other in self._places[kind].of(self._rows.value(kind, place)) if other != place]

    def ids(self, places: Sequence[int]) -> list[str]:
        """Return the ids of the children at some places."""
        return self._rows.at(places, ["child_id"])["child_id"].to_pylist()  # type: ignore[no-any-return]

    def mates(self, place: int, hidden: Set[str], *, most: int, most_kin: int) -> list[tuple[str, bool, bool]]:
        """Return who lives with the child at a place, and the brothers and sisters elsewhere: id, same surname, whether they live there.

        Shape  hidden: children who are nowhere in it. most, most_kin: so many and more at one address are no household; more kin than that
        are none.
        """
        me = self._rows.at([place]).to_pylist()[0]
        if me["child_id"] in hidden:
            return []
        there = self._others(self.sharing("home", place), hidden, ("child_id", "surname"))
        found = {}
        if len(there) < most:
            found = {other["child_id"]: (me["surname"] is not None and me["surname"] == other["surname"], True) for other in there}
        near = self._others(self.sharing("kin", place), hidden, ("child_id", *_KEPT))
        kin = [other for other in near if _are_kin(me, other)]
        if len(kin) <= most_kin:
            for other in kin:
                same, lives_there = found.get(other["child_id"], (False, False))
                found[other["child_id"]] = (same or _share(me, other, "surname_parts"), lives_there)
        return [(child_id, same, lives_there) for child_id, (same, lives_there) in found.items()]

    def _others(self, places: Sequence[int], hidden: Set[str], columns: Sequence[str]) -> list[dict[str, Any]]:
        rows = self._rows.at(places, columns).to_pylist() if places else []
        return [row for row in rows if row["child_id"] not in hidden]


def _are_kin(me: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two who shared a home or a contact are brothers or sisters, and not one child twice."""
    related = _share(me, other, "surname_parts") or _share(me, other, "parents")
    return related and not (_share(me, other, "birthdays") and _share(me, other, "given"))


def _share(me: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return not set(me[name] or ()).isdisjoint(other[name] or ())
