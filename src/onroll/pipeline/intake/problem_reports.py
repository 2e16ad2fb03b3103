"""The problems of an extract as a file for the supplier: what to correct, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter

from onroll.pipeline.index import Extract
from onroll.pipeline.spreadsheet_cells import neutralised

HEADINGS = ("line", "record_id", "what_became_of_it", "field", "value", "what_is_wrong", "check")


def problem_table(extract: Extract) -> Iterator[tuple[str, ...]]:
    """Yield the problems of an extract in the order of its lines, as text under HEADINGS."""
    columns = ["line", "record_id", "severity", "field", "value", "message", "check_id"]
    with pq.ParquetFile(extract.problems_path) as file:
        for batch in file.iter_batches(columns=columns):
            for line, record_id, severity, field, value, message, check_id in zip(
                *(batch.column(name).to_pylist() for name in columns), strict=True
            ):
                fate = "set aside" if severity == "error" else "accepted"
                yield str(line), record_id or "", fate, field or "", value or "", message, check_id


def write_problems_csv(extract: Extract, into: Path) -> None:
    """Write the problems as CSV; a cell that a spreadsheet would run as a formula is made text."""
    with open(into, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([neutralised(cell) for cell in row] for row in problem_table(extract))


def write_problems_xlsx(extract: Extract, into: Path) -> None:
    """Write the problems as a workbook, every cell as text."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(into), options)
    sheet = workbook.add_worksheet("problems")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADINGS, workbook.add_format({"bold": True}))
    for number, row in enumerate(problem_table(extract), start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, "".join(each if each.isprintable() else " " for each in cell)[:32_000])
    workbook.close()
