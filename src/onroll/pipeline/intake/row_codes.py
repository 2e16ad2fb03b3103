"""Rows of several extracts as numbers: equal cells have equal codes, so that whole rows are compared in Arrow.

A statement over forty columns costs a database longer to plan than a school's roll takes to compare.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

MISSING = -1
"""The code of a cell in which nothing stands."""

_MULTIPLIER = 0x5851F42D4C957F2D
_FIRST = 0x14057B7EF767814F


@dataclass(frozen=True, kw_only=True)
class RowCodes:
    """The rows of some files, one file after the other.

    Shape  sizes: rows by file. codes: of each cell of a column, by field, and by `lower(field)` where that was asked for;
           two rows of any of the files have the same code where both cells are equal, or nothing stands in either.
           order: positions of all rows by the ordering field (nothing last), then by line. values: what the codes stand for.
    """

    sizes: tuple[int, ...]
    lines: pa.Array
    codes: Mapping[str, pa.Array]
    order: list[int]
    values: Mapping[str, pa.Array]

    def code_of(self, name: str, value: str) -> int:
        """Return the code of a value of a field that was asked for by `with_values`; one that no cell has where none does."""
        place: int = self.values[name].index(value).as_py()
        return place if place >= 0 else MISSING - 1

    def fingerprints(self, names: Collection[str], positions: pa.Array) -> list[int]:
        """Return a number for each of those rows: equal rows have the same, others hardly ever do."""
        number: Any = pa.repeat(pa.scalar(_FIRST, pa.int64()), len(positions))
        for name in names:
            mixed = pc.bit_wise_xor(number, pc.shift_right(number, 29))
            number = pc.add(pc.multiply(mixed, _MULTIPLIER), self.codes[name].take(positions).cast(pa.int64()))
        numbers: list[int] = number.to_pylist()
        return numbers


def coded_rows(
    files: Sequence[Path],
    fields: Sequence[str],
    *,
    in_lower_case: Collection[str] = (),
    with_values: Collection[str] = (),
    order_by: str = "",
) -> RowCodes:
    """Read the files column by column, and return their rows as codes."""
    codes: dict[str, pa.Array] = {}
    kept: dict[str, pa.Array] = {}
    with contextlib.ExitStack() as stack:
        sources = [stack.enter_context(pq.ParquetFile(file)) for file in files]
        lines = _column(sources, "line").combine_chunks()
        order_keys: list[tuple[str, str]] = [("line", "ascending")]
        ordered = {"line": lines}
        for name in fields:
            column = _column(sources, name)
            if name == order_by:
                ordered[name] = column
                order_keys.insert(0, (name, "ascending"))
            indices, values = _coded(column)
            codes[name] = _narrowed(indices, len(values))
            if name in with_values:
                kept[name] = values
            if name in in_lower_case:
                folded, once = _coded(pa.chunked_array([pc.utf8_lower(values)]))
                codes[f"lower({name})"] = _narrowed(folded.take(indices), len(once))
    order: list[int] = pc.sort_indices(pa.table(ordered), sort_keys=order_keys).to_pylist()
    return RowCodes(sizes=tuple(source.metadata.num_rows for source in sources), lines=lines, codes=codes, order=order, values=kept)


def _column(sources: Sequence[pq.ParquetFile], name: str) -> pa.ChunkedArray:
    columns = [source.read(columns=[name], use_threads=False).column(0) for source in sources]
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)


def _coded(column: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Return a code for each cell, nothing where nothing stands, and the values that the codes stand for."""
    encoded = column.dictionary_encode().unify_dictionaries()
    if not encoded.num_chunks:
        return pa.array([], pa.int32()), pa.array([], column.type)
    return pa.chunked_array([chunk.indices for chunk in encoded.chunks]).combine_chunks(), encoded.chunk(0).dictionary


def _narrowed(indices: pa.Array, count: int) -> pa.Array:
    return pc.fill_null(indices, MISSING).cast(pa.int16() if count < 1 << 15 else pa.int32())
