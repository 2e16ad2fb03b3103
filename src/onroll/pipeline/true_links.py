"""What the rules find when every record is given its true child: how much of what is missed is linking's fault."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.evaluate import true_children_table
from onroll.pipeline.findings import find_missing
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.timelines import draw_timelines


def findings_given_true_links(index: Index, run: Run, truth: Path, *, progress: Progress = silent) -> pa.Table:
    """Return the findings of the run's day and extracts, had linking made no mistake. Nothing is kept.

    Shape  one row is one finding; child_id is the truth's.
    """
    with tempfile.TemporaryDirectory(prefix="onroll-true-links-") as beside:
        into = Path(beside)
        pq.write_table(true_children_table(truth, run.table("children")), into / "children.parquet")
        extracts = _extracts_of(index, run)
        drawn = draw_timelines(extracts, into, on=run.on, progress=progress)
        find_missing(extracts, into, on=run.on, judged=drawn.judged, progress=progress)
        return pq.read_table(into / "findings.parquet", columns=["child_id", "finding", "status", "since", "la_code"])


def _extracts_of(index: Index, run: Run) -> Sequence[Extract]:
    used = set(run.manifest["made_from"]["extracts"])
    return [each for each in index.extracts() if each.extract_id in used]
