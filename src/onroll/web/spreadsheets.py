"""Tables as spreadsheets that people publish: the title in A1, what must be known above the table, numbers as numbers.

Source  OASIS, OpenDocument 1.3 part 3 (table, text and office elements; the package needs its type first and uncompressed);
        Government Analysis Function, Releasing statistics in spreadsheets.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

from onroll.pipeline.spreadsheet_cells import neutralised

ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | None

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    f'xmlns:office="{_OFFICE}office:1.0" xmlns:table="{_OFFICE}table:1.0" xmlns:text="{_OFFICE}text:1.0">'
    "<office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
    f'xmlns:manifest="{_OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def harmless(value: object) -> str:
    """Return a cell's text so that no spreadsheet runs it; numbers are no text."""
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else neutralised(str(value))


def ods_of(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Return an OpenDocument spreadsheet. Shape  sheets: the name of each, and its rows."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), ODS, zipfile.ZIP_STORED)
        with package.open("content.xml", "w", force_zip64=True) as content:
            content.write(_CONTENT.encode())
            for name, rows in sheets:
                content.write(f'<table:table table:name="{_quoted(name)}">'.encode())
                for row in rows:
                    content.write(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>".encode())
                content.write(b"</table:table>")
            content.write(b"</office:spreadsheet></office:body></office:document-content>")
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return held.getvalue()


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
    text = "".join(sign for sign in harmless(value) if sign >= " " or sign in "\t\n")
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def xlsx_of(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Return an Excel workbook of the same."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, int | float):
                        sheet.write_number(number, column, value)
                    elif value is not None:
                        sheet.write_string(number, column, harmless(value)[:32_000])
    return held.getvalue()
