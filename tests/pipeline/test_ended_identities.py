"""The record of a former identity ends quietly, on the responsible authority's word; nobody else's does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.findings.shape import Finding
from onroll.pipeline.drawing import TIMELINES
from onroll.pipeline.ended_identities import LISTS_LAG, end_timelines, without_ended

ENDED = date(2025, 10, 1)


def found(since: date) -> Finding:
    return Finding("vanished_from_roll", "cme", since, "301", "Unknown", "F8.1", "full", ("school_roll:301:2025-09-20:r1",), (), (), ())


def test_a_finding_about_an_ended_identity_falls_unless_it_was_used_long_after() -> None:
    findings = {
        "former": found(date(2025, 9, 21)),
        "late": found(ENDED + LISTS_LAG),
        "again": found(date(2026, 2, 1)),
        "other": found(ENDED),
    }
    kept = without_ended(findings, dict.fromkeys(("former", "late", "again"), ENDED))
    assert set(kept) == {"again", "other"}


def test_the_timeline_says_that_the_record_ended_where_it_would_say_missing(tmp_path: Path) -> None:
    rows = [
        ("former", date(2020, 9, 1), date(2025, 9, 21), "on_roll"),
        ("former", date(2025, 9, 21), None, "unaccounted"),
        ("other", date(2025, 9, 21), None, "unaccounted"),
    ]
    table = [
        {
            "child_id": child,
            "starts_on": starts,
            "ends_before": ends,
            "status": status,
            "urn": None,
            "la_code": None,
            "evidence": [],
            "because": "x",
        }
        for child, starts, ends, status in rows
    ]
    pq.write_table(pa.Table.from_pylist(table, schema=TIMELINES), tmp_path / "timelines.parquet")
    end_timelines(tmp_path, {})
    end_timelines(tmp_path, {"former": ENDED})
    drawn = pq.read_table(tmp_path / "timelines.parquet").to_pylist()
    assert [(row["child_id"], row["status"]) for row in drawn] == [
        ("former", "on_roll"),
        ("former", "record_ended"),
        ("other", "unaccounted"),
    ]
    assert "on the word of the authority" in drawn[1]["because"]
