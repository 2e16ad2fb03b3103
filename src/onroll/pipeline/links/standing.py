"""What stands from run to run: each child as a unit, where and when it stood on rolls, and what the links were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.links import LinkDecision, Standing
from onroll.core.registers import register_named
from onroll.core.sealed_pairs import SealedPair
from onroll.pipeline.engine import quoted
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.links.decided import StandingDecision, ToObey, about_standing
from onroll.pipeline.links.last_rounds import gather_clusters
from onroll.pipeline.links.resolution import Clusters

VERSION = 9
"""Raised whenever the rules or comparisons change: what stood before is then linked anew, whole."""

LARGEST_SHARE = 0.34
"""More new records than this share of the standing ones: the whole is linked anew."""


UNITS_IN_A_GROUP = 8192
"""Rows of one group are read by one thread: a region is to be read by all."""


def keep(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Make a table of the engine from an Arrow table."""
    con.register("arrow_given", table)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrow_given").fetchall()
    con.unregister("arrow_given")


@dataclass(frozen=True)
class Addition:
    """What can simply be added to a run. Shape  decisions: new ones, about children who stand; idle: as the run had it."""

    extracts: Sequence[Extract]
    decisions: Sequence[StandingDecision] = ()
    idle: Sequence[int] = ()


def may_be_added(
    previous: Run | None, extracts: Sequence[Extract], decisions: Sequence[LinkDecision], sealed: Sequence[SealedPair] = ()
) -> Addition | None:
    """Return what has come since a run, where it can simply be added to it; else nothing.

    It cannot where an extract no longer counts, a decision went, came about one child's own records, or waits for records that may be
    among the new ones, where the sealed list changed, or where more than a third is new.
    """
    if previous is None or not previous.table("link_basis").exists():
        return None
    basis = pq.read_table(previous.table("link_basis")).to_pylist()[0]
    if basis["version"] != VERSION or basis["sealed"] != _digest_of_sealed(sealed):
        return None
    before = set(basis["extracts"])
    now = {each.number: each for each in extracts if register_named(each.register).child_level}
    known = set(basis["decisions"])
    digests = {_digest(decision): decision for decision in decisions}
    if not before <= now.keys() or not known <= digests.keys():
        return None
    added = [each for number, each in sorted(now.items()) if number not in before]
    new = about_standing(previous, [decision for digest, decision in digests.items() if digest not in known])
    if new is None or (added and basis["idle_decisions"]):
        return None
    rows = sum(each.rows_accepted for each in added)
    return Addition(added, new, basis["idle_decisions"]) if rows <= LARGEST_SHARE * max(basis["records"], 1) else None


def _digest(decision: LinkDecision) -> str:
    return hashlib.sha256(repr(decision).encode()).hexdigest()


def _digest_of_sealed(sealed: Sequence[SealedPair]) -> str:
    return hashlib.sha256(repr(sorted((sorted(each.former), sorted(each.present)) for each in sealed)).encode()).hexdigest()


def write_basis(
    clusters: Clusters,
    ids: Mapping[int, str],
    extracts: Sequence[Extract],
    told: ToObey,
    into: Path,
    records: int,
    idle_decisions: Sequence[int] = (),
) -> None:
    """Write where each child stood, and what the links were made from; of what is sealed, nothing."""
    rows = sorted((ids[root], standing) for root, standing in clusters.standings.items())
    presence = {
        "child_id": pa.array([child_id for child_id, _ in rows], pa.string()),
        "extracts": pa.array([sorted(each.extracts) for _, each in rows], pa.list_(pa.int64())),
        "registers": pa.array([sorted(each.registers) for _, each in rows], pa.list_(pa.string())),
        "birthdays": pa.array([sorted(each.birthdays) for _, each in rows], pa.list_(pa.int64())),
        "upn_days": _as_days([each.upn_days for _, each in rows]),
        "roll_days": _as_days([each.roll_days for _, each in rows]),
        "not_with": pa.array([sorted({ids[clusters.of(unit)] for unit in each.not_with}) for _, each in rows], pa.list_(pa.string())),
    }
    pq.write_table(pa.table(presence), into / "child_presence.parquet", compression="zstd")
    numbers = [each.number for each in extracts if register_named(each.register).child_level]
    basis = {
        "version": [VERSION],
        "decisions": pa.array([sorted(map(_digest, told.decisions))], pa.list_(pa.string())),
        "sealed": [_digest_of_sealed(told.sealed)],
        "records": [records],
        "extracts": [sorted(numbers)],
        "idle_decisions": pa.array([list(idle_decisions)], pa.list_(pa.int64())),
    }
    pq.write_table(pa.table(basis), into / "link_basis.parquet")


