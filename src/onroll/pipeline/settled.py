"""The set-based filter: who needs no rule, because a fresh roll shows them or their age rules every finding out.

Conservative: whoever is not surely settled is judged by the plain rule. `tests/compare` proves that it never drops a
child whom the rule would find.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from onroll.core.world import STALE_AFTER_DAYS
from onroll.pipeline.engine import files
from onroll.pipeline.index import Extract


def note_unsettled(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], on: date) -> int:
    """Make the table `unsettled` (child_id) from `birthdays` and the rolls, and return how many it holds."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE on_fresh_roll AS {_on_fresh_roll(connection, extracts, on)}")
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE unsettled AS
        SELECT child_id FROM birthdays ANTI JOIN on_fresh_roll USING (child_id)
        WHERE NOT ({surely_too_young("date_of_birth", on)}) AND NOT ({surely_too_old("date_of_birth", on)})
    """)
    return int(connection.execute("SELECT count(*) FROM unsettled").fetchall()[0][0])


def surely_too_young(born: str, on: date) -> str:
    """Return the SQL of whether a birthday rules out that school age has begun: at five, or later. A day to spare."""
    return f"{born} > DATE '{on}' - INTERVAL 5 YEAR + INTERVAL 1 DAY"


def surely_too_old(born: str, on: date) -> str:
    """Return the SQL of whether a birthday rules out that school age still lasts: to seventeen, or less. A day to spare."""
    return f"{born} <= DATE '{on}' - INTERVAL 17 YEAR - INTERVAL 1 DAY"


def _on_fresh_roll(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], on: date) -> str:
    """Return the SQL for children whom the newest snapshot of their school surely keeps on its roll.

    Of a school's newest snapshot of several senders on one day only the school's own counts here, or a single one.
    """
    rolls = [each.records_path for each in extracts if each.register == "school_roll" and not each.partial]
    if not rolls:
        return "SELECT NULL::VARCHAR AS child_id WHERE false"
    changes = [each.records_path for each in extracts if each.register == "roll_change"]
    changed = (
        "SELECT c.child_id, r.urn, max(r.change_date) AS change_on "
        f"FROM {files(connection, *changes)} r JOIN child_records c USING (record_key) WHERE r.change = 'deleted' GROUP BY ALL"
        if changes
        else "SELECT NULL::VARCHAR AS child_id, NULL::VARCHAR AS urn, NULL::DATE AS change_on WHERE false"
    )
    schools = [each.records_path for each in extracts if each.register == "establishments"]
    closed = (
        f"SELECT DISTINCT urn FROM {files(connection, *schools)} WHERE close_date < DATE '{on}'"
        if schools
        else "SELECT NULL::VARCHAR AS urn WHERE false"
    )
    return f"""
        WITH shown AS (
            SELECT c.child_id, r.urn, r.entry_date, r.leaving_date, r.enrolment_status, e.as_at, e.supplier
            FROM {files(connection, *rolls)} r JOIN extract_days e ON e.number = r.record_key // 4294967296
                 JOIN child_records c ON c.record_key = r.record_key
        ),
        sent AS (
            SELECT DISTINCT r.urn, e.as_at, e.supplier
            FROM {files(connection, *rolls)} r JOIN extract_days e ON e.number = r.record_key // 4294967296
        ),
        present AS (
            SELECT urn, as_at, supplier FROM sent
            QUALIFY as_at = max(as_at) OVER (PARTITION BY urn)
                AND (supplier = urn OR NOT bool_or(supplier = urn) OVER (PARTITION BY urn, as_at))
        ),
        changed AS ({changed}),
        closed AS ({closed})
        SELECT DISTINCT s.child_id
        FROM shown s SEMI JOIN present p ON p.urn = s.urn AND p.as_at = s.as_at AND p.supplier = s.supplier
             ANTI JOIN changed d ON d.child_id = s.child_id AND d.urn = s.urn AND d.change_on > s.as_at
             ANTI JOIN closed x ON x.urn = s.urn
        WHERE s.entry_date <= DATE '{on}' AND s.leaving_date IS NULL
          AND coalesce(s.enrolment_status, 'C') NOT IN ('P', 'G')
          AND s.as_at >= DATE '{on}' - {STALE_AFTER_DAYS}
    """
