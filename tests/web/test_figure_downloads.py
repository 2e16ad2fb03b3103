"""Each figure can be taken away as CSV, Excel and ODS: the same rows, numbers as numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.http import Http404
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from onroll.casework.queries.drawn_figures import Figure
from onroll.web.downloads import downloads_at, figure_asked_for, figure_download

FIGURE = Figure(
    key="by-age",
    title="Children by <age> & more",
    says="How to read it.",
    drawing=None,
    columns=["Age", "Children", "Share"],
    rows=[["=1+1", 12_345, -0.5], ["@b \x07 “c”", None, 0.1 + 0.2], ["", 0, 3.0]],
    notes=[("Run", "r-1"), ("As at", "2026-01-15")],
)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_spreadsheets_read_back_with_title_first_and_numbers_as_numbers(form: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(figure_download(FIGURE, form).content))
    assert book.sheet_names == ["Table", "Notes"]
    rows = book.get_sheet_by_name("Table").to_python(skip_empty_area=False)
    assert rows[0][0] == "Children by <age> & more"
    assert rows[3] == ["Age", "Children", "Share"]
    assert rows[4] == ["'=1+1", 12_345, -0.5]
    assert rows[5][0] in ("'@b  “c”", "'@b \x07 “c”") and rows[5][1] == "" and rows[5][2] == pytest.approx(0.3)
    assert rows[6] == ["", 0, 3.0]
    assert ["Run", "r-1"] in book.get_sheet_by_name("Notes").to_python()


def test_an_ods_file_begins_with_its_type_as_the_format_asks() -> None:
    content = figure_download(FIGURE, "ods").content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.infolist()[0]
        assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and not first.extra
        assert package.testzip() is None
    assert content[30:38] == b"mimetype" and content[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def test_a_csv_file_has_one_header_row_and_the_rows() -> None:
    rows = list(csv.reader(io.StringIO(figure_download(FIGURE, "csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["Age", "Children", "Share"] and rows[1] == ["'=1+1", "12345", "-0.5"] and len(rows) == 4


def test_beside_a_csv_stands_what_it_was_made_from() -> None:
    package = json.loads(figure_download(FIGURE, "json", query="/figures/flow?area=301").content)
    (resource,) = package["resources"]
    content = figure_download(FIGURE, "csv").content
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" and resource["rows"] == 3
    assert package["onroll"] == {"query": "/figures/flow?area=301", "made_from": {"Run": "r-1", "As at": "2026-01-15"}}


def test_a_file_keeps_the_filters_of_its_page_and_there_is_no_other() -> None:
    request = RequestFactory().get("/figures/flow", {"area": "301", "download": "by-age.ods"})
    assert downloads_at(request) == "/figures/flow?area=301&download="
    made = figure_asked_for(request, [FIGURE])
    assert made is not None and made["Content-Disposition"] == 'attachment; filename="by-age.ods"'
    assert figure_asked_for(RequestFactory().get("/figures/flow"), [FIGURE]) is None
    for wrong in ("nothing.csv", "by-age.exe", "by-age"):
        with pytest.raises(Http404):
            figure_asked_for(RequestFactory().get("/", {"download": wrong}), [FIGURE])
