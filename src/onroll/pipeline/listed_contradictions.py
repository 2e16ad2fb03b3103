"""The contradictions that last, as a list for people: a table of the run, computed set-wise.

What one child's history contradicts in itself stands in `contradictions` already; here it is brought together with what only shows
when several suppliers' rows are laid side by side.

Source  issue 7, point 4; docs/tables.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.listed_contradictions import ARRIVES_WITHIN_DAYS, LISTED, LONG_ELSEWHERE_DAYS, REGISTERS_ELSEWHERE, key_of
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract

TABLE = "listed_contradictions"
NEW_STARTS = {"nhs": "registered_on", "housing": "tenancy_start", "child_benefit": "claim_start", "social_care": "start_date"}
"""Registers whose row gives a first day of its own: a new start there shows somebody in England."""

ADDRESSES = ("nhs", "child_benefit", "housing", "social_care")
_FOUND = "child_id VARCHAR, kind VARCHAR, starts_on DATE, evidence VARCHAR[]"
_GONE = "('left_england', 'died', 'record_ended', 'below_school_age', 'over_school_age')"


@dataclass
class ListedReport:
    """What the station did, in numbers."""

    kinds: Counter[str] = field(default_factory=Counter)

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        return dict(sorted(self.kinds.items()))


def list_contradictions(extracts: Sequence[Extract], into: Path, *, on: date) -> ListedReport:
    """Write `listed_contradictions` into the run that is being built.

    Shape  extracts: those that count on the day; into: holds children, timelines and contradictions.
    """
    connection = connect(spill_to=into / ".spill")
    seen = _Seen(connection, [each for each in extracts if each.as_at <= on], into, on)
    report = ListedReport()
    try:
        seen.prepare()
        _take_over(seen)
        _never_enrolled(seen)
        _abroad_and_registered(seen)
        _lives_elsewhere(seen)
        _write(seen)
        report.kinds.update(
            dict(connection.execute(f"SELECT kind, count(*) FROM {quoted(into / f'{TABLE}.parquet')} GROUP BY ALL").fetchall())
        )
    finally:
        connection.close()
    return report


@dataclass(frozen=True)
class _Seen:
    connection: duckdb.DuckDBPyConnection
    extracts: Sequence[Extract]
    into: Path
    on: date

    def run(self, sql: str) -> None:
        self.connection.execute(sql).fetchall()

    def rows(self, register: str, *, newest: bool = False) -> str | None:
        """The rows of all extracts of a register, or of each supplier's newest; None where there are none."""
        of_register = [each for each in self.extracts if each.register == register]
        last = {each.supplier: max(other.as_at for other in of_register if other.supplier == each.supplier) for each in of_register}
        paths = [each.records_path for each in of_register if not newest or each.as_at == last[each.supplier]]
        return read_parquet(*paths) if paths else None

    def table(self, name: str) -> str:
        return read_parquet(self.into / f"{name}.parquet")

    def prepare(self) -> None:
        """Make the tables `found`, `days` (number, register, supplier, as_at, newest), `members` and `today` (child_id, status, urn, …)."""
        numbers = pa.table(
            {
                "number": pa.array([each.number for each in self.extracts], pa.int64()),
                "register": pa.array([each.register for each in self.extracts], pa.string()),
                "supplier": pa.array([each.supplier for each in self.extracts], pa.string()),
                "as_at": pa.array([each.as_at for each in self.extracts], pa.date32()),
            }
        )
        self.connection.register("given_days", numbers)
        self.run("""CREATE TEMP TABLE days AS
                    SELECT *, as_at = max(as_at) OVER (PARTITION BY register, supplier) AS newest FROM given_days""")
        self.run(f"CREATE TEMP TABLE found ({_FOUND})")
        registers = ", ".join(quoted(each) for each in ("roll_change", *ADDRESSES))
        self.run(f"""CREATE TEMP TABLE members AS SELECT record_key, child_id FROM {self.table("children")}
                     WHERE register IN ({registers}) OR (register = 'school_roll' AND record_key // {RECORD_KEY_STRIDE} IN
                           (SELECT number FROM days WHERE newest AND register = 'school_roll'))""")
        self.run(f"""CREATE TEMP TABLE today AS SELECT child_id, status, urn, starts_on, la_code FROM {self.table("timelines")}
                     WHERE starts_on <= DATE '{self.on}' AND ends_before > DATE '{self.on}'""")


def _reference(register: str) -> str:
    return _reference_by(quoted(register))


