"""What schools do with returns, deletions and timetables: the rows that measures of their practice count, as tables of the run.

What joins different rows is SQL; what one pupil's marks say is judged by `core.attendance_duties`, of the few whom the SQL leaves.

Source  issue 7, point 5; `core.school_practice`; docs/tables.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from onroll.core.candidates import last_years
from onroll.core.dated.practice_limits import PRACTICE, PracticeLimits
from onroll.core.dated.values import value_on
from onroll.core.school_practice import EXAM_YEAR, is_before_census, is_unusual_ground, looked_at_since
from onroll.core.world import World
from onroll.pipeline.engine import quoted
from onroll.pipeline.practice_marks import judge_marks
from onroll.pipeline.run_facts import RunFacts, joined_sql, reference_sql, year_sql
from onroll.pipeline.world import gather_schools

TABLE, UNITS = "school_practice", "school_practice_units"
_FOUND = "practice VARCHAR, urn VARCHAR, year INTEGER, child_id VARCHAR, day DATE, evidence VARCHAR[]"


@dataclass
class PracticeReport:
    """What the station did, in numbers."""

    counted: Counter[str] = field(default_factory=Counter)

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        return dict(sorted(self.counted.items()))


def watch_school_practice(run: RunFacts) -> PracticeReport:
    """Write `school_practice` and `school_practice_units` into the run that is being built. Nobody who is shielded is in them.

    Shape  run: holds children, child_summaries, timelines and shielded.
    """
    report = PracticeReport()
    limits = value_on(PRACTICE, run.on)
    with run.aside() as facts:
        _note_schools(facts, gather_schools(facts.connection, facts.extracts, on=facts.on))
        facts.run(f"CREATE TEMP TABLE units ({_FOUND})")
        facts.run(f"CREATE TEMP TABLE found ({_FOUND})")
        _new_pupils(facts, limits)
        _left_the_roll(facts, limits)
        _deletions(facts)
        _examinees(facts, limits)
        judge_marks(facts, limits)
        _write(facts)
        counted = f"SELECT practice, count(*) FROM {facts.table(TABLE)} GROUP BY ALL"
        report.counted.update(dict(facts.connection.execute(counted).fetchall()))
    return report


def _note_schools(facts: RunFacts, world: World) -> None:
    """Make `given_schools` (urn, lowest), the open ones, and `last_years` (urn, year)."""
    pairs = [(urn, year) for urn in sorted(world.schools) for year in sorted(last_years(urn, world))]
    closed = sorted(urn for urn, school in world.schools.items() if not school.open_on(facts.on))
    facts.connection.register(
        "given_last_years",
        pa.table({"urn": pa.array([urn for urn, _ in pairs], pa.string()), "year": pa.array([year for _, year in pairs], pa.int32())}),
    )
    facts.connection.register("given_closed", pa.table({"urn": pa.array(closed, pa.string())}))
    establishments = facts.rows("establishments", newest=True)
    lowest = f"SELECT urn, max(statutory_low_age) - 4 AS lowest FROM {establishments} GROUP BY urn" if establishments else None
    facts.run(f"CREATE TEMP TABLE lowest_years AS {lowest or 'SELECT NULL::VARCHAR AS urn, 0 AS lowest WHERE false'}")


def _ends_in_summer(day: str, year: str, urn: str, gone_by: str = "") -> str:
    """The SQL of whether a pupil left with the end of a school's last year, or of year 11, of which nobody need be told.

    Shape  gone_by: the day of the first roll without the pupil, where nobody said when the pupil left: any day until then may be it.
    """
    begins, ends = f"make_date(year({day}), 6, 15)", f"make_date(year({day}), 9, 15)"
    in_summer = f"{day} <= {ends} AND greatest({day}, {gone_by or day}) >= {begins}"
    known = f"{urn} IN (SELECT urn FROM given_last_years)"
    is_last = f"if({known}, ({urn}, {year}) IN (SELECT (urn, year) FROM given_last_years), {year} = 6)"
    return f"({in_summer} AND ({is_last} OR {year} = {EXAM_YEAR}))"


def _new_pupils(facts: RunFacts, limits: PracticeLimits) -> None:
    """Who is on a newest roll since a day of the last year, and for whom no addition was reported."""
    rolls = facts.rows("school_roll", newest=True)
    if rolls is None:
        return
    starts = "(month(r.entry_date) * 100 + day(r.entry_date)) BETWEEN 825 AND 915"
    facts.run(f"""
        INSERT INTO units
        SELECT 'new_pupil_return', r.urn, {year_sql("r.entry_date")} AS year, m.child_id, r.entry_date, [{reference_sql("school_roll")}]
        FROM {joined_sql(rolls, facts.table("children"))} JOIN {facts.table("child_summaries")} b ON b.child_id = m.child_id
             LEFT JOIN lowest_years l ON l.urn = r.urn
        WHERE r.entry_date > DATE '{looked_at_since(facts.on)}' AND r.entry_date <= DATE '{facts.on}' - {limits.return_days}
              AND coalesce(r.enrolment_status, 'C') NOT IN ('G', 'P')
              AND NOT ({starts} AND coalesce(year <= l.lowest, year IN (0, 3, 7)))
        QUALIFY row_number() OVER (PARTITION BY m.child_id, r.urn ORDER BY r.entry_date DESC, r.record_key DESC) = 1""")
    _without_return(facts, "new_pupil_return", "added")


def _left_the_roll(facts: RunFacts, limits: PracticeLimits) -> None:
    """Whose last spell on a roll ended within the year; and who left without a deletion that was reported."""
    facts.run(f"""
        CREATE TEMP TABLE last_spells AS
        SELECT child_id, urn, max(coalesce(ends_before, DATE '9999-12-31')) AS ends_before,
               max_by(evidence, coalesce(ends_before, DATE '9999-12-31')) AS evidence
        FROM {facts.table("timelines")} ANTI JOIN given_closed USING (urn)
        WHERE status = 'on_roll' AND urn IS NOT NULL GROUP BY child_id, urn""")
    facts.run(f"""
        CREATE TEMP TABLE left_roll AS
        SELECT s.child_id, s.urn, s.ends_before - 1 AS day, s.evidence, max(n.status) AS next,
               (SELECT min(e.as_at) FROM extract_days e WHERE e.register = 'school_roll' AND e.as_at >= s.ends_before
                    AND e.supplier = string_split(list_filter(s.evidence, x -> starts_with(x, 'school_roll:'))[-1], ':')[2]) AS gone_by
        FROM last_spells s LEFT JOIN {facts.table("timelines")} n ON n.child_id = s.child_id AND n.starts_on = s.ends_before
        WHERE s.ends_before > DATE '{looked_at_since(facts.on)}' AND s.ends_before <= DATE '{facts.on}' GROUP BY ALL""")
    facts.run(f"""
        INSERT INTO units
        SELECT 'deletion_return', s.urn, {year_sql("s.day")} AS year, s.child_id, s.day, s.evidence
        FROM left_roll s JOIN {facts.table("child_summaries")} b ON b.child_id = s.child_id
        WHERE s.day <= DATE '{facts.on}' - {limits.return_days} AND coalesce(s.next NOT IN ('died', 'over_school_age'), true)
              AND NOT {_ends_in_summer("s.day", "year", "s.urn", "s.gone_by")}""")
    _without_return(facts, "deletion_return", "deleted")


def _without_return(facts: RunFacts, practice: str, change: str) -> None:
    """Take over those of whom no register holds the change, near its day: schools and rolls date it differently.

    What a school reported under a former number, before it became an academy, holds for its successor.
    """
    near = value_on(PRACTICE, facts.on).near_days
    changes = facts.rows("roll_change")
    reported = (
        f"""AND NOT EXISTS (SELECT 1 FROM {joined_sql(changes, facts.table("children"))}
            WHERE m.child_id = u.child_id AND (r.urn = u.urn OR r.urn IN (SELECT urn FROM given_closed)) AND r.change = '{change}'
                  AND r.change_date BETWEEN u.day - {near} AND u.day + {near})"""
        if changes
        else ""
    )
    facts.run(f"INSERT INTO found SELECT * FROM units u WHERE practice = '{practice}' {reported}")


def _deletions(facts: RunFacts) -> None:
    """The deletions of the year, once for each pupil, school and day: on which ground, and how long before a census."""
    changes = facts.rows("roll_change")
    if changes is None:
        return
    facts.run(f"""
        CREATE TEMP TABLE deletions AS
        SELECT r.urn, {year_sql("r.change_date")} AS year, m.child_id, r.change_date AS day,
               [{reference_sql("roll_change")}] AS evidence, r.ground
        FROM {joined_sql(changes, facts.table("children"))} JOIN {facts.table("child_summaries")} b ON b.child_id = m.child_id
             ANTI JOIN given_closed c ON c.urn = r.urn
        WHERE r.change = 'deleted' AND r.change_date > DATE '{looked_at_since(facts.on)}' AND r.change_date <= DATE '{facts.on}'
              AND NOT {_ends_in_summer("r.change_date", "year", "r.urn")}
        QUALIFY row_number() OVER (PARTITION BY m.child_id, r.urn, r.change_date ORDER BY e.as_at DESC, r.record_key DESC) = 1""")
    asked = facts.connection.execute("SELECT DISTINCT ground, day FROM deletions").fetchall()
    grounds = [(ground, day) for ground, day in asked if is_unusual_ground(ground, day)]
    days = [day for day in sorted({day for _, day in asked}) if is_before_census(day)]
    facts.connection.register(
        "given_unusual",
        pa.table(
            {"ground": pa.array([ground for ground, _ in grounds], pa.string()), "day": pa.array([day for _, day in grounds], pa.date32())}
        ),
    )
    facts.connection.register("given_before", pa.table({"day": pa.array(days, pa.date32())}))
    for practice, where in (
        ("unusual_ground", "EXISTS (SELECT 1 FROM given_unusual g WHERE g.ground IS NOT DISTINCT FROM d.ground AND g.day = d.day)"),
        ("left_before_census", "d.day IN (SELECT day FROM given_before)"),
    ):
        facts.run(f"INSERT INTO units SELECT '{practice}', d.* EXCLUDE (ground) FROM deletions d")
        facts.run(f"INSERT INTO found SELECT '{practice}', d.* EXCLUDE (ground) FROM deletions d WHERE {where}")


def _examinees(facts: RunFacts, limits: PracticeLimits) -> None:
    """Who was on a roll in the year of examinations before they began; and who left before."""
    month, number = limits.exams_begin
    facts.run(f"""
        CREATE TEMP TABLE exam_years AS
        SELECT child_id, greatest(make_date(year(date_of_birth) + (month(date_of_birth) >= 9)::INTEGER + {EXAM_YEAR} + 4, 9, 1),
                                  DATE '{looked_at_since(facts.on)}' + 1) AS first,
               least(make_date(year(date_of_birth) + (month(date_of_birth) >= 9)::INTEGER + {EXAM_YEAR} + 5, {month}, {number}) - 1,
                     DATE '{facts.on}') AS last
        FROM {facts.table("child_summaries")} WHERE first <= last""")
    facts.run(f"""
        INSERT INTO units
        SELECT DISTINCT 'left_before_exams', s.urn, {EXAM_YEAR}, s.child_id, x.first, NULL
        FROM {facts.table("timelines")} s JOIN exam_years x USING (child_id) ANTI JOIN given_closed c ON c.urn = s.urn
        WHERE s.status = 'on_roll' AND s.urn IS NOT NULL AND s.starts_on <= x.last AND coalesce(s.ends_before > x.first, true)""")
    facts.run(f"""
        INSERT INTO found
        SELECT 'left_before_exams', s.urn, {EXAM_YEAR}, s.child_id, s.day, s.evidence
        FROM left_roll s JOIN exam_years x USING (child_id)
        WHERE s.day BETWEEN x.first AND x.last AND coalesce(s.next <> 'died', true)""")


def _write(facts: RunFacts) -> None:
    """Write what was found, row by row, and of how many, as counts."""
    hidden = f"ANTI JOIN {facts.table('shielded')} USING (child_id)"
    facts.run(f"""COPY (SELECT * FROM found {hidden} ORDER BY urn, practice, day, child_id)
                 TO {quoted(facts.into / f"{TABLE}.parquet")} (FORMAT parquet, COMPRESSION zstd)""")
    facts.run(f"""COPY (SELECT practice, urn, year, count(*)::INTEGER AS total FROM units {hidden} GROUP BY ALL ORDER BY ALL)
                 TO {quoted(facts.into / f"{UNITS}.parquet")} (FORMAT parquet, COMPRESSION zstd)""")
