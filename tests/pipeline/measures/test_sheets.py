"""What travels with a sheet of figures: enough to make it again byte for byte, and nothing that it does not say itself."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from pathlib import Path

import pytest

from onroll.core.measures.definitions import CannotUseDefinition
from onroll.pipeline.exports.measure_sheets import CannotMakeAgain, make_again, read_package, run_of, same_log, write_sheet
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import all_measures
from onroll.pipeline.measures.columns import meanings
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.measures.sheets import META_COLUMNS, Query, provenance_of
from support.counted_run import write_counted_run
from support.counted_worlds import ON, random_world

MEASURES = [name for name, measure in all_measures().items() if not measure.between_two_days]
GOOD = """title = "Ours"
valid_from = 2024-09-01
wait = 3
unit = "days"
applicants = true
home_education_pending = false
source = "the council"
"""
REASONS = {"c00003": "Mental health"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return write_counted_run(tmp_path_factory.mktemp("sheets"), random_world(random.Random(7), 60), on=ON)


def written(run: Run, name: str, into: Path, file_format: str = "csv") -> Path:
    index = Index(run.folder.parents[2])
    query = Query(export=name, on=ON.isoformat(), file_format=file_format)
    write_sheet(query, provenance_of(index, run, reason=4), run, index, REASONS, into)
    return into.with_suffix(".datapackage.json")


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_a_sheet_is_made_again_from_its_package(run: Run, tmp_path: Path, name: str, file_format: str) -> None:
    index = Index(run.folder.parents[2])
    sheet = read_package(written(run, name, tmp_path / f"sheet.{file_format}", file_format))
    same_log(sheet, index)
    assert run_of(sheet, index) == run and sheet.made_from.reason == 4
    again = tmp_path / f"again.{file_format}"
    assert make_again(sheet, run, index, REASONS, again) and again.exists()


def test_another_reason_makes_another_sheet_and_another_log_none(run: Run, tmp_path: Path) -> None:
    index = Index(run.folder.parents[2])
    package = written(run, "cme-census", tmp_path / "return.csv")
    missing = (run.folder / "findings.parquet").exists()
    assert missing and not make_again(read_package(package), run, index, {f"c{n:05d}": "Mental health" for n in range(60)})
    said = json.loads(package.read_text())
    said["onroll"]["made_from"]["ledger_sha256"] = "0" * 64
    package.write_text(json.dumps(said))
    with pytest.raises(CannotMakeAgain, match="log of this home"):
        same_log(read_package(package), index)
    package.write_text("{}")
    with pytest.raises(CannotMakeAgain, match="is not the"):
        read_package(package)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("query", "export", "children"),
        ("query", "file_format", "exe"),
        ("query", "on", None),
        ("query", "on", 5),
        ("query", "known_by", "yesterday"),
        ("query", "first_day", "2025-01-01"),
        ("query", "la_code", [301]),
        ("query", "population", {"301": "many"}),
        ("query", "colour", "blue"),
        ("made_from", "ledger_position", "1"),
        ("made_from", "reason", None),
    ],
)
def test_a_package_that_was_changed_by_hand_is_refused(run: Run, tmp_path: Path, part: str, name: str, value: object) -> None:
    package = written(run, "cme-census", tmp_path / "return.csv")
    said = json.loads(package.read_text())
    said["onroll"][part][name] = value
    package.write_text(json.dumps(said))
    with pytest.raises(CannotMakeAgain, match="is not the"):
        read_package(package)


@pytest.mark.parametrize("name", MEASURES)
def test_the_files_beside_a_sheet_describe_it(run: Run, tmp_path: Path, name: str) -> None:
    package = written(run, name, tmp_path / "sheet.csv")
    said = json.loads(package.read_text())
    table = said["resources"][0]
    with (tmp_path / "sheet.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert [each["name"] for each in table["schema"]["fields"]] == rows[0] and table["rows"] == len(rows) - 1
    assert table["hash"] == f"sha256:{hashlib.sha256((tmp_path / 'sheet.csv').read_bytes()).hexdigest()}"
    assert said["profile"] == "tabular-data-package" and all((tmp_path / each["path"]).exists() for each in said["resources"])
    made = said["onroll"]["made_from"]
    assert made["run"] == run.run_id and made["ledger_position"] == run.ledger_position and made["rules"]["definitions"]["national"]
    with (tmp_path / "sheet.meta.csv").open(newline="") as file:
        columns = list(csv.DictReader(file))
    assert tuple(columns[0]) == META_COLUMNS
    assert {each["col_type"] for each in columns} == {"Filter", "Indicator"}
    assert all(each["label"] and len(each["label"]) <= 80 and len(each["col_name"]) <= 50 for each in columns)
    assert "Counted" not in package.read_text()  # exact counts are said to whoever runs the command, and to nobody else


def test_every_column_of_every_measure_has_a_meaning() -> None:
    for measure in all_measures().values():
        assert [each.name for each in meanings(measure)] == list(measure.columns)
        assert any(each.role == "Indicator" for each in meanings(measure)), measure.name


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("title = ", "cannot be read as TOML"),
        ("wait = 1", "needs the field 'title'"),
        (GOOD.replace("wait = 3", "wait = 'three'"), "wait must be a whole number"),
        (GOOD.replace('"days"', '"weeks"'), "unit must be one of"),
        (GOOD + "applicant = true\n", "which means nothing here"),
        (GOOD + "valid_until = 2023-01-01\n", "on or after valid_from"),
        (GOOD + "national = true\n", "one national definition"),
        (GOOD.replace("wait = 3", f"wait = {'9' * 5000}"), "cannot be read as TOML"),
        ("a = " + "[" * 5000, "cannot be read as TOML"),
    ],
)
def test_a_definition_that_says_nothing_sensible_is_refused(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "definitions").mkdir()
    (tmp_path / "definitions" / "ours.toml").write_text(GOOD)
    assert "ours" in {each.code for each in read_definitions(tmp_path)}
    (tmp_path / "definitions" / "ours.toml").write_text(written)
    with pytest.raises(CannotUseDefinition, match=f"ours.toml.*{says}"):
        read_definitions(tmp_path)
