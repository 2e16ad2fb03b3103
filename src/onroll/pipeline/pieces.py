"""A table in pieces of many rows each, as they lie in memory or in a file: rows are taken out by their place.

A nation's rows are more than memory holds, and than one piece of Arrow may. They are written a piece at a time, and read where they lie.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROWS_IN_A_PIECE = 1_000_000
"""To take rows out of many pieces costs a little for each: some tenths of a millisecond."""


class Pieces:
    """The rows of a table by place. Safe to share between threads: nothing in it ever changes."""

    def __init__(self, pieces: Sequence[pa.RecordBatch], schema: pa.Schema) -> None:
        self._pieces, self.schema = [piece for piece in pieces if len(piece)], schema
        self._starts = [0, *accumulate(len(piece) for piece in self._pieces)]
        self._columns = {name: [piece.column(name) for piece in self._pieces] for name in schema.names}

    @classmethod
    def of(cls, table: pa.Table) -> Pieces:
        """Hold a table that is in memory."""
        return cls(table.combine_chunks().to_batches(), table.schema)

    @classmethod
    def opened(cls, file: Path) -> Pieces:
        """Open a file that `write_pieces` wrote, where it lies."""
        opened = pa.ipc.open_file(pa.memory_map(str(file)))
        return cls([opened.get_batch(number) for number in range(opened.num_record_batches)], opened.schema)

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, places: Iterable[int], columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows at some places, in order of the places. Shape  columns: these alone."""
        sought = np.sort(np.fromiter(places, np.int64))
        # To take rows out of a table of several pieces Arrow would join them first, each time.
        piece_of = np.searchsorted(self._starts, sought, side="right") - 1
        taken = []
        for number in np.unique(piece_of).tolist():
            piece = self._pieces[number].select(columns) if columns else self._pieces[number]
            taken.append(piece.take(pa.array(sought[piece_of == number] - self._starts[number])))
        schema = pa.schema([self.schema.field(name) for name in columns]) if columns else self.schema
        return pa.Table.from_batches(taken, schema)

    def value(self, column: str, place: int) -> Any:
        """Return what one row says in one column."""
        number = bisect_right(self._starts, place) - 1
        return self._columns[column][number][place - self._starts[number]].as_py()

    def tables(self, rows: int) -> Iterator[tuple[int, pa.Table]]:
        """Return all rows, at most so many at a time, and the place of the first of each; nothing is copied."""
        for start, piece in zip(self._starts, self._pieces, strict=False):
            for first in range(0, len(piece), rows):
                yield start + first, pa.Table.from_batches([piece.slice(first, rows)])

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a whole column, as it lies."""
        return pa.chunked_array(self._columns[name], self.schema.field(name).type)


class PiecewiseFiles:
    """Files of one folder that are written a piece at a time, each closed in the end."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open, self._files = folder, ExitStack(), dict[str, Any]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def add_arrow(self, name: str, rows: pa.Table) -> None:
        """Add some rows to a file that `Pieces.opened` opens, as one piece."""
        file = f"{name}.arrow"
        if file not in self._files:
            self._files[file] = self._open.enter_context(pa.ipc.new_file(str(self._folder / file), rows.schema))
        self._files[file].write_table(rows.combine_chunks())

    def add_parquet(self, name: str, rows: pa.Table, rows_in_a_group: int) -> None:
        """Add some rows to a Parquet file."""
        file = f"{name}.parquet"
        if file not in self._files:
            writer = pq.ParquetWriter(str(self._folder / file), rows.schema, compression="zstd")
            self._files[file] = self._open.enter_context(writer)
        self._files[file].write_table(rows, row_group_size=rows_in_a_group)
