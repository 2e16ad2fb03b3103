"""Pairs in which there is nothing to decide: nobody else may be meant, nothing forbids it, and they are likely enough.

Half of all units stand in one pair only, mostly a roll's row with a health registration. What `resolution.py` says of such a pair reads the
pair alone; so they are joined without making clusters of them first.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from onroll.core.links import LINK_AT, one_to_one
from onroll.pipeline.engine import keep
from onroll.pipeline.links.resolution import Join, describe, read_pairs


def take_plain_pairs(con: duckdb.DuckDBPyConnection, pairs: str, decided: Iterable[int]) -> list[Join]:
    """Return the plain pairs as joins, the smaller unit left, and take them out of the table of scored pairs.

    Of two parties that never stood in one extract, and were not both on rolls, nothing can forbid that they are one child
    (`core.links.conflict`); with a pair in which neither has another, no twin and no rival is known.

    Shape  pairs: a table of scored pairs of parties; decided: units about which people decided. Needs the tables of `make_holdings`.
    """
    keep(con, "decided_about", pa.table({"unit": pa.array(sorted(decided), pa.int64())}))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE by_themselves AS
        WITH once AS (SELECT unit FROM (SELECT l AS unit FROM {pairs} UNION ALL SELECT r FROM {pairs}) GROUP BY unit HAVING count(*) = 1),
        free AS (FROM once WHERE unit NOT IN (FROM decided_about)),
        on_rolls AS (SELECT unit FROM roll_days UNION SELECT unit FROM upn_days)
        SELECT p.* FROM {pairs} p WHERE p.l IN (FROM free) AND p.r IN (FROM free)
        AND NOT (p.l IN (FROM on_rolls) AND p.r IN (FROM on_rolls))"""
    ).fetchall()
    beside = "SELECT p.l, p.r FROM by_themselves p JOIN stood a ON a.unit = p.l JOIN stood b ON b.unit = p.r AND b.extract = a.extract"
    rows = con.execute(f"FROM by_themselves ANTI JOIN ({beside}) USING (l, r) ORDER BY l, r").to_arrow_table()
    joins = []
    for pair in read_pairs(rows):
        chance = one_to_one(pair.weight, ())
        if pair.ruling == "join":
            joins.append(Join(pair.left, pair.right, "identifier", 1.0, pair.weight, describe(pair.levels)))
        elif pair.ruling == "weigh" and chance >= LINK_AT:
            joins.append(Join(pair.left, pair.right, "scored", chance, pair.weight, describe(pair.levels)))
    keep(con, "plainly_joined", pa.table({"l": pa.array([join.left for join in joins], pa.int64())}))
    con.execute(f"DELETE FROM {pairs} WHERE l IN (SELECT l FROM plainly_joined)").fetchall()
    for name in ("decided_about", "by_themselves", "plainly_joined"):
        con.execute(f"DROP TABLE {name}").fetchall()
    return joins
