"""One private DuckDB per job, and one per process for short questions: bounded memory, no extensions, nothing kept in it."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.pipeline.spill import spill_folder

pa.array([0], pa.int64())  # where numpy is installed, Arrow looks for pandas once, and takes no ready-made "not there" for an answer
_NOT_NEEDED = ("pandas", "dateutil")
for _not_needed in _NOT_NEEDED:
    if importlib.util.find_spec(_not_needed) is None:
        # DuckDB's client and Arrow look for these anew at each statement and each value, and where they are not installed
        # each look walks the whole path: a tenth of the time of taking files in. This answer is found at once.
        sys.modules.setdefault(_not_needed, None)  # type: ignore[arg-type]


ROWS_IN_A_GROUP = 122_880
"""Rows of one group of a Parquet file: who looks for one child reads one group."""


ROWS_FOR_A_GIGABYTE = 500_000
"""Linking that many rows fills a gigabyte of the engine's tables; what does not fit goes to the disk and back."""

LARGEST_PART = 0.4
"""No job takes more than this part of the machine's memory for its tables: pages are served beside it."""


def memory_for(rows: int) -> str:
    """Return the memory limit of a job on so many rows: what they fill, 2 GB at least, and at most a part of the machine's memory.

    `ONROLL_MEMORY_LIMIT` goes before it.
    """
    most = LARGEST_PART * memory_of_machine() / 1e6
    return f"{max(2000, min(rows / ROWS_FOR_A_GIGABYTE * 1000, most)):.0f}MB"


def memory_of_machine() -> int:
    """Return how many bytes of memory there are: the machine's, or what this process's container or service may have."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    groups = Path("/sys/fs/cgroup")
    with suppress(OSError, IndexError):
        own = Path("/proc/self/cgroup").read_text().split("0::/", 1)[1].split("\n", 1)[0]
        groups /= own
    for path in (groups / "memory.max", Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")):
        with suppress(OSError, ValueError):  # a group without a limit says "max"
            limits.append(int(path.read_text()))
    return min(limits)


def connect(*, memory_limit: str = "2GB", threads: int | None = None, spill_to: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return an in-memory DuckDB that spills to a folder of its own and downloads nothing.

    Durable facts are Parquet files put in place by a rename, or rows of the casebook: never a DuckDB file, which only
    one process at a time can open.
    """
    con = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": os.environ.get("ONROLL_MEMORY_LIMIT", memory_limit),
            "threads": str(threads or os.cpu_count() or 2),
            "temp_directory": str(spill_to or spill_folder()),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "true",
        },
    )
    con.execute("SET enable_progress_bar = false")  # drawn wherever a program was given as text: into the logs of a server
    return con


def asking() -> duckdb.DuckDBPyConnection:
    """Return a connection for a short question about files, to a DuckDB that this process keeps; close it afterwards.

    To begin a DuckDB of one's own takes longer than such a question. Tables must be TEMP: they are the connection's own, and end with it.
    """
    return _kept(os.getpid()).cursor()


@cache
def _kept(process: int) -> duckdb.DuckDBPyConnection:
    """Return the DuckDB of that process: one that was forked begins its own."""
    return connect()


@contextmanager
def without_stand_ins() -> Iterator[None]:
    """Let a library look for itself which others are installed: scikit-learn takes the ready-made "not there" for pandas itself."""
    stood_in = [name for name in _NOT_NEEDED if name in sys.modules and sys.modules[name] is None]
    for name in stood_in:
        del sys.modules[name]
    try:
        yield
    finally:
        for name in stood_in:
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]


@contextmanager
def many_objects() -> Iterator[None]:
    """Hold millions of small objects, none of which go in circles: they are not searched for circles again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def quoted(path: Path | str) -> str:
    """Return a path or text as an SQL literal."""
    return "'" + str(path).replace("'", "''") + "'"


def read_parquet(*paths: Path, union_by_name: bool = True) -> str:
    """Return the SQL that reads those Parquet files as one table."""
    return f"read_parquet([{', '.join(quoted(path) for path in paths)}], union_by_name={str(union_by_name).lower()})"


def keep(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Make a temporary table from an Arrow table, on the engine that the connection is of."""
    con.register("arrow_given", table)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrow_given").fetchall()
    con.unregister("arrow_given")


def add_to(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Add the rows of an Arrow table to a table; columns go by their names."""
    if table.num_rows:
        con.register("arrow_given", table)
        con.execute(f"INSERT INTO {name} BY NAME FROM arrow_given").fetchall()
        con.unregister("arrow_given")


def is_elsewhere(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the connection is of another engine than the DuckDB of this process."""
    return hasattr(con, "by_row")


def files(con: duckdb.DuckDBPyConnection, *paths: Path) -> str:
    """Return what to select from for those Parquet files as one table, on the engine that the connection is of."""
    elsewhere: Callable[..., str] | None = getattr(con, "files", None)
    return elsewhere(*paths) if elsewhere else read_parquet(*paths)


def by_row(con: duckdb.DuckDBPyConnection, sql_of: Callable[[str], str], source: str) -> str:
    """Return what to select from for what SQL makes of each row of a table by itself, however many rows it makes of it.

    Another engine works it out in Arrow batches, by DuckDB: what looks at one row need be said once only.

    Shape  sql_of(source): the SELECT; besides its source it may name small tables that the connection was given.
    """
    elsewhere: Callable[..., str] | None = getattr(con, "by_row", None)
    return elsewhere(sql_of, source) if elsewhere else f"({sql_of(source)})"


def in_batches(con: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection], Any], source: str, into: str) -> None:
    """Make a table by work that makes it of another one, row by row: at once here, in Arrow batches on another engine."""
    elsewhere: Callable[..., None] | None = getattr(con, "in_batches", None)
    if elsewhere:
        elsewhere(work, source, into)
    else:
        work(con)


def copy_to(con: duckdb.DuckDBPyConnection, sql: str, order: str, path: Path, *, rows_in_a_group: int = ROWS_IN_A_GROUP) -> None:
    """Write what a SELECT gives as one Parquet file, in order, by the engine that the connection is of. Shape  order: its columns."""
    elsewhere: Callable[..., None] | None = getattr(con, "copy_to", None)
    if elsewhere:
        elsewhere(sql, order, path, rows_in_a_group=rows_in_a_group)
    else:
        kind = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows_in_a_group}"
        con.execute(f"COPY ({sql} ORDER BY {order}) TO {quoted(path)} ({kind})").fetchall()


def bring(con: duckdb.DuckDBPyConnection, here: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Make tables of the engine that the connection is of on a DuckDB here; where it is that DuckDB, they stand."""
    elsewhere: Callable[..., None] | None = getattr(con, "bring", None)
    if elsewhere:
        elsewhere(here, *names)
