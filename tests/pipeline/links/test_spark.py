"""Spark makes the tables that DuckDB makes: the same pairs, the same weights, the same children."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import typer

from onroll.cli.options import engine_named
from onroll.cli.refusals import refusal_of
from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair, seal
from onroll.pipeline import line
from onroll.pipeline.children import link_records
from onroll.pipeline.engine import connect
from onroll.pipeline.engines import DUCKDB, Engine, wide_tables
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.intake.packages import take_in_package
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links import labels, trials
from onroll.pipeline.links.decided import ToObey, mark_keys_of
from onroll.pipeline.links.linking import link_profiles
from onroll.pipeline.links.model import Model
from onroll.pipeline.spark.engine import SparkEngine
from onroll.pipeline.spark.rendering import rendered
from onroll.pipeline.spark.session import why_no_spark
from onroll.pipeline.spark.tables import SparkTables
from onroll.synth.world import make_world
from support.linkable_town import Town, TownHall, settle

ON = date(2026, 3, 1)
WHEN = datetime(2026, 2, 1, tzinfo=UTC)
TABLES = ("children", "links", "review_pairs", "child_summaries", "child_history", "child_units", "child_presence", "record_profiles")
OPERATORS = {
    "arriving": "MapInArrow", "said": "Aggregate", "profiles": "Join", "compared": "MapInArrow", "alike": "MapInArrow",
    "units": "Aggregate", "keys": "Window", "candidates": "Join", "scored": "MapInArrow", "clusters_0": "MapInArrow",
    "settled_0": "FlatMapCoGroupsInArrow", "cluster_units_anew": "Join", "cluster_candidates": "Join", "cluster_scored": "MapInArrow",
    "settled_1": "FlatMapCoGroupsInArrow", "clustered": "MapInArrow", "placed": "Join", "founding": "Aggregate", "keeping": "Join",
    "beginning": "MapInArrow", "children": "Window", "links": "Window", "doubted": "Window", "child_summaries": "Aggregate",
    "child_presence": "Aggregate", "child_units": "Join", "child_history": "Join", "record_profiles": "Sort", "review_pairs": "Join",
}  # fmt: skip
"""What each stage of linking, and of writing children, must do in Spark, as its plan says it."""
CARRYING = {"votes": "Join", "unclear": "Join", "keeping": "Join", "beginning": "MapInArrow", "named": "Union", "child_history": "Union"}
"""The same, of what carries ids on from a run before."""

needs_spark = pytest.mark.skipif(bool(why_no_spark()), reason=f"Spark is left out: {why_no_spark()}")


def test_what_is_said_for_duckdb_is_said_for_spark() -> None:
    said = rendered("CREATE OR REPLACE TEMP TABLE a AS SELECT any_value(x) AS x, list(y ORDER BY y) AS y FROM b GROUP BY ALL ORDER BY x")
    assert (said.kind, said.table) == ("create", "a")
    assert said.sql == "SELECT MAX(x) AS x, SORT_ARRAY(COLLECT_LIST(y)) AS y FROM b GROUP BY ALL"
    assert (
        rendered("SELECT list(x ORDER BY x) FILTER (y > 1) AS x FROM b").sql
        == "SELECT SORT_ARRAY(COLLECT_LIST(x) FILTER(WHERE y > 1)) AS x FROM b"
    )
    of_all = rendered("UPDATE a SET x = x + ?", with_parameters=True)
    assert of_all.duckdb == "SELECT * REPLACE (CASE WHEN true THEN x + $1 ELSE x END AS x) FROM a"
    changed = rendered("UPDATE a SET x = ? WHERE y = ?", with_parameters=True)
    assert changed.of_rows
    assert changed.duckdb == "SELECT * REPLACE (CASE WHEN y = $2 THEN $1 ELSE x END AS x) FROM a"
    assert rendered("SELECT list_has_any(a, b) AND len(c) > 0.5 FROM t").sql == (
        "SELECT ARRAYS_OVERLAP(a, b) AND SIZE(c) > CAST('0.5' AS DOUBLE) FROM t"
    )


def test_a_missing_spark_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Exception, match=r"Spark is not installed\. Install it with: pip install .*requirements-spark\.lock") as raised:
        engine_named("spark", None)
    assert refusal_of(raised.value) == str(raised.value)
    assert engine_named("duckdb", None) == DUCKDB
    for name, master in (("spork", None), ("duckdb", "local[2]")):
        with pytest.raises(typer.BadParameter):
            engine_named(name, master)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Town]:
    return settle(tmp_path_factory.mktemp("town"), count=300, seed=17, errors=2, snapshots=2)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    quick = {  # for so few rows, to compile what runs takes longer than to run it
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    monkeypatch.setenv("ONROLL_SPARK_CONF", ";".join(f"{name}={value}" for name, value in quick.items()))
    yield


def two_folders(index: Index) -> tuple[Path, Path]:
    """Return two folders to write a run into: in the index, which executors can reach."""
    ours, theirs = (Path(tempfile.mkdtemp(dir=index.root, prefix=engine)) for engine in ("duckdb", "spark"))
    return ours, theirs


def edges(con: Any) -> str:
    """Return one digest of all scored pairs, their levels and their weights to six decimals."""
    rows = con.execute("SELECT * FROM scored ORDER BY l, r").fetchall()
    assert len(rows) > 100
    said = "\n".join(",".join(f"{each:.6f}" if isinstance(each, float) else str(each) for each in row) for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()


def differences(ours: Path, theirs: Path, tables: Sequence[str] = TABLES) -> dict[str, int]:
    """Return how many rows of each table are in one of the folders only."""
    found = {}
    for name in tables:
        a, b = (f"'{folder / name}.parquet'" for folder in (ours, theirs))
        columns = ", ".join(f'"{row[0]}"' for row in duckdb.sql(f"DESCRIBE FROM {a}").fetchall())
        only = [f"(SELECT {columns} FROM {x} EXCEPT ALL SELECT {columns} FROM {y})" for x, y in ((a, b), (b, a))]
        found[name] = duckdb.sql(f"SELECT (SELECT count(*) FROM {only[0]}) + (SELECT count(*) FROM {only[1]})").fetchall()[0][0]
    return found


@pytest.mark.long
@needs_spark
def test_spark_makes_the_same_edges_and_children(town: tuple[Index, Town], small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    index, made = town
    ours, theirs = two_folders(index)
    with connect() as con:
        link_profiles(con, made.extracts, previous=None, told=ToObey(), into=ours)
        ours_edges, ours_candidates = edges(con), set(con.execute("SELECT l, r FROM candidates").fetchall())
    link_records(index, made.extracts, ours, previous=None, on=ON)
    brought, bring = set[str](), SparkTables.bring
    monkeypatch.setattr(SparkTables, "bring", lambda tables, con, *names: (brought.update(names), bring(tables, con, *names)))
    with wide_tables(Engine("spark", "local[2]"), index.home, theirs) as wide:
        link_records(index, made.extracts, theirs, previous=None, on=ON, wide=wide)
        assert brought <= {"training_units"}, "whole tables do not come to the driver"
        assert set(wide.execute("SELECT l, r FROM candidates").fetchall()) == ours_candidates
        assert edges(wide) == ours_edges
        plans = {stage: wide.plan_of(stage).split("== Physical Plan ==")[1] for stage in OPERATORS}
    assert differences(ours, theirs) == dict.fromkeys(TABLES, 0)
    assert not (theirs / ".spark").exists()
    for stage, operator in OPERATORS.items():
        assert operator in plans[stage], stage


@pytest.mark.long
@needs_spark
def test_the_whole_line_on_spark_makes_the_same_run(tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_world(200, 1, 29, tmp_path / "world", file_format="parquet")
    take_in_package(Index(tmp_path / "duckdb"), made.package)
    shutil.copytree(tmp_path / "duckdb", tmp_path / "spark")
    drawn: list[str] = []
    draw = SparkEngine.draw

    def draw_and_tell(engine: SparkEngine, *given: Any) -> Any:
        found = draw(engine, *given)
        drawn.extend(engine.plan_of(stage).split("== Physical Plan ==")[1] for stage in ("drawn", "seen_school_roll", "unsettled"))
        return found

    monkeypatch.setattr(SparkEngine, "draw", draw_and_tell)
    folders = []
    for name, engine in (("duckdb", DUCKDB), ("spark", Engine("spark", "local[2]"))):
        index = Index(tmp_path / name)
        with index.writing("test"):
            folders.append(line.walk(index, made.on, engine=engine).folder)
    ours, theirs = folders
    names = sorted(each.name for each in ours.iterdir())
    assert sorted(each.name for each in theirs.iterdir()) == names
    tables = [name.removesuffix(".parquet") for name in names if name.endswith(".parquet")]
    assert {"timelines", "findings", "residences", "birthdays", "deciding_pairs"} <= set(tables)
    assert differences(ours, theirs, tables) == dict.fromkeys(tables, 0)
    for operator, plan in zip(("FlatMapCoGroupsInArrow", "Aggregate", "Join"), drawn, strict=True):
        assert operator in plan


def _sealed(index: Index, run: Path) -> list[SealedPair]:
    """Return a sealed pair: the rows that know one child's UPN, and those that know its NHS number."""
    (known,) = duckdb.sql(
        f"SELECT upn, nhs_number FROM '{run}/child_summaries.parquet' WHERE upn IS NOT NULL AND nhs_number IS NOT NULL ORDER BY ALL LIMIT 1"
    ).fetchall()
    return [seal(mark_keys_of(index), [f"upn:{known[0]}"], [f"nhs_number:{known[1]}"])]


