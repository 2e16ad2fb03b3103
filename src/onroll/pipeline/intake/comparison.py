"""What differs between a snapshot and the supplier's former one: same, joiner, leaver, changed, not in file.

A `record_id` means nothing beyond its extract, so rows are found again by whom they speak of: pupil number, NHS
number, then name and birthday. Each row is found at most once, so that the counts add up on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from onroll.core.column_headings import fields_of
from onroll.core.registers import Register
from onroll.core.sanity_gate import SnapshotShape, cohorts, year_groups
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Extract

KINDS = ("same", "joiner", "leaver", "changed", "not_in_file")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A snapshot beside the supplier's former one.

    Shape  counts: rows by kind. same + joiner + leaver + changed = rows of the new one; same + leaver + changed +
           not_in_file = rows of the former one. shapes: of the former one and of the new one, for the sanity gate.
    """

    former: Extract
    counts: Mapping[str, int]
    shapes: tuple[SnapshotShape, SnapshotShape]

    @property
    def found_again(self) -> int:
        """How many rows of the former snapshot stand for somebody in the new one."""
        return self.counts["same"] + self.counts["leaver"] + self.counts["changed"]


@dataclass(frozen=True)
class _Pass:
    """One way to find a row again. Shape  keys: SQL expressions, none of which may be missing."""

    words: str
    keys: tuple[str, ...]


def compare(register: Register, former: Extract, records: Path, into: Path, *, as_at: date) -> Comparison:
    """Write `diff.parquet`: one row per record of the new snapshot, and one per former record not found again."""
    connection = connect(memory_limit="1GB")
    try:
        fields = [each.name for each in fields_of(register)]
        for name, path in (("former", former.records_path), ("new", records)):
            connection.execute(
                f"CREATE TABLE {name} AS SELECT line, {', '.join(fields)}, hash({', '.join(fields)}) AS whole FROM {read_parquet(path)}"
            )
        connection.execute("CREATE TABLE pairs (line INTEGER, former_line INTEGER, how VARCHAR)")
        for each in (_Pass("the same in every field", ("whole",)), *_passes(register)):
            if not _find_again(connection, each, order=register.starts or "line"):
                break
        _write_differences(connection, register, fields, into)
        counted = dict(connection.execute(f"SELECT kind, count(*) FROM {read_parquet(into)} GROUP BY kind").fetchall())
        shapes = _shape(connection, "former", register, former.as_at, as_at), _shape(connection, "new", register, as_at, as_at)
    finally:
        connection.close()
    return Comparison(former=former, counts={kind: counted.get(kind, 0) for kind in KINDS}, shapes=shapes)


def _shape(connection: duckdb.DuckDBPyConnection, table: str, register: Register, as_at: date, compared_on: date) -> SnapshotShape:
    if not register.gated:
        return SnapshotShape(row_count=0, year_groups={})
    nc_year = "nc_year" if any(field.name == "nc_year" for field in register.fields) else "NULL"
    rows = connection.execute(f"SELECT {nc_year}, date_of_birth, count(*) FROM {table} GROUP BY ALL").fetchall()
    counted = year_groups(rows, as_at) if nc_year == "nc_year" else cohorts(rows, compared_on)
    return SnapshotShape(row_count=sum(count for _, _, count in rows), year_groups=counted)


def _passes(register: Register) -> list[_Pass]:
    if not register.identity:
        return [_Pass(f"found again by {' and '.join(names)}", names) for names in register.found_again_by]
    own = {each.name for each in register.fields}
    spell = tuple(name for name in ("urn", register.starts) if name in own)  # tells a child's several rows apart
    passes = []
    for words, keys in (
        ("found again by pupil number", ("upn",)),
        ("found again by NHS number", ("nhs_number",)),
        ("found again by name and birthday", ("lower(surname)", "lower(forename)", "date_of_birth")),
        ("found again by forename, birthday and postcode", ("lower(forename)", "date_of_birth", "postcode")),
        ("found again by surname, birthday and postcode", ("lower(surname)", "date_of_birth", "postcode")),
    ):
        passes += [_Pass(words, keys + spell)] * bool(spell) + [_Pass(words, keys)]
    return passes


def _find_again(connection: duckdb.DuckDBPyConnection, each: _Pass, *, order: str) -> bool:
    """Find rows again in one way; return whether rows are left on both sides."""
    keys = [f"k{number}" for number in range(len(each.keys))]
    unpaired = (
        "SELECT line, {keys}, row_number() OVER (PARTITION BY {by} ORDER BY {order}, line) AS nth FROM {table} t "
        "WHERE {there} AND NOT EXISTS (SELECT 1 FROM pairs p WHERE p.{paired} = t.line)"
    )
    sides = [
        unpaired.format(
            keys=", ".join(f"{expression} AS {key}" for expression, key in zip(each.keys, keys, strict=True)),
            by=", ".join(each.keys),
            order=order,
            table=table,
            there=" AND ".join(f"({expression}) IS NOT NULL" for expression in each.keys),
            paired=paired,
        )
        for table, paired in (("new", "line"), ("former", "former_line"))
    ]
    connection.execute(
        f"INSERT INTO pairs SELECT n.line, f.line, {quoted(each.words)} "
        f"FROM ({sides[0]}) n JOIN ({sides[1]}) f USING ({', '.join(keys)}, nth)"
    )
    left = connection.execute(
        "SELECT (SELECT count(*) FROM pairs) < least((SELECT count(*) FROM new), (SELECT count(*) FROM former))"
    ).fetchone()
    return bool(left and left[0])


def _write_differences(connection: duckdb.DuckDBPyConnection, register: Register, fields: list[str], into: Path) -> None:
    """Write what differs. Which fields do is one number first, a bit a field: there are few different ones."""
    bits = " + ".join(f"(n.{name} IS DISTINCT FROM f.{name})::BIGINT * {1 << place}" for place, name in enumerate(fields))
    left = "false"
    if register.ends:
        left = f"n.{register.ends} IS NOT NULL AND f.{register.ends} IS NULL"
    if "enrolment_status" in fields:
        left = f"({left}) OR (n.enrolment_status = 'P' AND f.enrolment_status IS DISTINCT FROM 'P')"
    connection.execute(
        f"""CREATE TABLE found AS SELECT p.line, p.former_line, p.how AS reason, {left} AS has_left, {bits} AS apart
            FROM pairs p JOIN new n ON n.line = p.line JOIN former f ON f.line = p.former_line"""
    )
    connection.execute("CREATE TABLE named (apart BIGINT, changed_fields VARCHAR[])")
    for (apart,) in connection.execute("SELECT DISTINCT apart FROM found").fetchall():
        connection.execute("INSERT INTO named VALUES (?, ?)", [apart, [name for place, name in enumerate(fields) if apart >> place & 1]])
    connection.execute(f"""COPY (
        SELECT CASE WHEN apart = 0 THEN 'same' WHEN has_left THEN 'leaver' ELSE 'changed' END AS kind,
               line, former_line, changed_fields, reason
        FROM found JOIN named USING (apart)
        UNION ALL
        SELECT 'joiner', line, NULL, []::VARCHAR[], 'nobody of the former extract was found in this row'
        FROM new n WHERE NOT EXISTS (SELECT 1 FROM pairs p WHERE p.line = n.line)
        UNION ALL
        SELECT 'not_in_file', NULL, line, []::VARCHAR[], 'no accepted row of this file was found for it'
        FROM former f WHERE NOT EXISTS (SELECT 1 FROM pairs p WHERE p.former_line = f.line)
    ) TO {quoted(into)} (FORMAT parquet, COMPRESSION zstd)""")
