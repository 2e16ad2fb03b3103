"""Every child's evidence, read from the records: identical rows of successive extracts as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.sightings import Reading, all_readings
from onroll.core.sightings.shape import Claim, Source
from onroll.pipeline.engine import files, keep
from onroll.pipeline.index import Extract

EXTRACT_STRIDE = 4294967296

_EXTRACT_DAYS = {"number": pa.int64(), "register": pa.string(), "supplier": pa.string(), "as_at": pa.date32(), "partial": pa.bool_()}

LOADED_FOR_THE_GONE = frozenset({"attendance"})
"""Registers that settle no status: read only for children whom another register says are gone."""


@dataclass(frozen=True)
class Evidence:
    """One child's evidence, as read."""

    child_id: str
    date_of_birth: date
    claims: tuple[Claim, ...]


def prepare(
    connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], children: Path, *, enquiry_children: Mapping[str, str]
) -> None:
    """Make the tables that the queries here start from: `extract_days`, `child_records`, `enquiries`.

    Shape  connection: of DuckDB, or another engine's tables, here as in all that follows until rows are asked for.
    """
    days = {name: pa.array([getattr(each, name) for each in extracts], kind) for name, kind in _EXTRACT_DAYS.items()}
    asked = sorted(enquiry_children.items())
    enquiries = {
        "enquiry": pa.array([enquiry for enquiry, _ in asked], pa.string()),
        "child_id": pa.array([c for _, c in asked], pa.string()),
    }
    for name, given in (("extract_days", days), ("enquiries", enquiries)):
        keep(connection, name, pa.table(given))
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW child_records AS "
        f"SELECT record_key, child_id, register, supplier, as_at FROM {files(connection, children)}"
    )


def collapse(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], *, children: str | None = None) -> list[str]:
    """Make one table `seen_<register>` for each register: one row for each distinct thing said of a child.

    Shape  children: a table of `child_id`; only those children's rows are read.
    """
    records = "child_records"
    if children:
        records = "their_records"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {records} AS "
            f"SELECT record_key, child_id FROM child_records SEMI JOIN {children} USING (child_id)"
        )
    made = []
    for register, reading in all_readings().items():
        paths = [each.records_path for each in extracts if each.register == register]
        if paths:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE seen_{register} AS {_collapsed(reading, files(connection, *paths), records, children)}"
            )
            made.append(register)
    return made


def collapse_replies(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], children: str) -> list[str]:
    """Make the table of what was answered to enquiries about a table of children; return its register, where there is any."""
    paths = [each.records_path for each in extracts if each.register == "enquiry_reply"]
    if not paths:
        return []
    reading = all_readings()["enquiry_reply"]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE seen_enquiry_reply AS {_collapsed(reading, files(connection, *paths), '', children)}")
    return ["enquiry_reply"]


def order_of(as_at: str, record_key: str) -> str:
    """Return the SQL of the order of a register's rows: ties of the same day go by the record's key."""
    return f"({as_at} - DATE '1970-01-01')::BIGINT * 17592186044416 + {record_key} % 17592186044416"


ORDER = order_of("as_at", "record_key")


