"""Preparing ahead in processes: the index and the reports are those of one process, whatever comes in between."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.index import Index
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.intake import preparing_ahead, take_in_package
from support.deliveries import PERSON, pupil

pytestmark = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="files are prepared ahead on two processors or more")

TABLES = ("rows", "records", "quarantine", "problems", "diff")


@pytest.fixture
def package(tmp_path, write):
    """Write a package in which files wait for one another, repeat one another, and are refused."""
    weeks = ["2025-10-02", "2025-11-06", "2026-01-15"]
    files = {"gias.csv": ("URN,LA (code)\n100001,370\n", "establishments", "DfE", "2026-01-30")}
    for supplier in ("370", "371", "372"):
        for week, as_at in enumerate(weeks):
            rows = [pupil(number, urn="100001", nc_year="3") for number in range(week, week + 210)]
            files[f"roll-{supplier}-{week}.csv"] = (rows, "school_roll", supplier, as_at)
    files |= {
        "truncated.csv": ([pupil(1, urn="100001")], "school_roll", "371", "2026-01-22"),
        "refused.csv": ("surname\nA\n", "nhs", "NHSE", "2025-10-03"),
        "again.csv": (files["roll-372-1.csv"][0], "school_roll", "372", "2025-11-06"),
        "nhs.csv": ([PERSON], "nhs", "NHSE", "2026-01-10"),
        "elsewhere.csv": ([PERSON], "nhs", "NHSW", "2026-01-10"),
        "empty.csv": ("", "nhs", "NHSE", "2025-12-01"),
    }
    resources = []
    for name, (rows, register, supplier, as_at) in files.items():
        write(f"package/{name}", rows)
        resources.append({"name": name, "path": name, "register": register, "supplier": supplier, "as_at": as_at})
    (tmp_path / "package" / "datapackage.json").write_text(json.dumps({"resources": resources}))
    return tmp_path / "package"


def taken_into(home: Path, package: Path):
    index = Index(home, clock=lambda: datetime(2026, 3, 1, 9, tzinfo=UTC))
    reports = take_in_package(index, package)
    assert list((home / "index" / "building").iterdir()) == []
    assert list(faults_of(index)) == []
    return index, [replace(report, path=Path(report.path.name), message=report.message.replace(str(home), "HOME")) for report in reports]


def contents(index: Index):
    tables = {}
    for extract in index.extracts():
        for name in TABLES:
            path = extract.folder / f"{name}.parquet"
            tables[extract.extract_id, name] = pq.read_table(path).to_pylist() if path.exists() else None
        tables[extract.extract_id, "manifest"] = json.loads((extract.folder / "manifest.json").read_text())
    return index.ledger(), tables


@pytest.fixture
def plain(tmp_path, package):
    """Take the package in with one process; return its index and reports."""
    return taken_into(tmp_path / "plain", package)


@pytest.fixture
def ahead(monkeypatch):
    """Find any package worth the processes; return the processes that were started."""
    started = []
    start = preparing_ahead._start
    monkeypatch.setattr(preparing_ahead, "WORTH_BYTES", 0)
    monkeypatch.setattr(preparing_ahead, "_start", lambda: started.append(start()) or started[-1])
    return started


def test_a_small_package_starts_no_process(monkeypatch, tmp_path, package):
    monkeypatch.setattr(preparing_ahead, "_start", lambda: pytest.fail("a process was started"))
    taken_into(tmp_path / "home", package)


def test_the_result_is_that_of_one_process(plain, ahead, tmp_path, package):
    index, reports = taken_into(tmp_path / "ahead", package)
    assert {report.status for report in reports} == {"loaded", "held", "refused", "repeated"}
    assert reports == plain[1]
    assert contents(index) == contents(plain[0])
    assert len(ahead) == 2 and all(process.child.returncode is not None for process in ahead)


def test_a_package_taken_in_again_changes_nothing(ahead, tmp_path, package):
    before, _ = taken_into(tmp_path / "ahead", package)
    events = before.ledger()
    index, reports = taken_into(tmp_path / "ahead", package)
    assert {report.status for report in reports} == {"held", "refused", "repeated"}
    assert index.ledger() == events


def test_where_the_processes_die_the_work_is_done_without_them(plain, ahead, monkeypatch, tmp_path, package):
    monkeypatch.setattr(preparing_ahead, "_CHILD", "import os, sys; os.kill(os.getpid(), 9)")
    index, reports = taken_into(tmp_path / "ahead", package)
    assert ahead
    assert reports == plain[1]
    assert contents(index) == contents(plain[0])


def test_what_was_prepared_against_another_state_is_taken_in_anew(plain, ahead, monkeypatch, tmp_path, package):
    monkeypatch.setattr(preparing_ahead, "_matters", lambda earlier, later: False)  # none waits for its former extract
    index, reports = taken_into(tmp_path / "ahead", package)
    assert reports == plain[1]
    assert contents(index) == contents(plain[0])


def test_a_failure_in_between_leaves_no_process_and_no_folder(ahead, monkeypatch, tmp_path, package):
    calls = []

    def fails_at_the_third(*_):
        calls.append(1)
        if len(calls) == 3:
            raise OSError("the disk is full")

    monkeypatch.setattr("onroll.pipeline.intake.publishing._note_same_content", fails_at_the_third)
    home = tmp_path / "ahead"
    with pytest.raises(OSError, match="the disk is full"):
        taken_into(home, package)
    assert all(process.child.returncode is not None for process in ahead)
    assert list((home / "index" / "building").iterdir()) == []
    assert len(Index(home).extracts()) == 2


def test_the_processes_die_with_the_one_that_started_them(tmp_path, package):
    code = """
import sys, time
from pathlib import Path
from onroll.pipeline.index import Index
from onroll.pipeline.intake import preparing_ahead, take_in_package
start = preparing_ahead._start
preparing_ahead.WORTH_BYTES = 0
def told():
    process = start()
    print(process.child.pid, flush=True)
    return process
preparing_ahead._start = told
take_in_package(Index(Path(sys.argv[1])), Path(sys.argv[2]), progress=lambda _, done, __: done == 3 and time.sleep(60))
"""
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "home"), str(package)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 10
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(child) for child in children)
    index, reports = taken_into(tmp_path / "home", package)
    assert len(index.extracts()) == len({report.extract_id for report in reports if report.extract_id})


def _runs(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False