@pytest.mark.long
@needs_spark
def test_spark_obeys_what_people_decided(town: tuple[Index, Town], small: None) -> None:
    index, made = town
    first, _ = two_folders(index)
    link_records(index, made.extracts, first, previous=None, on=ON)
    links = duckdb.sql(f"SELECT left_key, right_key FROM '{first}/links.parquet' ORDER BY ALL").fetchall()
    doubts = duckdb.sql(f"SELECT left_key, right_key FROM '{first}/review_pairs.parquet' ORDER BY ALL").fetchall()
    said = [(pair, False) for pair in links[::97]] + [(pair, True) for pair in doubts[:5]]
    decisions = [
        LinkDecision((a,), (b,), same, "officer", WHEN, "Looked at.", number) for number, ((a, b), same) in enumerate(said, start=1)
    ]
    sealed = _sealed(index, first)
    ours, theirs = two_folders(index)
    link_records(index, made.extracts, ours, previous=None, decisions=decisions, sealed=sealed, on=ON)
    with wide_tables(Engine("spark", "local[2]"), index.home, theirs) as wide:
        link_records(index, made.extracts, theirs, previous=None, decisions=decisions, sealed=sealed, on=ON, wide=wide)
    assert differences(ours, theirs) == dict.fromkeys(TABLES, 0)
    assert differences(ours, first)["children"] > 0


