"""Read one extract's report: its problems, the rows set aside, and what differs from the one before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Extract

PAGE_SIZE = 50
DIFF_KINDS = ("same", "joiner", "leaver", "changed", "not_in_file")


@dataclass(frozen=True, kw_only=True)
class RowsPage:
    """One page of a table. Shape  rows: dictionaries with the same columns; total: over all pages."""

    columns: Sequence[str]
    rows: Sequence[dict[str, Any]]
    total: int
    page: int = 1
    pages: int = 1


NOTHING = RowsPage(columns=(), rows=(), total=0)


@dataclass(frozen=True, kw_only=True)
class ProblemFilters:
    """What a list of problems is narrowed to; empty means everything."""

    check: str = ""
    severity: str = ""


NOBODY: frozenset[int] = frozenset()
_SPEAKS_OF_REFUGE = "contains(lower(coalesce(row_json, '')), 'refuge')"


def refuge_lines(extract: Extract) -> frozenset[int]:
    """Return the lines of an extract that are shielded from the moment that they arrive: those with a refuge."""
    if extract.register != "housing" or not extract.records_path.exists():
        return NOBODY
    rows = _all(f"SELECT line FROM {read_parquet(extract.records_path)} WHERE kind = 'refuge'").rows
    return frozenset(row["line"] for row in rows)


def refuge_lines_set_aside(extract: Extract) -> frozenset[int]:
    """Return the lines in quarantine that may speak of a refuge, whatever could not be read in them."""
    if extract.register != "housing" or not extract.quarantine_path.exists():
        return NOBODY
    return frozenset(
        row["line"] for row in _all(f"SELECT line FROM {read_parquet(extract.quarantine_path)} WHERE {_SPEAKS_OF_REFUGE}").rows
    )


def problem_counts(extract: Extract) -> list[dict[str, Any]]:
    """Return how many rows failed each check, the gravest and most frequent first."""
    if not extract.problems_path.exists():
        return []
    sql = f"""SELECT check_id::VARCHAR AS check_id, severity, any_value(field) AS field, count(*) AS problems, count(DISTINCT line) AS rows
              FROM {read_parquet(extract.problems_path)} GROUP BY ALL ORDER BY severity, problems DESC, check_id"""
    return list(_all(sql).rows)


def problem_rows(extract: Extract, filters: ProblemFilters, page: int | None = 1, *, hidden: frozenset[int] = NOBODY) -> RowsPage:
    """Return one page of the problems in the order of their lines; all of them where page is None. Hidden lines are left out."""
    if not extract.problems_path.exists():
        return NOTHING
    columns = "line, record_id, check_id::VARCHAR AS check_id, severity, field, value, message"
    return _paged(
        f"SELECT {columns} FROM {read_parquet(extract.problems_path)} WHERE {_where(filters, hidden)} ORDER BY line, check_id", page
    )


def quarantined_rows(extract: Extract, page: int | None = 1) -> RowsPage:
    """Return one page of the rows set aside, in the order of their lines; rows that speak of a refuge are left out."""
    if not extract.quarantine_path.exists():
        return NOTHING
    refuge = f" AND NOT {_SPEAKS_OF_REFUGE}" if extract.register == "housing" else ""
    return _paged(
        f"SELECT line, record_id, field, value, reason FROM {read_parquet(extract.quarantine_path)} WHERE true{refuge} ORDER BY line", page
    )


def sent_rows(extract: Extract, filters: ProblemFilters, *, hidden: frozenset[int] = NOBODY) -> RowsPage:
    """Return every row that has a problem, as it was sent, with what is wrong in front. Hidden lines are left out.

    A column of the supplier's that is called as ours is marked as sent: a file that was corrected comes back with our columns.
    """
    if not extract.problems_path.exists() or not extract.rows_path.exists():
        return NOTHING
    names = pq.read_schema(extract.rows_path).names
    ours = ", ".join(name for name in ("line", "structure_problem") if name in names)
    renamed = "".join(f' RENAME ("{name}" AS "{name} (as sent)")' for name in names if name.lower() == "what_is_wrong")
    return _all(f"""
        SELECT p.line, p.what_is_wrong, r.* EXCLUDE ({ours}){renamed}
        FROM (SELECT line, string_agg(coalesce(field || ': ', '') || message, '; ' ORDER BY check_id) AS what_is_wrong
              FROM {read_parquet(extract.problems_path)} WHERE {_where(filters, hidden)} GROUP BY line) p
        JOIN {read_parquet(extract.rows_path)} r USING (line) ORDER BY p.line""")


def diff_path(extract: Extract) -> Path:
    """Return the file that says what differs from the supplier's former snapshot."""
    return extract.folder / "diff.parquet"


