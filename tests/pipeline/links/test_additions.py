"""What is written after additions to children who stand: what a plain look at all records says, however few are held at a time."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from onroll.core.links import LinkDecision
from onroll.pipeline.children import link_records
from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.links import groups, standing
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.profiles import load_records, normalise_profiles
from support.linkable_town import settle
from support.published_runs import publish_seen

ON = date(2026, 3, 1)


def deliver_in_portions(index: Index, files: list[Extract], ends: list[int], seed: int) -> tuple[list[Run], list[LinkDecision]]:
    """Link the first files, and add the others in portions; before the last of them, somebody tells two pairs of children apart."""
    previous: Run | None = None
    runs: list[Run] = []
    decisions: list[LinkDecision] = []
    for end in ends:
        if end == ends[-1] and previous is not None:
            decisions = told_apart(previous, seed)
        with index.writing("a test"):
            into = index.building_folder("run")
            report = link_records(index, files[:end], into, previous=previous, decisions=decisions)
            made_from = {"extracts": [each.extract_id for each in files[:end]]}
            previous = publish_seen(index, into, on=ON, manifest={"made_from": made_from})
        assert ("reading what stands" in report.seconds) == bool(runs)
        runs.append(previous)
    return runs, decisions


def told_apart(run: Run, seed: int) -> list[LinkDecision]:
    """Return decisions that tell children of the run from others: one that was asked about, where there is one, and some by chance."""
    records: dict[str, list[int]] = defaultdict(list)
    for row in pq.read_table(run.table("children"), columns=["record_key", "child_id"]).to_pylist():
        records[row["child_id"]].append(row["record_key"])
    asked = pq.read_table(run.table("review_pairs"), columns=["child_a", "child_b"]).to_pylist()[:1]
    children = random.Random(seed).sample(sorted(records), 4)
    pairs = [(row["child_a"], row["child_b"]) for row in asked] + [(children[0], children[1]), (children[2], children[3])]
    when = datetime(2026, 3, 2, tzinfo=UTC)
    return [
        LinkDecision(tuple(records[a]), tuple(records[b]), False, "officer", when, "They were seen together.", number)
        for number, (a, b) in enumerate(pairs, start=1)
    ]


@dataclass
class Held:
    """What a child holds, found by walking its records one by one. Shape  as `child_presence` has it."""

    extracts: set[int] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)
    birthdays: set[int] = field(default_factory=set)
    upn_days: dict[str, tuple[date, date]] = field(default_factory=dict)
    roll_days: dict[str, tuple[date, date]] = field(default_factory=dict)
    not_with: set[str] = field(default_factory=set)


def walked(run: Run, extracts: list[Extract], decisions: list[LinkDecision]) -> dict[str, Held]:
    """Return what each child holds, from the extracts themselves and the table of children alone."""
    child = dict(duckdb.sql(f"SELECT record_key, child_id FROM {read_parquet(run.table('children'))}").fetchall())
    held: dict[str, Held] = defaultdict(Held)
    with connect() as con:
        install_macros(con)
        load_records(con, extracts)
        normalise_profiles(con)
        rows = con.execute(
            """SELECT r.record_key, e.number, e.register, e.kind, e.as_at, c.birthdays,
                if(r.on_roll, p.upn, NULL), if(r.on_roll, r.urn, NULL)
            FROM records r JOIN extracts e ON e.number = r.extract JOIN compared c USING (profile) JOIN profiles p USING (profile)"""
        ).fetchall()
    for record, number, register, kind, as_at, birthdays, upn, urn in rows:
        one = held[child[record]]
        one.registers.add(register)
        one.birthdays |= set(birthdays)
        if kind == "snapshot":
            one.extracts.add(number)
        for days, key in ((one.upn_days, upn), (one.roll_days, urn)):
            if key is not None:
                first, last = days.get(key, (as_at, as_at))
                days[key] = (min(first, as_at), max(last, as_at))
    for decision in decisions:
        left, right = child[decision.left[0]], child[decision.right[0]]
        held[left].not_with.add(right)
        held[right].not_with.add(left)
    return held


def as_written(run: Run) -> dict[str, Held]:
    table = pq.read_table(run.table("child_presence")).to_pylist()
    assert [row["child_id"] for row in table] == sorted(row["child_id"] for row in table)
    days = {name: [{day["key"]: (day["first"], day["last"]) for day in row[name]} for row in table] for name in ("upn_days", "roll_days")}
    return {
        row["child_id"]: Held(
            *(set(row[name]) for name in ("extracts", "registers", "birthdays")),
            upn_days=days["upn_days"][place],
            roll_days=days["roll_days"][place],
            not_with=set(row["not_with"]),
        )
        for place, row in enumerate(table)
    }


@pytest.mark.parametrize("seed", [5, 17])
def test_what_children_hold_after_additions_is_what_their_records_say(seed: int, tmp_path: Path) -> None:
    index, town = settle(tmp_path, count=200, seed=seed, errors=3, snapshots=4)
    files = random.Random(seed).sample(town.extracts, len(town.extracts))
    runs, decisions = deliver_in_portions(index, files, [len(files) - 2, len(files) - 1, len(files)], seed)
    assert any(each.not_with for each in as_written(runs[-1]).values())
    for run, end, told in zip(runs, (len(files) - 2, len(files) - 1, len(files)), ([], [], decisions), strict=True):
        assert as_written(run) == dict(walked(run, files[:end], told))


@pytest.mark.parametrize("apart", [10_000, 1], ids=["in this process", "in processes of their own"])
def test_how_many_are_held_at_a_time_changes_nothing(apart: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for few in (False, True):
        if few:
            monkeypatch.setattr(groups, "UNITS_IN_A_GROUP", 20)
            monkeypatch.setattr(groups, "GROUPS_AT_ONCE", 3)
            monkeypatch.setattr(groups, "FEWEST_GROUPS_APART", apart)
            monkeypatch.setattr(standing, "CHILDREN_AT_ONCE", 37)
        home = tmp_path / ("few" if few else "all")
        index, town = settle(home, count=200, seed=29, errors=4, snapshots=3)
        if few:
            (index.root / "secret").write_bytes((tmp_path / "all" / "index" / "secret").read_bytes())
        runs, _ = deliver_in_portions(index, town.extracts, [len(town.extracts) - 2, len(town.extracts)], 29)
        found.append({path.name: pq.read_table(path) for path in sorted(runs[-1].folder.glob("*.parquet"))})
    everybody, few_at_a_time = found
    assert everybody.keys() == few_at_a_time.keys()
    assert [name for name in everybody if not everybody[name].equals(few_at_a_time[name])] == []
