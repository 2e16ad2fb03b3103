"""What the extracts that were received hold, for pages: the ledger is read again only when it has grown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

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


def authorities_in(index: Index) -> set[str]:
    """Return the codes of the authorities that files came from, or that an establishment or a postcode lies in."""
    extracts = extracts_of(index)
    codes = {each.supplier for each in extracts if re.fullmatch("[0-9]{3}", each.supplier)}
    for each in extracts:
        if each.register in ("establishments", "postcodes") and each.records_path.exists():
            codes.update(pc.unique(pq.read_table(each.records_path, columns=["la_code"])["la_code"]).drop_null().to_pylist())
    return codes


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