def collapse_rows(connection: duckdb.DuckDBPyConnection, registers: Sequence[str], children: str) -> None:
    """Make the same tables from rows that stand ready, of a table of children. Shape  registers: each has a table `rows_<register>`."""
    for register in registers:
        fields = ", ".join(all_readings()[register].fields)
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE seen_{register} AS
            SELECT child_id, {fields}, postcode, supplier, partial, min(as_at) AS first_on, max(as_at) AS last_on,
                   arg_min(record_id, {ORDER}) AS first_record, arg_max(record_id, {ORDER}) AS last_record
            FROM rows_{register} SEMI JOIN {children} USING (child_id)
            GROUP BY ALL""")


def _collapsed(reading: Reading, source: str, records: str, children: str | None) -> str:
    """Return the SQL that reads a register's rows with child and extract, identical ones as one.

    Ties of the same day go by the record's key, so that the same input gives the same references.
    """
    of_enquiry = reading.register == "enquiry_reply"
    fields = ", ".join(f"r.{name}" for name in reading.fields)
    if "postcode" not in reading.fields:
        fields += ", NULL::VARCHAR AS postcode" if of_enquiry else ", r.postcode"
    child = "JOIN enquiries c ON c.enquiry = r.enquiry" if of_enquiry else f"JOIN {records} c ON c.record_key = r.record_key"
    only = f"SEMI JOIN {children} o ON o.child_id = c.child_id" if children and of_enquiry else ""
    gone = "SEMI JOIN gone g ON g.child_id = c.child_id" if reading.register in LOADED_FOR_THE_GONE else ""
    order = order_of("e.as_at", "r.record_key")
    return f"""
        SELECT c.child_id, {fields}, e.supplier, e.partial, min(e.as_at) AS first_on, max(e.as_at) AS last_on,
               arg_min(r.record_id, {order}) AS first_record, arg_max(r.record_id, {order}) AS last_record
        FROM {source} r {child} JOIN extract_days e ON e.number = r.record_key // {EXTRACT_STRIDE} {only} {gone}
        GROUP BY ALL
    """


def note_the_gone(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> None:
    """Make the table `gone`: children of whom some register says that they left or died."""
    parts = ["SELECT NULL::VARCHAR AS child_id WHERE false"]
    says = {
        "nhs": "removal_reason IS NOT NULL OR date_of_death IS NOT NULL",
        "travel": "event = 'exit'",
        "roll_change": "lower(ground) = 'k'",
    }
    for register, condition in says.items():
        paths = [each.records_path for each in extracts if each.register == register]
        if paths:
            parts.append(f"SELECT c.child_id FROM {files(connection, *paths)} r JOIN child_records c USING (record_key) WHERE {condition}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT child_id FROM ({' UNION ALL '.join(parts)})")


def note_birthdays(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], *, children: str | None = None) -> None:
    """Make the table `birthdays`: each child's date of birth, the one that most registers give.

    Shape  children: a table of `child_id`; only those children's rows are read.
    """
    only = f"SEMI JOIN {children} o ON o.child_id = c.child_id" if children else ""
    parts = [
        f"SELECT record_key, date_of_birth FROM {files(connection, *(each.records_path for each in extracts if each.register == register))}"
        for register in sorted({each.register for each in extracts} & (all_readings().keys() - {"enquiry_reply"}))
    ]
    if not parts:
        connection.execute("CREATE OR REPLACE TEMP TABLE birthdays (child_id VARCHAR, date_of_birth DATE)")
        return
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE birthdays AS
        WITH by_register AS (
            SELECT c.child_id, r.date_of_birth, e.register, count(*) AS rows, max(e.as_at) AS last_on
            FROM ({" UNION ALL ".join(parts)}) r JOIN child_records c ON c.record_key = r.record_key
                 JOIN extract_days e ON e.number = r.record_key // {EXTRACT_STRIDE} {only}
            WHERE r.date_of_birth IS NOT NULL
            GROUP BY ALL
        ),
        said AS (
            SELECT child_id, date_of_birth, count(*) AS registers, sum(rows) AS rows, max(last_on) AS last_on FROM by_register GROUP BY ALL
        )
        SELECT child_id, date_of_birth FROM said
        QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY registers DESC, rows DESC, last_on DESC, date_of_birth) = 1
    """)


def used_postcodes(connection: duckdb.DuckDBPyConnection, registers: Sequence[str]) -> list[str]:
    """Return every postcode that the collapsed evidence names."""
    parts = [f"SELECT postcode FROM seen_{register}" for register in registers]
    if "roll_change" in registers:
        parts.append("SELECT new_postcode FROM seen_roll_change")
    if not parts:
        return []
    return [
        row[0]
        for row in connection.execute(f"SELECT DISTINCT postcode FROM ({' UNION ALL '.join(parts)}) WHERE postcode IS NOT NULL").fetchall()
    ]


def rows_of(
    connection: duckdb.DuckDBPyConnection, register: str, *, first: str | None = None, last: str | None = None, children: str | None = None
) -> list[tuple[Any, ...]]:
    """Return the collapsed rows of one register, of all children or of those between two ids, both included.

    Shape  children: a table of `child_id`; only those children's rows are returned.
    """
    only = f"SEMI JOIN {children} USING (child_id)" if children else ""
    names = ", ".join(("child_id", *all_readings()[register].fields, *SOURCE_COLUMNS))
    where, bounds = ("WHERE child_id BETWEEN ? AND ?", [first, last]) if first is not None else ("", [])
    return connection.execute(f"SELECT {names} FROM seen_{register} {only} {where}", bounds).fetchall()


SOURCE_COLUMNS = ("supplier", "first_on", "last_on", "first_record", "last_record", "postcode", "partial")


def evidence_of(rows: Mapping[str, Iterable[tuple[Any, ...]]], birthdays: Mapping[str, date]) -> Iterator[Evidence]:
    """Return each child's evidence, by child id; claims in a fixed order.

    Shape  rows: by register, as `rows_of` returns them; birthdays: one per child.
    """
    claims: dict[str, list[Claim]] = {}
    for register in sorted(rows):
        reading = all_readings()[register]
        read, width = reading.read, len(reading.fields) + 1
        for row in sorted(rows[register], key=_fixed_order):
            source = Source(register, *row[width:])
            claims.setdefault(row[0], []).extend(read(source, *row[1:width]))
    for child_id in sorted(birthdays):
        yield Evidence(child_id, birthdays[child_id], tuple(claims.get(child_id, ())))


def _fixed_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *_, supplier, first_on, last_on, first_record, last_record, _postcode, _partial = row
    return row[0], last_on, first_on, supplier, last_record, first_record
