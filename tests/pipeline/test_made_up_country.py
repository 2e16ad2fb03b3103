"""The made-up country of `bench/england.py`: its files conform, and the line finds in them who is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onroll.pipeline import line
from onroll.pipeline.index import Index
from onroll.pipeline.intake import take_in_path

BENCH = Path(__file__).parents[2] / "bench"


def test_its_files_are_taken_in_whole_and_its_missing_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(BENCH)])
    from england_registers import make_england
    from england_truth import judged

    make_england(tmp_path, 2_000, 5, "500MB")
    home = tmp_path / "home"
    index = Index(home)
    with index.writing("test"):
        reports = take_in_path(index, tmp_path / "package")
        assert {each.status for each in reports} == {"loaded"}, [each.message for each in reports if each.status != "loaded"]
        set_aside = [pq.read_table(each.quarantine_path).to_pylist() for each in index.extracts()]
        assert {row["field"] for rows in set_aside for row in rows} <= {"forename"}, "only what the study leaves out is set aside"
        assert sum(each.warnings for each in reports) < 20
        line.walk(index, line.newest_day(index))
    made = judged(tmp_path, home)
    assert made.missing == made.found == made.rightly >= 3
    assert made.alarms <= 10 and made.joined <= 1
