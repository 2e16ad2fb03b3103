"""Is the index whole? Every file where it should be, and every number adding up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.progress import Progress, silent

TABLES_OF_A_RUN = ("links", "children", "child_summaries", "child_history", "review_pairs")
TABLES_OF_A_WHOLE_RUN = (*TABLES_OF_A_RUN, "timelines", "contradictions", "findings", "residences", "shielded", "late_extracts")


def faults_of(index: Index, *, progress: Progress = silent) -> Iterator[str]:
    """Return one sentence for each thing that is not as it should be; none where the index is whole."""
    extracts, runs = index.extracts(), index.runs()
    total = len(extracts) + len(runs)
    for done, extract in enumerate(extracts):
        progress("Checking extracts", done, total)
        yield from _faults_of_extract(extract)
    for done, run in enumerate(runs):
        progress("Checking runs", len(extracts) + done, total)
        yield from _faults_of_run(run)
    current = index.root / "CURRENT"
    if current.exists() and current.read_text().strip() not in {run.run_id for run in runs}:
        yield f"CURRENT names the run {current.read_text().strip()!r}, which is not there. Restore a backup."


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _faults_of_extract(extract: Extract) -> Iterator[str]:
    name = extract.extract_id
    if extract.state == "erased":  # its rows are gone, or go with the next run
        return
    if extract.rows_read != extract.rows_accepted + extract.rows_quarantined:
        yield f"{name}: {extract.rows_read} rows read are not {extract.rows_accepted} accepted + {extract.rows_quarantined} quarantined."
    if extract.source_path is None:
        yield f"{name}: the file as received is gone. Restore a backup."
    elif content_hash(extract.source_path) != extract.content_hash:
        yield f"{name}: the file as received has been altered since. Restore a backup."
    for path, expected in ((extract.records_path, extract.rows_accepted), (extract.quarantine_path, extract.rows_quarantined)):
        counted = _row_count(path)
        if counted != expected:
            yield f"{name}: {path.name} holds {'nothing readable' if counted is None else counted} where {expected} rows should be."


def _faults_of_run(run: Run) -> Iterator[str]:
    wanted = TABLES_OF_A_WHOLE_RUN if run.manifest.get("stage") == "whole" else TABLES_OF_A_RUN
    for name in wanted:
        if _row_count(run.table(name)) is None:
            yield f"Run {run.run_id}: the table {name} cannot be read. Make the run again: onroll run --on {run.on.isoformat()}"


def _row_count(path: Path) -> int | None:
    if not path.exists():
        return None
    con = connect()
    try:
        return int(con.execute(f"SELECT count(*) FROM {read_parquet(path)}").fetchall()[0][0])
    except duckdb.Error:
        return None
    finally:
        con.close()
