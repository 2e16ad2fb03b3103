"""Look children up in a run's tables: a binary search each, however large the run, and no query.

A page asks for one child, or for the twenty-five of a list; an analytical engine reads whole columns to answer that. The tables
never change once they are published, so their rows can be kept in the order of what is looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from onroll.pipeline.pieces import Pieces

Row = dict[str, Any]


class RowsByChild:
    """The rows of one table in the order of their child ids. Safe to share between threads: nothing in it ever changes."""

    def __init__(self, rows: Pieces) -> None:
        """Shape  rows: with a column `child_id`, sorted by it (by its bytes)."""
        self._rows = rows

    def of(self, child_id: str) -> list[Row]:
        """Return the child's rows."""
        first = self._first(child_id)
        last = bisect_right(self._places, child_id, lo=first, key=self._id_at)
        return self._rows.at(range(first, last)).to_pylist() if last > first else []

    def place_of(self, child_id: str) -> int | None:
        """Return where the child's first row is, or None where the child has none."""
        place = self._first(child_id)
        return place if place < len(self._rows) and self._id_at(place) == child_id else None

    def first_of(self, child_ids: Iterable[str]) -> dict[str, Row]:
        """Return the first row of each of the children that has one."""
        places = [place for child_id in sorted(set(child_ids)) if (place := self.place_of(child_id)) is not None]
        return {row["child_id"]: row for row in self.at(places)} if places else {}

    def at(self, places: Iterable[int]) -> list[Row]:
        """Return the rows at those places, in order of the places."""
        return self._rows.at(places).to_pylist()  # type: ignore[no-any-return]

    @property
    def _places(self) -> range:
        return range(len(self._rows))

    def _first(self, child_id: str) -> int:
        return bisect_left(self._places, child_id, key=self._id_at)

    def _id_at(self, place: int) -> str:
        return str(self._rows.value("child_id", place))
