"""How many children each run found missing, as it knew it then: runs never change, so each is counted once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.frozen_runs import found_counts_of
from onroll.pipeline.index import Index, Run

MOST_RUNS = 24
Counts = Mapping[tuple[str, str], int]
"""Children by authority of residence (empty: not known) and status."""


def counts_of_runs(index: Index, until: Run, hidden: Collection[str]) -> list[tuple[date, Counts]]:
    """Return the counts of the newest run of each day up to a run's, the latest last; shielded children are in none.

    Shape  hidden: children whom people shield now.
    """
    newest: dict[date, Run] = {}
    for run in index.runs():
        if run.on <= until.on and run.known_by is None and run.table("findings").exists():
            newest[run.on] = max(newest.get(run.on, run), run, key=lambda each: each.run_id)
    newest[until.on] = until
    past = [run for run in index.frozen_runs() if run.on < until.on and run.known_by is None]
    frozen = {run.on: path for run in past if (path := found_counts_of(run.folder))}
    days = sorted(newest.keys() | frozen.keys())[-MOST_RUNS:]
    return [
        (day, _counted(newest[day].table("findings"), frozenset(hidden)) if day in newest else _kept_counts(frozen[day])) for day in days
    ]


@lru_cache(maxsize=4 * MOST_RUNS)
def _kept_counts(path: Path) -> Counts:
    """Return the counts that are left of a run whose rows were deleted."""
    con = connect(memory_limit="512MB", threads=1)
    try:
        rows = con.execute(f"SELECT la_code, status, children FROM {read_parquet(path)}").fetchall()
    finally:
        con.close()
    return {(la_code, status): count for la_code, status, count in rows}


@lru_cache(maxsize=4 * MOST_RUNS)
def _counted(findings: Path, hidden: frozenset[str]) -> Counts:
    con = connect(memory_limit="512MB", threads=1)
    try:
        without = f"AND child_id NOT IN ({', '.join(map(quoted, sorted(hidden)))})" if hidden else ""
        rows = con.execute(
            f"SELECT coalesce(la_code, ''), status, count(*) FROM {read_parquet(findings)} WHERE NOT coalesce(shielded, false) {without} "
            "GROUP BY ALL"
        ).fetchall()
    finally:
        con.close()
    return {(la_code, status): count for la_code, status, count in rows}
