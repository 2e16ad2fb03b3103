"""The contradictions that last, as a list for people: a table of the run, computed set-wise.

What one child's history contradicts in itself stands in `contradictions` already; here it is brought together with what only shows
when several suppliers' rows are laid side by side.

Source  issue 7, point 4; docs/tables.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from onroll.core.evidence import sources_of
from onroll.core.listed_contradictions import ARRIVES_WITHIN_DAYS, LISTED, LONG_ELSEWHERE_DAYS, REGISTERS_ELSEWHERE, key_of
from onroll.pipeline.engine import quoted
from onroll.pipeline.index import RECORD_KEY_STRIDE
from onroll.pipeline.run_facts import RunFacts, joined_sql, reference_sql, reference_sql_by

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


def list_contradictions(run: RunFacts) -> ListedReport:
    """Write `listed_contradictions` into the run that is being built. Shape  run: holds children, timelines and contradictions."""
    report = ListedReport()
    with run.aside() as facts:
        facts.run(f"CREATE TEMP TABLE found ({_FOUND})")
        facts.run(f"""CREATE TEMP TABLE of_changes AS SELECT record_key, child_id FROM {facts.table("children")}
                      WHERE register = 'roll_change'""")
        _take_over(facts)
        _never_enrolled(facts)
        _abroad_and_registered(facts)
        _lives_elsewhere(facts)
        _write(facts)
        counted = f"SELECT kind, count(*) FROM {facts.table(TABLE)} GROUP BY ALL"
        report.kinds.update(dict(facts.connection.execute(counted).fetchall()))
    return report


def _note_members(facts: RunFacts, name: str, children: str) -> None:
    """Make the table of that name: the records of some children, read once the few are known."""
    facts.run(f"""CREATE TEMP TABLE {name} AS SELECT record_key, child_id FROM {facts.table("children")}
                  SEMI JOIN {children} USING (child_id)""")


def _take_over(facts: RunFacts) -> None:
    """What lasts of the contradictions within one child's history; of those who are past school age, nothing."""
    facts.run(f"""
        INSERT INTO found
        SELECT c.child_id, c.kind, c.starts_on, c.evidence FROM {facts.table("contradictions")} c JOIN today t USING (child_id)
        WHERE (c.ends_before IS NULL OR c.ends_before > DATE '{facts.on}')
              AND (t.status NOT IN ('below_school_age', 'over_school_age') OR c.kind = 'dead_and_attending')""")


def _never_enrolled(facts: RunFacts) -> None:
    """Deleted for a named school, whose rolls came since and never had the child; and nobody else's roll has the child now."""
    changes, rolls = facts.rows("roll_change"), facts.rows("school_roll", newest=True)
    if not changes or not rolls:
        return
    facts.run(f"""
        CREATE TEMP TABLE left_for AS
        SELECT m.child_id, r.urn, r.change_date, r.destination_urn,
               greatest(r.change_date, coalesce(r.expected_start, r.change_date)) + {ARRIVES_WITHIN_DAYS} AS due,
               {reference_sql("roll_change")} AS reference
        FROM {joined_sql(changes, "of_changes")}
        WHERE r.change = 'deleted' AND r.destination_urn IS NOT NULL AND r.destination_urn IS DISTINCT FROM r.urn
              AND due <= DATE '{facts.on}' AND r.change_date > DATE '{facts.on}' - 400
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.change_date DESC, e.as_at DESC, r.record_key DESC) = 1""")
    # The named school's own rolls must have come since: without them nothing is known of who arrived.
    facts.run(f"""
        CREATE TEMP TABLE roll_days AS
        SELECT DISTINCT r.urn, e.as_at, e.supplier FROM {rolls} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE r.urn IN (SELECT destination_urn FROM left_for)""")
    facts.run(f"""
        INSERT INTO found
        SELECT l.child_id, 'left_to_school_never_enrolled', l.change_date,
               [l.reference, (SELECT 'school_roll:' || max_by(y.supplier, y.as_at) || ':' || strftime(max(y.as_at), '%Y-%m-%d') || ':'
                              FROM roll_days y WHERE y.urn = l.destination_urn)]
        FROM left_for l JOIN today t ON t.child_id = l.child_id
        WHERE t.status NOT IN {_GONE} AND NOT (t.status = 'on_roll' AND t.starts_on > l.change_date - 45)
              AND EXISTS (SELECT 1 FROM roll_days y WHERE y.urn = l.destination_urn AND y.as_at >= l.due)
              AND NOT EXISTS (SELECT 1 FROM {facts.table("timelines")} s
                              WHERE s.child_id = l.child_id AND s.status = 'on_roll' AND s.urn = l.destination_urn
                                    AND coalesce(s.ends_before > l.change_date, true))""")


def _abroad_and_registered(facts: RunFacts) -> None:
    """Deleted as gone abroad, and then a new start in another register; who is on a roll again has come back, and that is known."""
    changes = facts.rows("roll_change")
    if not changes:
        return
    facts.run(f"""
        CREATE TEMP TABLE gone AS
        SELECT m.child_id, r.change_date, {reference_sql("roll_change")} AS reference
        FROM {joined_sql(changes, "of_changes")} JOIN today t ON t.child_id = m.child_id
        WHERE r.change = 'deleted' AND r.destination_type = 'abroad' AND r.change_date <= DATE '{facts.on}'
              AND t.status NOT IN ('on_roll', 'below_school_age', 'over_school_age', 'died', 'record_ended')
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.change_date DESC, e.as_at DESC, r.record_key DESC) = 1""")
    _note_members(facts, "of_gone", "gone")
    for register, starts in NEW_STARTS.items():
        rows = facts.rows(register)
        if rows:
            facts.run(f"""
                INSERT INTO found
                SELECT g.child_id, 'abroad_and_registered', g.change_date, [g.reference, {reference_sql(register)}]
                FROM {joined_sql(rows, "of_gone")} JOIN gone g ON g.child_id = m.child_id
                WHERE r.{starts} > g.change_date AND r.{starts} <= DATE '{facts.on}'
                QUALIFY row_number() OVER (PARTITION BY g.child_id ORDER BY e.as_at DESC, r.record_key DESC) = 1""")
    facts.run("""DELETE FROM found WHERE kind = 'abroad_and_registered'
                AND child_id IN (SELECT child_id FROM found WHERE kind = 'abroad_and_seen')""")


