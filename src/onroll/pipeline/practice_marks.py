"""What pupils' marks say of a school's practice: a filter that leaves few, and the plain rules for those.

Source  contracts, section 4 (`attendance`); `core.attendance_duties`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pyarrow as pa

from onroll.core.attendance_duties import attendance_returns_due, days_of, part_time_since, sickness_returns_due
from onroll.core.dated.practice_limits import PracticeLimits
from onroll.core.dated.return_limits import MOST_PART_TIME_WEEKS
from onroll.core.dated.school_returns import LIMITS
from onroll.core.dated.values import value_on
from onroll.core.school_practice import looked_at_since
from onroll.pipeline.run_facts import RunFacts, joined_sql, reference_sql, year_sql

MARKED_WITHIN_DAYS = 28
"""Whose newest marks are older is not counted among the marked: nothing is known of the timetable now."""


def judge_marks(facts: RunFacts, limits: PracticeLimits) -> None:
    """Add to `units` and `found` what the marks of the last year oblige schools to, and part-time timetables."""
    since = looked_at_since(facts.on)
    marks = facts.rows("attendance", since=since)
    if marks is None:
        return
    born = facts.table("child_summaries")
    facts.run(f"""
        CREATE TEMP TABLE marked_weeks AS
        SELECT r.record_key, m.child_id, r.urn, r.week_starting, upper(r.marks) AS marks, {reference_sql("attendance")} AS reference
        FROM {joined_sql(marks, facts.table("children"))}
        WHERE r.week_starting > DATE '{since}' AND r.week_starting <= DATE '{facts.on}' AND r.marks IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY m.child_id, r.urn, r.week_starting ORDER BY e.as_at DESC, r.record_key DESC) = 1""")
    year = "(SELECT {} FROM " + born + " b WHERE b.child_id = w.child_id)"
    facts.run(f"""
        INSERT INTO units
        SELECT 'part_time_without_end', w.urn, {year.format(year_sql(f"DATE '{facts.on}'"))}, w.child_id, max(w.week_starting), NULL
        FROM marked_weeks w GROUP BY w.child_id, w.urn HAVING max(w.week_starting) > DATE '{facts.on}' - {MARKED_WITHIN_DAYS}""")
    found = [row for pupil in _suspects(facts) for row in _judged(pupil, facts.on, limits)]
    facts.connection.register("given_judged", _table(found))
    for into in ("found", "units"):
        skipped = "WHERE practice <> 'part_time_without_end'" if into == "units" else ""
        facts.run(f"""INSERT INTO {into} SELECT practice, urn, {year.format(year_sql("w.day"))}, child_id, day, [evidence]
                     FROM given_judged w {skipped}""")


Pupil = list[tuple[str, str, date, str, str]]
"""One pupil's weeks at one school: child, school, Monday, marks, reference."""

Judged = tuple[str, str, str, date, str]
"""Practice, school, child, day, reference."""


def _suspects(facts: RunFacts) -> Iterator[Pupil]:
    """Each pupil who may be found by the rules: nobody else has as many of the codes, in whatever order."""
    returns, weeks = value_on(LIMITS, facts.on), value_on(MOST_PART_TIME_WEEKS, facts.on)
    rows = facts.connection.execute(f"""
        SELECT child_id, urn, week_starting, marks, reference FROM marked_weeks SEMI JOIN (
            SELECT child_id, urn FROM marked_weeks GROUP BY ALL
            HAVING count(*) FILTER (contains(marks, 'C2')) > {weeks}
                OR sum({_how_many("GNO")}) >= {returns.attendance_return_days}
                OR sum({_how_many("I")}) >= {returns.sickness_days}) USING (child_id, urn)
        ORDER BY child_id, urn, week_starting""").fetchall()
    for _, pupil in groupby(rows, key=lambda row: row[:2]):
        yield list(pupil)


def _how_many(letters: str) -> str:
    """The SQL of how many of some letters a cell of marks holds."""
    return f"length(marks) - length(translate(marks, '{letters}', ''))"


def _judged(pupil: Pupil, on: date, limits: PracticeLimits) -> Iterator[Judged]:
    """What one pupil's weeks at one school say, each with the week that it rests on."""
    child_id, urn = pupil[0][:2]
    weeks = [(monday, marks) for _, _, monday, marks, _ in pupil]
    references = {monday: reference for _, _, monday, _, reference in pupil}
    days, asked = days_of(weeks), on - timedelta(days=limits.return_days)
    for practice, reached in (("attendance_return", attendance_returns_due(days)), ("sickness_return", sickness_returns_due(days))):
        for day in reached:
            if day <= asked:
                yield practice, urn, child_id, day, references[day - timedelta(days=day.weekday())]
    since = part_time_since(weeks)
    if since is not None and weeks[-1][0] > on - timedelta(days=MARKED_WITHIN_DAYS):
        yield "part_time_without_end", urn, child_id, since, references[since]


def _table(found: list[Judged]) -> pa.Table:
    columns: list[list[Any]] = [list(column) for column in zip(*found, strict=True)] if found else [[], [], [], [], []]
    types = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.string())
    names = ("practice", "urn", "child_id", "day", "evidence")
    return pa.table({name: pa.array(values, kind) for name, values, kind in zip(names, columns, types, strict=True)})
