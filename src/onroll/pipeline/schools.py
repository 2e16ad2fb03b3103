"""What the newest national establishment file calls each school, and in which authority it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from onroll.pipeline.establishments import newest_establishments
from onroll.pipeline.index import Index
from onroll.pipeline.received_extracts import extracts_of


@dataclass(frozen=True, slots=True)
class School:
    """One establishment. Shape  name, la_code: empty where the file does not say."""

    name: str
    la_code: str


def schools_of(index: Index) -> Mapping[str, School]:
    """Return the schools of the newest establishment file by URN; none where none has been taken in."""
    newest = newest_establishments(extracts_of(index))
    return _read(newest.records_path) if newest else {}


@lru_cache(maxsize=2)
def _read(path: Path) -> Mapping[str, School]:
    columns = pq.read_table(path, columns=["urn", "establishment_name", "la_code"]).to_pydict()
    rows = zip(columns["urn"], columns["establishment_name"], columns["la_code"], strict=True)
    return {urn: School(name or "", la_code or "") for urn, name, la_code in rows if urn}
