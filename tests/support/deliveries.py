"""Made-up files as suppliers write them, and what became of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onroll.pipeline.index import Extract, Index
from onroll.pipeline.intake import FileReport, take_in

DAY = date(2026, 1, 15)
PERSON = {"surname": "Hartley", "forename": "Rowan", "date_of_birth": "2015-05-14"}


def pupil(number: int, **more: Any) -> dict[str, Any]:
    """Return a made-up pupil; the same number is the same child."""
    return {
        "surname": f"Surname{number}",
        "forename": f"Forename{number % 50}",
        "date_of_birth": date(2010 + number % 10, 1 + number % 12, 1 + number % 28).isoformat(),
        "postcode": "BY1 2AB",
        "urn": "100001",
        "entry_date": "2021-09-06",
        **more,
    }


def taken(index: Index, path: Path, register: str = "school_roll", supplier: str = "373", as_at: date = DAY, **more: Any) -> FileReport:
    """Take a file in; every row is in exactly one of records and quarantine."""
    report = take_in(index, path, register=register, supplier=supplier, as_at=as_at, **more)
    assert report.read == report.accepted + report.quarantined
    json.dumps(report.as_json())
    return report


def records(index: Index, report: FileReport | Extract) -> list[dict[str, Any]]:
    return pq.read_table(index.extract(report.extract_id or "").records_path).to_pylist()


def quarantine(index: Index, report: FileReport | Extract) -> list[dict[str, Any]]:
    return pq.read_table(index.extract(report.extract_id or "").quarantine_path).to_pylist()


def problems(index: Index, report: FileReport | Extract) -> list[dict[str, Any]]:
    return pq.read_table(index.extract(report.extract_id or "").problems_path).to_pylist()


def states(index: Index) -> dict[str, str]:
    """Return the state of each extract by the name of the file that it came from."""
    return {extract.file_name: extract.state for extract in index.extracts()}


def home_as_bytes(index: Index) -> dict[str, bytes]:
    """Return every file of the index, but the lock."""
    return {str(path): path.read_bytes() for path in sorted(index.root.rglob("*")) if path.is_file() and path.name != "lock"}
