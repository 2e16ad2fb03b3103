"""Writes a whole made-up England, or a part of it: a Data Package of every register, and the truth in a folder apart."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from onroll.synth.agencies import write_reference_files, write_replies
from onroll.synth.extracts import announce_files
from onroll.synth.layouts import Schedule, usual_schedule
from onroll.synth.package import PackageWriter
from onroll.synth.places import LATE_AUTHORITY, Authority, authority_limit, build_authorities
from onroll.synth.population import CHILD_COLUMNS, CONVERSION_ON, Population, roll_suppliers

CHUNK = 2_000  # families written at a time
TRUNCATED_TO = 0.45  # of the rows, in a world with trouble
_WHAT = "Making up families"


@dataclass(frozen=True)
class WorldReport:
    """What was made, in numbers.

    Shape  rows: by register; truths: by is_cme; findings: by kind, of children missing or possibly missing.
    """

    package: Path
    truth: Path
    on: date
    children: int
    rows: dict[str, int]
    truths: dict[str, int]
    findings: dict[str, int]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return the numbers and where the folders are."""
        return {**vars(self), "package": str(self.package), "truth": str(self.truth), "on": self.on.isoformat()}

    def as_text(self) -> str:
        """Return the numbers as lines for a terminal."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.findings.items()))
        rows = ", ".join(f"{register} {count:,}" for register, count in sorted(self.rows.items()))
        missing = f"{self.truths.get('1', 0)} missing education and {self.truths.get('possible', 0)} possibly, on {self.on.isoformat()}"
        return "\n".join((
            f"{self.children:,} children, {missing} ({kinds}).",
            f"{sum(self.rows.values()):,} rows in {self.package}: {rows}.",
            f"The truth: {self.truth}",
        ))  # fmt: skip


def make_world(
    children: int,
    authorities: int,
    seed: int,
    into: Path,
    *,
    file_format: str = "csv",
    error_factor: float = 1.0,
    missing_factor: float = 1.0,
    found_again_factor: float = 0.0,
    on: date = date(2026, 1, 20),
    roll_snapshots: int = 6,
    other_snapshots: int = 2,
    with_trouble: bool = False,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None,
) -> WorldReport:
    """Write a Data Package of every register under `into/package`, and the truth under `into/truth`.

    Shape   children: about how many true children; authorities: 1 to 153; file_format: csv or parquet; error_factor: the
            identity errors' rates times this; missing_factor: the rates of missing children times this; found_again_factor: the
            rate of children who were missing in the window and are back, times this; with_trouble: one roll is truncated and one
            late; progress: told what is made, how many, of how many.
    Raises  ValueError, with a sentence, where a number is outside what can be made.
    """
    if children < 1 or not 1 <= authorities <= authority_limit():
        raise ValueError(f"A made-up world needs at least one child, and 1 to {authority_limit()} authorities.")
    if file_format not in ("csv", "parquet"):
        raise ValueError(f"A made-up world is written as csv or parquet, not {file_format!r}.")
    started = time.monotonic()
    schedule = usual_schedule(on=on, roll_snapshots=roll_snapshots, other_snapshots=other_snapshots)
    places = build_authorities(authorities, children, seed, conversion_on=CONVERSION_ON)
    writer = PackageWriter(into, Random(f"{seed}:order"), file_format=file_format)
    if with_trouble:
        _make_trouble(writer, places, schedule)
    announce_files(writer, schedule, [each.code for each in places], roll_suppliers(places))
    write_reference_files(writer, places, schedule)
    population = Population(
        places, seed, schedule, writer, children=children, error_factor=error_factor, missing_factor=missing_factor,
        found_again_factor=found_again_factor,
    )  # fmt: skip
    truths, findings = _write_children(population, writer, lambda: progress(_WHAT, min(population.made, children), children))
    write_replies(writer, places, schedule)
    _write_pairs(writer.truth / "twins.csv", ("true_child_a", "true_child_b"), population.twins)
    _write_pairs(writer.truth / "adoptions.csv", ("former_identity", "new_identity"), population.adoptions)
    _write_pairs(writer.truth / "moves.csv", ("family", "moved_on", "address_line_1", "postcode", "la_code"), population.moves)
    rows = writer.finish(f"made-up-{seed}", {"on": schedule.on.isoformat(), "made_up": True})
    progress(_WHAT, children, children)
    seconds = time.monotonic() - started
    return WorldReport(writer.folder, writer.truth, schedule.on, population.made, rows, dict(truths), dict(findings), seconds)


def _write_children(population: Population, writer: PackageWriter, tell: Callable[[], None]) -> tuple[Counter[str], Counter[str]]:
    truths: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    with (writer.truth / "children.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(CHILD_COLUMNS)
        for rows in population.make():
            out.writerows(rows)
            truths.update(str(row[1]) for row in rows)
            findings.update(str(row[2]) for row in rows if row[2] and row[1] != "ignore")
            if population.families % CHUNK == 0:
                writer.flush()
                tell()
    return truths, findings


def _write_pairs(path: Path, header: tuple[str, ...], pairs: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(header)
        rows.writerows(pairs)


def _make_trouble(writer: PackageWriter, authorities: list[Authority], schedule: Schedule) -> None:
    """Truncate one authority's October roll, and lose another's newest: the gate must hold the one, and notice the other."""
    newest, before = schedule.roll[-1], schedule.roll[-2:][0]
    writer.lost["school_roll", authorities[0].code, before] = TRUNCATED_TO
    if len(authorities) > LATE_AUTHORITY:
        writer.never_sent.add(("school_roll", authorities[LATE_AUTHORITY].code, newest))
