"""What `onroll check` finds wrong with an index, and that it finds nothing wrong with a whole one."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.erasing import read_content
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.intake import take_in
from onroll.pipeline.line import walk

DAY = date(2026, 1, 15)
ROWS = b"surname,forename,date_of_birth\nABBOTT,Ada,2015-05-14\nBELL,Ben,2014-03-02\n"


def taken(index: Index, folder: Path, name: str) -> Extract:
    path = folder / name
    path.write_bytes(ROWS)
    report = take_in(index, path, register="nhs", supplier="NHSE", as_at=DAY)
    assert report.status == "loaded"
    return index.extract(report.extract_id or "")


@pytest.mark.parametrize("name", ["nhs.csv", "NHS.TXT", "nhs", "nhs.of january"])
def test_a_file_of_any_name_is_kept_and_found_again(tmp_path: Path, name: str) -> None:
    index = Index(tmp_path / "home")
    extract = taken(index, tmp_path, name)
    assert extract.source_path is not None and extract.source_path.read_bytes() == ROWS
    assert list(faults_of(index)) == []
    mark = sha256()
    read_content(extract, mark.update)
    assert mark.hexdigest() == extract.content_hash


def test_each_thing_that_is_not_as_it_should_be_has_its_sentence(tmp_path: Path) -> None:
    index = Index(tmp_path / "home")
    extract = taken(index, tmp_path, "nhs.csv")
    with index.writing("a test"):
        run = walk(index, DAY)
    assert list(faults_of(index)) == [] and extract.source_path is not None

    extract.source_path.write_bytes(ROWS + b"CARR,Cai,2014-03-02\n")
    assert [fault for fault in faults_of(index) if "altered" in fault]
    extract.source_path.unlink()
    assert [fault for fault in faults_of(index) if "gone" in fault]
    extract.folder.joinpath("source.csv").write_bytes(ROWS)

    pq.write_table(pq.read_table(extract.records_path).slice(1), extract.records_path)
    assert [fault for fault in faults_of(index) if "records.parquet holds 1 where 2 rows should be" in fault]
    extract.quarantine_path.unlink()
    assert [fault for fault in faults_of(index) if "quarantine.parquet holds nothing readable" in fault]

    run.table("findings").write_bytes(b"no table")
    assert [fault for fault in faults_of(index) if "the table findings cannot be read" in fault]
    shutil.move(run.folder, tmp_path / "elsewhere")
    assert [fault for fault in faults_of(index) if fault.startswith(f"CURRENT names the run '{run.run_id}'")]


def test_rows_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    index = Index(tmp_path / "home")
    taken(index, tmp_path, "nhs.csv")
    said = index.log.path.read_text(encoding="utf-8")
    assert said.count('"rows_read": 2') == 1
    index.log.path.write_text(said.replace('"rows_read": 2', '"rows_read": 3'), encoding="utf-8")
    assert [fault for fault in faults_of(index) if "3 rows read are not 2 accepted + 0 quarantined" in fault]
