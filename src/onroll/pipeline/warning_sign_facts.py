"""What was known on a past day of each child who was on a roll then, and who of them went missing afterwards: one table by SQL.

What was known then is what extracts dated no later than that day say. Who went missing is what the run that readers see knows by now.
The links are the present run's too: whose record is whose is told as well as it can be. Shielded children are left out.

Source  issue 7, point 3; docs/prevention.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

import duckdb

from onroll.core.measures.definitions import MISSING_STATUSES
from onroll.core.school_age import school_year
from onroll.core.warning_signs import KnownThen
from onroll.core.world import STALE_AFTER_DAYS
from onroll.pipeline.engine import quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index, Run
from onroll.pipeline.run_facts import RunFacts, gather_facts
from onroll.pipeline.run_figures import WITHOUT_EDUCATION, provide
from onroll.pipeline.run_risks import LEAST_SESSIONS
from onroll.pipeline.shielding import shielded_sql
from onroll.pipeline.transition_facts import prepare
from onroll.pipeline.world import gather_schools, newest_of_each_supplier

YEAR_BEFORE = timedelta(days=365)
TWO_YEARS_BEFORE = timedelta(days=730)
FIRST_DAYS_OF_YEAR = "(month(r.entry_date) = 9 OR (month(r.entry_date) = 8 AND day(r.entry_date) >= 20))"
FACTS = tuple(field.name for field in fields(KnownThen))
GROUPS = ("sex", "ethnicity", "decile", "sen", "in_care")
"""Columns of `known` from which the groups of the audit follow. The first two are nowhere else used."""


@dataclass(frozen=True)
class Situation:
    """Children of whom the same was known. Shape  lost: how many of them went missing."""

    known: KnownThen
    children: int
    lost: int


def extracts_of_run(index: Index, run: Run) -> list[Extract]:
    """Return the extracts from which a run was made."""
    made_from = set(run.manifest.get("made_from", {}).get("extracts", ()))
    return [each for each in index.extracts() if each.extract_id in made_from and each.records_path.exists()]


@contextmanager
def known_on(run: Run, extracts: Sequence[Extract], day: date, until: date | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a connection with the table `known`: one row for each child on a roll on the day.

    Shape  known: child_id, la_code, the fields of KnownThen, sex, ethnicity, and `lost`: whether the child went missing after the day and
           no later than `until`; NULL where only possibly, or where nothing is asked.
    """
    facts = replace(gather_facts(extracts, run.folder, on=day), on=day)
    try:
        prepare(facts, gather_schools(facts.connection, facts.extracts, on=day))
        _on_a_roll(facts)
        _of_other_registers(facts)
        _gone_missing(facts, run, until)
        _put_together(facts, run, until)
        yield facts.connection
    finally:
        facts.close()


def situations(connection: duckdb.DuckDBPyConnection) -> list[Situation]:
    """Return the distinct situations of those of whom it is known whether they went missing."""
    names = ", ".join(FACTS)
    rows = connection.execute(
        f"SELECT {names}, count(*), count_if(lost) FROM known WHERE lost IS NOT NULL GROUP BY {names} ORDER BY {names}"
    ).fetchall()
    return [Situation(KnownThen(**dict(zip(FACTS, row[:-2], strict=True))), row[-2], row[-1]) for row in rows]


def _rows(facts: RunFacts, register: str, columns: str, *, since: date | None = None, newest: bool = False) -> str | None:
    """Rows of a register with their child and extract, as SQL; None where none came. Shape  newest: of each supplier's newest day."""
    extracts = facts.of(register, since=since)
    if newest:
        last = {each.supplier: each.as_at for each in newest_of_each_supplier(facts.extracts, register)}
        extracts = [each for each in extracts if each.as_at == last[each.supplier]]
    if not extracts:
        return None
    return f"""(SELECT m.child_id, e.as_at, e.supplier, {columns} FROM {read_parquet(*(each.records_path for each in extracts))} r
                JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
                JOIN (SELECT record_key, child_id FROM {facts.table("children")} WHERE register = '{register}') m USING (record_key))"""


