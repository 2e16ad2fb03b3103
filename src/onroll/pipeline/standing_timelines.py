"""What of the former run's timelines still stands: only children whose drawing may have changed are drawn anew.

A drawing follows from the child's rows, from what its schools and senders have sent, from the reference registers, and from the day.
Whoever any of these may have changed for is drawn anew, and so is everybody whom no fresh roll settles; `tests/compare` holds the
result to a whole drawing. Where only the day has moved on, what begins or ends after the former day moves with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.registers import register_named
from onroll.core.sightings import all_readings
from onroll.core.world import STALE_AFTER_DAYS
from onroll.pipeline import sightings
from onroll.pipeline.engine import copy_to, quoted, read_parquet
from onroll.pipeline.index import Extract
from onroll.pipeline.settled import note_unsettled

NEEDED = ("children", "timelines", "contradictions", "residences", "former_residences", "findings", "birthdays", "drawing_basis")
_DRAWING_MODULES = (
    "timelines",
    "drawing",
    "drawing_everybody",
    "drawing_rows",
    "plain_drawing",
    "standing_timelines",
    "sightings",
    "settled",
    "world",
)


@dataclass(frozen=True)
class Former:
    """The run before: its folder, its day, and the extracts that it was made from."""

    folder: Path
    on: date
    extracts: Sequence[Extract]

    def table(self, name: str) -> str:
        """Return the SQL of one of its tables."""
        return quoted(self.folder / f"{name}.parquet")


@cache
def rules_digest() -> str:
    """Return a digest of all that decides a drawing: what other rules drew does not stand."""
    digest = hashlib.sha256()
    core = resources.files("onroll") / "core"
    sources = [core, *(core / name for name in ("dated", "findings", "sightings", "registers"))]
    files = [file for folder in sources for file in folder.iterdir() if file.name.endswith(".py")]
    files += [resources.files("onroll") / "pipeline" / f"{name}.py" for name in _DRAWING_MODULES]
    for file in sorted(files, key=str):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def write_drawing_basis(connection: duckdb.DuckDBPyConnection, into: Path) -> None:
    """Write what the next run needs to know to let timelines stand."""
    copy_to(connection, "SELECT * FROM birthdays", "child_id", into / "birthdays.parquet")
    pq.write_table(pa.table({"rules": [rules_digest()]}), into / "drawing_basis.parquet")


def may_stand(former: Former | None, extracts: Sequence[Extract], on: date) -> bool:
    """Return whether anything of a former run's timelines may stand: made by the same rules, from the same reference registers."""
    if former is None or former.on > on or not all((former.folder / f"{name}.parquet").exists() for name in NEEDED):
        return False
    if pq.read_table(former.folder / "drawing_basis.parquet")["rules"][0].as_py() != rules_digest():
        return False
    return _reference_registers(extracts) == _reference_registers(former.extracts)


def _reference_registers(extracts: Iterable[Extract]) -> set[str]:
    return {each.extract_id for each in extracts if each.register not in all_readings()}


def note_redrawn(
    connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], former: Former, *, on: date, enquiry_children: Mapping[str, str]
) -> None:
    """Make the tables `birthdays` (of all children) and `redrawn` (child_id): those who are drawn anew.

    Shape  needs what `sightings.prepare` makes; `may_stand` holds.
    """
    run = connection.execute
    run(f"""
        CREATE OR REPLACE TEMP TABLE changed AS
        SELECT DISTINCT unnest([n.child_id, b.child_id]) AS child_id
        FROM child_records n FULL JOIN (SELECT record_key, child_id FROM {former.table("children")}) b USING (record_key)
        WHERE n.child_id IS DISTINCT FROM b.child_id
    """)
    sightings.note_birthdays(connection, extracts, children="changed")
    run(f"INSERT INTO birthdays SELECT child_id, date_of_birth FROM {former.table('birthdays')} ANTI JOIN changed USING (child_id)")
    note_unsettled(connection, extracts, on)
    moved = {each.number: each for each in (*extracts, *former.extracts)}
    both = {each.number for each in extracts} & {each.number for each in former.extracts}
    moved_extracts = [each for number, each in moved.items() if number not in both]
    parts = ["FROM changed", "FROM unsettled", f"SELECT child_id FROM {former.table('findings')}"]
    parts += _of_changed_senders(connection, moved_extracts)
    if former.on < on:
        parts += _near_the_days(connection, extracts, former.on, on)
    parts += _of_changed_schools(connection, extracts, moved_extracts, former.on, on)
    run("CREATE OR REPLACE TEMP TABLE asked_about AS SELECT unnest(?::VARCHAR[]) AS child_id", [sorted(set(enquiry_children.values()))])
    run(
        f"CREATE OR REPLACE TEMP TABLE redrawn AS SELECT DISTINCT child_id FROM ({' UNION ALL '.join([*parts, 'FROM asked_about'])}) "
        "SEMI JOIN birthdays USING (child_id)"
    )


