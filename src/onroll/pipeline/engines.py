"""Which engine joins records: DuckDB on this machine, or Apache Spark beyond it. Both make the same tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Engine:
    """What joins records. Shape  master: where Spark runs, in its own words; None: on this machine."""

    name: Literal["duckdb", "spark"] = "duckdb"
    master: str | None = None


DUCKDB = Engine()


@contextmanager
def wide_tables(engine: Engine, home: Path, into: Path) -> Iterator[Any]:
    """Give another engine's tables for the run that is built in a folder; nothing where that engine is DuckDB.

    Spark starts when a table is first asked for: what is only added to a run has no need of it.

    Raises  CannotStartSpark, then, where Spark cannot start here.
    """
    if engine.name == "duckdb":
        yield None
        return
    from onroll.pipeline.spark.engine import SparkEngine  # what renders SQL takes a while to load: only whoever asks for it waits
    from onroll.pipeline.spark.places import Places
    from onroll.pipeline.spark.session import start

    places = Places.of(home, into)
    tables = SparkEngine(partial(start, engine.master), places)
    try:
        yield tables
    finally:
        tables.close()
        if places.local:
            shutil.rmtree(places.work, ignore_errors=True)
