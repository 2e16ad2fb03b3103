"""Makes a whole made-up England, or a part of it: families, lives, registers and the truth about them.

Families are made in chunks and forgotten once written, so memory does not grow with the number of children.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from onroll.synth import rates
from onroll.synth.agencies import add_household_registers, write_reference_files, write_replies
from onroll.synth.casting import Casting
from onroll.synth.extracts import Projection, Registers, announce_files, ghost_row
from onroll.synth.families import Family, make_family
from onroll.synth.identifiers import Issuer
from onroll.synth.layouts import Schedule, usual_schedule
from onroll.synth.lives import Life, World, usual_life
from onroll.synth.moves import move_family
from onroll.synth.new_identities import adopt, ghost_of
from onroll.synth.package import PackageWriter
from onroll.synth.places import LATE_AUTHORITY, authority_limit, build_authorities
from onroll.synth.rates import REGISTER_ERROR_FACTOR, ErrorRates
from onroll.synth.truth import Delivered, Judge, Verdict

CHUNK = 2_000  # families written at a time
CONVERSION_ON = date(2025, 11, 3)


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


CHILD_COLUMNS = (
    "true_child", "is_cme", "finding", "since", "la_code", "family", "story", "sex", "ethnicity", "deprivation_decile", "sen",
    "child_in_need", "looked_after", "name_origin", "mobility", "year_group", "twin", "shielded",
)  # fmt: skip


def make_world(
    children: int,
    authorities: int,
    seed: int,
    into: Path,
    *,
    file_format: str = "csv",
    error_factor: float = 1.0,
    missing_factor: float = 1.0,
    on: date = date(2026, 1, 20),
    roll_snapshots: int = 6,
    other_snapshots: int = 2,
    with_trouble: bool = False,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None,
) -> WorldReport:
    """Write a Data Package of every register under `into/package`, and the truth under `into/truth`.

    Shape   children: about how many true children; authorities: 1 to 153; file_format: csv or parquet; error_factor: the
            identity errors' rates times this; missing_factor: the rates of missing children times this; with_trouble: one
            roll is truncated and one late; progress: told what is made, how many, of how many.
    Raises  ValueError, with a sentence, where a number is outside what can be made.
    """
    if children < 1 or not 1 <= authorities <= authority_limit():
        raise ValueError(f"A made-up world needs at least one child, and 1 to {authority_limit()} authorities.")
    if file_format not in ("csv", "parquet"):
        raise ValueError(f"A made-up world is written as csv or parquet, not {file_format!r}.")
    started = time.monotonic()
    maker = _Maker(children, authorities, seed, into, file_format, error_factor, missing_factor,
                   usual_schedule(on=on, roll_snapshots=roll_snapshots, other_snapshots=other_snapshots), with_trouble)  # fmt: skip
    maker.make(progress)
    return maker.report(time.monotonic() - started)


class _Maker:
    def __init__(
        self, children: int, authorities: int, seed: int, into: Path, file_format: str, error_factor: float, missing_factor: float,
        schedule: Schedule, with_trouble: bool,
    ) -> None:  # fmt: skip
        self.children, self.into, self.seed, self.schedule = children, into, seed, schedule
        self.authorities = build_authorities(authorities, children, seed, conversion_on=CONVERSION_ON)
        self.world = World(schedule.on, schedule.starts_on, self.authorities, list(schedule.roll), CONVERSION_ON)
        self.writer = PackageWriter(into, Random(f"{seed}:order"), file_format=file_format)
        errors = {register: ErrorRates().scaled(factor * error_factor) for register, factor in REGISTER_ERROR_FACTOR.items()}
        self.issuer = Issuer()
        self.registers = Registers(self.writer, schedule, errors, self.issuer, schedule.on)
        self.number = 0
        self.twins: list[tuple[str, str]] = []
        self.adoptions: list[tuple[str, str]] = []
        self.ghosts: list[str] = []
        if with_trouble:
            self._make_trouble()
        self.casting = Casting(on=schedule.on, factor=missing_factor, children=children)
        self.made = 0
        self.truths: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def make(self, progress: Callable[[str, int, int], None]) -> None:
        suppliers = [each.code for each in self.authorities]
        singles = [school.urn for each in self.authorities for school in each.schools if school.sends == school.urn]
        announce_files(self.writer, self.schedule, suppliers, [*suppliers, *singles])
        write_reference_files(self.writer, self.authorities, self.schedule)
        self.judge = Judge(self._delivered([*suppliers, *singles]))
        with (self.writer.truth / "children.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(CHILD_COLUMNS)
            for authority in self.authorities:
                wanted = self.made + authority.children
                while self.made < wanted:
                    self.number += 1
                    rng = Random(f"{self.seed}:family:{self.number}")
                    self._live(make_family(self.number, authority, rng, self.issuer), rng, rows)
                    if self.number % CHUNK == 0:
                        self.writer.flush()
                        progress("Making up families", min(self.made, self.children), self.children)
        write_replies(self.writer, self.authorities, self.schedule)
        self._write_pairs("twins.csv", ("true_child_a", "true_child_b"), self.twins)
        self._write_pairs("adoptions.csv", ("former_identity", "new_identity"), self.adoptions)
        self.rows = self.writer.finish(f"made-up-{self.seed}", {"on": self.schedule.on.isoformat(), "made_up": True})
        progress("Making up families", min(self.made, self.children), self.children)

    def _write_pairs(self, name: str, header: tuple[str, str], pairs: list[tuple[str, str]]) -> None:
        with (self.writer.truth / name).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(header)
            rows.writerows(pairs)

    def _live(self, family: Family, rng: Random, rows: Any) -> None:
        lives = []
        for child in family.children:
            life = usual_life(child, family, self.world, rng)
            self.casting.play(life, rng)
            lives.append(life)
        steady = all(life.story == "steady" for life in lives)
        if steady and rng.random() < rates.MOVE_IN_YEAR * 1.38:
            move_family(family, lives, self.world, rng)
        elif steady and lives and rng.random() < rates.ADOPTED:
            adopted = adopt(lives[0], self.world, rng, self.issuer, self.number)
            if adopted is not None:
                lives.append(adopted)
                self.adoptions.append((lives[0].child.child_id, adopted.child.child_id))
        for life in lives:
            self._write(life, rows)
            if rng.random() < rates.NHS_GHOSTS:
                ghost = ghost_of(self.number * 4 + len(self.ghosts) % 4, self.world, rng, self.issuer)
                if ghost is not None:
                    self.ghosts.append(ghost.child.child_id)
                    ghost_row(ghost, self.registers)
                    self._record(ghost, Verdict("ignore"), rows)
        self.made += len(lives)
        twins = [child.child_id for child in family.children if child.twin]
        self.twins += list(pairwise(twins))

    def _write(self, life: Life, rows: Any) -> None:
        add_household_registers(life, self.registers)
        seen = Projection(life, self.registers).project()
        verdict = self.judge.verdict(life.child.born, seen, truly_missing=life.truly_missing)
        educated = not life.truly_missing and life.family.independent
        if life.story == "adopted_old_identity" or (verdict.is_cme == "1" and educated):
            # the old identity's end, and pupils of schools that send nothing: the rules cannot know better
            verdict = replace(verdict, is_cme="ignore") if verdict.finding else Verdict("ignore")
        self._record(life, verdict, rows)

    def _record(self, life: Life, verdict: Verdict, rows: Any) -> None:
        child = life.child
        self.truths[verdict.is_cme] += 1
        if verdict.finding and verdict.is_cme != "ignore":
            self.findings[verdict.finding] += 1
        since = verdict.since.isoformat() if verdict.since else ""
        moved = len(life.homes or life.family.homes) > 2
        shielded = any(spell.fields.get("kind") == "refuge" for spell in life.spells)
        rows.writerow((
            child.child_id, verdict.is_cme, verdict.finding, since, verdict.la_code, child.family_id, life.story, child.sex,
            child.ethnicity, child.decile, child.sen, int(child.in_need), int(child.looked_after), child.origin,
            "moved" if moved else "settled", max(-1, min(12, child.year_now)), int(child.twin), int(shielded),
        ))  # fmt: skip

    def _make_trouble(self) -> None:
        """Truncate one authority's October roll, and lose another's newest: the gate must hold the one, and notice the other."""
        newest, before = self.schedule.roll[-1], self.schedule.roll[-2:][0]
        self.writer.lost["school_roll", self.authorities[0].code, before] = 0.45
        if len(self.authorities) > LATE_AUTHORITY:
            self.writer.never_sent.add(("school_roll", self.authorities[LATE_AUTHORITY].code, newest))

    def _roll_days(self, supplier: str) -> tuple[date, ...]:
        troubled = {key for key in (*self.writer.lost, *self.writer.never_sent) if key[:2] == ("school_roll", supplier)}
        return tuple(day for day in self.schedule.roll if ("school_roll", supplier, day) not in troubled)

    def _delivered(self, roll_suppliers: list[str]) -> Delivered:
        suppliers = [each.code for each in self.authorities]
        other = {(register, supplier): days for register, days in self.schedule.other.items() for supplier in (*suppliers, "NHSE", "HMRC")}
        return Delivered(
            on=self.schedule.on,
            roll_days={supplier: self._roll_days(supplier) for supplier in roll_suppliers},
            other_days=other,
            schools={school.urn: school for each in self.authorities for school in each.schools},
            authorities={each.code: each for each in self.authorities},
            la_of_postcode={postcode: each.code for each in self.authorities for postcode, *_ in each.postcodes},
        )

    def report(self, seconds: float) -> WorldReport:
        return WorldReport(self.writer.folder, self.writer.truth, self.schedule.on, self.made, self.rows, dict(self.truths),
                           dict(self.findings), seconds)  # fmt: skip
