"""Who is shielded: a child of a refuge, from the moment that the row arrives, or one that people marked.

Source  contracts, sections 4 (`housing`) and 5 (shielded children).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import read_parquet
from onroll.pipeline.index import Extract

REFUGE = "A housing register shows the child in a refuge."


def write_shielded(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path, *, marked: Mapping[str, str]) -> int:
    """Write the table `shielded`, and return how many children it holds.

    Shape  needs the view `child_records`; marked: children marked by people, with the reason.
    """
    because = dict(sorted(marked.items()))
    paths = [each.records_path for each in extracts if each.register == "housing"]
    if paths:
        rows = connection.execute(
            f"SELECT DISTINCT child_id FROM {read_parquet(*paths)} JOIN child_records USING (record_key) "
            "WHERE kind = 'refuge' ORDER BY child_id"
        ).fetchall()
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