def _on_a_roll(facts: RunFacts) -> None:
    """Make `shown` (rows of the rolls of the year before) and `pupils` (the row that shows each child who is on a roll on the day)."""
    day = f"DATE '{facts.on}'"
    columns = """r.urn, r.entry_date, r.leaving_date, coalesce(r.enrolment_status, 'C') AS enrolment_status, r.nc_year, r.ethnicity, r.sex,
        r.sen_provision, r.fsm, r.in_care, r.sessions_possible, r.sessions_attended, r.postcode, e.newest"""
    columns += f", r.entry_date > {day} - 365 AND NOT {FIRST_DAYS_OF_YEAR} AS joined_in_year"
    rows = _rows(facts, "school_roll", columns, since=facts.on - YEAR_BEFORE)
    empty = """SELECT NULL::VARCHAR AS child_id, NULL::DATE AS as_at, '' AS supplier, '' AS urn, NULL::DATE AS entry_date,
        NULL::DATE AS leaving_date, '' AS enrolment_status, '' AS nc_year, '' AS ethnicity, '' AS sex, '' AS sen_provision, false AS fsm,
        false AS in_care, 0 AS sessions_possible, 0 AS sessions_attended, '' AS postcode, false AS newest, false AS joined_in_year
        WHERE false"""
    facts.run(f"CREATE TEMP TABLE shown AS {f'FROM {rows}' if rows else empty}")
    gone = _rows(facts, "roll_change", "r.urn, r.change_date, r.change", since=facts.on - YEAR_BEFORE)
    deleted = f"""ANTI JOIN (FROM {gone} WHERE change = 'deleted' AND change_date < {day}) g
        ON g.child_id = s.child_id AND g.urn = s.urn AND g.change_date >= s.as_at"""
    facts.run(f"""
        CREATE TEMP TABLE pupils AS SELECT s.* FROM shown s {deleted if gone else ""}
        WHERE s.newest AND s.as_at >= {day} - {STALE_AFTER_DAYS} AND s.enrolment_status NOT IN ('G', 'P')
            AND s.entry_date <= {day} AND coalesce(s.leaving_date >= {day}, true)
        QUALIFY row_number() OVER (PARTITION BY s.child_id ORDER BY s.as_at DESC, s.sessions_possible DESC NULLS LAST, s.urn) = 1""")


def _of_other_registers(facts: RunFacts) -> None:
    """Make a table of children for each fact that other registers, or earlier rolls, tell."""
    day = f"DATE '{facts.on}'"
    is_open = f"coalesce(start_date <= {day}, true) AND coalesce(end_date >= {day}, true)"
    told = {
        "in_need_now": (_rows(facts, "social_care", "r.start_date, r.end_date", newest=True), is_open),
        "part_time_now": (_rows(facts, "alternative_provision", "r.start_date, r.end_date", newest=True), is_open),
        "home_educated": (_rows(facts, "ehe", "r.start_date"), f"start_date < {day}"),
        "with_place": (
            _rows(facts, "admissions", "r.status", since=facts.on - YEAR_BEFORE),
            "status IN ('applied', 'offered', 'accepted', 'started')",
        ),
    }
    for name, (rows, condition) in told.items():
        source = f"FROM {rows} WHERE {condition}" if rows else "FROM shown WHERE false"
        facts.run(f"CREATE TEMP TABLE {name} AS SELECT DISTINCT child_id {source}")
    facts.run("CREATE TEMP TABLE moved AS SELECT child_id FROM shown GROUP BY child_id HAVING count(DISTINCT postcode) > 1")
    deciles = newest_of_each_supplier(facts.extracts, "postcodes")
    source = read_parquet(*(each.records_path for each in deciles)) if deciles else "(SELECT '' AS postcode, 0 AS idaci_decile WHERE false)"
    facts.run(
        f"CREATE TEMP TABLE deciles AS SELECT postcode, any_value(TRY_CAST(idaci_decile AS INTEGER)) AS decile FROM {source} GROUP BY 1"
    )


