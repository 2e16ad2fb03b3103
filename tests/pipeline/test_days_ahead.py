"""A day that has not come: one mistyped year makes no run that anybody sees, and keeps no later run aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onroll.pipeline import line
from onroll.pipeline.index import Index
from onroll.pipeline.intake import take_in_path
from support.published_runs import publish_seen
from support.small_region import TAKEN_IN, put_small_region_into

TODAY = TAKEN_IN.date()
MISTYPED = "record_id,surname,forename,date_of_birth,start_date\n1,Madeup,Ada,2014-05-17,2025-09-01\n"


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """A small region of 20 January 2026, a day later; one file of it says 2036."""
    (tmp_path / "ehe_399_2036-01-18.csv").write_text(MISTYPED)
    return Index(put_small_region_into(tmp_path / "home"), clock=lambda: TAKEN_IN)


def test_a_day_that_has_not_come_is_not_the_day_of_a_run_unless_there_is_no_other(index: Index, tmp_path: Path) -> None:
    newest = line.newest_day(index)
    with index.writing("a test"):
        (report,) = take_in_path(index, tmp_path / "ehe_399_2036-01-18.csv")
    assert report.status == "loaded" and "2036-01-18 lies in the future" in report.message
    assert line.newest_day(index) == newest <= TODAY
    alone = Index(tmp_path / "alone", clock=index.clock)
    with alone.writing("a test"):
        take_in_path(alone, tmp_path / "ehe_399_2036-01-18.csv")
    assert line.newest_day(alone) == date(2036, 1, 18)


def test_a_run_for_a_day_that_has_not_come_is_kept_beside(index: Index) -> None:
    with index.writing("a test"):
        present = line.walk(index, TODAY)
        ahead = line.walk(index, date(2036, 1, 21))
    assert ahead.on == date(2036, 1, 21) and index.current_run() == present


@pytest.mark.parametrize(
    ("on", "present", "aside"),
    [
        ("2026-01-20", None, False),
        ("2036-01-20", None, False),
        ("2026-01-21", "2026-01-20", False),
        ("2026-01-20", "2026-01-20", False),
        ("2026-01-19", "2026-01-20", True),
        ("2026-01-22", "2026-01-20", True),
        ("2026-01-21", "2036-01-20", False),
        ("2026-01-20", "2026-01-22", False),
        ("2036-01-21", "2036-01-20", False),
        ("2036-01-19", "2036-01-20", True),
    ],
)
def test_what_stands_aside(index: Index, on: str, present: str | None, aside: bool) -> None:
    run = None
    if present is not None:
        with index.writing("a test"):
            into = index.building_folder("run")
            run = publish_seen(index, into, on=date.fromisoformat(present))
    assert line.stands_aside(date.fromisoformat(on), run, TODAY) is aside
