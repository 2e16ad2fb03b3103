"""Write an export: as CSV, Parquet or a spreadsheet, whole or not at all, with shielded children left out."""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet
import xlsxwriter

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.exports.shape import Export
from onroll.pipeline.index import Run
from onroll.pipeline.measures.shape import Measure
from onroll.pipeline.shielding import shielded_sql
from onroll.pipeline.spreadsheet_cells import neutralised

FileFormat = Literal["csv", "parquet", "xlsx"]
ROWS_OF_A_SHEET = 1_048_576
About = Sequence[tuple[str, str]]
A_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class CannotExport(Exception):
    """The export could not be written; the sentence says why and what to do."""


@dataclass(frozen=True)
class Written:
    """What an export wrote.

    Shape  shielded_left_out, shielded_put_in: shielded children, not rows.
    """

    path: Path
    row_count: int
    shielded_left_out: int
    shielded_put_in: int


def write_export(
    export: Export, run: Run, into: Path, *, file_format: FileFormat, la_code: str | None = None, include_shielded: bool = False
) -> Written:
    """Write one export of one run; the file appears when it is whole.

    Shape  la_code: only children who live there, by the residence rule.
    Raises  CannotExport where a format cannot hold it.
    """
    con = connect()
    shielded = f"SELECT child_id FROM {shielded_sql(run)}"
    source = f"SELECT * FROM ({export.query(run)}) AS export"
    conditions = []
    if la_code is not None:
        conditions.append(
            f"export.child_id IN (SELECT child_id FROM {read_parquet(run.table('residences'))} WHERE la_code = {quoted(la_code)})"
        )
    of_area = source + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
    hidden = con.execute(f"SELECT count(DISTINCT child_id) FROM ({of_area}) WHERE child_id IN ({shielded})").fetchall()[0][0]
    if not include_shielded:
        conditions.append(f"export.child_id NOT IN ({shielded})")
    query = source + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
    try:
        row_count = _write_whole(con.execute(query).to_arrow_reader(100_000), export, into, file_format)
    finally:
        con.close()
    return Written(into, row_count, 0 if include_shielded else hidden, hidden if include_shielded else 0)


def write_measure(measure: Measure, rows: Sequence[tuple[Any, ...]], into: Path, *, file_format: FileFormat, about: About = ()) -> int:
    """Write the rows of a measure; the file appears when it is whole. Return how many rows it has.

    Shape  about: what somebody needs to make the sheet again, by name: on a sheet of its own, or among a Parquet file's properties.
    """
    columns = {name: pa.array([row[place] for row in rows]) for place, name in enumerate(measure.columns)}
    return _write_whole(pa.table(columns).to_reader(), measure, into, file_format, about)


def _write_whole(batches: pa.RecordBatchReader, export: Export | Measure, into: Path, file_format: FileFormat, about: About = ()) -> int:
    beside = into.with_name(f".{into.name}.{secrets.token_hex(4)}")
    try:
        row_count = _WRITERS[file_format](batches, export, beside, about)
        beside.replace(into)
        return row_count
    finally:
        beside.unlink(missing_ok=True)


def _rows(batches: pa.RecordBatchReader, export: Export | Measure) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(batch.column(name).to_pylist() for name in export.columns), strict=True)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, str):
        return neutralised(value)
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _write_csv(batches: pa.RecordBatchReader, export: Export | Measure, into: Path, _: About) -> int:
    count = 0
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(export.columns)
        for row in _rows(batches, export):
            writer.writerow([_cell(value) for value in row])
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count


def _write_parquet(batches: pa.RecordBatchReader, export: Export | Measure, into: Path, about: About) -> int:
    count = 0
    schema = batches.schema.with_metadata({f"onroll.{name}": words for name, words in about}) if about else batches.schema
    with pa.parquet.ParquetWriter(into, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
            count += batch.num_rows
    return count


def _write_xlsx(batches: pa.RecordBatchReader, export: Export | Measure, into: Path, about: About) -> int:
    count = 0
    book = xlsxwriter.Workbook(str(into), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    if about:
        book.set_properties({"created": A_DAY})  # the same rows make the same file
    sheet = book.add_worksheet(export.name[:31])
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, export.columns, heading)
    for row in _rows(batches, export):
        count += 1
        if count >= ROWS_OF_A_SHEET:
            book.close()
            raise CannotExport(f"{export.name} has more rows than a sheet can hold ({ROWS_OF_A_SHEET - 1:,}); use --format csv or parquet.")
        for column, (name, value) in enumerate(zip(export.columns, row, strict=True)):
            if value is None:
                continue
            if name in export.dates:
                sheet.write_datetime(count, column, value, day)
            elif name in export.numbers:
                sheet.write_number(count, column, value)
            else:
                sheet.write_string(count, column, _cell(value))
    if about:
        notes = book.add_worksheet("About this sheet")
        notes.set_column(0, 1, 40)
        for number, (name, words) in enumerate(about):
            notes.write_string(number, 0, name, heading)
            notes.write_string(number, 1, _cell(words)[:32_000])
    book.close()
    return count


_WRITERS: dict[str, Callable[[pa.RecordBatchReader, Export | Measure, Path, About], int]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
}
