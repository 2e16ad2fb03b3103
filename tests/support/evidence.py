"""Small made-up deliveries, read by the core rules directly or written as extracts of an index.

A row is a dict of the register's own fields and `child`, the child it is about; `born` gives the child's birthday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.findings import find
from onroll.core.findings.shape import Finding
from onroll.core.histories import History, assemble
from onroll.core.registers import register_named
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.core.school_days import ENGLAND, calendar_from
from onroll.core.sightings import all_readings
from onroll.core.sightings.shape import Claim, Source
from onroll.core.world import School, World
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract
from onroll.pipeline.world import rolls_sent

BORN = date(2014, 10, 1)
"""A child of year 6 in 2025/26, far from either end of compulsory school age."""

DAYS = {"date": "date", "flag": "flag", "integer": "integer"}


def day(text: str | date | None) -> date | None:
    """Return an ISO day."""
    return date.fromisoformat(text) if isinstance(text, str) else text


@dataclass(frozen=True)
class Delivery:
    """One extract: what one supplier sent of one register for a day."""

    register: str
    supplier: str
    as_at: str
    rows: Sequence[Mapping[str, Any]] = ()
    partial: bool = False


def typed(register: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its days as dates, and every field of the register."""
    known = {each.name: each for each in (*register_named(register).fields, *IDENTITY_FIELDS)}
    unknown = set(row) - set(known) - {"child", "record_id", "born"}
    if unknown:
        raise ValueError(f"{register} has no field {sorted(unknown)}.")
    return {name: day(row.get(name)) if each.type == "date" else row.get(name) for name, each in known.items()}


def record_id_of(row: Mapping[str, Any], place: int) -> str:
    """Return a row's record id: its own, else its number from 1."""
    return str(row.get("record_id", place + 1))


# Straight into the core


def claims_by_child(deliveries: Iterable[Delivery], on: date, enquiry_children: Mapping[str, str] | None = None) -> dict[str, list[Claim]]:
    """Return each child's claims by the day, one source per row: the plain twin of collapsing them in SQL."""
    claims: dict[str, list[Claim]] = {}
    for delivery in deliveries:
        reading = all_readings().get(delivery.register)
        as_at = date.fromisoformat(delivery.as_at)
        if reading is None or as_at > on:
            continue
        for place, row in enumerate(delivery.rows):
            values = typed(delivery.register, row)
            record_id = record_id_of(row, place)
            postcode = None if delivery.register == "enquiry_reply" else values["postcode"]
            source = Source(delivery.register, delivery.supplier, as_at, as_at, record_id, record_id, postcode, delivery.partial)
            child = (enquiry_children or {}).get(row.get("enquiry", ""), row.get("child", "A"))
            claims.setdefault(child, []).extend(reading.read(source, *(values[name] for name in reading.fields)))
    return claims


def world_of(deliveries: Iterable[Delivery], on: date) -> World:
    """Return the world that deliveries make by a day."""
    counted = [each for each in deliveries if date.fromisoformat(each.as_at) <= on]
    snapshots: dict[tuple[str, str], set[date]] = {}
    for each in counted:
        if not each.partial and register_named(each.register).kind == "snapshot":
            snapshots.setdefault((each.register, each.supplier), set()).add(date.fromisoformat(each.as_at))
    rolls = [
        (each.supplier, date.fromisoformat(each.as_at), frozenset(row["urn"] for row in each.rows))
        for each in counted
        if each.register == "school_roll" and not each.partial
    ]
    schools = {
        row["urn"]: School(
            row["urn"],
            row.get("establishment_name"),
            row.get("la_code"),
            row.get("type_code"),
            row.get("phase_code"),
            row.get("status_code"),
            row.get("statutory_high_age"),
            day(row.get("open_date")),
            day(row.get("close_date")),
        )
        for each in counted
        if each.register == "establishments"
        for row in each.rows
    }
    postcodes = {row["postcode"]: row["la_code"] for each in counted if each.register == "postcodes" for row in each.rows}
    holidays: dict[str, list[tuple[date, date]]] = {}
    for each in counted:
        if each.register == "term_dates":
            for row in each.rows:
                span = (date.fromisoformat(row["holiday_start"]), date.fromisoformat(row["holiday_end"]))
                holidays.setdefault(row.get("la_code") or "", []).append(span)
    national = calendar_from(ENGLAND, holidays.pop("")) if "" in holidays else ENGLAND
    years: dict[str, int] = {}
    for each in counted:
        for row in each.rows if each.register == "school_roll" else ():
            if str(row.get("nc_year", "")).isdigit():
                years[row["urn"]] = max(years.get(row["urn"], 0), int(row["nc_year"]))
    return World(
        on=on,
        schools=schools,
        authority_of_postcode=postcodes,
        calendars={la_code: calendar_from(national, spans) for la_code, spans in holidays.items()},
        national=national,
        rolls=rolls_sent(rolls),
        snapshots={key: tuple(sorted(value)) for key, value in snapshots.items()},
        highest_years=years,
    )


