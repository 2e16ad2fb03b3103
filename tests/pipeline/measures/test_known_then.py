"""A figure as known on a past day never changes: not by what comes later, not by what is taken back, not by making it all again."""

from __future__ import annotations

import csv
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.pipeline import line
from onroll.pipeline.index import Index, Run
from onroll.pipeline.intake import take_in
from onroll.pipeline.measures import Asked, all_measures
from support.deliveries import pupil

TERMS = (date(2025, 5, 15), date(2025, 7, 16), date(2025, 10, 2), date(2025, 11, 13))
MEASURES = ("cme-census", "cme-definitions", "every-child", "cme-any-time", "unrolled")


class Clock:
    """Tells a day until it is told another."""

    def __init__(self) -> None:
        self.day = date(2025, 9, 1)

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


def deliver(index: Index, chance: random.Random, folder: Path, as_at: date, pupils: set[int]) -> str:
    """Take one roll in: who is on it by chance, and some of them changed."""
    path = folder / f"roll-{index.ledger_position()}.csv"
    rows = [{"record_id": f"r{each}", **pupil(each), "sex": chance.choice("FM")} for each in sorted(pupils)]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with index.writing("a test"):
        report = take_in(index, path, register="school_roll", supplier="373", as_at=as_at)
    return report.extract_id or ""


def figures(index: Index, run: Run, known_by: date) -> list[list[tuple[Any, ...]]]:
    extracts = index.counted_extracts(run.on, known_by=known_by)
    return [all_measures()[name].measure(Asked(run, extracts, TERMS[0])).rows for name in MEASURES]


def made(index: Index, on: date, known_by: date) -> list[list[tuple[Any, ...]]]:
    with index.writing("a test"):
        return figures(index, line.compute(index, on, known_by=known_by), known_by)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
def test_a_figure_as_known_then_comes_out_the_same_for_ever(tmp_path: Path, seed: int) -> None:
    chance, clock = random.Random(seed), Clock()
    index = Index(tmp_path / "home", clock=clock)
    pupils = set(range(60))
    taken, known = [], {}
    for step in range(7):
        clock.day += timedelta(days=chance.randint(1, 9))
        if taken and chance.random() < 0.25:
            with index.writing("a test"):
                index.change_extract(chance.choice(taken), state="withdrawn", because="sent by mistake")
        else:
            as_at = chance.choice(TERMS)
            sent = {each for each in pupils if chance.random() < 0.93}
            taken.append(deliver(index, chance, tmp_path, as_at, sent))
        if step >= 3 and index.counted_extracts(TERMS[2]):
            known[clock.day] = made(index, TERMS[2], clock.day)
    assert len(known) >= 2
    again = Index(shutil.copytree(tmp_path / "home", tmp_path / "again"), clock=clock)
    shutil.rmtree(again.root / "runs")  # nothing is left but the log and what was received
    (again.root / "runs").mkdir()
    (again.root / "CURRENT").unlink(missing_ok=True)
    for day in sorted(known, key=lambda _: chance.random()):
        assert made(again, TERMS[2], day) == known[day], day
    assert made(index, TERMS[2], min(known)) == known[min(known)]


@pytest.mark.parametrize("seed", range(3))
def test_what_counts_as_known_then_never_changes(tmp_path: Path, seed: int) -> None:
    """The log alone decides what a figure of then is made from: random deliveries, replacements, holds and withdrawals."""
    chance, clock = random.Random(seed), Clock()
    index = Index(tmp_path, clock=clock)
    known: dict[date, list[tuple[str, ...]]] = {}

    def counted(day: date) -> list[tuple[str, ...]]:
        return [tuple(each.extract_id for each in index.counted_extracts(on, known_by=day)) for on in TERMS]

    for _ in range(9):
        clock.day += timedelta(days=chance.randint(0, 3))
        known.pop(clock.day, None)  # the day is not over
        with index.writing("a test"):
            there = index.extracts()
            if there and chance.random() < 0.4:
                one = chance.choice(there)
                state = chance.choice(["withdrawn", "counted", "held"])
                index.change_extract(one.extract_id, state=state, because="a test")  # type: ignore[arg-type]
            else:
                number, as_at = index.next_extract_number(), chance.choice(TERMS)
                replaced = tuple(each.extract_id for each in there if each.as_at == as_at and each.state == "counted")
                index.publish_extract(index.building_folder("extract"), _manifest(number, as_at), supersedes=replaced)
        for day, then in known.items():
            assert counted(day) == then, day
        known[clock.day] = counted(clock.day)


def _manifest(number: int, as_at: date) -> dict[str, Any]:
    counts = dict.fromkeys(("rows_read", "rows_accepted", "rows_quarantined", "warning_count"), 0)
    named = {"extract_id": f"school_roll-373-{as_at}-{number:06d}", "number": number, "register": "school_roll", "supplier": "373"}
    return {**named, "as_at": as_at.isoformat(), "content_hash": f"h{number}", "file_name": "roll.csv", **counts, "partial": False}
