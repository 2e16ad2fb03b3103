"""Write the one table that every format becomes: `rows.parquet`, all text, a row group at a time.

Source  docs/tables.md (rows.parquet).
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.intake.readers.headings import OWN_COLUMNS, Headings

_GROUP_ROWS = 122_880  # DuckDB's own row-group size: its scans go parallel by it
_GROUP_BYTES = 96 << 20


class RowsTable:
    """A `rows.parquet` being written; used as a context, it leaves no file behind when the block fails."""

    def __init__(self, into: Path, headings: Headings) -> None:
        self.into = into
        self.headings = headings
        self.row_count = 0
        self.schema = pa.schema(
            [(OWN_COLUMNS[0], pa.int32()), (OWN_COLUMNS[1], pa.string()), *((name, pa.string()) for name in headings.names)]
        )
        self._waiting: list[Any] = []
        self._waiting_rows = 0
        self._waiting_bytes = 0
        self._filled: set[int] = set()

    def __enter__(self) -> RowsTable:
        self._writer = pq.ParquetWriter(self.into, self.schema, compression="zstd", compression_level=1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._write_group()
            self._writer.close()
        except BaseException:
            kind = kind or BaseException
            raise
        finally:
            if kind is not None:
                self.into.unlink(missing_ok=True)

    def add_rows(self, lines: Sequence[int], problems: Sequence[str | None], cells: Sequence[Sequence[str | None]]) -> None:
        """Add rows given as rows: cells has one sequence per row, as long as there are columns; an empty text is absent."""
        if not lines:
            return
        columns = [pa.array([cell or None for cell in column], pa.string()) for column in zip(*cells, strict=True)]
        self.add_columns(pa.array(lines, pa.int32()), pa.array(problems, pa.string()), columns)

    def add_columns(self, lines: Any, problems: Any | None, columns: Sequence[Any]) -> None:
        """Add rows given as arrow arrays of text, one per column of the file."""
        if problems is None:
            problems = pa.nulls(len(lines), pa.string())
        batch = pa.record_batch([lines, problems, *columns], schema=self.schema)
        self.row_count += batch.num_rows
        self._filled.update(position for position in self.headings.unnamed if columns[position].null_count < len(lines))
        self._waiting.append(batch)
        self._waiting_rows += batch.num_rows
        self._waiting_bytes += batch.nbytes
        if self._waiting_rows >= _GROUP_ROWS or self._waiting_bytes >= _GROUP_BYTES:
            self._write_group()

    def _write_group(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting, self.schema))
        self._waiting, self._waiting_rows, self._waiting_bytes = [], 0, 0

    def filled_unnamed(self) -> frozenset[int]:
        """Return the positions of the columns without a heading in which something stands."""
        return frozenset(self._filled)


def without_empty_unnamed(table: RowsTable, *, file: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the columns that have neither heading nor content out of a written table; return its headings, and warnings.

    A stray comma at the end of each line makes such a column; one with content is kept, for nothing may be lost.
    """
    empty = table.headings.unnamed - table.filled_unnamed()
    names = tuple(name for position, name in enumerate(table.headings.names) if position not in empty)
    warnings = tuple(
        f"Column {position + 1} of {file} has no heading, but it has content; it is kept as {table.headings.names[position]!r}."
        for position in sorted(table.filled_unnamed())[:20]
    )
    if empty:
        beside = table.into.with_name(f".{table.into.name}.narrower")
        with contextlib.ExitStack() as stack:
            stack.callback(beside.unlink, missing_ok=True)
            whole = stack.enter_context(pq.ParquetFile(table.into))
            kept = [*OWN_COLUMNS, *names]
            schema = pa.schema([(name, table.schema.field(name).type) for name in kept])
            writer = stack.enter_context(pq.ParquetWriter(beside, schema, compression="zstd", compression_level=1))
            for group in range(whole.num_row_groups):
                writer.write_table(whole.read_row_group(group, columns=kept).cast(schema))
            writer.close()
            beside.replace(table.into)
    return names, warnings
