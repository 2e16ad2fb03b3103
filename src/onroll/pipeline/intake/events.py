"""Events that were received before: a row equal to an earlier one in every field but `record_id` counts once.

It is set aside in quarantine with that reason, so that rows read = rows accepted + rows quarantined, and every accepted
row stands for something of its own. Where the earlier extract is withdrawn, the row counts (`decisions.py`).

Source  contracts 1; docs/decisions, the intake's decisions.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.checks import all_checks
from onroll.core.column_headings import fields_of
from onroll.core.registers import Register
from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.index import Extract
from onroll.pipeline.records import PROBLEM_SCHEMA, QUARANTINE_SCHEMA, Counts, row_as_json

THIS_FILE = "this file"


def set_aside_repeats(
    register: Register, folder: Path, earlier: Collection[Extract], counts: Counts, headings: tuple[str, ...], released: frozenset[int]
) -> dict[str, int]:
    """Move repeated events from the records to quarantine; return how many by the extract that had them first."""
    found = {line: first for line, first in _repeats(register, folder, earlier).items() if line not in released}
    if not found:
        return {}
    records = pq.read_table(folder / "records.parquet")
    is_repeat = pa.array([line in found for line in records["line"].to_pylist()])
    kept, moved = records.filter(pa.compute.invert(is_repeat)), records.filter(is_repeat)
    _rewrite(folder / "records.parquet", kept)
    sent = _cells(folder / "rows.parquet", frozenset(found))
    check = all_checks()["106"]
    lines, keys = moved["line"].to_pylist(), moved["record_id"].to_pylist()
    reasons = [f"Equal in every field but record_id to line {found[line][1]} of {found[line][0]}: it counts once." for line in lines]
    aside = [
        {"line": line, "record_id": key, "field": None, "value": None, "reason": reason, "row_json": row_as_json(headings, sent[line])}
        for line, key, reason in zip(lines, keys, reasons, strict=True)
    ]
    failed = [
        {"line": line, "record_id": key, "check_id": check.check_id, "severity": "error", "field": None, "value": None, "message": reason}
        for line, key, reason in zip(lines, keys, reasons, strict=True)
    ]
    _add(folder / "quarantine.parquet", pa.Table.from_pylist(aside, QUARANTINE_SCHEMA))
    _add(folder / "problems.parquet", pa.Table.from_pylist(failed, PROBLEM_SCHEMA))
    counts.accepted -= len(found)
    counts.quarantined += len(found)
    counts.tell("Equal in every field but record_id to a row received before: it counts once.", len(found), min(lines))
    return dict(Counter(extract_id for extract_id, _ in found.values()))


def _repeats(register: Register, folder: Path, earlier: Collection[Extract]) -> dict[int, tuple[str, int]]:
    fields = ", ".join([each.name for each in fields_of(register)] + ["invalid_identifiers"])
    tables = [f"SELECT {number} AS extract, line, {fields} FROM {read_parquet(each.records_path)}" for number, each in enumerate(earlier)]
    names = [each.extract_id for each in earlier] + [THIS_FILE]
    tables.append(f"SELECT {len(earlier)} AS extract, line, {fields} FROM {read_parquet(folder / 'records.parquet')}")
    connection = connect(memory_limit="1GB")
    try:
        rows = connection.execute(
            f"""SELECT line, first_extract, first_line FROM (
                    SELECT extract, line, first_value(extract) OVER same AS first_extract, first_value(line) OVER same AS first_line,
                           row_number() OVER same AS nth
                    FROM ({" UNION ALL ".join(tables)}) WINDOW same AS (PARTITION BY {fields} ORDER BY extract, line))
                WHERE nth > 1 AND extract = {len(earlier)}"""
        ).fetchall()
    finally:
        connection.close()
    return {line: (names[extract], first_line) for line, extract, first_line in rows}


def _cells(rows: Path, lines: frozenset[int]) -> dict[int, tuple[str | None, ...]]:
    cells = {}
    with pq.ParquetFile(rows) as file:
        for batch in file.iter_batches():
            here = [place for place, line in enumerate(batch.column(0).to_pylist()) if line in lines]
            if here:
                taken = batch.take(pa.array(here))
                columns = [taken.column(number).to_pylist() for number in range(2, taken.num_columns)]
                for place, line in enumerate(taken.column(0).to_pylist()):
                    cells[line] = tuple(column[place] for column in columns)
    return cells


def _add(path: Path, more: pa.Table) -> None:
    _rewrite(path, pa.concat_tables([pq.read_table(path), more]).sort_by([("line", "ascending")]))


def _rewrite(path: Path, table: pa.Table) -> None:
    beside = path.with_suffix(".new")
    pq.write_table(table, beside, compression="zstd")
    os.replace(beside, path)
