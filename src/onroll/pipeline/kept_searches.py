"""What a search needs of a large run, kept in files beside its tables: made by whoever opens the run first, and shared by all processes.

To sort the marks of a million children takes as long as a page may, and each process would hold them once more; files are read where
they lie. They are made a portion at a time: twelve million children are 7 GB of names and addresses, and half a thousand million marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
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
from onroll.pipeline.pieces import ROWS_IN_A_PIECE, Pieces, PiecewiseFiles
from onroll.pipeline.postings import Postings, marks_sql

LEAST_KEPT = 200_000
"""Fewer children than this are sorted anew by each process, in a second or two."""

FOLDER = f"search-2-{duckdb.__version__}"
"""Another version of the engine may make other hashes of the same marks."""

ROWS_READ = 65_536

CHILDREN_AT_ONCE, BITS = 250_000, 4
"""The marks of so many children are made at a time, some ten million; and apart by so many bits, two million children's are sorted."""


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
        found = con.execute(f"{marks_sql('child_units')} ORDER BY mark, place").to_arrow_table()
    finally:
        con.close()
    postings = Postings(found["mark"].to_numpy(), found["place"].to_numpy())
    return SearchedRun(Pieces.of(children), ids, postings)


def _make(into: Path, units: Path) -> None:
    con = connect(memory_limit="2GB")
    try:
        in_order = _in_order(con, units, into / ".in-order.parquet")
        with PiecewiseFiles(into) as files, GrowingArray(into / "ids.npy") as ids:
            for piece in _pieces(in_order):
                files.add_arrow("children", _with_homes(piece))
                ids.add(_as_bytes(piece["unit"]))
        _write_marks(con, Pieces.opened(into / "children.arrow"), into)
    finally:
        con.close()
        (into / ".in-order.parquet").unlink(missing_ok=True)


def _write_marks(con: duckdb.DuckDBPyConnection, children: Pieces, into: Path) -> None:
    """Write the marks of all children, in order: first apart by their highest bits, then each of these portions sorted."""
    portions = [tuple(into / f".{name}-{number:02d}" for name in ("marks", "places")) for number in range(1 << BITS)]
    with ExitStack() as opened:
        files = [tuple(opened.enter_context(path.open("wb")) for path in portion) for portion in portions]
        for first, some in children.tables(CHILDREN_AT_ONCE):
            con.register("few_units", some.append_column("place", pa.array(np.arange(first, first + len(some), dtype=np.uint32))))
            found = con.execute(marks_sql("few_units")).to_arrow_table()
            mark, place = found["mark"].to_numpy(), found["place"].to_numpy()
            portion = (mark >> np.uint64(64 - BITS)).astype(np.uint8)
            order = np.argsort(portion, kind="stable")
            borders = np.searchsorted(portion[order], np.arange(len(files) + 1, dtype=np.uint16))
            for (marks_file, places_file), (start, end) in zip(files, pairwise(borders.tolist()), strict=True):
                mark[order[start:end]].tofile(marks_file)
                place[order[start:end]].tofile(places_file)
    with GrowingArray(into / "marks.npy") as marks, GrowingArray(into / "places.npy") as places:
        for marks_path, places_path in portions:
            mark, place = np.fromfile(marks_path, np.uint64), np.fromfile(places_path, np.uint32)
            order = np.lexsort((place, mark))
            marks.add(mark[order])
            places.add(place[order])
            marks_path.unlink()
            places_path.unlink()


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


def _pieces(units: Path) -> Iterator[pa.Table]:
    """Read a file in pieces of ROWS_IN_A_PIECE; the last has fewer."""
    held: list[pa.RecordBatch] = []
    for batch in pq.ParquetFile(units).iter_batches(ROWS_READ):
        held.append(batch)
        if sum(len(each) for each in held) >= ROWS_IN_A_PIECE:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


def _with_homes(children: pa.Table) -> pa.Table:
    """Return the children with when their homes were held, which an old run does not know."""
    return children if "homes" in children.column_names else children.append_column("homes", pa.array([[]] * len(children), HOMES))


def _as_bytes(ids: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.bytes_]:
    return np.array([child_id.encode() for child_id in ids.to_pylist()], dtype=np.bytes_)


def _kept(folder: Path) -> SearchedRun:
    ids, marks, places = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("ids", "marks", "places"))
    return SearchedRun(Pieces.opened(folder / "children.arrow"), ids, Postings(marks, places))
