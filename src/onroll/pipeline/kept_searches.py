"""What a search needs of a large run, kept in files beside its tables: made by whoever opens the run first, and shared by all processes.

To sort the marks of a million children takes as long as a page may, and each process would hold them once more; files are read where
they lie. They are in the run's own folder, and go with it. No backup holds them: they are made again.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect
from onroll.pipeline.index import Run, sync_file, sync_folder
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


def is_for_searches(path: Path) -> bool:
    """Whether a file of a run is one of these, whole or half written."""
    return any(part.lstrip(".").startswith("search-") for part in path.parent.parts[-1:])


def searched_run(run: Run, homes: pa.DataType) -> SearchedRun:
    """Return what a search needs of a run. Shape  homes: the type of a column that old runs do not have."""
    if pq.read_metadata(run.table("child_units")).num_rows < LEAST_KEPT:
        return _made(run, homes)
    folder = run.folder / FOLDER
    if not folder.exists():
        try:
            with _alone(run.folder):
                if not folder.exists():
                    _keep(_made(run, homes), folder)
        except PermissionError:  # whoever may only read the home makes it for itself
            return _made(run, homes)
    return _kept(folder)


def _made(run: Run, homes: pa.DataType) -> SearchedRun:
    children = pq.read_table(run.table("child_units"))
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


def _keep(made: SearchedRun, folder: Path) -> None:
    beside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    beside.mkdir()
    try:
        with pa.OSFile(str(beside / "children.arrow"), "wb") as sink, pa.ipc.new_file(sink, made.children.schema) as writer:
            writer.write_table(made.children)
        for name, array in (("ids", made.ids), ("marks", made.postings.marks), ("places", made.postings.places)):
            np.save(beside / f"{name}.npy", array)
        for file in beside.iterdir():
            sync_file(file)
        os.replace(beside, folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _kept(folder: Path) -> SearchedRun:
    children = pa.ipc.open_file(pa.memory_map(str(folder / "children.arrow"))).read_all()
    ids, marks, places = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ("ids", "marks", "places"))
    return SearchedRun(children, ids, Postings(marks, places))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make the files; what one left who was killed is taken away."""
    with (folder / ".search-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(f".{FOLDER}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
