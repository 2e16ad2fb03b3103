"""Households that are looked up are those that one statement over the whole run finds, in random worlds, in memory and from kept files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline import kept_tables as keeping
from onroll.pipeline import run_households, run_queries
from onroll.pipeline.index import Run
from onroll.pipeline.kept_beside import is_kept_beside
from onroll.pipeline.kept_tables import FOLDER
from onroll.pipeline.run_households import Housemate, households_of, looked_up
from onroll.pipeline.run_queries import FEW, RunTables
from onroll.pipeline.run_rows import FindingFilters, Scope
from onroll.pipeline.shielding import write_marked_children
from support.made_up_run import write_made_up_run

CHILDREN = 90
LINES = ["1 Road", "Flat 2, 1 Road", "FLAT 2 1 ROAD", "Élan Cottage", "élan cottage", "", None, *(f"{each} Way" for each in range(9))]
KEYS = ["1 road", "2 1 flatroad", "elan", "3 way", "4 way", "5 way"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return write_made_up_run(tmp_path_factory.mktemp("home"), children=CHILDREN)


def shuffled(run: Run, into: Path, seed: int) -> Run:
    """Return a copy of a run in another home, with random families: few addresses, telephones and names, so that many share them."""
    chosen = random.Random(seed)
    home = into / f"{seed}"
    shutil.copytree(run.folder.parents[2], home)
    there = Run(run.run_id, run.on, None, run.made_at, 0, run.manifest, home / "index" / "runs" / run.run_id)

    def some(pool: list[str], most: int = 2) -> list[str]:
        return chosen.sample(pool, chosen.randrange(0, min(most, len(pool)) + 1))

    summaries = pq.read_table(there.table("child_summaries"))
    postcodes, surnames = [f"ZZ{number} 1ZZ" for number in range(1 + seed % 4)], ["Baker", "baker", "Évans", "", None]
    changed = {
        "surname": [chosen.choice(surnames) for _ in range(len(summaries))],
        "postcode": [chosen.choice([*postcodes, *postcodes, None]) for _ in range(len(summaries))],
        "address_line_1": [chosen.choice(LINES) for _ in range(len(summaries))],
    }
    for name, values in changed.items():
        summaries = summaries.set_column(summaries.column_names.index(name), name, pa.array(values, pa.string()))
    pq.write_table(summaries, there.table("child_summaries"))
    if seed % 5:
        units = [
            {
                "unit": child_id,
                "surname_parts": some(["baker", "evans", "kahn"]),
                "parents": some(["m baker", "p evans"]),
                "postcodes": some(postcodes),
                "lines": some(KEYS),
                "uprns": some(["1", "2", "3"], 1) if chosen.random() < 0.3 else [],
                "contacts": some([f"0770090000{number}" for number in range(9)], 1),
                "birthdays": [chosen.choice([20140506, 20140507])] if chosen.random() < 0.9 else [],
                "given": some(["amira", "boris", "chi"]),
            }
            for child_id in summaries["child_id"].to_pylist()
            if chosen.random() < 0.9
        ]
        lists = [name for name in units[0] if name not in ("unit", "birthdays")]
        schema = pa.schema([("unit", pa.string()), *((name, pa.list_(pa.string())) for name in lists), ("birthdays", pa.list_(pa.int32()))])
        pq.write_table(pa.Table.from_pylist(units, schema=schema), there.table("child_units"))
    return there


@pytest.mark.parametrize("seed", range(6))
def test_a_household_looked_up_is_the_one_that_the_statement_finds(
    made_up: Run, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = shuffled(made_up, tmp_path, seed)
    ids = pq.read_table(run.table("child_summaries"))["child_id"].to_pylist()
    chosen = random.Random(seed)
    write_marked_children(run.folder.parents[2], chosen.sample(ids, 5))
    monkeypatch.setattr(run_households, "MOST", 6 + seed)
    monkeypatch.setattr(run_households, "MOST_KIN", 3 + seed)
    plainly = households_of(run, [*ids, "nobody"])
    assert sum(map(len, plainly.values())) > CHILDREN / 2
    lookups = RunTables(run).lookups
    assert lookups is not None
    found = {child_id: mates for child_id in ids if (mates := looked_up(run, lookups, child_id))}
    assert found == plainly
    assert looked_up(run, lookups, "nobody") == []


@pytest.mark.parametrize("children_at_once", [1_000_000, 37])
@pytest.mark.parametrize("seed", [3])
def test_a_large_run_is_kept_in_files_and_answers_the_same(
    made_up: Run, tmp_path: Path, seed: int, children_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = shuffled(made_up, tmp_path, seed)
    if children_at_once < 1_000_000:  # in this process, which knows of it
        monkeypatch.setattr(keeping, "CHILDREN_AT_ONCE", children_at_once)
        monkeypatch.setattr("onroll.pipeline.kept_beside.apart", lambda make, *given: make(*given))
    ids = [*pq.read_table(run.table("child_summaries"))["child_id"].to_pylist(), "nobody", ""]
    in_memory = RunTables(run)
    (run.folder / f".{FOLDER}-left").mkdir()  # by one who was killed
    (run.folder / "tables-0-another").mkdir()  # by another version
    monkeypatch.setattr(keeping, "LEAST_KEPT", 1)
    few = keeping.FEW_ROWS
    for most in (few, 0):  # tables of few rows are loaded, others are read
        for module in (keeping, run_queries):
            monkeypatch.setattr(module, "FEW_ROWS", most)
        kept = RunTables(run)
        assert [path.name for path in run.folder.iterdir() if path.is_dir()] == [FOLDER]
        assert kept.children(ids) == in_memory.children(ids) and kept.findings_of(ids) == in_memory.findings_of(ids)
        for child_id in ids:
            assert kept.spells(child_id) == in_memory.spells(child_id)
            assert kept.household(child_id) == in_memory.household(child_id)
            assert kept.lookups is not None and in_memory.lookups is not None
            assert looked_up(run, kept.lookups, child_id) == looked_up(run, in_memory.lookups, child_id)
        everybody = Scope(authorities=frozenset({"301", "302", "303", "304"}))
        assert kept.findings(everybody, FindingFilters()) == in_memory.findings(everybody, FindingFilters())
        for name in ("children", "timelines", "known", "found", "watched"):
            sql = f"SELECT * FROM {name} ORDER BY ALL"
            assert kept.ask(sql) == in_memory.ask(sql)
    assert all(is_kept_beside(path) for path in (run.folder / FOLDER).iterdir())


def test_a_home_that_cannot_be_written_is_loaded_by_each_process(made_up: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = shuffled(made_up, tmp_path, 1)
    monkeypatch.setattr(keeping, "LEAST_KEPT", 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onroll.pipeline.kept_beside.apart", full)
    assert RunTables(run).lookups is not None
    assert not any(path.is_dir() for path in run.folder.iterdir())


def test_few_children_are_looked_up_where_the_run_is_open(made_up: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = shuffled(made_up, tmp_path, 7)
    ids = pq.read_table(run.table("child_summaries"))["child_id"].to_pylist()
    plainly = households_of(run, ids[:FEW])
    run_queries.tables_of(run)
    asked: list[str] = []

    def watched(run: Run, lookups: object, child_id: str) -> list[Housemate]:
        asked.append(child_id)
        return looked_up(run, lookups, child_id)  # type: ignore[arg-type]

    monkeypatch.setattr(run_households, "looked_up", watched)
    assert households_of(run, ids[:FEW]) == plainly and len(asked) == FEW
    assert set(households_of(run, ids)) >= set(plainly) and len(asked) == FEW, "many at once are one statement"
