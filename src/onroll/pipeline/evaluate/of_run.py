"""Scores one run of the index against the truth, with plain UPN matching beside it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import read_parquet
from onroll.pipeline.evaluate.evaluation import Evaluation, evaluate
from onroll.pipeline.evaluate.truth import Table
from onroll.pipeline.index import RECORD_KEY_STRIDE, Run


def evaluate_run(run: Run, truth_dir: Path, *, findings_given_true_links: Table | None = None) -> Evaluation:
    """Return the scores of a run's children and findings.

    Raises  CannotEvaluate where the truth folder cannot be used.
    """
    with duckdb.connect(":memory:") as connection:
        findings = connection.execute(
            f"SELECT child_id, finding, status, since, la_code FROM {read_parquet(run.table('findings'))}"
        ).to_arrow_table()
    return evaluate(run.table("children"), findings, truth_dir, upns=upns_of(run), findings_given_true_links=findings_given_true_links)


def upns_of(run: Run) -> pa.Table:
    """Return register, supplier, as_at, record_id and UPN of each record of a run that has one."""
    with duckdb.connect(":memory:") as connection:
        children = read_parquet(run.table("children"))
        numbers = {row[0] for row in connection.execute(f"SELECT DISTINCT record_key // {RECORD_KEY_STRIDE} FROM {children}").fetchall()}
        paths = []
        for folder in sorted((run.folder.parent.parent / "extracts").iterdir()):
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            if manifest["number"] in numbers:
                paths.append(folder / "records.parquet")
        if not paths:
            return connection.execute(
                "SELECT '' AS register, '' AS supplier, '' AS as_at, '' AS record_id, '' AS upn LIMIT 0"
            ).to_arrow_table()
        return connection.execute(
            f"""
            SELECT c.register, c.supplier, CAST(c.as_at AS VARCHAR) AS as_at, c.record_id, r.upn
            FROM {children} c JOIN {read_parquet(*paths)} r USING (record_key) WHERE r.upn IS NOT NULL
            """
        ).to_arrow_table()
