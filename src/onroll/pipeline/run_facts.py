"""A run that is being built, ready to be asked by SQL: its tables, the extracts that count, and where each child is on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract
from onroll.pipeline.world import newest_of_each_supplier, of_register


@dataclass(frozen=True)
class RunFacts:
    """A connection with two tables that several stations ask: `extract_days` and `today`.

    Shape  extract_days: `number, register, supplier, as_at, partial, newest` (no later one of its supplier). today: `child_id, status, urn,
           la_code, starts_on` of the spell that holds on the day. extracts: those of the day or before.
    """

    connection: duckdb.DuckDBPyConnection
    extracts: Sequence[Extract]
    into: Path
    on: date

    @contextmanager
    def aside(self) -> Iterator[RunFacts]:
        """Lend a connection of its own to a station: its TEMP tables end with it, and are in nobody's way."""
        connection = self.connection.cursor()
        try:
            yield replace(self, connection=connection)
        finally:
            connection.close()

    def close(self) -> None:
        """End the connection, and everything on it."""
        self.connection.close()

    def run(self, sql: str) -> None:
        """Execute a statement."""
        self.connection.execute(sql).fetchall()

    def table(self, name: str) -> str:
        """Return the SQL that reads a table of the run."""
        return f"read_parquet({quoted(self.into / f'{name}.parquet')})"

    def of(self, register: str, *, since: date | None = None, before: date | None = None) -> list[Extract]:
        """Return the extracts of a register, between two days where given."""
        return [
            each
            for each in of_register(self.extracts, register)
            if (since is None or each.as_at >= since) and (before is None or each.as_at < before)
        ]

    def rows(self, register: str, *, newest: bool = False, since: date | None = None) -> str | None:
        """Return the SQL of the rows of a register's extracts, or of each supplier's newest day; None where there are none."""
        extracts = self.of(register, since=since)
        if newest:
            last = {each.supplier: each.as_at for each in newest_of_each_supplier(self.extracts, register)}
            extracts = [each for each in extracts if each.as_at == last[each.supplier]]
        return read_parquet(*(each.records_path for each in extracts)) if extracts else None


def joined_sql(rows: str, members: str) -> str:
    """Return the SQL of rows `r` with their extract `e`, and the child `m` to whom they belong.

    Shape  members: table of record keys and children.
    """
    return f"""{rows} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
               JOIN {members} m ON m.record_key = r.record_key"""


def year_sql(day: str, born: str = "b.date_of_birth") -> str:
    """Return the SQL of the curriculum year in which a child is on a day, by birthday."""
    return f"(year({day}) - (month({day}) < 9)::INTEGER - year({born}) - (month({born}) >= 9)::INTEGER - 4)"


def gather_facts(extracts: Sequence[Extract], into: Path, *, on: date) -> RunFacts:
    """Return the run that is being built, ready to be asked; close it afterwards.

    Shape  extracts: those that count; into: holds the timelines.
    """
    known = [each for each in extracts if each.as_at <= on]
    facts = RunFacts(connect(spill_to=into / ".spill"), known, into, on)
    numbers = pa.table(
        {
            "number": pa.array([each.number for each in known], pa.int64()),
            "register": pa.array([each.register for each in known], pa.string()),
            "supplier": pa.array([each.supplier for each in known], pa.string()),
            "as_at": pa.array([each.as_at for each in known], pa.date32()),
            "partial": pa.array([each.partial for each in known], pa.bool_()),
        }
    )
    facts.connection.register("given_days", numbers)
    facts.run("CREATE TABLE extract_days AS SELECT *, as_at = max(as_at) OVER (PARTITION BY register, supplier) AS newest FROM given_days")
    facts.run(f"""
        CREATE TABLE today AS SELECT child_id, status, urn, la_code, starts_on FROM {facts.table("timelines")}
        WHERE starts_on <= DATE '{on}' AND ends_before > DATE '{on}'""")
    return facts


def reference_sql(register: str) -> str:
    """Return the SQL of the reference to a row `r` of a register's extract `e` (of `extract_days`), as `core.evidence` writes it."""
    return reference_sql_by(quoted(register))


def reference_sql_by(register: str) -> str:
    """Return the same where the register is an SQL expression."""
    return (
        f"{register} || ':' || e.supplier || ':' || strftime(e.as_at, '%Y-%m-%d') || ':' || "
        "replace(replace(replace(r.record_id, '%', '%25'), ':', '%3A'), ';', '%3B')"
    )
