"""A large run is shown once what pages look up of it stands beside it: readers see the run before until then, also after a kill."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from onroll.pipeline import kept_searches, kept_tables, line, showing
from onroll.pipeline.find import Query, find
from onroll.pipeline.index import Index, Run
from onroll.pipeline.run_queries import RunTables
from support.small_region import put_small_region_into


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """A small region, taken in; runs of any size count as large."""
    for module in (kept_searches, kept_tables):
        monkeypatch.setattr(module, "LEAST_KEPT", 1)
    return Index(put_small_region_into(tmp_path / "home"))


def kept(run: Run) -> list[str]:
    return sorted(path.name for path in run.folder.iterdir() if path.is_dir())


BOTH = sorted([kept_searches.FOLDER, kept_tables.FOLDER])


def test_a_large_run_is_seen_when_its_files_stand_and_files_of_old_runs_go(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], str | None]] = []
    switch = Index.switch_to

    def watched(self: Index, run: Run) -> None:
        present = self.current_run()
        seen.append((kept(run), present.run_id if present else None))
        switch(self, run)

    monkeypatch.setattr(Index, "switch_to", watched)
    day = line.newest_day(index)
    with index.writing("a test"):
        first, second, third = (line.walk(index, day + timedelta(days=days)) for days in range(3))
    assert seen == [(BOTH, None), (BOTH, first.run_id), (BOTH, second.run_id)]
    assert index.current_run() == third
    assert [kept(run) for run in (first, second, third)] == [[], BOTH, BOTH], "a page that is being made may still read the run before"
    with index.writing("a test"):
        past = line.walk(index, day - timedelta(days=1))
    assert kept(past) == [] and index.current_run() == third, "nobody sees a run of a day before"
    some_child = RunTables(third).ask("SELECT child_id FROM found ORDER BY child_id LIMIT 1")[0]["child_id"]
    assert RunTables(third).child(some_child) == RunTables(first).child(some_child) is not None
    assert find(third, Query(child_id=some_child))[0].child_id == some_child


def test_a_kill_before_readers_see_it_costs_only_time(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(run: Run) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed), index.writing("a test"):
        patch.setattr(showing.kept_tables, "kept_tables", killed)
        line.walk(index, line.newest_day(index))
    assert index.current_run() is None and len(index.runs()) == 1
    with index.writing("a test"):
        run = line.walk(index, line.newest_day(index))
    assert index.current_run() == run and index.runs() == [run] and kept(run) == BOTH


def test_a_disk_that_is_full_hides_no_run(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onroll.pipeline.kept_beside.apart", full)
    with index.writing("a test"):
        run = line.walk(index, line.newest_day(index))
    assert index.current_run() == run and kept(run) == []
    assert RunTables(run).lookups is not None
