"""What a search needs of a large run, kept in files beside its tables: made by whoever opens the run first, and shared by all processes.

To sort the marks of a million children takes as long as a page may, and each process would hold them once more; files are read where
they lie. They are made a portion at a time: twelve million children are 7 GB of names and addresses, and half a thousand million marks.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.growing_array import GrowingArray
from onroll.pipeline.index import Run
from onroll.pipeline.kept_beside import kept_beside
from onroll.pipeline.pieces import ROWS_IN_A_PIECE, Pieces, write_pieces
from onroll.pipeline.postings import Postings, marks_in_order

LEAST_KEPT = 200_000
"""Fewer children than this are sorted anew by each process, in a second or two."""

FOLDER = f"search-2-{duckdb.__version__}"
"""Another version of the engine may make other hashes of the same marks."""

ROWS_READ = 65_536


@dataclass(frozen=True)
class SearchedRun:
    """A run's children by place, their ids in order, and where each mark leads."""

    children: Pieces
    ids: npt.NDArray[np.bytes_]
    postings: Postings


HOMES = pa.list_(pa.struct([("postcode", pa.string()), ("first", pa.int32()), ("last", pa.int32())]))
"""The type of a column that old runs do not have."""


def searched_run(run: Run) -> SearchedRun:
    """Return what a search needs of a run."""
    folder = kept_search(run)
    return _kept(folder) if folder else _in_memory(run.table("child_units"))


def kept_search(run: Run) -> Path | None:
    """Return the files of a large run, made first where nobody has; None where each process sorts the run for itself."""
    units = run.table("child_units")
    return kept_beside(run, FOLDER, _make, units) if units.exists() and pq.read_metadata(units).num_rows >= LEAST_KEPT else None


def _in_memory(units: Path) -> SearchedRun:
    children = _with_homes(pq.read_table(units).sort_by("unit")).combine_chunks()
    ids = _as_bytes(children["unit"])
    con = connect(memory_limit="1GB")
    try:
        con.register("child_units", children.append_column("place", pa.array(np.arange(len(ids), dtype=np.uint32))))
        found = marks_in_order(con, "child_units").to_arrow_table()
    finally:
        con.close()
    postings = Postings(found["mark"].to_numpy(), found["place"].to_numpy())
    return SearchedRun(Pieces.of(children), ids, postings)


def _make(into: Path, units: Path) -> None:
    con = connect(memory_limit="2GB", spill_to=into / ".spill")
    try:
        in_order = _in_order(con, units, into / ".in-order.parquet")
        schema = _with_homes(pq.read_schema(in_order).empty_table()).schema
        write_pieces(_pieces(in_order), schema, into / "children.arrow")
        with GrowingArray(into / "ids.npy") as ids:
            for some in pq.ParquetFile(in_order).iter_batches(ROWS_READ, columns=["unit"]):
                ids.add(_as_bytes(some["unit"]))
        con.execute(
            "CREATE TEMP VIEW child_units AS SELECT * EXCLUDE (file_row_number), file_row_number AS place "
            f"FROM read_parquet({quoted(in_order)}, file_row_number = true)"
        ).fetchall()
        with GrowingArray(into / "marks.npy") as marks, GrowingArray(into / "places.npy") as places:
            for some in marks_in_order(con, "child_units").to_arrow_reader(ROWS_IN_A_PIECE):
                marks.add(some["mark"].to_numpy())
                places.add(some["place"].to_numpy())
    finally:
        con.close()
        (into / ".in-order.parquet").unlink(missing_ok=True)
        shutil.rmtree(into / ".spill", ignore_errors=True)


def _in_order(con: duckdb.DuckDBPyConnection, units: Path, copy: Path) -> Path:
    """Return the file of the units in the order of their ids: as it is, or a copy."""
    before = ""
    for some in pq.ParquetFile(units).iter_batches(columns=["unit"]):
        ids = [before, *some["unit"].to_pylist()]
        if any(one > other for one, other in pairwise(ids)):
            con.execute(f"COPY (FROM read_parquet({quoted(units)}) ORDER BY unit) TO {quoted(copy)} (FORMAT parquet)").fetchall()
            return copy
        before = ids[-1]
    return units


def _pieces(units: Path) -> Iterator[pa.RecordBatch]:
    """Read a file in pieces of ROWS_IN_A_PIECE; the last has fewer."""
    held: list[pa.RecordBatch] = []
    for batch in pq.ParquetFile(units).iter_batches(ROWS_READ):
        held.append(batch)
        if sum(len(each) for each in held) >= ROWS_IN_A_PIECE:
            yield from _with_homes(pa.Table.from_batches(held)).combine_chunks().to_batches()
            held = []
    if held:
        yield from _with_homes(pa.Table.from_batches(held)).combine_chunks().to_batches()


def _with_homes(children: pa.Table) -> pa.Table:
    """Return the children with when their homes were held, which an old run does not know."""
    return children if "homes" in children.column_names else children.append_column("homes", pa.array([[]] * len(children), HOMES))


def _as_bytes(ids: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.bytes_]:
    return np.array([child_id.encode() for child_id in ids.to_pylist()], dtype=np.bytes_)


def _kept(folder: Path) -> SearchedRun:
    ids, marks, places = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("ids", "marks", "places"))
    return SearchedRun(Pieces.opened(folder / "children.arrow"), ids, Postings(marks, places))
