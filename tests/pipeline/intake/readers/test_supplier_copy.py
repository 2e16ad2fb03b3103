"""The copy that goes back to a supplier: every row, what is wrong beside it, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.pipeline.intake.readers import CannotReadFile, annotate_for_supplier
from onroll.pipeline.spreadsheet_cells import neutralised

PROBLEMS = [(3, "upn", "is not a UPN."), (3, "", "The row is odd."), (99, "", "Nowhere.")]


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_csv(tmp_path):
    source, into = tmp_path / "a.csv", tmp_path / "copy.csv"
    source.write_bytes('\nupn;name\r\n=1+1;"x\r\ny"\r\n1;2;+3\r\n-;Zoë\r\n'.encode("cp1252"))
    assert annotate_for_supplier(source, PROBLEMS, into) == "csv"
    assert rows_of(into) == [
        ["Problems", "upn", "name"],
        ["Line 3: upn: is not a UPN. The row is odd.", "'=1+1", "x\r\ny"],
        ["", "1", "2", "'+3"],
        ["", "'-", "Zoë"],
        ["Line 99: Nowhere."],
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "copy.csv"}


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in (["upn", "name"], ["A", "x"], ["B", "@y"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert annotate_for_supplier(tmp_path / "a.xlsx", PROBLEMS, tmp_path / "copy.xlsx") == "xlsx"
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx").active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Problems", "upn", "name"),
        (None, "A", "x"),
        ("Line 3: upn: is not a UPN. The row is odd.", "B", "'@y"),
        ("Line 99: Nowhere.", None, None),
    ]


def test_a_parquet_file_becomes_csv(tmp_path):
    pq.write_table(pa.table({"upn": ["A", "B"], "n": [1.0, None]}), tmp_path / "a.parquet")
    assert annotate_for_supplier(tmp_path / "a.parquet", PROBLEMS[:1], tmp_path / "copy.csv") == "csv"
    assert rows_of(tmp_path / "copy.csv") == [["Problems", "upn", "n"], ["", "A", "1"], ["Line 3: upn: is not a UPN.", "B", ""]]


def test_what_cannot_be_read_cannot_be_copied(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(CannotReadFile):
        annotate_for_supplier(tmp_path / "a.csv", [], tmp_path / "copy.csv")
    assert not (tmp_path / "copy.csv").exists()


@settings(max_examples=50)
@given(st.text(st.sampled_from("=+-@\t\r\n'a1 ＝")))
def test_no_cell_begins_as_a_formula(text):
    shown = neutralised(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert shown in (text, "'" + text)


def test_ordinary_cells_are_left_alone():
    assert [neutralised(text) for text in ("", "Smith", "2015-05-14", "'x", "1-2")] == ["", "Smith", "2015-05-14", "'x", "1-2"]