def history_of(
    deliveries: Sequence[Delivery], on: str, *, child: str = "A", born: date = BORN, enquiry_children: Mapping[str, str] | None = None
) -> History:
    """Return one child's history as of a day."""
    when = date.fromisoformat(on)
    claims = claims_by_child(deliveries, when, enquiry_children).get(child, [])
    return assemble(born, claims, world_of(deliveries, when))


def finding_of(
    deliveries: Sequence[Delivery], on: str, *, child: str = "A", born: date = BORN, enquiry_children: Mapping[str, str] | None = None
) -> Finding | None:
    """Return one child's finding on a day."""
    return find(
        history_of(deliveries, on, child=child, born=born, enquiry_children=enquiry_children), world_of(deliveries, date.fromisoformat(on))
    )


# As extracts of an index


def write_extracts(deliveries: Sequence[Delivery], folder: Path, *, births: Mapping[str, date]) -> list[Extract]:
    """Write deliveries as extracts (records only), numbered in order."""
    extracts = []
    for number, delivery in enumerate(deliveries, start=1):
        target = folder / f"extract-{number}"
        target.mkdir(parents=True)
        _write_records(delivery, number, target / "records.parquet", births)
        extracts.append(
            Extract(
                extract_id=f"{delivery.register}-{delivery.supplier}-{delivery.as_at}-{number:06d}",
                number=number,
                register=delivery.register,
                supplier=delivery.supplier,
                as_at=date.fromisoformat(delivery.as_at),
                content_hash=str(number),
                file_name="made-up.csv",
                received_at=datetime(2026, 1, 1, tzinfo=UTC),
                rows_read=len(delivery.rows),
                rows_accepted=len(delivery.rows),
                rows_quarantined=0,
                warning_count=0,
                partial=delivery.partial,
                state="counted",
                state_because="",
                folder=target,
            )
        )
    return extracts


ARROW = {"date": pa.date32(), "flag": pa.bool_(), "integer": pa.int32()}


def _write_records(delivery: Delivery, number: int, path: Path, births: Mapping[str, date]) -> None:
    register = register_named(delivery.register)
    fields = [*(IDENTITY_FIELDS if register.identity else ()), *register.fields]
    schema = pa.schema(
        [("record_key", pa.int64()), ("line", pa.int32()), ("record_id", pa.string())]
        + [(each.name, ARROW.get(each.type, pa.string())) for each in fields]
    )
    rows = []
    for place, row in enumerate(delivery.rows):
        values = {**typed(delivery.register, row)}
        if register.identity:
            values |= {"surname": "Made", "forename": "Up", "date_of_birth": births.get(row.get("child", "A"), BORN)}
        line = place + 2
        values |= {"record_key": number * RECORD_KEY_STRIDE + line, "line": line, "record_id": record_id_of(row, place)}
        rows.append({name: values.get(name) for name in schema.names})
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def write_children(deliveries: Sequence[Delivery], into: Path) -> None:
    """Write children.parquet: every child-level row with the child that it names."""
    rows = []
    for number, delivery in enumerate(deliveries, start=1):
        if not register_named(delivery.register).identity:
            continue
        for place, row in enumerate(delivery.rows):
            rows.append(
                {
                    "record_key": number * RECORD_KEY_STRIDE + place + 2,
                    "register": delivery.register,
                    "supplier": delivery.supplier,
                    "as_at": date.fromisoformat(delivery.as_at),
                    "record_id": record_id_of(row, place),
                    "child_id": row.get("child", "A"),
                    "match_probability": 1.0,
                    "pass": "made",
                }
            )
    schema = pa.schema(
        [
            ("record_key", pa.int64()),
            ("register", pa.string()),
            ("supplier", pa.string()),
            ("as_at", pa.date32()),
            ("record_id", pa.string()),
            ("child_id", pa.string()),
            ("match_probability", pa.float64()),
            ("pass", pa.string()),
        ]
    )
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), into / "children.parquet")


def rows_in(path: Path) -> list[dict[str, Any]]:
    """Return a table's rows."""
    return pq.read_table(path).to_pylist()


def query(sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in a DuckDB of its own."""
    with duckdb.connect(":memory:") as connection:
        return connection.execute(sql).fetchall()