def _gone_missing(facts: RunFacts, run: Run, until: date | None) -> None:
    """Make `missing_now`, `missing_before` and `missing_later` (with whether it is certain), as the run knows them."""
    provide(facts.connection, run)
    day, last = f"DATE '{facts.on}'", f"DATE '{until or facts.on}'"
    statuses = ", ".join(quoted(status) for status in sorted(MISSING_STATUSES))
    gaps = f"FROM {WITHOUT_EDUCATION} WHERE status IN ({statuses})"
    facts.run(
        f"CREATE TEMP TABLE missing_now AS SELECT DISTINCT child_id {gaps} AND starts_on <= {day} AND coalesce(ends_before > {day}, true)"
    )
    facts.run(f"""
        CREATE TEMP TABLE missing_before AS SELECT DISTINCT child_id {gaps} AND NOT doubtful
        AND ends_before <= {day} AND ends_before > {day} - {TWO_YEARS_BEFORE.days} AND counts_from < ends_before""")
    facts.run(f"""
        CREATE TEMP TABLE missing_later AS SELECT child_id, bool_or(NOT doubtful) AS certain {gaps}
        AND starts_on > {day} AND counts_from <= {last} AND counts_from < coalesce(ends_before, DATE '9999-12-31') GROUP BY child_id""")


def _put_together(facts: RunFacts, run: Run, until: date | None) -> None:
    """Make `known`. Of a school year that is no number the child's own year group stands."""
    own_year = "{} - (year(b.date_of_birth) - (month(b.date_of_birth) < 9)::INTEGER) - 5"
    at_end = own_year.format(school_year(until or facts.on))
    summer = facts.on.month in (4, 5, 6, 7, 8)
    leaves = f"{summer} AND l.urn IS NOT NULL"
    lost = "CASE WHEN g.child_id IS NULL THEN false WHEN g.certain THEN true END" if until else "NULL::BOOLEAN"
    facts.run(f"""
        CREATE TEMP TABLE known AS
        SELECT p.child_id, coalesce(h.la_code, '') AS la_code, p.sex, p.ethnicity,
            if(p.sessions_possible >= {LEAST_SESSIONS} AND p.sessions_attended <= p.sessions_possible,
               (100 * (p.sessions_possible - p.sessions_attended) // p.sessions_possible)::INTEGER, NULL) AS absence,
            ({own_year.format(school_year(facts.on))})::INTEGER AS year,
            coalesce(p.sen_provision, '') AS sen, coalesce(p.fsm, false) AS free_meals, d.decile, coalesce(p.in_care, false) AS in_care,
            p.child_id IN (FROM in_need_now) AS in_need, p.joined_in_year, p.child_id IN (FROM moved) AS moved_home,
            p.child_id IN (FROM missing_before) AS missing_before, p.child_id IN (FROM part_time_now) AS part_time,
            p.child_id IN (FROM home_educated) AS home_educated_before, {leaves} AS leaves_school,
            {leaves} AND p.child_id NOT IN (FROM with_place)
                AND p.supplier IN (SELECT supplier FROM sent_applications WHERE as_at >= DATE '{facts.on}' - 300) AS without_place,
            {lost} AS lost
        FROM pupils p JOIN {facts.table("birthdays")} b USING (child_id)
        LEFT JOIN {facts.table("residences")} h USING (child_id) LEFT JOIN deciles d ON d.postcode = p.postcode
        LEFT JOIN missing_later g USING (child_id)
        LEFT JOIN leaving l ON l.urn = p.urn AND l.finishing = TRY_CAST(replace(p.nc_year, 'R', '0') AS INTEGER)
        WHERE {at_end} BETWEEN 0 AND 11 AND p.child_id NOT IN (FROM missing_now) AND p.child_id NOT IN (FROM {shielded_sql(run)})""")
