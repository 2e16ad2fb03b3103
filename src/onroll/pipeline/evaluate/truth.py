"""The known truth beside what was linked and found, as tables of one private DuckDB.

    linked       one record that has a truth and a child: register, supplier, as_at, record_id, child_id, true_child, errors
    truths       one true child: true_child, is_cme, finding, since, la_code, and every further column as text
    found        one finding, with the true child that most of its child's records belong to

Source  contracts, sections 5 (exports) and 7 (the truth folder).
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa

from onroll.core.wording import plural
from onroll.pipeline.engine import quoted

Table: TypeAlias = "Path | pa.Table"
KEYS = ("register", "supplier", "as_at", "record_id")
CHILDREN_COLUMNS = ("true_child", "is_cme", "finding", "since", "la_code")


class CannotEvaluate(Exception):
    """The truth folder or an export could not be used; the sentence says why."""


def open_table(connection: duckdb.DuckDBPyConnection, name: str, table: Table, needed: tuple[str, ...]) -> set[str]:
    """Make an export, a CSV, a Parquet file or an Arrow table readable as a view of text columns; return its columns.

    Raises  CannotEvaluate where it is missing, or lacks a column.
    """
    if isinstance(table, Path):
        if not table.is_file():
            raise CannotEvaluate(f"There is no file {table}.")
        reader = "read_parquet" if table.suffix.lower() == ".parquet" else "read_csv"
        options = "" if reader == "read_parquet" else ", header=true, all_varchar=true, nullstr=''"
        source = f"{reader}({quoted(table)}{options})"
    else:
        connection.register(f"{name}_arrow", table)
        source = f"{name}_arrow"
    columns = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    missing = [column for column in needed if column not in columns]
    if missing:
        where = table if isinstance(table, Path) else f"the table {name}"
        raise CannotEvaluate(f"{where} has no column {', '.join(missing)}.")
    chosen = ", ".join(f'CAST("{column}" AS VARCHAR) AS "{column}"' for column in columns if "[]" not in column)
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {chosen} FROM {source}").fetchall()
    return set(columns)


def load_truth(connection: duckdb.DuckDBPyConnection, truth_dir: Path, children: Table) -> list[str]:
    """Make the tables `linked` and `truths`; return the columns of the truth to break down by.

    Shape   records without a truth, and truths of records that nobody accepted, are left out of `linked`.
    Raises  CannotEvaluate as `open_table`, and where a child is said to be missing in other words than the four (contracts 7).
    """
    open_table(connection, "children_export", children, ("child_id", *KEYS))
    record_columns = open_table(connection, "truth_records", truth_dir / "records.csv", (*KEYS, "true_child"))
    child_columns = open_table(connection, "truth_children", truth_dir / "children.csv", ("true_child", "is_cme"))
    errors = "t.errors" if "errors" in record_columns else "CAST(NULL AS VARCHAR)"
    connection.execute(
        f"""
        CREATE TABLE linked AS
        SELECT c.register, c.supplier, TRY_CAST(c.as_at AS DATE) AS as_at, c.record_id, c.child_id, t.true_child, {errors} AS errors
        FROM children_export c JOIN truth_records t
          ON c.register = t.register AND c.supplier = t.supplier AND c.record_id = t.record_id
         AND TRY_CAST(c.as_at AS DATE) = TRY_CAST(t.as_at AS DATE)
        """
    ).fetchall()
    if connection.execute("SELECT count(*) FROM linked").fetchall()[0][0] == 0:
        raise CannotEvaluate(f"No record of {truth_dir / 'records.csv'} is among the children: is it the truth about these files?")
    standard = [f"{name} AS {name}" if name in child_columns else f"CAST(NULL AS VARCHAR) AS {name}" for name in CHILDREN_COLUMNS[2:]]
    further = [name for name in _in_order(connection, "truth_children") if name not in CHILDREN_COLUMNS]
    connection.execute(
        f"""
        CREATE TABLE truths AS
        SELECT t.true_child, CASE lower(t.is_cme) WHEN 'true' THEN '1' WHEN 'false' THEN '0' WHEN '1.0' THEN '1' WHEN '0.0' THEN '0'
               ELSE lower(t.is_cme) END AS is_cme,
               t.true_child IN (SELECT true_child FROM linked) AS has_rows,
               {", ".join(part for part in standard)}{"".join(f', "{name}"' for name in further)}
        FROM truth_children t
        """
    ).fetchall()
    odd = connection.execute(
        "SELECT count(*), min(is_cme) FROM truths WHERE is_cme IS NULL OR is_cme NOT IN ('1', '0', 'possible', 'ignore')"
    ).fetchall()[0]
    if odd[0]:
        raise CannotEvaluate(
            f"{truth_dir / 'children.csv'} has {plural(odd[0], 'row')} whose is_cme is none of 1, 0, possible and ignore"
            f"{f', such as {odd[1]!r}' if odd[1] else ''}."
        )
    return further


def load_findings(connection: duckdb.DuckDBPyConnection, findings: Table, *, into: str = "found", by_record: bool = True) -> None:
    """Make the table of findings, each with its true child.

    Shape   by_record: a finding's true child is the one that most of its child's records belong to (the first in
            alphabet of a tie); else its child_id is a true child's.
    """
    open_table(connection, f"{into}_export", findings, ("child_id", "finding"))
    columns = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {into}_export").fetchall()}
    status, since, la_code = (f"f.{name}" if name in columns else "CAST(NULL AS VARCHAR)" for name in ("status", "since", "la_code"))
    source = "(SELECT child_id, child_id AS true_child FROM (SELECT DISTINCT true_child AS child_id FROM linked))"
    if by_record:
        source = """(SELECT child_id, true_child FROM (SELECT child_id, true_child, count(*) AS n FROM linked GROUP BY ALL)
                     QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY n DESC, true_child) = 1)"""
    connection.execute(
        f"""
        CREATE TABLE {into} AS
        SELECT f.child_id, f.finding, {status} AS status, TRY_CAST({since} AS DATE) AS since, {la_code} AS la_code, m.true_child
        FROM {into}_export f LEFT JOIN {source} m ON m.child_id = f.child_id
        """
    ).fetchall()


def true_children_table(truth_dir: Path, records: Table) -> pa.Table:
    """Return the records with their true child as `child_id`: what perfect linking would have made of them.

    Shape   records: an export `children` or a run's `children.parquet`; every column of it comes back, child_id
            replaced, match_probability 1; a record without a truth is a child of its own.
    """
    with duckdb.connect(":memory:") as connection:
        open_table(connection, "truth_records", truth_dir / "records.csv", (*KEYS, "true_child"))
        if isinstance(records, Path):
            reader = "read_parquet" if records.suffix.lower() == ".parquet" else "read_csv"
            source = f"{reader}({quoted(records)})"
        else:
            connection.register("records_arrow", records)
            source = "records_arrow"
        columns = _in_order(connection, source)
        text = " || ':' || ".join(f"CAST(r.{key} AS VARCHAR)" for key in KEYS)
        replaced = {"child_id": f"coalesce(t.true_child, 'without truth ' || {text})", "match_probability": "CAST(1 AS DOUBLE)"}
        chosen = ", ".join(f'{replaced.get(name, f"r.{name}")} AS "{name}"' for name in columns)
        return connection.execute(
            f"""
            SELECT {chosen} FROM {source} r LEFT JOIN truth_records t
              ON CAST(r.register AS VARCHAR) = t.register AND CAST(r.supplier AS VARCHAR) = t.supplier
             AND CAST(r.record_id AS VARCHAR) = t.record_id AND TRY_CAST(CAST(r.as_at AS VARCHAR) AS DATE) = TRY_CAST(t.as_at AS DATE)
            """
        ).to_arrow_table()


def _in_order(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
