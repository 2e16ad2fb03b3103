"""A supplier's own file with what is wrong written beside each row, to send back.

A CSV keeps every cell of every row, those beyond the headings included; a workbook becomes a workbook of its first sheet;
Parquet and transfer files become CSV. Every cell is neutralised: the file goes to somebody's spreadsheet.
"""

from __future__ import annotations

import contextlib
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pyarrow.parquet as pq
import xlsxwriter

from onroll.pipeline.intake.readers.csv_careful import careful_rows
from onroll.pipeline.intake.readers.csv_encoding import as_utf8
from onroll.pipeline.intake.readers.csv_rows import layout_of
from onroll.pipeline.intake.readers.headings import OWN_COLUMNS
from onroll.pipeline.intake.readers.read_file import Limits, ReadFile
from onroll.pipeline.intake.readers.source_file import SourceFile
from onroll.pipeline.spreadsheet_cells import neutralised

PROBLEMS_HEADING = "Problems"
_SHEET_CELL_LENGTH = 32_767
_BATCH_ROWS = 8_192
_Row = tuple[int, list[str]]


def write_copy(
    source: SourceFile, problems: Iterable[tuple[int, str, str]], into: Path, limits: Limits, read: ReadFile | None, rows: Path
) -> Literal["csv", "xlsx"]:
    """Write a copy of a file with its problems in a new first column, and return the format that it has.

    Shape   problems: line, field (may be empty), message; read, rows: what `read_rows` gave (for CSV it is not needed).
    """
    by_line: dict[int, list[str]] = defaultdict(list)
    for line, field, message in problems:
        by_line[line].append(f"{field}: {message}" if field else message)
    beside = into.with_name(f".{into.name}.part")
    try:
        with contextlib.ExitStack() as stack:
            if source.format == "csv":
                table = stack.enter_context(_csv_rows(source, into, limits))
            else:
                table = _table_rows(rows, read.headings if read else ())
            annotated = _annotated(table, by_line)
            if source.format == "xlsx":
                _write_xlsx(annotated, beside)
            else:
                _write_csv(annotated, beside)
        beside.replace(into)
    finally:
        beside.unlink(missing_ok=True)
    return "xlsx" if source.format == "xlsx" else "csv"


def folder_for_rows() -> contextlib.AbstractContextManager[str]:
    """Return a folder that is there while the copy is made."""
    return tempfile.TemporaryDirectory(prefix="onroll-copy-")


@contextlib.contextmanager
def _csv_rows(source: SourceFile, beside: Path, limits: Limits) -> Iterator[Iterator[_Row]]:
    with as_utf8(source, beside=beside, limits=limits) as text:
        layout = layout_of(text, limits)
        width = len(layout.heading_cells) + layout.spare
        with careful_rows(text.path, file=text.name, delimiter=layout.delimiter, width=width, limits=limits) as rows:
            yield ((row.line if row.line > layout.heading_line else 0, row.cells) for row in rows if row.line >= layout.heading_line)


def _table_rows(rows: Path, headings: tuple[str, ...]) -> Iterator[_Row]:
    yield 0, list(headings)
    with pq.ParquetFile(rows) as file:
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=[OWN_COLUMNS[0], *headings]):
            lines, *columns = (column.to_pylist() for column in batch.columns)
            for line, *cells in zip(lines, *columns, strict=True):
                yield line, [cell or "" for cell in cells]


def _annotated(rows: Iterator[_Row], problems: dict[int, list[str]]) -> Iterator[list[str]]:
    for line, cells in rows:
        if not line:
            yield [PROBLEMS_HEADING, *map(neutralised, cells)]
            continue
        found = problems.pop(line, None)
        said = f"Line {line}: {' '.join(found)}" if found else ""
        yield [said, *map(neutralised, cells)]
    for line, found in sorted(problems.items()):  # about no row that is in the file: still told
        yield [f"Line {line}: {' '.join(found)}"]


def _write_csv(rows: Iterator[list[str]], into: Path) -> None:
    with open(into, "w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        csv.writer(file).writerows(rows)


def _write_xlsx(rows: Iterator[list[str]], into: Path) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(into), options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 60)
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, place, cell if len(cell) <= _SHEET_CELL_LENGTH else cell[: _SHEET_CELL_LENGTH - 1] + "…")
