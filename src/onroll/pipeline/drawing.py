"""What the plain rules make of some children at a time: the rows of `timelines` and its sister tables, and the findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.contradictions import contradictions
from onroll.core.findings import find
from onroll.core.findings.shape import Finding
from onroll.core.histories import assemble
from onroll.core.residence import residences
from onroll.core.timelines import draw
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.drawing_processes import PROCESSES

_REFERENCES = pa.list_(pa.string())
TIMELINES = pa.schema(
    [
        ("child_id", pa.string()),
        ("starts_on", pa.date32()),
        ("ends_before", pa.date32()),
        ("status", pa.string()),
        ("urn", pa.string()),
        ("la_code", pa.string()),
        ("evidence", _REFERENCES),
        ("because", pa.string()),
    ]
)
CONTRADICTIONS = pa.schema(
    [
        ("child_id", pa.string()),
        ("kind", pa.string()),
        ("starts_on", pa.date32()),
        ("ends_before", pa.date32()),
        ("evidence", _REFERENCES),
        ("because", pa.string()),
    ]
)
RESIDENCES = pa.schema(
    [("child_id", pa.string()), ("la_code", pa.string()), ("postcode", pa.string()), ("since", pa.date32()), ("evidence", pa.string())]
)
FORMER_RESIDENCES = pa.schema(
    [("child_id", pa.string()), ("la_code", pa.string()), ("starts_on", pa.date32()), ("ends_before", pa.date32())]
)
SCHEMAS = {
    "timelines": TIMELINES,
    "contradictions": CONTRADICTIONS,
    "residences": RESIDENCES,
    "former_residences": FORMER_RESIDENCES,
}

Tables = dict[str, pa.Table]


Rows = dict[str, list[tuple[Any, ...]]]
CHILDREN_IN_ONE_PIECE = 6_000
"""How many children one process holds at a time: bounds memory."""

Piece = tuple[dict[str, date], Rows, frozenset[str], Mapping[str, str] | None]
"""Birthdays, rows by register, the shielded among them, and authorities by postcode (None: the world knows them)."""


def pieces_for(child_count: int, apart: bool) -> int:
    """Return in how many pieces to draw so many children. Shape  apart: in processes, none of which should wait for another."""
    return max(2 * PROCESSES if apart else 1, -(-child_count // CHILDREN_IN_ONE_PIECE))


def pieces(
    connection: duckdb.DuckDBPyConnection,
    registers: Sequence[str],
    shielded: frozenset[str],
    parts: int,
    authorities: Mapping[str, str] | None,
) -> Iterator[Piece]:
    """Yield the evidence of the children of the table `redrawn`, in so many pieces, by child id.

    Shape  needs `drawn_birthdays` and `seen_<register>`.
    """
    for first, last in _bounds(connection, parts):
        yield _piece(connection, registers, shielded, first, last, authorities)


def _bounds(connection: duckdb.DuckDBPyConnection, parts: int) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT min(child_id), max(child_id) FROM (SELECT child_id, ntile(?) OVER (ORDER BY child_id) AS part FROM redrawn) "
        "GROUP BY part ORDER BY part",
        [parts],
    ).fetchall()


def _piece(
    connection: duckdb.DuckDBPyConnection,
    registers: Sequence[str],
    shielded: frozenset[str],
    first: str,
    last: str,
    authorities: Mapping[str, str] | None,
) -> Piece:
    birthdays = dict(
        connection.execute(
            "SELECT child_id, date_of_birth FROM drawn_birthdays SEMI JOIN redrawn USING (child_id) WHERE child_id BETWEEN ? AND ?",
            [first, last],
        ).fetchall()
    )
    rows = {register: sightings.rows_of(connection, register, first=first, last=last) for register in registers}
    return birthdays, rows, shielded & birthdays.keys(), authorities


def draw_part(
    world: World,
    birthdays: Mapping[str, date],
    rows: Mapping[str, Sequence[tuple[Any, ...]]],
    shielded: frozenset[str],
    authorities: Mapping[str, str] | None = None,
) -> tuple[Tables, dict[str, Finding]]:
    """Return the tables of some children, and the findings about them.

    Shape  shielded: of whom findings are told without places;
           authorities: by postcode, where the world does not know those of these children.
    """
    if authorities is not None:
        world = replace(world, authority_of_postcode=authorities)
    drawn: dict[str, dict[str, list[Any]]] = {name: {column: [] for column in schema.names} for name, schema in SCHEMAS.items()}
    found: dict[str, Finding] = {}
    for evidence in sightings.evidence_of(rows, birthdays):
        history = assemble(evidence.date_of_birth, evidence.claims, world)
        child_id = evidence.child_id
        finding = find(history, world)
        if finding is not None:
            told = find(history, world, shielded=True) if child_id in shielded else finding
            found |= {child_id: told} if told is not None else {}
        for spell in draw(history, world, finding):
            _add(drawn["timelines"], child_id, spell)
        for each in contradictions(history, world):
            _add(drawn["contradictions"], child_id, each)
        present, former = residences(history, world)
        _add(drawn["residences"], child_id, present)
        for place in former:
            _add(drawn["former_residences"], child_id, place)
    return {name: pa.table(columns, schema=SCHEMAS[name]) for name, columns in drawn.items()}, found


def _add(columns: dict[str, list[Any]], child_id: str, row: Any) -> None:
    for name, values in columns.items():
        values.append(child_id if name == "child_id" else getattr(row, name))
