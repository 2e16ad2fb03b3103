"""Station 5, timelines: one status for every child on every day, with the rows that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.contradictions import contradictions
from onroll.core.findings import find
from onroll.core.findings.shape import Finding
from onroll.core.histories import assemble
from onroll.core.residence import residences
from onroll.core.timelines import draw
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.drawing_processes import PROCESSES, DrawingProcesses
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.judged import Judged
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.settled import note_unsettled
from onroll.pipeline.shielding import shielded_children, write_shielded
from onroll.pipeline.standing_timelines import Former, may_stand, note_redrawn, write_drawing_basis, write_with_standing
from onroll.pipeline.world import gather_world

CHILDREN_IN_ONE_PART = 6_000
"""How many children one process holds at a time: bounds memory."""

CHILDREN_WORTH_A_SECOND_PROCESS = 8_000

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


@dataclass
class TimelinesReport:
    """What the station did, in numbers; and what it judged on its way, for the next station.

    Shape  judged: the findings of whoever no fresh roll settles, as the drawing of their timelines needed them.
    """

    children: int = 0
    spells: int = 0
    contradictions: Counter[str] = field(default_factory=Counter)
    statuses_today: Counter[str] = field(default_factory=Counter)
    shielded: int = 0
    judged: Judged | None = None

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        return {
            "children": self.children,
            "spells": self.spells,
            "contradictions": dict(sorted(self.contradictions.items())),
            "statuses_on_the_day": dict(sorted(self.statuses_today.items())),
            "shielded": self.shielded,
        }


def draw_timelines(
    index: Index,
    extracts: Sequence[Extract],
    into: Path,
    *,
    on: date,
    enquiry_children: Mapping[str, str] | None = None,
    shielded: Mapping[str, str] | None = None,
    former: Former | None = None,
    processes: DrawingProcesses | None = None,
    progress: Progress = silent,
) -> TimelinesReport:
    """Write `timelines`, `contradictions`, `residences`, `former_residences` and `shielded` into the run that is being built.

    Shape  extracts: those that count on the day; into: holds children.parquet; enquiry_children: the child that each
           enquiry was about; shielded: children marked as shielded by people, with the reason; former: the run before, of
           which stands what cannot have changed; processes: may have been begun already.
    """
    connection = connect(spill_to=into / ".spill")
    extracts = [each for each in extracts if each.as_at <= on]
    try:
        sightings.prepare(connection, extracts, into / "children.parquet", enquiry_children=enquiry_children or {})
        sightings.note_the_gone(connection, extracts)
        standing = former if may_stand(former, extracts, on) else None
        if standing:
            note_redrawn(connection, extracts, standing, on=on, enquiry_children=enquiry_children or {})
        else:
            sightings.note_birthdays(connection, extracts)
            note_unsettled(connection, extracts, on)
            connection.execute("CREATE OR REPLACE TEMP TABLE redrawn AS SELECT child_id FROM birthdays")
        registers = sightings.collapse(connection, extracts, children="redrawn" if standing else None)
        world = gather_world(connection, extracts, on=on, postcodes=sightings.used_postcodes(connection, registers))
        report = TimelinesReport(shielded=write_shielded(connection, extracts, into, marked=shielded or {}))
        shielded_now = shielded_children(into)
        with processes or DrawingProcesses() as beside:
            found = _write_tables(connection, registers, world, into, standing, shielded_now, beside, progress)
        report.judged = _judged(connection, found, shielded_now)
        write_drawing_basis(connection, into)
        _count(connection, into, on, report)
    finally:
        connection.close()
    return report


def _write_tables(
    connection: duckdb.DuckDBPyConnection,
    registers: Sequence[str],
    world: World,
    into: Path,
    standing: Former | None,
    shielded: frozenset[str],
    beside: DrawingProcesses,
    progress: Progress,
) -> dict[str, Finding]:
    """Write the tables, and return what was found about the children who were drawn."""
    child_count = (connection.execute("SELECT count(*) FROM redrawn").fetchone() or (0,))[0]
    parts = max(1 if child_count < CHILDREN_WORTH_A_SECOND_PROCESS else 2 * PROCESSES, -(-child_count // CHILDREN_IN_ONE_PART))
    drawn: list[Tables] = []
    found: dict[str, Finding] = {}
    writers = {name: pq.ParquetWriter(into / f"{name}.parquet", schema, compression="zstd") for name, schema in SCHEMAS.items()}
    done = 0
    progress("Drawing timelines", 0, child_count)
    try:
        for tables, found_here in _drawn(connection, registers, world, parts, child_count, shielded, beside):
            found |= found_here
            if standing:
                drawn.append(tables)
            else:
                for name, table in tables.items():
                    writers[name].write_table(table)
            done += tables["residences"].num_rows
            progress("Drawing timelines", done, child_count)
    finally:
        for writer in writers.values():
            writer.close()
    if standing:
        whole = {name: pa.concat_tables([schema.empty_table(), *(each[name] for each in drawn)]) for name, schema in SCHEMAS.items()}
        write_with_standing(connection, standing, whole, into, on=world.on)
    return found


def _judged(connection: duckdb.DuckDBPyConnection, found: Mapping[str, Finding], shielded: frozenset[str]) -> Judged:
    """Return what was found about those whom no fresh roll settles. Needs the table `unsettled`: all of them were drawn."""
    unsettled = {child_id for (child_id,) in connection.execute("SELECT child_id FROM unsettled").fetchall()}
    return Judged({child_id: finding for child_id, finding in found.items() if child_id in unsettled}, len(unsettled), shielded)


def _drawn(
    connection: duckdb.DuckDBPyConnection,
    registers: Sequence[str],
    world: World,
    parts: int,
    child_count: int,
    shielded: frozenset[str],
    beside: DrawingProcesses,
) -> Iterator[tuple[Tables, dict[str, Finding]]]:
    """Draw the parts one after the other, or in two processes where there are many children; always in the same order."""
    pieces = (_piece(connection, registers, shielded, first, last) for first, last in _bounds(connection, parts))
    if child_count >= CHILDREN_WORTH_A_SECOND_PROCESS:
        yield from beside.drawn(draw_part, world, pieces)
        return
    for piece in pieces:
        yield draw_part(world, *piece)


def _bounds(connection: duckdb.DuckDBPyConnection, parts: int) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT min(child_id), max(child_id) FROM (SELECT child_id, ntile(?) OVER (ORDER BY child_id) AS part FROM redrawn) "
        "GROUP BY part ORDER BY part",
        [parts],
    ).fetchall()


Rows = dict[str, list[tuple[Any, ...]]]


def _piece(
    connection: duckdb.DuckDBPyConnection, registers: Sequence[str], shielded: frozenset[str], first: str, last: str
) -> tuple[dict[str, date], Rows, frozenset[str]]:
    birthdays = dict(
        connection.execute(
            "SELECT child_id, date_of_birth FROM birthdays SEMI JOIN redrawn USING (child_id) WHERE child_id BETWEEN ? AND ?", [first, last]
        ).fetchall()
    )
    rows = {register: sightings.rows_of(connection, register, first=first, last=last) for register in registers}
    return birthdays, rows, shielded & birthdays.keys()


def draw_part(
    world: World, birthdays: Mapping[str, date], rows: Mapping[str, Sequence[tuple[Any, ...]]], shielded: frozenset[str]
) -> tuple[Tables, dict[str, Finding]]:
    """Return the tables of some children, and the findings about them. Shape  shielded: of whom findings are told without places."""
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


def _count(connection: duckdb.DuckDBPyConnection, into: Path, on: date, report: TimelinesReport) -> None:
    tables = {name: quoted(into / f"{name}.parquet") for name in SCHEMAS}
    (report.children,) = connection.execute(f"SELECT count(*) FROM {tables['residences']}").fetchone() or (0,)
    (report.spells,) = connection.execute(f"SELECT count(*) FROM {tables['timelines']}").fetchone() or (0,)
    report.contradictions.update(
        dict(connection.execute(f"SELECT kind, count(*) FROM {tables['contradictions']} GROUP BY kind").fetchall())
    )
    today = (
        f"SELECT status, count(*) FROM {tables['timelines']} WHERE starts_on <= DATE '{on}' AND ends_before > DATE '{on}' GROUP BY status"
    )
    report.statuses_today.update(dict(connection.execute(today).fetchall()))


def spells_of(run_folder: Path, child_id: str) -> list[dict[str, Any]]:
    """Return one child's spells from a run, in order."""
    connection = connect()
    try:
        found = connection.execute(
            f"SELECT * FROM read_parquet({quoted(run_folder / 'timelines.parquet')}) WHERE child_id = ? ORDER BY starts_on", [child_id]
        )
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    finally:
        connection.close()