def _as_days(of_children: Sequence[Mapping[str, tuple[date, date]]]) -> pa.Array:
    offsets = [0, *accumulate(map(len, of_children))]
    flat = [(key, first, last) for days in of_children for key, (first, last) in (sorted(days.items()) if len(days) > 1 else days.items())]
    parts = [pa.array([each[place] for each in flat], kind) for place, kind in enumerate((pa.string(), pa.date32(), pa.date32()))]
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.StructArray.from_arrays(parts, ["key", "first", "last"]))


def read_standings(previous: Run, numbers: Mapping[str, int]) -> dict[int, Standing]:
    """Return what each child of a run holds that may forbid a merge, by the number it goes by here."""
    table = pq.read_table(previous.table("child_presence"))
    columns = {name: _lists(table[name]) for name in ("extracts", "registers", "birthdays", "not_with")}
    days = {name: _lists(table[name], _read_days) for name in ("upn_days", "roll_days")}
    standings = {}
    for place, child_id in enumerate(table["child_id"].to_pylist()):
        unit = numbers[child_id]
        standings[unit] = Standing(
            extracts=set(columns["extracts"][place]),
            registers=set(columns["registers"][place]),
            birthdays=set(columns["birthdays"][place]),
            upn_days=dict(days["upn_days"][place]),
            roll_days=dict(days["roll_days"][place]),
            units={unit},
            not_with={numbers[other] for other in columns["not_with"][place] if other in numbers},
        )
    return standings


def _lists(column: pa.ChunkedArray, read: Callable[[pa.Array], list[Any]] = pa.Array.to_pylist) -> list[list[Any]]:
    """Return a column of lists as Python: what is in them is converted once, and then cut up, which is four times as fast."""
    found = []
    for chunk in column.chunks:
        values, ends = read(chunk.flatten()), chunk.value_lengths().to_pylist()
        start = 0
        for length in ends:
            found.append(values[start : start + length])
            start += length
    return found


def _read_days(days: pa.Array) -> list[tuple[str, tuple[date, date]]]:
    keys, first, last = (days.field(name).to_pylist() for name in ("key", "first", "last"))
    return list(zip(keys, zip(first, last, strict=True), strict=True))


def write_child_units(con: duckdb.DuckDBPyConnection, clusters: Clusters, into: Path) -> None:
    """Write each child as linking compares it. Needs the tables `units` and `named` (cluster, child_id)."""
    if clusters.gathered != len(clusters.joins):
        gather_clusters(con, clusters)
    rows = sorted(clusters.standings.items())
    keep(
        con,
        "cluster_registers",
        pa.table(
            {
                "unit": pa.array([root for root, _ in rows], pa.int64()),
                "registers": pa.array([sorted(standing.registers) for _, standing in rows], pa.list_(pa.string())),
            }
        ),
    )
    # Each wide row goes through one join alone, for which reason what is small is brought together first.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE described AS SELECT n.cluster AS unit, n.child_id, r.registers "
        "FROM named n JOIN cluster_registers r ON r.unit = n.cluster"
    ).fetchall()
    con.execute(
        "COPY (SELECT d.child_id AS unit, u.* EXCLUDE (unit), d.registers FROM cluster_units u JOIN described d USING (unit) "
        f"ORDER BY d.child_id) TO {quoted(into / 'child_units.parquet')} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {UNITS_IN_A_GROUP})"
    ).fetchall()