def _lives_elsewhere(facts: RunFacts) -> None:
    """On a roll that gives an address where no other register has had the child for long, while two or more agree on another authority."""
    rolls, postcodes = facts.rows("school_roll", newest=True), facts.rows("postcodes", newest=True)
    registers = [each for each in ADDRESSES if facts.of(each)]
    if not rolls or not postcodes or len(registers) < REGISTERS_ELSEWHERE:
        return
    facts.run(f"""CREATE TEMP TABLE lies_in AS SELECT r.postcode, max_by(r.la_code, r.record_key) AS la_code FROM {postcodes} r
                  WHERE r.postcode IS NOT NULL GROUP BY r.postcode""")
    _note_maybe_elsewhere(facts, registers)
    _note_members(facts, "of_maybe", "maybe_elsewhere")
    facts.run(f"""
        CREATE TEMP TABLE on_rolls AS
        SELECT m.child_id, p.la_code AS home_la, {reference_sql("school_roll")} AS reference, t.starts_on
        FROM {joined_sql(rolls, "of_maybe")} JOIN today t ON t.child_id = m.child_id AND t.urn = r.urn JOIN lies_in p USING (postcode)
        WHERE p.la_code = coalesce(t.la_code, e.supplier)
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY e.as_at DESC, r.record_key DESC) = 1""")
    # A register agrees where its newest rows, and rows of half a year before, have the child in one authority, and never at the roll's.
    facts.run(f"""
        CREATE TEMP TABLE elsewhere AS
        SELECT m.child_id, r.register, min(p.la_code) AS la_code,
               max(r.record_key) FILTER (WHERE e.newest) AS record_key
        FROM {joined_sql(_addresses(facts, registers), "of_maybe")}
             JOIN lies_in p USING (postcode) JOIN on_rolls o ON o.child_id = m.child_id
        GROUP BY m.child_id, r.register
        HAVING count(DISTINCT p.la_code) = 1 AND bool_and(p.la_code <> o.home_la) AND bool_or(e.newest)
               AND min(e.as_at) <= DATE '{facts.on}' - {LONG_ELSEWHERE_DAYS}""")
    facts.run(f"""
        INSERT INTO found
        SELECT o.child_id, 'lives_elsewhere_than_roll_says', o.starts_on,
               list_prepend(o.reference, list({reference_sql_by("r.register")} ORDER BY r.register))
        FROM on_rolls o JOIN elsewhere e ON e.child_id = o.child_id JOIN {facts.table("children")} r ON r.record_key = e.record_key
             JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE (e.child_id, e.la_code) IN (SELECT (child_id, la_code) FROM elsewhere GROUP BY ALL HAVING count(*) >= {REGISTERS_ELSEWHERE})
        GROUP BY o.child_id, o.reference, o.starts_on, e.la_code""")


def _note_maybe_elsewhere(facts: RunFacts, registers: Sequence[str]) -> None:
    """Make the table `maybe_elsewhere`: children long on a roll whom the newest rows of two registers have outside the school's authority.

    Nobody else can be listed, and they are few: their rows alone are read through all extracts.
    """
    facts.run(f"""
        CREATE TEMP TABLE maybe_elsewhere AS
        SELECT m.child_id
        FROM {joined_sql(_addresses(facts, registers, newest=True), facts.table("children"))}
             JOIN lies_in p USING (postcode) JOIN today t ON t.child_id = m.child_id
        WHERE t.status = 'on_roll' AND t.starts_on <= DATE '{facts.on}' - {LONG_ELSEWHERE_DAYS} AND p.la_code IS DISTINCT FROM t.la_code
        GROUP BY m.child_id HAVING count(DISTINCT r.register) >= {REGISTERS_ELSEWHERE}""")


def _addresses(facts: RunFacts, registers: Sequence[str], *, newest: bool = False) -> str:
    """The postcodes of registers, as one table."""
    parts = [f"SELECT record_key, postcode, '{each}' AS register FROM {facts.rows(each, newest=newest)}" for each in registers]
    return f"({' UNION ALL '.join(parts)})"


def _write(facts: RunFacts) -> None:
    """Write the table, each with the key by which it is known again."""
    rows = facts.connection.execute("SELECT child_id, kind, starts_on, evidence FROM found ORDER BY ALL").fetchall()
    columns: dict[str, list[Any]] = {"child_id": [], "kind": [], "starts_on": [], "key": [], "evidence": [], "because": []}
    for child_id, kind, starts_on, evidence in rows:
        values = (child_id, kind, starts_on, key_of(kind, starts_on, sources_of(evidence)), evidence, LISTED[kind].means)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
    types = {"starts_on": pa.date32(), "evidence": pa.list_(pa.string())}
    facts.connection.register(
        "given_listed", pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()})
    )
    facts.run(f"""COPY (SELECT DISTINCT ON (child_id, key) * FROM given_listed ORDER BY child_id, key, starts_on)
                 TO {quoted(facts.into / f"{TABLE}.parquet")} (FORMAT parquet, COMPRESSION zstd)""")
