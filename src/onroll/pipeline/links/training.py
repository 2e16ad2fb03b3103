"""Training: what each level is worth in this region, and how common each name is here."""

from __future__ import annotations

import duckdb

from onroll.pipeline.links.model import FEWEST_CHILDREN, SHIPPED_FREQUENCY, Model

NAMES_BORROWED = 500
"""How many children's worth of what is generally known is mixed into the names counted here."""


def train(con: duckdb.DuckDBPyConnection) -> Model:
    """Return a model for the units on the connection."""
    (units,) = con.execute("SELECT count(*) FROM units").fetchall()[0]
    children = _children(con)
    return Model(
        children=max(children, FEWEST_CHILDREN), frequencies={kind: _frequencies(con, kind) for kind in SHIPPED_FREQUENCY}, trained_on=0
    )


def _children(con: duckdb.DuckDBPyConnection) -> int:
    """Return about how many children there are: the different units of the fullest register."""
    found = con.execute(
        "SELECT count(DISTINCT party) AS many FROM records r JOIN parties USING (profile) JOIN extracts e ON e.number = r.extract "
        "GROUP BY e.register ORDER BY many DESC LIMIT 1"
    ).fetchall()
    return found[0][0] if found else 0


def _frequencies(con: duckdb.DuckDBPyConnection, kind: str) -> dict[str, float]:
    """Return how often each name is met among parties; rarer ones than five in all are left to the floor."""
    (total,) = con.execute("SELECT count(*) FROM units").fetchall()[0]
    floor = SHIPPED_FREQUENCY[kind]
    rows = con.execute(f"SELECT {kind}, count(*) FROM units WHERE {kind} <> '' GROUP BY ALL HAVING count(*) > 5 ORDER BY 1").fetchall()
    return {name: (count + NAMES_BORROWED * floor) / (total + NAMES_BORROWED) for name, count in rows}
