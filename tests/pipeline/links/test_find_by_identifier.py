"""An identifier that tells a child beyond doubt spares the search; a large run's search is kept in files, and says the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onroll.pipeline import find as finding
from onroll.pipeline import kept_searches
from onroll.pipeline.backups import back_up
from onroll.pipeline.find import Query, find
from onroll.pipeline.find_by_identifier import child_of_identifier
from onroll.pipeline.index import Index, Run
from onroll.pipeline.kept_beside import is_kept_beside
from pipeline.links.test_find import run  # noqa: F401
from pipeline.links.test_linking import children_of
from support.linkable_town import upn_of

AMIRA = Query(forename="Amira", surname="Testwell", date_of_birth=date(2014, 5, 6), upn=upn_of(1))


def never(child_id: str) -> bool:
    return False


@pytest.fixture
def opened_anew() -> Iterator[None]:
    finding._open_runs.clear()
    yield
    finding._open_runs.clear()


def test_an_identifier_with_the_same_names_and_birthday_tells_the_child_that_the_search_finds(run: Run) -> None:  # noqa: F811
    told = child_of_identifier(run, AMIRA, pass_over=never)
    assert told == children_of(run)[min(children_of(run))] == find(run, AMIRA)[0].child_id


@pytest.mark.parametrize(
    "changed",
    [
        {"upn": None},
        {"upn": upn_of(7)},
        {"upn": upn_of(2)},  # somebody else's
        {"date_of_birth": date(2014, 6, 5)},
        {"date_of_birth": None},
        {"forename": "Boris"},
        {"surname": "Other"},
        {"nhs_number": "9990000026"},
    ],
)
def test_whatever_is_less_sure_is_for_the_search(run: Run, changed: dict[str, object]) -> None:  # noqa: F811
    assert child_of_identifier(run, replace(AMIRA, **changed), pass_over=never) is None  # type: ignore[arg-type]


def test_who_must_not_show_by_how_long_it_takes_is_searched_for_as_anybody(run: Run) -> None:  # noqa: F811
    asked: list[str] = []
    assert child_of_identifier(run, AMIRA, pass_over=lambda child_id: not asked.append(child_id)) is None  # type: ignore[func-returns-value]
    assert asked == [children_of(run)[min(children_of(run))]]


@pytest.mark.usefixtures("opened_anew")
def test_a_large_run_is_sorted_once_and_found_in_the_same_way(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    index = Index(shutil.copytree(run.folder.parents[2], tmp_path / "home"))
    run = index.current_run()
    assert run is not None
    queries = [AMIRA, Query(surname="Testwell"), Query(postcode="zz11aa"), Query(forename="Amira", date_of_birth=date(2014, 6, 5))]
    before = [find(run, query) for query in queries]
    monkeypatch.setattr(kept_searches, "LEAST_KEPT", 1)
    (run.folder / f".{kept_searches.FOLDER}-left").mkdir()  # by one who was killed
    finding._open_runs.clear()
    assert [find(run, query) for query in queries] == before
    folder = run.folder / kept_searches.FOLDER
    made = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(made) == {"children.arrow", "ids.npy", "marks.npy", "places.npy"}
    assert not list(run.folder.glob(f".{kept_searches.FOLDER}-*"))
    finding._open_runs.clear()
    assert [find(run, query) for query in queries] == before
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == made
    with index.writing("a test"):
        kept = sum(1 for path in index.root.rglob("*") if path.is_file() and not is_kept_beside(path))
        assert back_up(index, tmp_path / "backup.tar.gz") <= kept
