"""Look children up in a run's tables in memory: a binary search each, however large the run, and no query.

A page asks for one child, or for the twenty-five of a list; an analytical engine reads whole columns to answer that. The tables
never change once they are published, so their rows can be kept in the order of what is looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

Row = dict[str, Any]


class RowsByChild:
    """The rows of one table in the order of their child ids. Safe to share between threads: nothing in it ever changes."""

    def __init__(self, table: pa.Table) -> None:
        """Shape  table: with a column `child_id`, sorted by it (by its bytes)."""
        self._table = table.combine_chunks()
        self._ids = _one_array(self._table["child_id"])

    def of(self, child_id: str) -> list[Row]:
        """Return the child's rows."""
        first = bisect_left(self._ids, child_id, key=_text)
        last = bisect_right(self._ids, child_id, lo=first, key=_text)
        return self._table.slice(first, last - first).to_pylist() if last > first else []

    def place_of(self, child_id: str) -> int | None:
        """Return where the child's first row is, or None where the child has none."""
        place = bisect_left(self._ids, child_id, key=_text)
        return place if place < len(self._ids) and self._ids[place].as_py() == child_id else None

    def first_of(self, child_ids: Iterable[str]) -> dict[str, Row]:
        """Return the first row of each of the children that has one."""
        places = [place for child_id in sorted(set(child_ids)) if (place := self.place_of(child_id)) is not None]
        return {row["child_id"]: row for row in self._table.take(pa.array(places, pa.int64())).to_pylist()} if places else {}

    def at(self, places: Iterable[int]) -> list[Row]:
        """Return the rows at those places."""
        return self._table.take(pa.array(list(places), pa.int64())).to_pylist()  # type: ignore[no-any-return]


def _one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.chunk(0) if isinstance(column, pa.ChunkedArray) else column


def _text(scalar: Any) -> str:
    return str(scalar.as_py())
