"""Exports: to the letter of the contracts, safe to open in a spreadsheet, and without shielded children."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.exports import all_exports
from onroll.pipeline.exports.writing import write_export
from onroll.pipeline.index import Index, Run
from support.published_runs import publish_seen

DAY = date(2026, 1, 20)
CHILDREN = [
    ("aaa", "school_roll", "373", date(2026, 1, 15), "=1+1", 1.0),
    ("aaa", "nhs", "NHSE", date(2026, 1, 10), "17", 0.9712344),
    ("hid", "nhs", "NHSE", date(2026, 1, 10), "18", 1.0),
]
FINDINGS = [
    (
        "aaa",
        "not_arrived",
        "cme",
        date(2025, 12, 1),
        "373",
        "Unknown",
        "not_arrived/1",
        "full",
        "school_roll:373:2026-01-15:%3D1;nhs:NHSE:2026-01-10:17",
    ),
    ("hid", "never_on_roll", "possible_cme", date(2025, 9, 1), "370", "Unknown", "never_on_roll/1", "partial", "nhs:NHSE:2026-01-10:18"),
]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    index = Index(tmp_path / "home")
    with index.writing("a test"):
        built = index.building_folder("run")
        names = ("child_id", "register", "supplier", "as_at", "record_id", "match_probability")
        pq.write_table(pa.table(dict(zip(names, map(list, zip(*CHILDREN, strict=True)), strict=True))), built / "children.parquet")
        names = ("child_id", "finding", "status", "since", "la_code", "reason", "rule", "coverage", "evidence")
        pq.write_table(pa.table(dict(zip(names, map(list, zip(*FINDINGS, strict=True)), strict=True))), built / "findings.parquet")
        pq.write_table(pa.table({"child_id": ["hid"], "because": ["refuge"]}), built / "shielded.parquet")
        pq.write_table(pa.table({"child_id": ["aaa", "hid"], "la_code": ["373", "370"]}), built / "residences.parquet")
        return publish_seen(index, built, on=DAY, manifest={"stage": "whole"})


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_the_columns_of_the_contracts_and_no_shielded_child(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "findings.csv"
    written = write_export(all_exports()["findings"], run, file, file_format="csv")
    assert file.read_bytes().splitlines()[0] == b"child_id,finding,status,since,la_code,reason,rule,coverage,evidence"
    assert rows_of(file) == [
        {
            "child_id": "aaa",
            "finding": "not_arrived",
            "status": "cme",
            "since": "2025-12-01",
            "la_code": "373",
            "reason": "Unknown",
            "rule": "not_arrived/1",
            "coverage": "full",
            "evidence": "school_roll:373:2026-01-15:%3D1;nhs:NHSE:2026-01-10:17",
        }
    ]
    assert (written.row_count, written.shielded_left_out) == (1, 1)


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "children.csv"
    write_export(all_exports()["children"], run, file, file_format="csv")
    assert [(row["record_id"], row["match_probability"]) for row in rows_of(file)] == [("17", "0.971234"), ("'=1+1", "1")]


def test_shielded_children_are_put_in_only_when_asked(run: Run, tmp_path: Path) -> None:
    written = write_export(all_exports()["children"], run, tmp_path / "c.csv", file_format="csv", include_shielded=True)
    assert (written.row_count, written.shielded_left_out, written.shielded_put_in) == (3, 0, 1)


def test_one_authority_only(run: Run, tmp_path: Path) -> None:
    written = write_export(all_exports()["findings"], run, tmp_path / "f.csv", file_format="csv", la_code="370", include_shielded=True)
    assert [row["child_id"] for row in rows_of(tmp_path / "f.csv")] == ["hid"]
    assert written.row_count == 1


def test_parquet_and_sheets_hold_the_same_rows_with_types(run: Run, tmp_path: Path) -> None:
    write_export(all_exports()["findings"], run, tmp_path / "f.parquet", file_format="parquet")
    assert pq.read_table(tmp_path / "f.parquet").to_pylist()[0]["since"] == date(2025, 12, 1)
    write_export(all_exports()["children"], run, tmp_path / "c.xlsx", file_format="xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(all_exports()["children"].columns)
    assert rows[2][4] == "'=1+1"
    assert rows[1][3].date() == date(2026, 1, 10)


def test_a_failed_export_leaves_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        write_export(all_exports()["children"], run, tmp_path / "taken", file_format="csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "taken"]
