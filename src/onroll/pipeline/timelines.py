"""Station 5, timelines: one status for every child on every day, with the rows that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.findings.shape import Finding
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.drawing import SCHEMAS, Piece, Tables, draw_part, pieces, pieces_for
from onroll.pipeline.drawing_everybody import CHILDREN_WORTH_STORIES, Everybody
from onroll.pipeline.drawing_processes import DrawingProcesses
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Extract
from onroll.pipeline.judged import Judged
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.settled import note_unsettled
from onroll.pipeline.shielding import shielded_children, write_shielded
from onroll.pipeline.standing_timelines import Former, may_stand, note_redrawn, write_drawing_basis, write_with_standing
from onroll.pipeline.world import gather_world

CHILDREN_WORTH_A_SECOND_PROCESS = 8_000

LARGEST_SHARE_REDRAWN = 0.25
"""Of more than this share, to draw everybody by plain stories is sooner done than to draw these one by one."""


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
    extracts: Sequence[Extract],
    into: Path,
    *,
    on: date,
    enquiry_children: Mapping[str, str] | None = None,
    shielded: Mapping[str, str] | None = None,
    former: Former | None = None,
    processes: DrawingProcesses | None = None,
    wide: Any = None,
    progress: Progress = silent,
) -> TimelinesReport:
    """Write `timelines`, `contradictions`, `residences`, `former_residences` and `shielded` into the run that is being built.

    Shape  extracts: those that count on the day; into: holds children.parquet; enquiry_children: the child that each
           enquiry was about; shielded: children marked as shielded by people, with the reason; former: the run before, of
           which stands what cannot have changed; processes: may have been begun already; wide: another engine's tables,
           where all is drawn anew there (`engines.py`).
    """
    connection = connect(spill_to=into / ".spill")
    extracts = [each for each in extracts if each.as_at <= on]
    standing = former if may_stand(former, extracts, on) else None
    there: Any = connection if standing or wide is None else wide
    try:
        sightings.prepare(there, extracts, into / "children.parquet", enquiry_children=enquiry_children or {})
        sightings.note_the_gone(there, extracts)
        report = TimelinesReport(shielded=write_shielded(there, extracts, into, marked=shielded or {}))
        shielded_now = shielded_children(into)
        if not standing:
            sightings.note_birthdays(there, extracts)
            note_unsettled(there, extracts, on)
        if there is not connection:
            registers = sightings.collapse(there, extracts)
            world = gather_world(connection, extracts, on=on, postcodes=sightings.used_postcodes(there, registers))
            found = there.draw(registers, world, into, shielded_now)
        else:
            with processes or DrawingProcesses() as beside:
                if standing:
                    note_redrawn(connection, extracts, standing, on=on, enquiry_children=enquiry_children or {})
                    standing = standing if _few_are_redrawn(connection) else None
                if standing:
                    found = _draw_changed(connection, extracts, into, standing, on, shielded_now, beside, progress)
                else:
                    everybody = Everybody(connection, extracts, into, on, shielded_now)
                    found = everybody.draw(_drawn, beside, CHILDREN_WORTH_A_SECOND_PROCESS, progress)
        report.judged = _judged(there, found, shielded_now)
        write_drawing_basis(there, into)
        _count(connection, into, on, report)
    finally:
        connection.close()
    return report


def _few_are_redrawn(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether to let the others stand saves time: where every school has sent a roll, nearly everybody is drawn anew."""
    redrawn, everybody = connection.execute("SELECT (SELECT count(*) FROM redrawn), (SELECT count(*) FROM birthdays)").fetchall()[0]
    return bool(everybody < CHILDREN_WORTH_STORIES or redrawn <= LARGEST_SHARE_REDRAWN * everybody)


def _draw_changed(
    connection: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    into: Path,
    standing: Former,
    on: date,
    shielded: frozenset[str],
    beside: DrawingProcesses,
    progress: Progress,
) -> dict[str, Finding]:
    """Draw the children of the table `redrawn`, write the tables with what stands of the others, and return what was found."""
    registers = sightings.collapse(connection, extracts, children="redrawn")
    connection.execute("CREATE OR REPLACE TEMP VIEW drawn_birthdays AS FROM birthdays")
    world = gather_world(connection, extracts, on=on, postcodes=sightings.used_postcodes(connection, registers))
    child_count = (connection.execute("SELECT count(*) FROM redrawn").fetchone() or (0,))[0]
    apart = child_count >= CHILDREN_WORTH_A_SECOND_PROCESS
    drawn: dict[str, list[pa.Table]] = {name: [schema.empty_table()] for name, schema in SCHEMAS.items()}
    found: dict[str, Finding] = {}
    progress("Drawing timelines", 0, child_count)
    for tables, found_here in _drawn(
        world, pieces(connection, registers, shielded, pieces_for(child_count, apart), None), beside if apart else None
    ):
        found |= found_here
        for name, table in tables.items():
            drawn[name].append(table)
        progress("Drawing timelines", sum(each.num_rows for each in drawn["residences"]), child_count)
    write_with_standing(connection, standing, {name: pa.concat_tables(each) for name, each in drawn.items()}, into, on=on)
    return found


def _judged(connection: duckdb.DuckDBPyConnection, found: Mapping[str, Finding], shielded: frozenset[str]) -> Judged:
    """Return what was found about those whom no fresh roll settles. Needs the table `unsettled`: all of them were drawn."""
    unsettled = {child_id for (child_id,) in connection.execute("SELECT child_id FROM unsettled").fetchall()}
    return Judged({child_id: finding for child_id, finding in found.items() if child_id in unsettled}, len(unsettled), shielded)


def _drawn(world: World, given: Iterable[Piece], beside: DrawingProcesses | None) -> Iterator[tuple[Tables, dict[str, Finding]]]:
    """Draw pieces one after the other, or in two processes where there are many children; always in the same order."""
    if beside is not None:
        yield from beside.drawn(draw_part, world, given)
        return
    for piece in given:
        yield draw_part(world, *piece)


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
