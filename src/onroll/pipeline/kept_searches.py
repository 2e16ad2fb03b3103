"""What a search needs of a large run, kept in files beside its tables: made by whoever opens the run first, and shared by all processes.

To sort the marks of a million children takes as long as a page may, and each process would hold them once more; files are read where
they lie. They are made a portion at a time: twelve million children are 7 GB of names and addresses, and half a thousand million marks.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
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
from onroll.pipeline.postings import Postings, marks_in_order

LEAST_KEPT = 200_000
"""Fewer children than this are sorted anew by each process, in a second or two."""

FOLDER = f"search-2-{duckdb.__version__}"
"""Another version of the engine may make other hashes of the same marks."""

ROWS_IN_A_PIECE, ROWS_READ = 1_000_000, 65_536
"""So many children are written as one piece, and read at a time; to take rows out of many pieces costs a little for each."""


class ChildrenByPlace:
    """A run's children in the order of their ids, in pieces as they lie in memory or in a file."""

    def __init__(self, pieces: Sequence[pa.RecordBatch], schema: pa.Schema) -> None:
        self._pieces, self._schema = pieces, schema
        self._starts = np.cumsum([0, *(len(piece) for piece in pieces)])

    def at(self, places: npt.NDArray[np.int64]) -> pa.Table:
        """Return the children at some places, in the order of the pieces."""
        if not len(places):
            return self._schema.empty_table()
        # To take rows out of a table, Arrow would join its pieces first, each time.
        piece_of = np.searchsorted(self._starts, places, side="right") - 1
        taken = [
            self._pieces[number].take(pa.array(places[piece_of == number] - self._starts[number]))
            for number in np.unique(piece_of).tolist()
        ]
        return pa.Table.from_batches(taken)


@dataclass(frozen=True)
class SearchedRun:
    """A run's children by place, their ids in order, and where each mark leads."""

    children: ChildrenByPlace
    ids: npt.NDArray[np.bytes_]
    postings: Postings


def searched_run(run: Run, homes: pa.DataType) -> SearchedRun:
    """Return what a search needs of a run. Shape  homes: the type of a column that old runs do not have."""
    units = run.table("child_units")
    folder = kept_beside(run, FOLDER, _make, units, homes) if pq.read_metadata(units).num_rows >= LEAST_KEPT else None
    return _kept(folder) if folder else _in_memory(units, homes)


def _in_memory(units: Path, homes: pa.DataType) -> SearchedRun:
    children = _with_homes(pq.read_table(units).sort_by("unit"), homes).combine_chunks()
    ids = _as_bytes(children["unit"])
    con = connect(memory_limit="1GB")
    try:
        con.register("child_units", children.append_column("place", pa.array(np.arange(len(ids), dtype=np.uint32))))
        found = marks_in_order(con, "child_units").to_arrow_table()
    finally:
        con.close()
    postings = Postings(found["mark"].to_numpy(), found["place"].to_numpy())
    return SearchedRun(ChildrenByPlace(children.to_batches(), children.schema), ids, postings)


def _make(into: Path, units: Path, homes: pa.DataType) -> None:
    con = connect(memory_limit="2GB", spill_to=into / ".spill")
    try:
        in_order = _in_order(con, units, into / ".in-order.parquet")
        schema = _with_homes(pq.read_schema(in_order).empty_table(), homes).schema
        with pa.ipc.new_file(str(into / "children.arrow"), schema) as writer, GrowingArray(into / "ids.npy") as ids:
            for piece in _pieces(in_order, ROWS_IN_A_PIECE):
                writer.write_table(_with_homes(piece, homes))
                ids.add(_as_bytes(piece["unit"]))
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


def _pieces(units: Path, rows: int) -> Iterator[pa.Table]:
    """Read a file in pieces of so many rows, each in one chunk; the last has fewer."""
    held: list[pa.RecordBatch] = []
    for batch in pq.ParquetFile(units).iter_batches(batch_size=ROWS_READ):
        held.append(batch)
        if sum(len(each) for each in held) >= rows:
            yield pa.Table.from_batches(held).combine_chunks()
            held = []
    if held:
        yield pa.Table.from_batches(held).combine_chunks()


def _with_homes(children: pa.Table, homes: pa.DataType) -> pa.Table:
    """Return the children with when their homes were held, which an old run does not know."""
    return children if "homes" in children.column_names else children.append_column("homes", pa.array([[]] * len(children), homes))


def _as_bytes(ids: pa.ChunkedArray) -> npt.NDArray[np.bytes_]:
    return np.array([child_id.encode() for child_id in ids.to_pylist()], dtype=np.bytes_)


def _kept(folder: Path) -> SearchedRun:
    file = pa.ipc.open_file(pa.memory_map(str(folder / "children.arrow")))
    children = ChildrenByPlace([file.get_batch(number) for number in range(file.num_record_batches)], file.schema)
    ids, marks, places = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("ids", "marks", "places"))
    return SearchedRun(children, ids, Postings(marks, places))
