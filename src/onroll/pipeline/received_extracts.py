"""What the extracts that were received hold, for pages: the ledger is read again only when it has grown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from onroll.pipeline.engine import read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index

_extracts: dict[str, tuple[tuple[int, int], list[Extract]]] = {}


def extracts_of(index: Index) -> list[Extract]:
    """Return every extract ever received, read again only when the ledger has grown."""
    path = index.log.path
    if not path.exists():
        return []
    stat = path.stat()
    mark = (stat.st_size, stat.st_mtime_ns)
    kept = _extracts.get(str(path))
    if kept is None or kept[0] != mark:
        kept = (mark, index.extracts())
        _extracts[str(path)] = kept
    return kept[1]


def what_records_say(cursor: duckdb.DuckDBPyConnection, index: Index, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Read the records themselves from the extracts that hold them: by file, and within it by the key's own order."""
    by_number = {extract.number: extract for extract in extracts_of(index)}
    said: dict[int, dict[str, Any]] = {}
    for key in keys:
        extract = by_number.get(key // RECORD_KEY_STRIDE)
        if extract is None or not extract.records_path.exists():
            continue
        result = cursor.execute(f"SELECT * FROM {read_parquet(extract.records_path)} WHERE record_key = {int(key)}")
        names = [column[0] for column in result.description or []]
        row = result.fetchone()
        if row:
            said[key] = {
                name: value
                for name, value in zip(names, row, strict=True)
                if value is not None and name not in ("record_key", "line", "record_id")
            }
    return said