@pytest.mark.long
@needs_spark
def test_spark_carries_ids_on(tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file came again without some of its rows, others went, people decided and answered; then all that is taken back."""
    monkeypatch.setattr(trials, "FEWEST_CHILDREN", 1)
    monkeypatch.setattr(labels, "FEWEST_TOLD", 1)
    index, made = settle(tmp_path / "town", count=80, seed=17, errors=2, snapshots=2)
    hall, runs = TownHall(index.home, made), tmp_path / "town" / "runs"
    stranger = {"forename": "Boris", "surname": "Elsewhere", "date_of_birth": date(2010, 1, 2), "postcode": "ZZ9 9ZZ"}
    passing = hall.publish("social_care", "992", ON, [(0, stranger | {"episode": "cin", "start_date": ON})])

    def linked(name: str, extracts: Sequence[Extract], engine: Engine, **given: Any) -> Run:
        into = runs / f"{name}-{engine.name}"
        into.mkdir(parents=True)
        with wide_tables(engine, index.home, into) as wide:
            link_records(index, extracts, into, on=ON, whole=True, wide=wide, **given)
            for stage, operator in CARRYING.items() if wide else ():
                assert operator in wide.plan_of(stage).split("== Physical Plan ==")[1], stage
        return Run(name, ON, None, WHEN, 0, {}, into)

    def rows(run: Run, table: str, columns: str) -> list[Any]:
        return duckdb.sql(f"SELECT {columns} FROM '{run.table(table)}' ORDER BY ALL").fetchall()

    first = linked("first", made.extracts, DUCKDB, previous=None)
    links, doubts = (rows(first, name, "left_key, right_key") for name in ("links", "review_pairs"))
    said = [(pair, False) for pair in links[::23]] + [(pair, True) for pair in doubts[:5]]
    decisions = [
        LinkDecision((a,), (b,), same, "officer", WHEN, "Looked at.", number) for number, ((a, b), same) in enumerate(said, start=1)
    ]
    told = [LinkLabel(a, b, True, None, None, ON, 1, "queue") for a, b in links + doubts]
    roll, health = made.extracts[0], made.extracts[2]
    again = [(0, row) for row in pq.read_table(roll.records_path).to_pylist()]
    corrected = hall.publish(roll.register, roll.supplier, roll.as_at, [*again[5:], *again[:2]])
    now = [each for each in made.extracts if each not in (roll, health, passing)]
    changed = linked("changed", now, DUCKDB, previous=first, decisions=decisions, labels=told)
    in_spark = linked("changed", now, Engine("spark", "local[2]"), previous=first, decisions=decisions, labels=told)
    tables = (*TABLES, "link_model", "link_trials", "link_trial_counts")
    assert differences(changed.folder, in_spark.folder, tables) == dict.fromkeys(tables, 0)
    assert Model.read(changed.table("link_model")).told > 0
    assert rows(changed, "child_history", "DISTINCT state") == [("gone",), ("live",)]
    assert rows(changed, "child_history", "count(home_says)") == [(1,)]
    before, after = (dict(rows(run, "children", "record_key, child_id")) for run in (first, changed))
    assert any(after[key] != before[key] for key in before.keys() & after.keys()), "somebody was split off, or merged"
    back = [each for each in made.extracts if each is not corrected]
    undone = linked("undone", back, DUCKDB, previous=changed)
    in_spark = linked("undone", back, Engine("spark", "local[2]"), previous=changed)
    assert differences(undone.folder, in_spark.folder) == dict.fromkeys(TABLES, 0)
    assert rows(undone, "child_history", "DISTINCT state") == [("live",), ("merged",)]


@pytest.mark.long
@needs_spark
def test_an_executor_killed_amid_a_stage_changes_nothing(town: tuple[Index, Town], small: None) -> None:
    index, made = town
    ours, theirs = two_folders(index)
    link_records(index, made.extracts, ours, previous=None, on=ON)
    killed: list[int] = []
    watchers: list[threading.Thread] = []

    def kill_one() -> None:
        time.sleep(1)  # by then the stage runs
        executor = _executors()[0]
        os.kill(executor, signal.SIGKILL)
        killed.append(executor)

    def say(step: str, _done: int, _all: int) -> None:
        # what begins now: keys and candidates; components and resolution; ids and the tables of children
        if step in ("Linking: gathering", "Linking: scoring", "Linking: resolving and looking again"):
            watchers.append(threading.Thread(target=kill_one))
            watchers[-1].start()

    with wide_tables(Engine("spark", "local-cluster[2,1,1024]"), index.home, theirs) as wide:
        link_records(index, made.extracts, theirs, previous=None, on=ON, wide=wide, progress=say)
        for each in watchers:
            each.join()
    assert len(set(killed)) == 3
    assert differences(ours, theirs) == dict.fromkeys(TABLES, 0)


def _executors() -> list[int]:
    """Return the executors that descend from this process."""
    parents: dict[int, list[int]] = {}
    running = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parents.setdefault(int((folder / "stat").read_text().rpartition(")")[2].split()[1]), []).append(int(folder.name))
                if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                    running.append(int(folder.name))
            except OSError:
                continue
    family = [os.getpid()]
    for process in family:
        family += parents.get(process, [])
    return sorted(set(family) & set(running))
