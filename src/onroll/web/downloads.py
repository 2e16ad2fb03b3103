"""Files to download: cells that a spreadsheet would run as a formula are made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> str:
    """Return a cell's text so that no spreadsheet runs it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text


def csv_download(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a CSV file, UTF-8 with a byte order mark so that Excel reads it as such."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return _attachment(name, ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8")


def xlsx_download(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a spreadsheet of text cells."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        sheet = book.add_worksheet("Rows")
        sheet.write_row(0, 0, list(header), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, harmless(cell)[:32_000])
        sheet.freeze_panes(1, 0)
    return _attachment(name, held.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def pdf_download(name: str, content: bytes) -> HttpResponse:
    """Return a PDF to be saved."""
    return _attachment(name, content, "application/pdf")


def docx_download(name: str, content: bytes) -> HttpResponse:
    """Return a Word file to be saved."""
    return _attachment(name, content, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def _attachment(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
