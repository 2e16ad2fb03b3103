"""What a search needs of a large run, kept in files beside its tables: made by whoever opens the run first, and shared by all processes.

To sort the marks of a million children takes as long as a page may, and each process would hold them once more; files are read where
they lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect
from onroll.pipeline.index import Run
from onroll.pipeline.kept_beside import kept_beside
from onroll.pipeline.postings import Postings

LEAST_KEPT = 200_000
"""Fewer children than this are sorted anew by each process, in a second or two."""

FOLDER = f"search-1-{duckdb.__version__}"
"""Another version of the engine may make other hashes of the same marks."""


@dataclass(frozen=True)
class SearchedRun:
    """A run's children in the order of their ids, those ids, and where each mark leads."""

    children: pa.Table
    ids: npt.NDArray[np.str_]
    postings: Postings


def searched_run(run: Run, homes: pa.DataType) -> SearchedRun:
    """Return what a search needs of a run. Shape  homes: the type of a column that old runs do not have."""
    units = run.table("child_units")
    folder = kept_beside(run, FOLDER, _make, units, homes) if pq.read_metadata(units).num_rows >= LEAST_KEPT else None
    return _kept(folder) if folder else _made(units, homes)


def _made(units: Path, homes: pa.DataType) -> SearchedRun:
    children = pq.read_table(units)
    if "homes" not in children.column_names:  # an old run does not know when homes were held
        children = children.append_column("homes", pa.array([[]] * len(children), homes))
    ids = np.array(children["unit"].to_pylist(), dtype=np.str_)
    if not bool((ids[:-1] <= ids[1:]).all()):
        children, ids = children.sort_by("unit"), np.sort(ids)
    con = connect(memory_limit="1GB")
    try:
        con.register("child_units", children.append_column("place", pa.array(np.arange(len(ids), dtype=np.uint32))))
        postings = Postings.of_units(con, "child_units")
    finally:
        con.close()
    # To take some rows out of a table of many pieces, Arrow would join the pieces first, each time.
    return SearchedRun(children.combine_chunks(), ids, postings)


def _make(into: Path, units: Path, homes: pa.DataType) -> None:
    made = _made(units, homes)
    with pa.OSFile(str(into / "children.arrow"), "wb") as sink, pa.ipc.new_file(sink, made.children.schema) as writer:
        writer.write_table(made.children)
    for name, array in (("ids", made.ids), ("marks", made.postings.marks), ("places", made.postings.places)):
        np.save(into / f"{name}.npy", array)


def _kept(folder: Path) -> SearchedRun:
    children = pa.ipc.open_file(pa.memory_map(str(folder / "children.arrow"))).read_all()
    ids, marks, places = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("ids", "marks", "places"))
    return SearchedRun(children, ids, Postings(marks, places))