def _reference_by(register: str) -> str:
    """The reference to a row `r` of the extract `d`, as `core.evidence` writes it. Shape  register: an SQL expression."""
    return (
        f"{register} || ':' || d.supplier || ':' || strftime(d.as_at, '%Y-%m-%d') || ':' || "
        "replace(replace(replace(r.record_id, '%', '%25'), ':', '%3A'), ';', '%3B')"
    )


def _joined(rows: str) -> str:
    """Rows with the day of their extract and the child to whom they belong; of rolls, the newest alone."""
    return f"""{rows} r JOIN days d ON d.number = r.record_key // {RECORD_KEY_STRIDE}
               JOIN members m ON m.record_key = r.record_key"""


def _take_over(seen: _Seen) -> None:
    """What lasts of the contradictions within one child's history; of those who are past school age, nothing."""
    seen.run(f"""
        INSERT INTO found
        SELECT c.child_id, c.kind, c.starts_on, c.evidence FROM {seen.table("contradictions")} c JOIN today t USING (child_id)
        WHERE (c.ends_before IS NULL OR c.ends_before > DATE '{seen.on}')
              AND (t.status NOT IN ('below_school_age', 'over_school_age') OR c.kind = 'dead_and_attending')""")


def _never_enrolled(seen: _Seen) -> None:
    """Deleted for a named school, whose rolls came since and never had the child; and nobody else's roll has the child now."""
    changes, rolls = seen.rows("roll_change"), seen.rows("school_roll", newest=True)
    if not changes or not rolls:
        return
    seen.run(f"""
        CREATE TEMP TABLE left_for AS
        SELECT m.child_id, r.urn, r.change_date, r.destination_urn,
               greatest(r.change_date, coalesce(r.expected_start, r.change_date)) + {ARRIVES_WITHIN_DAYS} AS due,
               {_reference("roll_change")} AS reference
        FROM {_joined(changes)}
        WHERE r.change = 'deleted' AND r.destination_urn IS NOT NULL AND r.destination_urn IS DISTINCT FROM r.urn
              AND due <= DATE '{seen.on}' AND r.change_date > DATE '{seen.on}' - 400
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.change_date DESC, d.as_at DESC, r.record_key DESC) = 1""")
    # The named school's own rolls must have come since: without them nothing is known of who arrived.
    seen.run(f"""
        CREATE TEMP TABLE roll_days AS
        SELECT DISTINCT r.urn, d.as_at, d.supplier FROM {rolls} r JOIN days d ON d.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE r.urn IN (SELECT destination_urn FROM left_for)""")
    seen.run(f"""
        INSERT INTO found
        SELECT l.child_id, 'left_to_school_never_enrolled', l.change_date,
               [l.reference, (SELECT 'school_roll:' || max_by(y.supplier, y.as_at) || ':' || strftime(max(y.as_at), '%Y-%m-%d') || ':'
                              FROM roll_days y WHERE y.urn = l.destination_urn)]
        FROM left_for l JOIN today t ON t.child_id = l.child_id
        WHERE t.status NOT IN {_GONE} AND NOT (t.status = 'on_roll' AND t.starts_on > l.change_date - 45)
              AND EXISTS (SELECT 1 FROM roll_days y WHERE y.urn = l.destination_urn AND y.as_at >= l.due)
              AND NOT EXISTS (SELECT 1 FROM {seen.table("timelines")} s
                              WHERE s.child_id = l.child_id AND s.status = 'on_roll' AND s.urn = l.destination_urn
                                    AND coalesce(s.ends_before > l.change_date, true))""")


def _abroad_and_registered(seen: _Seen) -> None:
    """Deleted as gone abroad, and then a new start in another register; who is on a roll again has come back, and that is known."""
    changes = seen.rows("roll_change")
    if not changes:
        return
    seen.run(f"""
        CREATE TEMP TABLE gone AS
        SELECT m.child_id, r.change_date, {_reference("roll_change")} AS reference
        FROM {_joined(changes)} JOIN today t ON t.child_id = m.child_id
        WHERE r.change = 'deleted' AND r.destination_type = 'abroad' AND r.change_date <= DATE '{seen.on}'
              AND t.status NOT IN ('on_roll', 'below_school_age', 'over_school_age', 'died', 'record_ended')
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.change_date DESC, d.as_at DESC, r.record_key DESC) = 1""")
    for register, starts in NEW_STARTS.items():
        rows = seen.rows(register)
        if rows:
            seen.run(f"""
                INSERT INTO found
                SELECT g.child_id, 'abroad_and_registered', g.change_date, [g.reference, {_reference(register)}]
                FROM {_joined(rows)} JOIN gone g ON g.child_id = m.child_id
                WHERE r.{starts} > g.change_date AND r.{starts} <= DATE '{seen.on}'
                QUALIFY row_number() OVER (PARTITION BY g.child_id ORDER BY d.as_at DESC, r.record_key DESC) = 1""")
    seen.run("""DELETE FROM found WHERE kind = 'abroad_and_registered'
                AND child_id IN (SELECT child_id FROM found WHERE kind = 'abroad_and_seen')""")


