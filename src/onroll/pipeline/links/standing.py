"""What stands from run to run: each child as a unit, where and when it stood on rolls, and what the links were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.links import LinkDecision
from onroll.core.registers import register_named
from onroll.core.sealed_pairs import SealedPair
from onroll.pipeline.engine import copy_to, is_elsewhere
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.links.decided import StandingDecision, ToObey, about_standing
from onroll.pipeline.links.holdings import DAYS, cluster_holdings

VERSION = 13
"""Raised whenever the rules or comparisons change: what stood before is then linked anew, whole."""

LARGEST_SHARE = 0.34
"""More new records than this share of the standing ones: the whole is linked anew."""


UNITS_IN_A_GROUP = 8192
"""Rows of one group are read by one thread: a region is to be read by all."""


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


_TEXTS, _NUMBERS = pa.list_(pa.string()), pa.list_(pa.int64())
PRESENCE = pa.schema(
    {"child_id": pa.string(), "extracts": _NUMBERS, "registers": _TEXTS, "birthdays": _NUMBERS, "upn_days": DAYS, "roll_days": DAYS}
    | {"not_with": _TEXTS}
)
"""One child: the snapshots and registers it stands in, its birthdays, when it was on rolls under which UPN and at which school, and whom
somebody told it from; of what is sealed, nothing."""

CHILDREN_AT_ONCE = 250_000
"""What so many children hold is brought together at a time."""


def portions_of_children(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return where portions of the children in `named` begin and end: ids after the first, up to the second. At least one."""
    numbered = "SELECT child_id, row_number() OVER (ORDER BY child_id) AS place FROM named"
    ids = f"SELECT child_id FROM ({numbered}) WHERE place % {CHILDREN_AT_ONCE} = 0 ORDER BY child_id"
    return list(pairwise(["", *(child_id for (child_id,) in con.execute(ids).fetchall()), "~"]))


_PRESENCE = (
    "SELECT n.child_id, h.extracts, h.registers, h.birthdays::BIGINT[] AS birthdays, h.upn_days, h.roll_days, "
    "coalesce(t.not_with, []) AS not_with "
    f"FROM ({cluster_holdings('here')}) h JOIN named n ON n.cluster = h.unit LEFT JOIN told_from t ON t.cluster = h.unit"
)
"""The SQL of what the children of the clusters in the table `here` hold."""


def write_presence(con: duckdb.DuckDBPyConnection, into: Path) -> None:
    """Write where each child stood, from the tables of a whole linking.

    Shape  needs `clustered`, `named`, `forbidden` and those of `holdings.py`.
    """
    make_told_from(con)
    if is_elsewhere(con):  # which spills: nobody holds the lists of everybody there
        con.execute("CREATE OR REPLACE TEMP TABLE here AS SELECT party AS member, cluster AS unit FROM clustered").fetchall()
        copy_to(con, _PRESENCE, "child_id", into / "child_presence.parquet")
        return
    write_in_portions(
        con,
        into / "child_presence.parquet",
        {"here": "SELECT c.party AS member, c.cluster AS unit FROM clustered c JOIN named n USING (cluster)"},
        f"{_PRESENCE} ORDER BY n.child_id",
        PRESENCE,
    )


def make_told_from(con: duckdb.DuckDBPyConnection) -> None:
    """Make `told_from` (cluster, not_with): the ids of the children that somebody told a cluster from."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE told_from AS SELECT a.cluster, list_sort(list(DISTINCT n.child_id)) AS not_with
        FROM forbidden f JOIN clustered a ON a.party = f.unit JOIN clustered b ON b.party = f.other JOIN named n ON n.cluster = b.cluster
        WHERE NOT f.sealed GROUP BY a.cluster"""
    ).fetchall()


def write_in_portions(
    con: duckdb.DuckDBPyConnection, path: Path, portions: Mapping[str, str], rows: str, shape: pa.Schema | None = None
) -> None:
    """Write one file of all children in `named`, some at a time: the engine holds the lists of whomever it is asked about.

    Shape  portions: by the name of a table, SQL with something called `n` that has a child_id: what it gives of some children becomes
           that table. rows: SQL, in order, of these tables.
    """
    with ExitStack() as closing:
        file: pq.ParquetWriter | None = None
        for after, last in portions_of_children(con):
            for portion, among in portions.items():
                some = f"CREATE OR REPLACE TEMP TABLE {portion} AS {among} WHERE n.child_id > ? AND n.child_id <= ?"
                con.execute(some, [after, last]).fetchall()
            table = con.execute(rows).to_arrow_table()
            table = table.cast(shape) if shape else table
            file = file or closing.enter_context(pq.ParquetWriter(path, table.schema, compression="zstd"))
            file.write_table(table)
    for portion in portions:
        con.execute(f"DROP TABLE {portion}").fetchall()


def write_basis(extracts: Sequence[Extract], told: ToObey, into: Path, records: int, idle_decisions: Sequence[int] = ()) -> None:
    """Write what the links were made from; of what is sealed, nothing."""
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


def write_child_units(con: duckdb.DuckDBPyConnection, registers: str, into: Path) -> None:
    """Write each child as linking compares it.

    Shape  registers: SQL of the registers of each cluster (unit, registers). Needs `cluster_units` and `named` (cluster, child_id).
    """
    # Each wide row goes through one join alone, for which reason what is small is brought together first.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE described AS SELECT n.cluster AS unit, n.child_id, r.registers "
        f"FROM named n JOIN ({registers}) r ON r.unit = n.cluster"
    ).fetchall()
    copy_to(
        con,
        "SELECT d.child_id AS unit, u.* EXCLUDE (unit), d.registers FROM cluster_units u JOIN described d ON d.unit = u.unit",
        "unit",
        into / "child_units.parquet",
        rows_in_a_group=UNITS_IN_A_GROUP,
    )
