"""The index: whole extracts, whole runs, and a ledger that a kill cannot tear."""

from __future__ import annotations

import multiprocessing
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onroll.pipeline.index import CannotUseIndex, Extract, Index
from onroll.pipeline.ledger import CannotReadLedger
from onroll.pipeline.whole_files import write_once
from support.published_runs import publish_seen


def received(index: Index, name: str, *, as_at: str = "2026-01-15", **more: object) -> Extract:
    built = index.building_folder(name)
    (built / "records.parquet").write_bytes(b"rows")
    manifest = {
        "extract_id": name,
        "number": index.next_extract_number(),
        "register": "nhs",
        "supplier": "NHSE",
        "as_at": as_at,
        "content_hash": "0" * 64,
        "file_name": "nhs.csv",
        "rows_read": 3,
        "rows_accepted": 2,
        "rows_quarantined": 1,
        "warning_count": 0,
    }
    return index.publish_extract(built, manifest, **more)  # type: ignore[arg-type]


def test_an_extract_counts_from_its_day_until_it_is_replaced_or_withdrawn(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        first = received(index, "first")
        second = received(index, "second", supersedes=("first",))
    assert (first.number, second.number) == (1, 2)
    assert [each.extract_id for each in index.counted_extracts(date(2026, 1, 15))] == ["second"]
    assert index.counted_extracts(date(2026, 1, 14)) == []
    assert index.extract("first").state_because == "replaced by second"
    with index.writing("a test"):
        index.change_extract("second", state="withdrawn", because="the wrong file")
    assert index.counted_extracts(date(2026, 1, 15)) == []
    assert index.extract("second").state_because == "the wrong file"


def test_what_was_known_by_a_day_comes_back(tmp_path: Path) -> None:
    moments = iter(datetime(2026, 1, day, 12, tzinfo=UTC) for day in range(1, 20))
    index = Index(tmp_path, clock=lambda: next(moments))
    with index.writing("a test"):
        received(index, "first", as_at="2025-12-01")
        received(index, "second", as_at="2025-12-01", supersedes=("first",))
    known = index.counted_extracts(date(2026, 1, 15), known_by=date(2026, 1, 1))
    assert [each.extract_id for each in known] == ["first"]


def test_a_day_is_over_at_midnight_in_london_in_summer_too(tmp_path: Path) -> None:
    moments = iter(datetime(2027, 6, 30, hour, minute, tzinfo=UTC) for hour, minute in ((22, 59), (23, 0)))
    index = Index(tmp_path, clock=lambda: next(moments))
    with index.writing("a test"):
        received(index, "first", as_at="2027-06-01")
        received(index, "second", as_at="2027-06-01", supersedes=("first",))
    for day, known in ((29, []), (30, ["first"])):
        assert [each.extract_id for each in index.counted_extracts(date(2027, 6, 30), known_by=date(2027, 6, day))] == known
    known = index.counted_extracts(date(2027, 6, 30), known_by=date(2027, 7, 1))
    assert [each.extract_id for each in known] == ["second"]


def test_a_torn_last_line_never_counted_and_is_cut_off(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        received(index, "first")
    ledger = tmp_path / "index" / "ledger.jsonl"
    with ledger.open("ab") as file:
        file.write(b'{"at": "2026-01-')
    assert [each.extract_id for each in index.extracts()] == ["first"]
    with index.writing("a test"):
        received(index, "second")
    assert [each.extract_id for each in index.extracts()] == ["first", "second"]
    assert all(line for line in ledger.read_text().splitlines())


def test_a_folder_without_its_ledger_line_is_swept_by_the_next_writer(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        received(index, "first")
        (tmp_path / "index" / "extracts" / "orphan").mkdir()
        index.building_folder("half-done")
    with index.writing("a test"):
        assert sorted(each.name for each in (tmp_path / "index" / "extracts").iterdir()) == ["first"]
        assert list((tmp_path / "index" / "building").iterdir()) == []


def test_a_run_is_seen_whole_or_not_at_all(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        built = index.building_folder("run")
        (built / "findings.parquet").write_bytes(b"x")
        assert index.current_run() is None
        run = publish_seen(index, built, on=date(2026, 1, 20), manifest={"stage": "whole"})
    assert index.current_run() == run
    assert run.run_id == "2026-01-20-00001"
    assert run.table("findings").read_bytes() == b"x"


def _hold(home: Path, started: object, done: object) -> None:
    with Index(home).writing("a slow command"):
        started.set()  # type: ignore[attr-defined]
        done.wait(10)  # type: ignore[attr-defined]


def test_the_second_writer_waits_says_for_what_and_gives_up(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    started, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(tmp_path, started, done))
    holder.start()
    try:
        assert started.wait(30)
        said: list[str] = []
        with pytest.raises(CannotUseIndex, match="a slow command"), Index(tmp_path).writing("another", wait_seconds=0.3, say=said.append):
            pass
        assert "a slow command" in said[0]
        threading.Timer(0.2, done.set).start()
        with Index(tmp_path).writing("another", wait_seconds=30):
            pass
    finally:
        done.set()
        holder.join()


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.create()
    first = index.secret
    index.create()
    assert index.secret == first
    assert len(first) == 32
    assert (tmp_path / "index" / "secret").stat().st_mode & 0o077 == 0


def test_the_first_of_two_secrets_stays(tmp_path: Path) -> None:
    write_once(tmp_path / "secret", b"first")
    write_once(tmp_path / "secret", b"second")
    assert (tmp_path / "secret").read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_line_counts_once_its_end_is_there(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        received(index, "first")
        received(index, "second")
    path = tmp_path / "index" / "ledger.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert [each.extract_id for each in index.extracts()] == ["first"]
    with index.writing("a test"):
        assert [each.extract_id for each in index.extracts()] == ["first"]
        received(index, "third")
    assert [each.extract_id for each in index.extracts()] == ["first", "third"]


@pytest.mark.parametrize("altered", [b'{"at": "2026-01-', b"[]", b'{"extract": "second"}', b""])
def test_a_line_in_the_middle_that_cannot_be_read_stops_everybody_and_sweeps_nothing(tmp_path: Path, altered: bytes) -> None:
    index = Index(tmp_path)
    with index.writing("a test"):
        for name in ("first", "second", "third"):
            received(index, name)
    path = tmp_path / "index" / "ledger.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], altered, *lines[2:]]))
    for ask in (index.extracts, index.ledger, lambda: index.extracts(known_by=date(2100, 1, 1))):
        with pytest.raises(CannotReadLedger, match="Line 2 of "):
            ask()
    with pytest.raises(CannotReadLedger), index.writing("a test"):
        pass
    assert sorted(each.name for each in (tmp_path / "index" / "extracts").iterdir()) == ["first", "second", "third"]
    path.write_bytes(b"\n".join(lines))
    with index.writing("a test"):
        assert len(index.extracts()) == 3