def _lives_elsewhere(seen: _Seen) -> None:
    """On a roll that gives an address where no other register has had the child for long, while two or more agree on another authority."""
    rolls, postcodes = seen.rows("school_roll", newest=True), seen.rows("postcodes", newest=True)
    if not rolls or not postcodes:
        return
    seen.run(f"""CREATE TEMP TABLE lies_in AS SELECT r.postcode, max_by(r.la_code, r.record_key) AS la_code FROM {postcodes} r
                 WHERE r.postcode IS NOT NULL GROUP BY r.postcode""")
    seen.run(f"""
        CREATE TEMP TABLE on_rolls AS
        SELECT m.child_id, p.la_code AS home_la, {_reference("school_roll")} AS reference, t.starts_on
        FROM {_joined(rolls)} JOIN today t ON t.child_id = m.child_id AND t.urn = r.urn JOIN lies_in p USING (postcode)
        WHERE t.status = 'on_roll' AND t.starts_on <= DATE '{seen.on}' - {LONG_ELSEWHERE_DAYS}
              AND p.la_code = coalesce(t.la_code, d.supplier)
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY d.as_at DESC, r.record_key DESC) = 1""")
    parts = []
    for register in ADDRESSES:
        rows = seen.rows(register)
        if rows:
            parts.append(f"""SELECT record_key, postcode, '{register}' AS register FROM {rows}""")
    if len(parts) < REGISTERS_ELSEWHERE:
        return
    # A register agrees where its newest rows, and rows of half a year before, have the child in one authority, and never at the roll's.
    seen.run(f"""
        CREATE TEMP TABLE elsewhere AS
        SELECT m.child_id, r.register, min(p.la_code) AS la_code,
               max(r.record_key) FILTER (WHERE d.newest) AS record_key
        FROM ({" UNION ALL ".join(parts)}) r JOIN days d ON d.number = r.record_key // {RECORD_KEY_STRIDE}
             JOIN lies_in p USING (postcode) JOIN members m ON m.record_key = r.record_key JOIN on_rolls o ON o.child_id = m.child_id
        GROUP BY m.child_id, r.register
        HAVING count(DISTINCT p.la_code) = 1 AND bool_and(p.la_code <> o.home_la) AND bool_or(d.newest)
               AND min(d.as_at) <= DATE '{seen.on}' - {LONG_ELSEWHERE_DAYS}""")
    seen.run(f"""
        INSERT INTO found
        SELECT o.child_id, 'lives_elsewhere_than_roll_says', o.starts_on,
               list_prepend(o.reference, list({_reference_by("r.register")} ORDER BY r.register))
        FROM on_rolls o JOIN elsewhere e ON e.child_id = o.child_id JOIN {seen.table("children")} r ON r.record_key = e.record_key
             JOIN days d ON d.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE (e.child_id, e.la_code) IN (SELECT (child_id, la_code) FROM elsewhere GROUP BY ALL HAVING count(*) >= {REGISTERS_ELSEWHERE})
        GROUP BY o.child_id, o.reference, o.starts_on, e.la_code""")


def _write(seen: _Seen) -> None:
    """Write the table, each with the key by which it is known again."""
    rows = seen.connection.execute("SELECT child_id, kind, starts_on, evidence FROM found ORDER BY ALL").fetchall()
    columns: dict[str, list[Any]] = {"child_id": [], "kind": [], "starts_on": [], "key": [], "evidence": [], "because": []}
    for child_id, kind, starts_on, evidence in rows:
        sources = [":".join(each.split(":")[:2]) for each in evidence]
        values = (child_id, kind, starts_on, key_of(kind, starts_on, sources), evidence, LISTED[kind].means)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
    types = {"starts_on": pa.date32(), "evidence": pa.list_(pa.string())}
    seen.connection.register(
        "given_listed", pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()})
    )
    seen.run(f"""COPY (SELECT DISTINCT ON (child_id, key) * FROM given_listed ORDER BY child_id, key, starts_on)
                 TO {quoted(seen.into / f"{TABLE}.parquet")} (FORMAT parquet, COMPRESSION zstd)""")