def diff_counts(extract: Extract) -> dict[str, int] | None:
    """Return how many rows are the same, new, left, changed or no longer there; None where nothing was compared."""
    if not diff_path(extract).exists():
        return None
    counts = dict.fromkeys(DIFF_KINDS, 0)
    for row in _all(f"SELECT kind, count(*) AS n FROM {read_parquet(diff_path(extract))} GROUP BY kind").rows:
        counts[row["kind"]] = row["n"]
    return counts


def diff_rows(
    extract: Extract,
    former: Extract | None,
    kind: str,
    page: int | None = 1,
    *,
    hidden: frozenset[int] = NOBODY,
    hidden_in_former: frozenset[int] = NOBODY,
) -> RowsPage:
    """Return one page of the rows of one kind of difference, with whom they speak of where the register says."""
    if not diff_path(extract).exists():
        return NOTHING
    source = former if kind == "not_in_file" else extract
    who, join = "", ""
    if source is not None and source.records_path.exists() and _names_people(source):
        who = "n.forename, n.surname, n.date_of_birth, "
        on = "d.former_line" if kind == "not_in_file" else "d.line"
        join = f"LEFT JOIN {read_parquet(source.records_path)} n ON n.line = {on}"
    clauses = [f"d.kind = {quoted(kind)}"]
    clauses += [f"(d.line IS NULL OR {_not_in('d.line', hidden)})"] if hidden else []
    clauses += [f"(d.former_line IS NULL OR {_not_in('d.former_line', hidden_in_former)})"] if hidden_in_former else []
    return _paged(
        f"SELECT {who}d.line, d.former_line, d.changed_fields, d.reason FROM {read_parquet(diff_path(extract))} d {join}"
        f" WHERE {' AND '.join(clauses)} ORDER BY coalesce(d.line, d.former_line)",
        page,
    )


def _names_people(extract: Extract) -> bool:
    columns = _all(f"DESCRIBE SELECT * FROM {read_parquet(extract.records_path)}").rows
    return {"surname", "forename", "date_of_birth"} <= {row["column_name"] for row in columns}


def _where(filters: ProblemFilters, hidden: frozenset[int]) -> str:
    clauses = ["true"]
    if filters.check:
        clauses.append(f"check_id::VARCHAR = {quoted(filters.check)}")
    if filters.severity:
        clauses.append(f"severity = {quoted(filters.severity)}")
    if hidden:
        clauses.append(_not_in("line", hidden))
    return " AND ".join(clauses)


def _not_in(column: str, lines: frozenset[int]) -> str:
    return f"{column} NOT IN ({', '.join(str(int(line)) for line in sorted(lines))})"


def _paged(sql: str, page: int | None) -> RowsPage:
    if page is None:
        return _all(sql)
    total = _all(f"SELECT count(*) AS n FROM ({sql})").rows[0]["n"]
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    found = _all(f"{sql} LIMIT {PAGE_SIZE} OFFSET {(page - 1) * PAGE_SIZE}")
    return RowsPage(columns=found.columns, rows=found.rows, total=total, page=page, pages=pages)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return connect(memory_limit="512MB", threads=1)


def _all(sql: str) -> RowsPage:
    cursor = _database().cursor()
    try:
        result = cursor.execute(sql)
        columns = [column[0] for column in result.description or []]
        rows = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        return RowsPage(columns=columns, rows=rows, total=len(rows))
    finally:
        cursor.close()
