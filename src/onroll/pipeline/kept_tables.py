"""What pages and returns look up of one child in a run: rows in the order of the ids, in memory or in files that all processes share.

A run of fewer than LEAST_KEPT children is loaded by each process, in a second or two. Of a larger one the rows are written once as files
beside its tables (`kept_beside`), and read where they lie: a process holds next to nothing of them, and opens them at once.

Source  docs/tables.md; issue 6 (load).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.kept_beside import kept_beside
from onroll.pipeline.pieces import Pieces, PiecewiseFiles
from onroll.pipeline.run_homes import Homes, homes_sql
from onroll.pipeline.run_lookups import RowsByChild
from onroll.pipeline.run_rows import EMPTY_TABLES, FoundChild
from onroll.pipeline.run_views import DERIVED, derived_sql

LEAST_KEPT = 250_000
"""Children."""

FEW_ROWS = 300_000
"""Tables with no more rows than this are loaded all the same: lists and counts are made of them."""

FOLDER = f"tables-2-{duckdb.__version__}"
CHILDREN_AT_ONCE = 1_000_000
"""So many are written down at a time: what a run of more needs does not fit into memory, and not all of it spills."""

_ROWS_IN_A_GROUP = 16_384
"""So many rows of a kept table are read to find one child's."""

SORTED = {"children": "FROM children ORDER BY child_id, as_at, record_key", "links": "FROM links ORDER BY left_key, right_key"}
"""Tables of the run that are written once more, in the order in which they are looked up."""

_ROWS = {
    "known": "SELECT * FROM known ORDER BY child_id",
    "found": f"SELECT {', '.join(FoundChild.__dataclass_fields__)} FROM found ORDER BY child_id",
    "timelines": "SELECT * FROM timelines ORDER BY child_id",
}
"""What is looked up by child."""


class Lookups:
    """One run's rows by child. Safe to share between threads."""

    def __init__(self, known: RowsByChild, found: RowsByChild, timelines: RowsByChild, homes: Callable[[], Homes]) -> None:
        """Shape  homes: the marks of homes, in the order of `known`; made at the first question about a home."""
        self.known, self.found, self.timelines = known, found, timelines
        self._make_homes, self._making = homes, threading.Lock()
        self._homes: Homes | None = None

    @property
    def homes(self) -> Homes:
        """The marks of homes, in the order of `known`."""
        if self._homes is None:
            with self._making:
                if self._homes is None:
                    self._homes = self._make_homes()
        return self._homes

    def household(self, child_id: str) -> list[dict[str, Any]]:
        """Return the rows of the other children at the child's address, as it is written; the same surname first."""
        place = self.known.place_of(child_id)
        if place is None:
            return []
        surname = (self.known.at([place])[0]["surname"] or "").lower()
        same = self.known.at(self.homes.sharing("address", place))
        return sorted(same, key=lambda row: ((row["surname"] or "").lower() != surname, row["date_of_birth"] or date.max, row["child_id"]))


def lookups_in_memory(connection: duckdb.DuckDBPyConnection, run: Run) -> Lookups:
    """Return the rows of a run whose tables are loaded on a connection."""

    def homes() -> Homes:
        cursor = connection.cursor()
        try:
            return Homes.of_rows(Pieces.of(cursor.execute(homes_sql(_units_of(run))).to_arrow_table()))
        finally:
            cursor.close()

    return Lookups(**{name: RowsByChild(Pieces.of(connection.execute(sql).to_arrow_table())) for name, sql in _ROWS.items()}, homes=homes)


@dataclass(frozen=True)
class KeptTables:
    """The files of one run. Shape  folder: DERIVED and SORTED as Parquet, and what is looked up as Arrow."""

    folder: Path

    def table(self, name: str) -> Path:
        """Return the Parquet file of one of DERIVED or SORTED."""
        return self.folder / f"{name}.parquet"

    def lookups(self) -> Lookups:
        """Open what is looked up, where it lies."""
        homes = Homes.kept(Pieces.opened(self.folder / "homes.arrow"), self.folder)
        rows = {name: RowsByChild(Pieces.opened(self.folder / f"{name}.arrow")) for name in _ROWS}
        return Lookups(**rows, homes=lambda: homes)


def kept_tables(run: Run) -> KeptTables | None:
    """Return the files of a large run, made first where nobody has; None where each process loads the run for itself."""
    summaries = run.table("child_summaries")
    if not summaries.exists() or pq.read_metadata(summaries).num_rows < LEAST_KEPT:
        return None
    folder = kept_beside(run, FOLDER, _make, run)
    return KeptTables(folder) if folder else None


def _make(into: Path, run: Run) -> None:
    con = connect(memory_limit="2GB")
    try:
        for name, columns in EMPTY_TABLES.items():
            path = run.table(name)
            there = f"VIEW {name} AS FROM {read_parquet(path)}" if path.exists() else f"TABLE {name} ({columns})"
            con.execute(f"CREATE TEMP {there}")
        waits = any(row[0] == "waits_for" for row in con.execute("DESCRIBE findings").fetchall())
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS_IN_A_GROUP}"
        con.execute(f"COPY ({SORTED['links']}) TO {quoted(into / 'links.parquet')} ({options})")
        of_children = [name for name in EMPTY_TABLES if run.table(name).exists() and "child_id" in pq.read_schema(run.table(name)).names]
        with PiecewiseFiles(into) as files:
            for among in _portions(run.table("child_summaries")):
                for name in of_children:
                    con.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM {read_parquet(run.table(name))} WHERE {among('child_id')}")
                for name in DERIVED:
                    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {derived_sql(name, run.on, findings_wait=waits)}")
                for name, sql in {**{name: f"FROM {name}" for name in DERIVED}, "children": SORTED["children"]}.items():
                    files.add_parquet(name, con.execute(sql).to_arrow_table(), _ROWS_IN_A_GROUP)
                for name, sql in {**_ROWS, "homes": homes_sql(_units_of(run, among("unit")))}.items():
                    files.add_arrow(name, con.execute(sql).to_arrow_table())
    finally:
        con.close()
    Homes.keep(Pieces.opened(into / "homes.arrow"), into)


def _portions(summaries: Path) -> Iterator[Callable[[str], str]]:
    """Return of each portion of a run's children the SQL that says whether a column has the id of one of them; in the order of the ids."""
    ids = np.sort(np.array([each.encode() for each in pq.read_table(summaries, columns=["child_id"])["child_id"].to_pylist()], np.bytes_))
    borders = [border.decode() for border in ids[CHILDREN_AT_ONCE::CHILDREN_AT_ONCE]]
    for first, last in pairwise([None, *borders, None]):
        conditions = [("{0} >= " + quoted(first)) if first else "", ("{0} < " + quoted(last)) if last else ""]
        yield (" AND ".join(each for each in conditions if each) or "true").format


def _units_of(run: Run, among: str = "true") -> str | None:
    units = run.table("child_units")
    return f"(SELECT * FROM {read_parquet(units)} WHERE {among})" if units.exists() else None
