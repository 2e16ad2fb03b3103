"""The rows that timelines are drawn from, a part of the children at a time: every part fits into memory, however many children there are.

Where there are more children than one part holds, the rows are read once and laid out by part, in the order of the children's ids.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from onroll.core.sightings import all_readings
from onroll.pipeline.engine import quoted, read_parquet
from onroll.pipeline.index import Extract
from onroll.pipeline.sightings import EXTRACT_STRIDE, LOADED_FOR_THE_GONE

CHILDREN_IN_ONE_PART = 200_000

_SAMPLED = 64
"""One in so many children is looked at to find where a part ends."""


class DrawingRows:
    """Rows by register and part: a view `rows_<register>` with the child's id, for the part that is open.

    Shape  of a view: child_id, record_key, record_id, the fields of the register's reading, postcode, supplier, as_at, partial, place
           (of the extract's day among those of its register, from 0). Replies to enquiries are none of them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], children: Path, folder: Path) -> None:
        """Prepare to read. Shape  needs what `sightings.prepare` and `note_the_gone` make; folder: for what is laid out by part."""
        self._connection, self._folder = connection, folder
        self._paths = {
            register: [each.records_path for each in extracts if each.register == register]
            for register in all_readings()
            if register != "enquiry_reply"
        }
        self._children = children
        self.registers = [register for register, paths in self._paths.items() if paths]

    def parts(self, child_count: int) -> Iterator[str]:
        """Open one part after the other, and yield the SQL of whether a `child_id` is in it."""
        many = -(-child_count // CHILDREN_IN_ONE_PART)
        bounds = self._bounds(many) if many > 1 else []
        if not bounds:
            for register in self.registers:
                self._view(register, self._read(register, "0"))
            yield "true"
            return
        try:
            for register in self.registers:
                self._lay_out(register, bounds)
            for part, (first, last) in enumerate(zip([None, *bounds], [*bounds, None], strict=True)):
                for register in self.registers:
                    self._view(register, self._laid_out(register, part))
                within = [f"child_id >= {quoted(first)}"] if first is not None else []
                within += [f"child_id < {quoted(last)}"] if last is not None else []
                yield " AND ".join(within)
                for register in self.registers:
                    shutil.rmtree(self._folder / register / f"part={part}", ignore_errors=True)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _bounds(self, many: int) -> list[str]:
        """Return the ids with which the second part and each later one begins."""
        sample = [
            row[0]
            for row in self._connection.execute(
                f"SELECT DISTINCT child_id FROM {read_parquet(self._children)} WHERE hash(child_id) % {_SAMPLED} = 0 ORDER BY child_id"
            ).fetchall()
        ]
        return sorted({sample[len(sample) * part // many] for part in range(1, many)}) if len(sample) >= many else []

    def _read(self, register: str, part: str) -> str:
        fields = ", ".join(f"r.{name}" for name in all_readings()[register].fields)
        gone = "SEMI JOIN gone g ON g.child_id = c.child_id" if register in LOADED_FOR_THE_GONE else ""
        return f"""
            SELECT c.child_id, c.record_key, r.record_id, {fields}, r.postcode, e.supplier, e.as_at, e.partial, e.place, {part} AS part
            FROM {read_parquet(*self._paths[register])} r
                 JOIN (SELECT record_key, child_id FROM child_records WHERE register = {quoted(register)}) c ON c.record_key = r.record_key
                 JOIN (SELECT *, dense_rank() OVER (PARTITION BY register ORDER BY as_at) - 1 AS place FROM extract_days) e
                   ON e.number = r.record_key // {EXTRACT_STRIDE} {gone}"""

    def _view(self, register: str, rows: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE rows_{register} AS {rows}").fetchall()

    def _lay_out(self, register: str, bounds: Sequence[str]) -> None:
        (self._folder / register).mkdir(parents=True)
        self._connection.execute(
            f"COPY ({self._read(register, _part_sql(bounds, 0))}) TO {quoted(self._folder / register)} "
            "(FORMAT parquet, PARTITION_BY (part), COMPRESSION lz4)"
        ).fetchall()

    def _laid_out(self, register: str, part: int) -> str:
        files = self._folder / register / f"part={part}"
        if files.exists():
            return f"FROM read_parquet({quoted(files / '*.parquet')}, hive_partitioning=false)"
        return f"{self._read(register, '0')} LIMIT 0"


def _part_sql(bounds: Sequence[str], first: int) -> str:
    """Return the SQL of the part of a child, by halving."""
    if not bounds:
        return str(first)
    middle = len(bounds) // 2
    return (
        f"if(c.child_id < {quoted(bounds[middle])}, {_part_sql(bounds[:middle], first)}, "
        f"{_part_sql(bounds[middle + 1 :], first + middle + 1)})"
    )