def _of_changed_senders(connection: duckdb.DuckDBPyConnection, moved: Sequence[Extract]) -> list[str]:
    """Children of whom a sender has a row that has sent a snapshot since: its silence may say something now."""
    senders = sorted({(each.register, each.supplier) for each in moved if register_named(each.register).kind == "snapshot"})
    connection.execute("CREATE OR REPLACE TEMP TABLE changed_senders (register VARCHAR, supplier VARCHAR)")
    if senders:
        connection.executemany("INSERT INTO changed_senders VALUES (?, ?)", senders)
    return ["SELECT child_id FROM child_records SEMI JOIN changed_senders USING (register, supplier)"]


def _of_changed_schools(
    connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], moved: Sequence[Extract], before: date, on: date
) -> list[str]:
    """Children with a row that names a school whose roll was sent since, or that closed between the days."""
    rolls = [each.records_path for each in moved if each.register == "school_roll"]
    schools = [each.records_path for each in extracts if each.register == "establishments"]
    named = [f"SELECT urn FROM {read_parquet(*rolls)}"] if rolls else []
    if schools:
        window = f"BETWEEN DATE '{before}' - 2 AND DATE '{on}' + 2"
        named.append(f"SELECT urn FROM {read_parquet(*schools)} WHERE close_date {window}")
    if not named:
        return []
    connection.execute(f"CREATE OR REPLACE TEMP TABLE changed_schools AS SELECT DISTINCT urn FROM ({' UNION ALL '.join(named)})")
    parts = []
    for register, reading in all_readings().items():
        names = [name for name in reading.fields if name.endswith("urn")]
        paths = [each.records_path for each in extracts if each.register == register]
        if register != "enquiry_reply" and names and paths:
            naming = " OR ".join(f"{name} IN (FROM changed_schools)" for name in names)
            parts.append(f"SELECT child_id FROM {read_parquet(*paths)} JOIN child_records USING (record_key) WHERE {naming}")
    return parts


def _near_the_days(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], before: date, on: date) -> list[str]:
    """Children for whom the move from one day to the other may mean more than the move itself.

    Any day in their rows, or the day on which it makes a roll too old, lies near; or they come near an end of school age.
    """
    first, last = before - timedelta(days=2), on + timedelta(days=2)
    near = f"BETWEEN DATE '{first}' AND DATE '{last}'"
    parts = [
        f"SELECT child_id FROM child_records WHERE as_at {near} OR as_at + {STALE_AFTER_DAYS} {near}",
        f"SELECT child_id FROM birthdays WHERE NOT (date_of_birth > DATE '{on}' - INTERVAL 57 MONTH "
        f"OR date_of_birth BETWEEN DATE '{before}' - INTERVAL 186 MONTH AND DATE '{on}' - INTERVAL 66 MONTH)",
    ]
    for register, reading in all_readings().items():
        days = [each.name for each in register_named(register).fields if each.type == "date" and each.name in reading.fields]
        paths = [each.records_path for each in extracts if each.register == register]
        if register != "enquiry_reply" and days and paths:
            condition = " OR ".join(f"{name} {near} OR {name} + {STALE_AFTER_DAYS} {near}" for name in days)
            parts.append(f"SELECT child_id FROM {read_parquet(*paths)} JOIN child_records USING (record_key) WHERE {condition}")
    return parts


def write_with_standing(
    connection: duckdb.DuckDBPyConnection, former: Former, drawn: Mapping[str, pa.Table], into: Path, *, on: date
) -> None:
    """Write the tables of a run: what was drawn, and what stands of the former run's."""
    yesterday, today = (f"DATE '{each + timedelta(days=1)}'" for each in (former.on, on))
    moved = ", ".join(f"if({name} = {yesterday}, {today}, {name}) AS {name}" for name in ("starts_on", "ends_before"))
    for name, table in drawn.items():
        connection.register("just_drawn", table)
        columns = f"* REPLACE ({moved})" if name == "timelines" and former.on < on else "*"
        order = "child_id" if name == "residences" else "child_id, starts_on, ends_before"
        connection.execute(
            f"COPY (SELECT {columns} FROM {former.table(name)} ANTI JOIN redrawn USING (child_id) SEMI JOIN birthdays USING (child_id) "
            f"UNION ALL BY NAME FROM just_drawn ORDER BY {order}) TO {quoted(into / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)"
        )
        connection.unregister("just_drawn")
