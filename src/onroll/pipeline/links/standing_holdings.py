"""What children of the run before hold, in an addition: read for those about whom something is decided, written anew where something came.

Nobody reads what all of them hold into Python, nor their lists into the engine at once: a country has twelve million.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from onroll.pipeline.engine import quoted
from onroll.pipeline.index import Run
from onroll.pipeline.links.holdings import cluster_holdings
from onroll.pipeline.links.standing import PRESENCE, make_told_from, write_in_portions

_NUMBER = "-(file_row_number + 1)"
"""The number that a child of the run before goes by: its place in the table of units, without a join of rows so wide."""


def units_of(previous: Run) -> str:
    """Return what to select from for the children of a run as linking compares them: child_id, and `unit`, a number below zero."""
    source = f"read_parquet({quoted(previous.table('child_units'))}, file_row_number = true)"
    return f"(SELECT ({_NUMBER})::BIGINT AS unit, unit AS child_id, * EXCLUDE (unit, file_row_number) FROM {source})"


_LISTS = ("extracts", "registers", "birthdays")
_HELD = (*_LISTS, "upn_days", "roll_days")


def read_holdings(con: duckdb.DuckDBPyConnection, previous: Run, units: str) -> None:
    """Make `held_before`: what some children of a run held that may forbid a merge. Shape  units: SQL of them. Needs `numbered`."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE held_before AS SELECT n.unit, {", ".join(f"p.{name}" for name in _HELD)}
        FROM {quoted(previous.table("child_presence"))} p
        JOIN (SELECT child_id, unit FROM numbered WHERE unit IN ({units})) n USING (child_id)"""
    ).fetchall()


def holdings_with_standing(members: str, before: str = "held_before") -> str:
    """Return what `cluster_holdings` returns where members may be children of a run: what these held, and what came to them.

    Shape  before: a table as `read_holdings` makes it, of these members at least.
    """
    days = """(SELECT unit, list_sort(list(struct_pack(key := key, "first" := "first", "last" := "last"))) AS days FROM (
        SELECT unit, day.key AS key, min(day."first") AS "first", max(day."last") AS "last"
        FROM (SELECT unit, unnest({}) AS day FROM held) GROUP BY ALL) GROUP BY unit)"""
    lists = ", ".join(f"list_sort(list_distinct(flatten(list({name})))) AS {name}" for name in _LISTS)
    return f"""WITH held AS MATERIALIZED (
            SELECT m.unit, {", ".join(f"b.{name}" for name in _HELD)} FROM {before} b JOIN {members} m ON m.member = b.unit
            UNION ALL SELECT unit, {", ".join(_HELD)} FROM ({cluster_holdings(members)}))
        SELECT u.unit, u.units, h.extracts, h.registers, h.birthdays, coalesce(n.days, []) AS upn_days, coalesce(d.days, []) AS roll_days
        FROM (SELECT unit, list_sort(list(member)) AS units FROM {members} GROUP BY unit) u
        JOIN (SELECT unit, {lists} FROM held GROUP BY unit) h USING (unit)
        LEFT JOIN {days.format("upn_days")} n USING (unit) LEFT JOIN {days.format("roll_days")} d USING (unit)"""


def write_presence_with_standing(con: duckdb.DuckDBPyConnection, into: Path, previous: Run) -> None:
    """Write where each child stood: as the run before has it where nothing came to a child.

    Shape  needs `placed` (of what came), `clustered`, `named`, `numbered`, `renamed`, `forbidden`, and what `cluster_holdings` reads.
    """
    make_told_from(con)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE changed AS SELECT cluster FROM placed UNION SELECT cluster FROM told_from
        UNION SELECT cluster FROM clustered GROUP BY cluster HAVING count(*) > 1
        UNION SELECT cluster FROM named JOIN renamed ON renamed.new = named.child_id"""
    ).fetchall()
    presence = f"read_parquet({quoted(previous.table('child_presence'))})"
    con.execute(  # whose id is another now stands elsewhere in the file
        f"CREATE OR REPLACE TEMP TABLE stood_renamed AS SELECT p.* FROM {presence} p JOIN renamed ON renamed.old = p.child_id"
    ).fetchall()
    members = "(SELECT member, unit FROM here WHERE changed)"
    before = """(SELECT n.unit, s.* FROM (FROM stood_here UNION ALL FROM stood_renamed) s JOIN numbered n USING (child_id)
        WHERE n.unit IN (SELECT member FROM here WHERE changed))"""
    write_in_portions(
        con,
        into / "child_presence.parquet",
        {
            "here": "SELECT c.party AS member, c.cluster AS unit, n.child_id, c.cluster IN (SELECT cluster FROM changed) AS changed "
            "FROM clustered c JOIN named n USING (cluster)",
            "stood_here": f"FROM {presence} n",
        },
        f"""SELECT * REPLACE ([]::VARCHAR[] AS not_with) FROM stood_here WHERE child_id IN (SELECT child_id FROM here WHERE NOT changed)
        UNION ALL SELECT n.child_id, {", ".join(f"h.{name}" for name in _HELD)}, coalesce(t.not_with, []) AS not_with
        FROM ({holdings_with_standing(members, before)}) h
        JOIN (SELECT DISTINCT unit, child_id FROM here) n USING (unit) LEFT JOIN told_from t ON t.cluster = h.unit ORDER BY child_id""",
        PRESENCE,
    )
    for name in ("changed", "stood_renamed"):
        con.execute(f"DROP TABLE {name}").fetchall()
