"""Identities that are no longer used, on the word of the authority that is responsible: their record ends there, quietly.

An adopted child goes to school under a new name. Whoever they were would otherwise be missing for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from onroll.core.findings.shape import Finding
from onroll.core.statuses import MISSING, STATUSES
from onroll.pipeline.engine import connect, quoted

STATUS = "record_ended"
WHY = "The record ends here, on the word of the authority that is responsible for the child."
LISTS_LAG = timedelta(days=92)
"""Lists go on showing a former name for about a term. Whoever is in education later than that, and then is not, is somebody again."""


def without_ended(found: Mapping[str, Finding], ended: Mapping[str, date]) -> dict[str, Finding]:
    """Return the findings without those about an identity that had ended by then."""
    return {
        child_id: finding
        for child_id, finding in found.items()
        if child_id not in ended or (finding.since or date.min) > ended[child_id] + LISTS_LAG
    }


def end_timelines(into: Path, ended: Mapping[str, date]) -> None:
    """Have the timelines say that the record ended, where they would say that the child is missing."""
    if not ended:
        return
    path = into / "timelines.parquet"
    missing = ", ".join(f"'{rule.code}'" for rule in STATUSES if rule.side == MISSING)
    con = connect()
    try:
        con.register(
            "ended_given",
            pa.table({"child_id": pa.array(ended.keys(), pa.string()), "ended_on": pa.array(ended.values(), pa.date32())}),
        )
        ends = f"(e.child_id IS NOT NULL AND t.status IN ({missing}) AND t.starts_on <= e.ended_on + {LISTS_LAG.days})"
        con.execute(
            f"""COPY (SELECT t.* REPLACE (if({ends}, '{STATUS}', t.status) AS status, if({ends}, {quoted(WHY)}, t.because) AS because)
            FROM {quoted(path)} t LEFT JOIN ended_given e USING (child_id) ORDER BY t.child_id, t.starts_on, t.ends_before)
            TO {quoted(path.with_suffix(".new"))} (FORMAT parquet, COMPRESSION zstd)"""
        ).fetchall()
    finally:
        con.close()
    path.with_suffix(".new").replace(path)
