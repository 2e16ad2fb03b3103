"""Draw everybody, a part of the children at a time: plain stories by what the rules say of one child each, all others one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.findings.shape import Finding
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.drawing import SCHEMAS, Piece, Tables, pieces, pieces_for
from onroll.pipeline.drawing_processes import DrawingProcesses
from onroll.pipeline.drawing_rows import DrawingRows
from onroll.pipeline.index import Extract
from onroll.pipeline.plain_drawing import Stories, note_plain, note_steady_schools, plain_sql, tell_stories
from onroll.pipeline.progress import Progress
from onroll.pipeline.world import gather_world, note_authorities

CHILDREN_WORTH_STORIES = 8_000
"""Of fewer, to look for plain stories takes longer than it saves."""

Draw = Callable[[World, Iterable[Piece], DrawingProcesses | None], Iterator[tuple[Tables, dict[str, Finding]]]]
"""Draws pieces, in order."""

_ORDER = {"timelines": "child_id, starts_on", "residences": "child_id", "former_residences": "child_id, ends_before"}


@dataclass(frozen=True)
class _Part:
    """What is known of a part before its last piece is drawn. Shape  plain: rows of the plain children, by table."""

    pieces: int
    plain: Tables


@dataclass
class Everybody:
    """One drawing of all children. Shape  the connection holds what `sightings.prepare`, `note_the_gone` and `note_birthdays` make."""

    connection: duckdb.DuckDBPyConnection
    extracts: Sequence[Extract]
    into: Path
    on: date
    shielded: frozenset[str]
    _waiting: deque[_Part] = field(default_factory=deque)

    def draw(self, draw: Draw, beside: DrawingProcesses, worth_processes: int, progress: Progress) -> dict[str, Finding]:
        """Write the tables, and return what was found. Shape  worth_processes: from so many to be drawn one by one on, in processes."""
        connection = self.connection
        (child_count,) = connection.execute("SELECT count(*) FROM birthdays").fetchone() or (0,)
        note_authorities(connection, self.extracts)
        world = gather_world(connection, self.extracts, on=self.on, postcodes=())
        note_steady_schools(connection, world)
        given = self._pieces(world, child_count, worth_processes)
        first = next(given, None)
        found: dict[str, Finding] = {}
        drawn: list[Tables] = []
        done = 0
        progress("Drawing timelines", 0, child_count)
        writers = {name: pq.ParquetWriter(self.into / f"{name}.parquet", schema, compression="zstd") for name, schema in SCHEMAS.items()}
        try:
            everything = draw(world, _again(first, given), beside if self._apart else None)
            for tables, found_here in everything:
                found |= found_here
                drawn.append(tables)
                if len(drawn) == self._waiting[0].pieces:
                    done += self._write(writers, self._waiting.popleft().plain, drawn)
                    drawn = []
                    progress("Drawing timelines", done, child_count)
        finally:
            for writer in writers.values():
                writer.close()
        return found

    _apart: bool = False

    def _pieces(self, world: World, child_count: int, worth_processes: int) -> Iterator[Piece]:
        """Yield what must be drawn one by one, and note what need not be."""
        connection, run = self.connection, self.connection.execute
        rows = DrawingRows(connection, self.extracts, self.into / "children.parquet", self.into / ".spill-rows")
        stories = Stories()
        for number, within in enumerate(rows.parts(child_count)):
            run(f"CREATE OR REPLACE TEMP TABLE drawn_birthdays AS FROM birthdays WHERE {within}")
            plain: Tables = {}
            run("CREATE OR REPLACE TEMP TABLE plain AS SELECT child_id FROM drawn_birthdays LIMIT 0")
            if child_count >= CHILDREN_WORTH_STORIES:
                note_plain(connection, rows.registers, on=self.on)
                tell_stories(connection, rows.registers, self._with_postcodes(world), stories)
                plain = {name: run(sql).to_arrow_table().cast(SCHEMAS[name]) for name, sql in plain_sql(rows.registers).items()}
            run("CREATE OR REPLACE TEMP TABLE redrawn AS SELECT child_id FROM drawn_birthdays ANTI JOIN plain USING (child_id)")
            sightings.collapse_rows(connection, rows.registers, "redrawn")
            registers = [*rows.registers, *sightings.collapse_replies(connection, self.extracts, "redrawn")]
            authorities = self._authorities(registers)
            (here,) = run("SELECT count(*) FROM redrawn").fetchone() or (0,)
            if not number:
                (in_part,) = run("SELECT count(*) FROM drawn_birthdays").fetchone() or (0,)
                self._apart = here * child_count >= worth_processes * max(1, in_part)
            many = pieces_for(here, self._apart and child_count == in_part)
            given = list(pieces(connection, registers, self.shielded, many, authorities)) or [({}, {}, frozenset(), {})]
            self._waiting.append(_Part(len(given), plain))
            yield from given

    def _with_postcodes(self, world: World) -> Callable[[Sequence[str]], World]:
        return lambda registers: replace(world, authority_of_postcode=self._authorities(registers))

    def _authorities(self, registers: Sequence[str]) -> dict[str, str]:
        """Return the authority of each postcode that the evidence at hand names."""
        used = sightings.used_postcodes(self.connection, registers)
        return dict(
            self.connection.execute(
                "SELECT postcode, la_code FROM authorities SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS postcode) USING (postcode)", [used]
            ).fetchall()
        )

    def _write(self, writers: dict[str, Any], plain: Tables, drawn: Sequence[Tables]) -> int:
        """Write a part's rows in the order of the children, and return how many children they are of."""
        for name, writer in writers.items():
            one_by_one = pa.concat_tables([SCHEMAS[name].empty_table(), *(each[name] for each in drawn)])
            if name not in plain or not plain[name].num_rows:
                writer.write_table(one_by_one)
                continue
            self.connection.register("one_by_one", one_by_one)
            self.connection.register("plain_ones", plain[name])
            ordered = self.connection.execute(f"FROM plain_ones UNION ALL FROM one_by_one ORDER BY {_ORDER[name]}").to_arrow_table()
            writer.write_table(ordered.cast(SCHEMAS[name]))
            for each in ("one_by_one", "plain_ones"):
                self.connection.unregister(each)
        return sum(each["residences"].num_rows for each in (plain, *drawn) if each)


def _again(first: Piece | None, rest: Iterator[Piece]) -> Iterator[Piece]:
    if first is not None:
        yield first
        yield from rest
