"""Delimited text: the quick way where the file is orderly, the careful way where it is not, and the same rows either way.

The quick way is believed only where it can be proved: every physical line after the headings made exactly one row with
exactly one cell per heading. Then no cell ran over a line, no line was blank, and a row's line is its number plus one.

Decisions where the contracts are silent: a row with fewer cells than headings is a structure problem (its cells may be
shifted); a line of nothing at all is passed over, a line of separators is a row; empty cells at the end of every row,
without a heading, are left out with a warning.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from onroll.core.wording import plural
from onroll.pipeline.intake.readers.csv_careful import NUL_PROBLEM, CarefulRow, careful_rows
from onroll.pipeline.intake.readers.csv_encoding import TextFile, as_utf8
from onroll.pipeline.intake.readers.headings import Headings, understood_headings
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits, ReadFile
from onroll.pipeline.intake.readers.rows_table import RowsTable, without_empty_unnamed
from onroll.pipeline.intake.readers.source_file import SourceFile

_BATCH_ROWS = 8_192
_BATCH_LENGTH = 16 << 20
_BLOCK_BYTES = 8 << 20
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@dataclass(frozen=True)
class Layout:
    """How a text file's rows are written.

    Shape  heading_line: where the headings stand; spare: empty cells of the first row beyond the headings;
           orderly: the headings stand on line 1 and on nothing else.
    """

    delimiter: str
    heading_cells: list[str]
    heading_line: int
    spare: int
    orderly: bool
    warnings: tuple[str, ...]


def read_csv(source: SourceFile, into: Path, limits: Limits) -> ReadFile:
    """Write a delimited text file's rows, and return what it is.

    Raises  CannotReadFile where it is no table with headings.
    """
    if source.size > limits.csv_bytes:
        raise CannotReadFile(f"{source.name} is larger than the {limits.csv_bytes >> 20:,} MB that are read. Send it in parts.")
    with as_utf8(source, beside=into, limits=limits) as text:
        layout = layout_of(text, limits)
        for spare in sorted({layout.spare, 0}, reverse=True):
            headings = understood_headings([*layout.heading_cells, *[""] * spare], file=text.name, limits=limits)
            table = _write_quickly(text, into, layout, headings, limits) or _write_carefully(text, into, layout, headings, limits, spare)
            if table and not (spare and any(place >= len(layout.heading_cells) for place in table.filled_unnamed())):
                break
        assert table is not None  # without spare cells a table is written, or the file refused
        names, unnamed_warnings = without_empty_unnamed(table, file=text.name)
    warnings = [*text.warnings, *layout.warnings, *headings.warnings, *unnamed_warnings]
    if spare:
        warnings.append(f"Each row of {text.name} ends with {plural(spare, 'empty cell')} that have no heading; they were left out.")
    return ReadFile(format="csv", headings=names, row_count=table.row_count, warnings=tuple(warnings))


def layout_of(text: TextFile, limits: Limits) -> Layout:
    """Return how the rows are written, from the first lines.

    Raises  CannotReadFile where nothing but blank lines is there.
    """
    with open(text.path, encoding="utf-8-sig", newline="") as file:
        first_lines = [line for line in islice(file, 100) if line.strip("\r\n\0")][:2]
    warnings: list[str] = []
    named = re.fullmatch(r'"?sep=([,;\t|])"?\s*', first_lines[0], re.IGNORECASE) if first_lines else None
    delimiter = named[1] if named else _delimiter_of(first_lines[0]) if first_lines else ","
    if delimiter != ",":
        warnings.append(
            f"The cells of {text.name} are separated by {_SEPARATORS.get(delimiter, repr(delimiter))}, not commas; it was read so."
        )
    with careful_rows(text.path, file=text.name, delimiter=delimiter, width=None, limits=limits) as rows:
        if named:
            next(rows, None)
        heading, first = next(rows, None), next(rows, None)
    if heading is None:
        raise CannotReadFile(f"{text.name} holds nothing but blank lines. Its first row must name the columns.")
    if heading.problem == NUL_PROBLEM:
        warnings.append(f"The heading row of {text.name} holds NUL bytes; they were left out.")
    elif heading.problem:
        raise CannotReadFile(f"The heading row of {text.name} (line {heading.line:,}) cannot be read: {heading.problem}")
    cells = heading.cells
    surplus = first.cells[len(cells) :] if first else []
    one_line = not any("\n" in cell or "\r" in cell for cell in cells)
    return Layout(
        delimiter=delimiter,
        heading_cells=cells,
        heading_line=heading.line,
        spare=len(surplus) if surplus and not any(surplus) and len(cells) + len(surplus) <= limits.columns else 0,
        orderly=heading.line == 1 and one_line and not text.survey.nul_count,
        warnings=tuple(warnings),
    )


def _delimiter_of(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    found = [separator for separator in _SEPARATORS if separator in bare]
    return found[0] if len(found) == 1 and "," not in bare else ","


class _NotOrderly(Exception):
    pass


def _write_quickly(text: TextFile, into: Path, layout: Layout, headings: Headings, limits: Limits) -> RowsTable | None:
    expected = text.survey.line_count - text.survey.blank_lines_at_end - 1
    if not layout.orderly or expected < 1 or expected > limits.rows or not _last_line_is_orderly(text, layout):
        return None
    try:
        with RowsTable(into, headings) as table:
            for batch in _arrow_batches(text.path, layout.delimiter, len(headings.names)):
                lines = pa.array(range(table.row_count + 2, table.row_count + 2 + batch.num_rows), pa.int32())
                table.add_columns(lines, None, batch.columns)
            if table.row_count != expected:
                raise _NotOrderly
    except (_NotOrderly, pa.ArrowInvalid):
        return None
    return table


def _arrow_batches(path: Path, delimiter: str, width: int) -> arrow_csv.CSVStreamingReader:
    def skip(_: object) -> str:
        return "skip"  # then the count of rows is not that of lines, and the careful way is taken

    names = [str(position) for position in range(width)]
    return arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK_BYTES),
        parse_options=arrow_csv.ParseOptions(delimiter=delimiter, invalid_row_handler=skip),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""], check_utf8=False
        ),
    )


def _last_line_is_orderly(text: TextFile, layout: Layout) -> bool:
    # A mark left open on the last line swallows no other line, so counting rows would not show it.
    try:
        list(csv.reader([text.survey.last_line.decode("utf-8-sig")], delimiter=layout.delimiter, strict=True))
    except (csv.Error, UnicodeDecodeError):
        return False
    return True


def _write_carefully(text: TextFile, into: Path, layout: Layout, headings: Headings, limits: Limits, spare: int) -> RowsTable | None:
    """Write the rows whatever they are; with spare cells taken for columns only if every row has them."""
    width = len(headings.names)
    problems = 0
    try:
        with (
            RowsTable(into, headings) as table,
            careful_rows(text.path, file=text.name, delimiter=layout.delimiter, width=width, limits=limits) as rows,
        ):
            for batch in _batches(row for row in rows if row.line > layout.heading_line):
                problems += sum(row.problem is not None for row in batch)
                if spare and problems:
                    raise _NotOrderly
                table.add_rows([row.line for row in batch], [row.problem for row in batch], [_fitted(row, width) for row in batch])
                _require_a_table(table.row_count, problems, text.name, limits)
    except _NotOrderly:
        return None
    return table


def _batches(rows: Iterator[CarefulRow]) -> Iterator[list[CarefulRow]]:
    batch: list[CarefulRow] = []
    length = 0
    for row in rows:
        batch.append(row)
        length += row.length
        if len(batch) >= _BATCH_ROWS or length >= _BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _require_a_table(rows: int, problems: int, name: str, limits: Limits) -> None:
    if rows > limits.rows:
        raise CannotReadFile(f"{name} has more than {limits.rows:,} rows. Send it in parts.")
    if problems > limits.broken_rows and problems * 2 > rows:
        raise CannotReadFile(
            f"{name} is no table: of its first {rows:,} rows {problems:,} do not have one cell for each heading. "
            "Check how the file was made."
        )


def _fitted(row: CarefulRow, width: int) -> list[str]:
    if row.problem is None:
        return row.cells
    return (row.cells + [""] * (width - len(row.cells)))[:width]
