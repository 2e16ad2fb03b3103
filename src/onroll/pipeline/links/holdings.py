"""What units and clusters hold that may forbid a merge, as flat tables of the engine: lists are made of a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.engine import keep

DAYS = pa.list_(pa.struct([("key", pa.string()), ("first", pa.date32()), ("last", pa.date32())]))


STOOD_IN = """SELECT party, list(DISTINCT e.number) FILTER (e.kind = 'snapshot') AS extracts, list(DISTINCT e.register) AS registers
    FROM records r JOIN parties USING (profile) JOIN extracts e ON e.number = r.extract GROUP BY party"""
_ON_ROLLS = """FROM records r JOIN parties USING (profile) JOIN profiles p USING (profile)
    JOIN extracts e ON e.number = r.extract WHERE r.on_roll"""
UPN_DAYS = (
    f"SELECT party, p.upn AS held, min(e.as_at) AS first_day, max(e.as_at) AS last_day {_ON_ROLLS} AND p.upn IS NOT NULL GROUP BY ALL"
)
ROLL_DAYS = (
    f"SELECT party, r.urn AS held, min(e.as_at) AS first_day, max(e.as_at) AS last_day {_ON_ROLLS} AND r.urn IS NOT NULL GROUP BY ALL"
)
"""The SQL of what each party holds that may forbid a merge."""


STANDS_ONCE = ("child_benefit", "nhs", "school_roll")
"""Registers in which a child stands once, wherever it lives."""


def make_holdings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `stood` (unit, extract), `upn_days` and `roll_days` (unit, held, first_day, last_day), and `stood_once`: of each unit, whether
    it stands in a register in which a child stands once.

    Shape  needs the tables `records`, `extracts`, `profiles` and `parties`.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE stood AS SELECT DISTINCT party AS unit, extract FROM records JOIN parties USING (profile)"
    ).fetchall()
    once = ", ".join(f"bool_or(e.register = '{register}') AS {register}" for register in STANDS_ONCE)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE stood_once AS SELECT s.unit, {once} "
        "FROM stood s JOIN extracts e ON e.number = s.extract GROUP BY s.unit"
    ).fetchall()
    for name, sql in (("upn_days", UPN_DAYS), ("roll_days", ROLL_DAYS)):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT party AS unit, * EXCLUDE (party) FROM ({sql})").fetchall()


MOST_PLACES = 62
"""So many snapshots, or days of rolls, get a bit of their own: those in which most units stand."""


def make_stood(con: duckdb.DuckDBPyConnection) -> None:
    """Make `stood_at` (unit, stood): a bit for each snapshot in which a unit stands, and for each day of which a roll shows it on roll.

    Shape  needs the tables `records`, `extracts` and `parties`.
    """
    places = con.execute(
        """SELECT e.register = 'school_roll' AS of_roll, if(e.register = 'school_roll', e.as_at::VARCHAR, e.number::VARCHAR) AS place,
            list(DISTINCT e.number) AS numbers, count(*) AS many
        FROM records r JOIN extracts e ON e.number = r.extract
        WHERE e.kind = 'snapshot' AND (e.register <> 'school_roll' OR r.on_roll) GROUP BY 1, 2"""
    ).fetchall()
    places.sort(key=lambda each: (-each[3], each[0], each[1]))
    rows = [(number, of_roll, 1 << bit) for bit, (of_roll, _, numbers, _) in enumerate(places[:MOST_PLACES]) for number in sorted(numbers)]
    columns = {"number": pa.int64(), "of_roll": pa.bool_(), "stood": pa.int64()}
    keep(con, "places_of", pa.table([pa.array([row[n] for row in rows], kind) for n, kind in enumerate(columns.values())], list(columns)))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE stood_at AS SELECT p.party AS unit, bit_or(o.stood) AS stood
        FROM records r JOIN parties p ON p.profile = r.profile JOIN places_of o ON o.number = r.extract
        WHERE r.on_roll OR NOT o.of_roll GROUP BY p.party"""
    ).fetchall()


def stood_of(members: str) -> str:
    """Return the SQL of where clusters stand (unit, stood): two that have a bit in common stood beside each other.

    A forename, or a surname, and the birthday alone never make one child of two such. Shape  members: SQL of (member, unit: the cluster).
    """
    return (
        f"SELECT m.unit, bit_or(coalesce(s.stood, 0)) AS stood FROM ({members}) m LEFT JOIN stood_at s ON s.unit = m.member GROUP BY m.unit"
    )


def cluster_holdings(members: str) -> str:
    """Return the SQL of what clusters hold: one row of a cluster (unit), with its units and lists of all that they hold.

    Shape  members: a table of their units (member, unit: the cluster). Only for some at a time: lists of everybody are not to be held.
    """
    days = """(SELECT unit, list_sort(list(struct_pack(key := held, "first" := first_day, "last" := last_day))) AS days
        FROM (SELECT m.unit, d.held, min(d.first_day) AS first_day, max(d.last_day) AS last_day
            FROM {0} d JOIN {1} m ON m.member = d.unit GROUP BY ALL) GROUP BY unit)"""
    return f"""SELECT h.unit, h.units, coalesce(s.extracts, []) AS extracts, s.registers, h.birthdays, coalesce(n.days, []) AS upn_days,
            coalesce(d.days, []) AS roll_days
        FROM (SELECT m.unit, list_sort(list(m.member)) AS units, list_sort(list_distinct(flatten(list(u.birthdays)))) AS birthdays
            FROM {members} m JOIN units u ON u.unit = m.member GROUP BY m.unit) h
        JOIN (SELECT unit, list_sort(list(number) FILTER (kind = 'snapshot')) AS extracts,
                list_sort(list_distinct(list(register))) AS registers
            FROM (SELECT DISTINCT m.unit, e.number, e.kind, e.register FROM stood t JOIN {members} m ON m.member = t.unit
                JOIN extracts e ON e.number = t.extract) GROUP BY unit) s USING (unit)
        LEFT JOIN {days.format("upn_days", members)} n USING (unit) LEFT JOIN {days.format("roll_days", members)} d USING (unit)"""


def read_clusters(table: pa.Table) -> dict[int, Standing]:
    """Return what each cluster holds, by its number, from rows of `cluster_holdings`."""
    columns = {name: lists_of(table[name]) for name in ("units", "extracts", "registers", "birthdays")}
    days = {name: lists_of(table[name], read_days) for name in ("upn_days", "roll_days")}
    return {
        root: Standing(
            extracts=set(columns["extracts"][place]),
            registers=set(columns["registers"][place]),
            birthdays=set(columns["birthdays"][place]),
            upn_days=dict(days["upn_days"][place]),
            roll_days=dict(days["roll_days"][place]),
            units=set(columns["units"][place]),
        )
        for place, root in enumerate(table["unit"].to_pylist())
    }


def lists_of(column: pa.ChunkedArray, read: Callable[[pa.Array], list[Any]] = pa.Array.to_pylist) -> list[list[Any]]:
    """Return a column of lists as Python: what is in them is converted once, and then cut up, which is four times as fast."""
    found = []
    for chunk in column.chunks:
        values, ends = read(chunk.flatten()), chunk.value_lengths().to_pylist()
        start = 0
        for length in ends:
            found.append(values[start : start + length])
            start += length
    return found


def read_days(days: pa.Array) -> list[tuple[str, tuple[date, date]]]:
    """Return what was held from when to when, as Python."""
    keys, first, last = (days.field(name).to_pylist() for name in ("key", "first", "last"))
    return list(zip(keys, zip(first, last, strict=True), strict=True))
