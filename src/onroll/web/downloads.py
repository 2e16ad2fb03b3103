"""Files to download: cells that a spreadsheet would run as a formula are made harmless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse

from onroll.casework.queries.drawn_figures import Figure
from onroll.web.spreadsheets import ODS, XLSX, Cell, harmless, ods_of, xlsx_of

FORMS = ("csv", "xlsx", "ods", "json")
ASKED = "download"
JSON = "application/json"


def csv_download(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a CSV file, UTF-8 with a byte order mark so that Excel reads it as such."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(cell) for cell in header])
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
    return _attachment(name, held.getvalue(), XLSX)


def figure_asked_for(request: HttpRequest, figures: Iterable[Figure]) -> HttpResponse | None:
    """Return the file of the figure that the address asks for (`download=key.csv`); None where it asks for none.

    Raises  Http404 where there is no such figure on the page.
    """
    asked = request.GET.get(ASKED, "")
    if not asked:
        return None
    key, _, form = asked.partition(".")
    figure = next((each for each in figures if each.key == key), None)
    if figure is None or form not in FORMS:
        raise Http404
    return figure_download(figure, form, query=downloads_at(request).rpartition(ASKED)[0].rstrip("?&"))


def downloads_at(request: HttpRequest) -> str:
    """Return the address of the page with its filters, up to where the name of a file is put."""
    asked = request.GET.copy()
    asked.pop(ASKED, None)
    return f"{request.path}?{asked.urlencode()}{'&' if asked else ''}{ASKED}="


def figure_download(figure: Figure, form: str, *, query: str = "") -> HttpResponse:
    """Return a figure's table as a file, with what must be known of it: in a spreadsheet above the table and on a sheet of its own.

    A CSV has no room for that: `json` is the Data Package that describes it. Shape  query: the address of the page, which asks the same.
    """
    name = f"{figure.key}.{form}"
    if form in ("csv", "json"):
        table_of = csv_download(f"{figure.key}.csv", figure.columns, figure.rows)
        return table_of if form == "csv" else _attachment(f"{figure.key}.datapackage.json", _package(figure, query, table_of.content), JSON)
    table: list[Sequence[Cell]] = [[figure.title], [figure.says], [], list(figure.columns), *figure.rows]
    notes: list[Sequence[Cell]] = [["Notes"], ["What", "Value"], *([name, words] for name, words in (*figure.notes, ("Query", query)))]
    sheets = [("Table", table), ("Notes", notes)]
    return _attachment(name, ods_of(sheets), ODS) if form == "ods" else _attachment(name, xlsx_of(sheets), XLSX)


def _package(figure: Figure, query: str, table: bytes) -> bytes:
    """Return what says where a CSV comes from, so that anybody can make it again."""
    path = f"{figure.key}.csv"
    resource = {
        "name": figure.key, "path": path, "format": "csv", "encoding": "utf-8", "rows": len(figure.rows), "bytes": len(table),
        "hash": f"sha256:{sha256(table).hexdigest()}", "schema": {"fields": [{"name": name} for name in figure.columns]},
    }  # fmt: skip
    package = {
        "profile": "tabular-data-package", "name": figure.key, "title": figure.title, "description": figure.says,
        "onroll": {"query": query, "made_from": dict(figure.notes)}, "resources": [resource],
    }  # fmt: skip
    return json.dumps(package, indent=1, ensure_ascii=False).encode()


def pdf_download(name: str, content: bytes) -> HttpResponse:
    """Return a PDF to be saved."""
    return _attachment(name, content, "application/pdf")


def docx_download(name: str, content: bytes) -> HttpResponse:
    """Return a Word file to be saved."""
    return _attachment(name, content, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def _attachment(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
