"""Who is shielded: a child of a refuge, from the moment that the row arrives, or one that people marked.

Source  contracts, sections 4 (`housing`) and 5 (shielded children).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

REFUGE = "A housing register shows the child in a refuge."


def write_shielded(connection: duckdb.DuckDBPyConnection, registers: Sequence[str], into: Path, *, marked: Mapping[str, str]) -> int:
    """Write the table `shielded`, and return how many children it holds.

    Shape  registers: those with a table `seen_<register>`; marked: children marked by people, with the reason.
    """
    because = dict(sorted(marked.items()))
    if "housing" in registers:
        rows = connection.execute("SELECT DISTINCT child_id FROM seen_housing WHERE kind = 'refuge' ORDER BY child_id").fetchall()
        because |= {row[0]: REFUGE for row in rows}
    table = pa.table(
        {"child_id": sorted(because), "because": [because[child_id] for child_id in sorted(because)]},
        schema=pa.schema([("child_id", pa.string()), ("because", pa.string())]),
    )
    pq.write_table(table, into / "shielded.parquet")
    return len(because)


def shielded_children(into: Path) -> frozenset[str]:
    """Return the shielded children of a run that is being built."""
    return frozenset(pq.read_table(into / "shielded.parquet", columns=["child_id"])["child_id"].to_pylist())
