"""Rows that were kept long enough go: from the extract, from the runs, from the next one's comparison; the counts stay."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.erasing import CannotErase, destroy_rows, erase
from onroll.pipeline.index import Index, Run
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.intake import CannotDecide, withdraw
from onroll.pipeline.line import walk
from onroll.pipeline.measures.run_counts import counts_of_runs
from support.deliveries import pupil, taken

THEN, NOW = date(2019, 10, 3), date(2026, 1, 15)
GONE = {"surname": "Zyxwallace", "forename": "Quillon", "date_of_birth": "2008-02-03", "postcode": "BY9 9ZQ"}


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(column for row in rows for column in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def texts_of(home: Path) -> Iterator[tuple[str, str]]:
    """Yield what every file says, tables cell by cell: what is compressed hides nothing."""
    for path in sorted(home.rglob("*")):
        if path.suffix == ".parquet":
            yield str(path), repr(pq.read_table(path).to_pylist())
        elif path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", "replace")


def naming(home: Path, word: str) -> list[str]:
    return [path for path, text in texts_of(home) if word.lower() in text.lower()]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "home", clock=lambda: datetime(2026, 3, 1, 9, tzinfo=UTC))
    made.create()
    old = [pupil(number) for number in range(1, 6)] + [pupil(9, **GONE, record_id="gone")]
    taken(made, write(tmp_path / "old.csv", old), as_at=THEN)
    taken(made, write(tmp_path / "new.csv", [pupil(number) for number in range(2, 6)]), as_at=NOW)
    return made


def walked(index: Index, on: date = NOW) -> Run:
    with index.writing("a test"):
        return walk(index, on)


def test_nothing_of_an_erased_extract_is_left_and_the_counts_are(index: Index) -> None:
    before = walked(index)
    counted = dict(counts_of_runs(index, before, ()))[NOW]
    old = index.extracts()[0]
    assert naming(index.home, "Zyxwallace")
    with index.writing("a test"):
        erase(index, old.extract_id, "6 years")
        assert erase(index, old.extract_id, "again").state_because == "6 years"
        with pytest.raises(CannotErase, match="Readers still see"):
            destroy_rows(index, [old.extract_id], hidden=())
    after = walked(index)
    with index.writing("a test"):
        assert destroy_rows(index, [old.extract_id], hidden=()) == 1
        assert destroy_rows(index, [old.extract_id], hidden=()) == 0
    assert [naming(index.home, word) for word in ("Zyxwallace", "Quillon", "BY99ZQ", "BY9 9ZQ")] == [[], [], [], []]
    assert list(faults_of(index)) == []
    assert [run.run_id for run in index.runs()] == [after.run_id] and [run.run_id for run in index.frozen_runs()] == [before.run_id]
    assert pq.read_table(index.frozen_runs()[0].folder / "found_counts.parquet").num_rows == len(counted)
    assert index.next_run_id(NOW).endswith("-00003")


def test_what_has_not_been_marked_cannot_be_destroyed(index: Index) -> None:
    walked(index)
    with index.writing("a test"), pytest.raises(CannotErase, match="still counts"):
        destroy_rows(index, [index.extracts()[0].extract_id], hidden=())


def test_an_erased_extract_never_counts_again(index: Index, tmp_path: Path) -> None:
    old = index.extracts()[0]
    with index.writing("a test"):
        erase(index, old.extract_id, "6 years")
        destroy_rows(index, [old.extract_id], hidden=())
    with pytest.raises(CannotDecide, match="gone"):
        withdraw(index, old.extract_id, "wrong")
    again = taken(index, tmp_path / "old.csv", as_at=THEN)
    assert (again.status, index.extract(old.extract_id).state) == ("repeated", "erased") and "not taken in again" in again.message
    assert {each.state for each in index.extracts(known_by=date(2026, 3, 1))} == {"erased", "counted"}
    assert [each.as_at for each in index.counted_extracts(NOW, known_by=date(2026, 3, 1))] == [NOW]


def test_the_counts_of_a_frozen_day_are_shown_with_the_others(index: Index) -> None:
    earlier = walked(index, THEN)
    with_it = walked(index)
    shown = counts_of_runs(index, with_it, ())
    with index.writing("a test"):
        erase(index, index.extracts()[0].extract_id, "6 years")
    without = walked(index)
    with index.writing("a test"):
        destroy_rows(index, [index.extracts()[0].extract_id], hidden=())
    assert earlier.run_id in {run.run_id for run in index.frozen_runs()}
    assert counts_of_runs(index, without, ())[:1] == shown[:1]


def test_whoever_is_killed_between_loses_nothing(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(index)
    old = index.extracts()[0].extract_id
    with index.writing("a test"):
        erase(index, old, "6 years")
    walked(index)

    class Killed(BaseException):
        """As the machine would."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    for where in ("onroll.pipeline.frozen_runs.shutil.rmtree", "onroll.pipeline.erasing.write_atomically"):
        with monkeypatch.context() as patched:
            patched.setattr(where, killed)
            with pytest.raises(Killed), index.writing("a test"):
                destroy_rows(index, [old], hidden=())
    with index.writing("a test"):
        destroy_rows(index, [old], hidden=())
    assert naming(index.home, "Zyxwallace") == [] and list(faults_of(index)) == []
