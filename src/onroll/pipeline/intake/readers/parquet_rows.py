"""Parquet: every native type as the text that a CSV of it would hold, read in a child process that may die.

Source  contracts, section 1 (Formats): a date column may be a date or a timestamp at midnight, flags boolean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.intake.limited_process import CannotFinishInLimits, run_limited
from onroll.pipeline.intake.readers.arrow_text import CannotBeText, as_text, has_nul, without_nul
from onroll.pipeline.intake.readers.csv_careful import NUL_PROBLEM
from onroll.pipeline.intake.readers.headings import Headings, known_anywhere, understood_headings
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits, ReadFile
from onroll.pipeline.intake.readers.rows_table import RowsTable, without_empty_unnamed
from onroll.pipeline.intake.readers.source_file import SourceFile, printable

_BATCH_ROWS = 32_768
_CHILD = "onroll.pipeline.intake.readers.parquet_rows:read_in_child"


def read_parquet(source: SourceFile, into: Path, limits: Limits) -> ReadFile:
    """Write a Parquet file's rows, and return what it is.

    Raises  CannotReadFile where it is damaged, too large, or holds columns that no row of text can hold.
    """
    if source.size > limits.parquet_bytes:
        raise CannotReadFile(f"{source.name} is larger than the {limits.parquet_bytes >> 20:,} MB that are read. Send it in parts.")
    return answer_of_child(_CHILD, source, into, limits)


def answer_of_child(function: str, source: SourceFile, into: Path, limits: Limits) -> ReadFile:
    """Return what a reader gives that runs in a limited child.

    Raises  CannotReadFile in the child's words, or in the words for its death.
    """
    arguments = {"path": str(source.path.absolute()), "name": source.name, "into": str(into.absolute()), "limits": asdict(limits)}
    try:
        answer = run_limited(function, arguments, limits.child)
    except CannotFinishInLimits as death:
        into.unlink(missing_ok=True)
        raise CannotReadFile(f"{source.name} is refused: reading it {death}. Check how the file was made, or send it as CSV.") from None
    if "refused" in answer:
        raise CannotReadFile(answer["refused"])
    return ReadFile.from_json(answer)


def read_in_child(path: str, name: str, into: str, limits: Mapping[str, Any]) -> dict[str, Any]:
    """Read one Parquet file; run in a child only."""
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        return _read(Path(path), name, Path(into), Limits.from_json(limits)).as_json()
    except CannotReadFile as refusal:
        return {"refused": str(refusal)}
    except (pa.ArrowException, OSError, ValueError) as error:
        first = printable(str(error).strip().split("\n")[0])
        return {"refused": f"{name} is a damaged or incomplete Parquet file ({first}). Make it again and send it again."}


def _read(path: Path, name: str, into: Path, limits: Limits) -> ReadFile:
    with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
        _require_reasonable(file.metadata, name, limits)
        schema = file.schema_arrow
        headings = understood_headings(schema.names, file=name, limits=limits)
        unread = frozenset(
            place for place, field in enumerate(schema) if pa.types.is_nested(field.type) and not known_anywhere(schema.names[place])
        )
        with RowsTable(into, headings) as table:
            for batch in file.iter_batches(batch_size=_BATCH_ROWS, use_threads=False):
                _add(table, batch, headings, name, unread)
    names, warnings = without_empty_unnamed(table, file=name)
    left_out = [
        f"The column {headings.names[place]!r} of {name} holds lists or structures, not one value a row; it was left out."
        for place in sorted(unread)
    ]
    return ReadFile(format="parquet", headings=names, row_count=table.row_count, warnings=(*headings.warnings, *warnings, *left_out))


def _require_reasonable(metadata: Any, name: str, limits: Limits) -> None:
    if metadata.num_rows > limits.rows:
        raise CannotReadFile(f"{name} has {metadata.num_rows:,} rows, and {limits.rows:,} is the most that is read. Send it in parts.")
    if metadata.num_columns > limits.columns:
        raise CannotReadFile(f"{name} has {metadata.num_columns:,} columns, and {limits.columns:,} is the most that is read.")
    unpacked = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    if unpacked > limits.parquet_unpacked_bytes:
        raise CannotReadFile(f"{name} would unpack to {unpacked >> 20:,} MB, which is more than is read. Send it in parts.")


def _add(table: RowsTable, batch: Any, headings: Headings, name: str, unread: frozenset[int]) -> None:
    columns, nul_rows = [], None
    for place, (heading, column) in enumerate(zip(headings.names, batch.columns, strict=True)):
        if place in unread:
            columns.append(pa.nulls(batch.num_rows, pa.string()))
            continue
        try:
            text = as_text(column)
        except CannotBeText as reason:
            raise CannotReadFile(f"The column {heading!r} of {name} {reason}. Leave it out, or write it as text.") from None
        rows = has_nul(text)
        if rows is not None:
            text = without_nul(text)
            nul_rows = rows if nul_rows is None else pa.compute.or_(nul_rows, rows)
        columns.append(text)
    first = table.row_count + 2
    problems = None if nul_rows is None else pa.array([NUL_PROBLEM if has else None for has in nul_rows.to_pylist()], pa.string())
    table.add_columns(pa.array(range(first, first + batch.num_rows), pa.int32()), problems, columns)
