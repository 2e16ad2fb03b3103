"""The history of ids, and where the home record of each is today: where its file was replaced or withdrawn, whichever record says the same.

Source  design, section 4 (an old id always leads to its successor): a corrected file, or one that came a day late, loses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.children import ChildIdRow
from onroll.pipeline.engine import files
from onroll.pipeline.index import RECORD_KEY_STRIDE, Run

HOMES = ("home_record", "home_says")
HISTORY = pa.schema([(name, pa.int64() if name in HOMES else pa.string()) for name in ChildIdRow.__dataclass_fields__])
"""The table `child_history`: what became of every id ever given."""


def history_table(rows: Iterable[ChildIdRow]) -> pa.Table:
    """Return rows of the history as a table, in the order of the ids."""
    ordered = sorted(rows, key=lambda row: row.child_id)
    return pa.table([pa.array([getattr(row, each.name) for row in ordered], each.type) for each in HISTORY], schema=HISTORY)


def read_history(table: pa.Table) -> dict[str, ChildIdRow]:
    """Return what became of every id, by the id; a run of before does not know what lost home records said."""
    return {row["child_id"]: ChildIdRow(**row) for row in table.to_pylist()}


def history_of(con: duckdb.DuckDBPyConnection, run: Run | None) -> str:
    """Return the SQL of a run's history of ids: empty where there is no run; one of long ago does not know what home records said."""
    known = set(pq.read_schema(run.table("child_history")).names) if run else set()
    columns = (name if name in known else f"NULL::{'BIGINT' if name in HOMES else 'VARCHAR'} AS {name}" for name in HISTORY.names)
    source = f"FROM {files(con, run.table('child_history'))}" if run else "WHERE false"
    return f"SELECT {', '.join(columns)} {source}"


def follow_homes(con: duckdb.DuckDBPyConnection, previous: Run) -> None:
    """Have the table `history_before` say, for each home record that counts no longer, the earliest one that says the same.

    Where none does, what it said is kept: it may be said again. Needs the tables `extracts` and `placed`.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE lost_homes AS SELECT h.child_id, coalesce(h.home_says, p.profile) AS profile
        FROM (SELECT h.* FROM history_before h LEFT JOIN extracts e ON e.number = h.home_record // {RECORD_KEY_STRIDE}
            WHERE h.home_record IS NOT NULL AND e.number IS NULL) h
        LEFT JOIN {files(con, previous.table("record_profiles"))} p ON p.record_key = h.home_record"""
    ).fetchall()
    con.execute(
        """CREATE OR REPLACE TEMP TABLE followed_homes AS SELECT l.child_id, l.profile, min(p.record_key) AS record
        FROM lost_homes l LEFT JOIN placed p ON p.profile = l.profile GROUP BY l.child_id, l.profile"""
    ).fetchall()
    con.execute(
        """CREATE OR REPLACE TEMP TABLE history_before AS SELECT h.child_id, h.first_run, h.state, h.successor_id, h.because,
            coalesce(f.record, h.home_record) AS home_record,
            if(f.child_id IS NULL, h.home_says, if(f.record IS NULL, f.profile, NULL)) AS home_says
        FROM history_before h LEFT JOIN followed_homes f ON f.child_id = h.child_id"""
    ).fetchall()
    for name in ("lost_homes", "followed_homes"):
        con.execute(f"DROP TABLE {name}").fetchall()
