"""Excel workbooks: the first sheet, read in a child process that may die.

Numbers become text as they were meant: 99999.0 is `99999`; what Excel has already lost (leading zeros) stays lost.
A formula gives the value that the workbook keeps for it; nothing is computed here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from onroll.core.wording import plural
from onroll.pipeline.intake.readers.csv_careful import NUL_PROBLEM
from onroll.pipeline.intake.readers.headings import understood_headings
from onroll.pipeline.intake.readers.parquet_rows import answer_of_child
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits, ReadFile
from onroll.pipeline.intake.readers.rows_table import RowsTable, without_empty_unnamed
from onroll.pipeline.intake.readers.source_file import SourceFile, printable
from onroll.pipeline.intake.readers.xlsx_package import require_plain_workbook

_BATCH_ROWS = 4_096
_CHILD = "onroll.pipeline.intake.readers.xlsx_rows:read_in_child"


def read_xlsx(source: SourceFile, into: Path, limits: Limits) -> ReadFile:
    """Write the rows of a workbook's first sheet, and return what it is.

    Raises  CannotReadFile where it is no plain workbook, or came to a limit.
    """
    if source.size > limits.xlsx_bytes:
        raise CannotReadFile(
            f"{source.name} is larger than the {limits.xlsx_bytes >> 20:,} MB that are read of a workbook. Send it as CSV."
        )
    return answer_of_child(_CHILD, source, into, limits)


def read_in_child(path: str, name: str, into: str, limits: Mapping[str, Any]) -> dict[str, Any]:
    """Read one workbook; run in a child only."""
    try:
        return _read(Path(path), name, Path(into), Limits.from_json(limits)).as_json()
    except CannotReadFile as refusal:
        return {"refused": str(refusal)}


def _read(path: Path, name: str, into: Path, limits: Limits) -> ReadFile:
    require_plain_workbook(path, file=name, limits=limits)
    with _sentence_for_errors(name):
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        if not workbook.sheet_names:
            raise CannotReadFile(f"{name} holds no sheet.")
        sheet = workbook.get_sheet_by_index(0)
    rows = _numbered_rows(sheet)
    heading = next(rows, None)
    if heading is None:
        raise CannotReadFile(f"The first sheet of {name} ({printable(sheet.name)!r}) is empty: its first row must name the columns.")
    headings = understood_headings(heading[1], file=name, limits=limits)
    with RowsTable(into, headings) as table:
        while batch := list(islice(rows, _BATCH_ROWS)):
            problems = [NUL_PROBLEM if "\0" in "".join(cells) else None for _, cells in batch]
            cells_without = [
                cells if problem is None else [cell.replace("\0", "") for cell in cells]
                for (_, cells), problem in zip(batch, problems, strict=True)
            ]
            table.add_rows([line for line, _ in batch], problems, cells_without)
    names, warnings = without_empty_unnamed(table, file=name)
    return ReadFile(
        format="xlsx",
        headings=names,
        row_count=table.row_count,
        warnings=(*_other_sheets(workbook, sheet.name, name), *headings.warnings, *warnings),
    )


def _other_sheets(workbook: Any, read: str, name: str) -> tuple[str, ...]:
    others = len(workbook.sheet_names) - 1
    if not others:
        return ()
    return (f"{name} has {plural(others, 'more sheet')}; only the first, {printable(read)!r}, was read.",)


@contextlib.contextmanager
def _sentence_for_errors(name: str) -> Iterator[None]:
    try:
        yield
    except python_calamine.PasswordError:
        raise CannotReadFile(f"{name} is protected with a password. Send it without one, by a safe way.") from None
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as error:
        raise CannotReadFile(
            f"{name} is a damaged or incomplete workbook ({printable(str(error))}). Save it again and send it again."
        ) from None


def _numbered_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, each with the row number that Excel shows."""
    if sheet.start is None:
        return
    first = sheet.start[0] + 1
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first):
        cells = [value if type(value) is str else cell_text(value) for value in row]
        if any(cells):
            yield number, cells


def cell_text(value: object) -> str:
    """Return a cell as the text that a CSV of the sheet would hold; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
