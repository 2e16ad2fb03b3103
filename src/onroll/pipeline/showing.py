"""Showing a run: what pages look up of a large one is written down before readers see it, so that no page waits for it.

Until then they see the run before.
"""

from __future__ import annotations

import pyarrow.parquet as pq

from onroll.pipeline import kept_searches, kept_tables
from onroll.pipeline.index import Index, Run
from onroll.pipeline.kept_beside import forget_kept
from onroll.pipeline.progress import Progress, silent


def show(index: Index, run: Run, *, progress: Progress = silent) -> None:
    """Let readers see a run from now on. Only inside `Index.writing`.

    What was written down of runs before the one that they see is removed: for a million children it is two gigabytes a run.
    """
    present = index.current_run()
    summaries = run.table("child_summaries")
    if summaries.exists() and pq.read_metadata(summaries).num_rows >= min(kept_searches.LEAST_KEPT, kept_tables.LEAST_KEPT):
        progress("Writing down what pages look up", 0, 0)
        kept_searches.kept_search(run)
        kept_tables.kept_tables(run)
    index.switch_to(run)
    for former in index.runs():
        if former.run_id not in (run.run_id, present.run_id if present else ""):
            forget_kept(former)
