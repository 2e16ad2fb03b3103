"""Counts of one run, by authority: of the return, of a period, of each definition, of each status. Nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.measures.any_time import SPELLS
from onroll.core.measures.cme_census import DURATIONS, TOTAL, Counts
from onroll.core.measures.definitions import MISSING_STATUSES, Definition, counted_statuses, last_start_that_counts
from onroll.core.reasons import REASONS, UNKNOWN
from onroll.core.school_age import school_year
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.run_figures import (
    FORMER_RESIDENCES,
    MISSING_CHILDREN,
    STATUS_COUNTS,
    WITHOUT_EDUCATION,
    days_counted,
    provide,
    statuses_sql,
)
from onroll.pipeline.run_rows import CountedFinding
from onroll.pipeline.term_calendars import TermCalendars

Place = str
Parameters = list[Any]


class Shown:
    """Which children are in a count. Shape  hidden: marked as shielded since the run was made; la_code: of one authority alone."""

    def __init__(self, *, include_shielded: bool = False, hidden: Collection[str] = (), la_code: str | None = None) -> None:
        self._include_shielded, self.hidden, self.la_code = include_shielded, hidden, la_code

    def where(self, *, by_child: bool = True, by_place: bool = True) -> tuple[str, Parameters]:
        """Return the SQL condition on a table `m`, and its parameters.

        Shape  by_child: whom people shield since is left out too; by_place: the authority of the row is that of the figure.
        """
        conditions, parameters = ["true"], Parameters()
        if not self._include_shielded:
            conditions.append("NOT m.shielded")
            if self.hidden and by_child:
                conditions.append("m.child_id NOT IN (SELECT unnest(?))")
                parameters.append(sorted(self.hidden))
        if by_place and self.la_code is not None:
            conditions.append("m.la_code = ?")
            parameters.append(self.la_code)
        return " AND ".join(conditions), parameters


class RunFigures:
    """One run's counts. Safe to share between threads: each question has a cursor of its own."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._connection = connect(memory_limit="1500MB")
        provide(self._connection, run)

    def close(self) -> None:
        """Let go of the tables."""
        self._connection.close()

    def _ask(self, sql: str, parameters: Sequence[Any] = (), **tables: pa.Table) -> list[tuple[Any, ...]]:
        cursor: duckdb.DuckDBPyConnection = self._connection.cursor()
        try:
            for name, table in tables.items():
                cursor.register(name, table)
            return cursor.execute(sql, list(parameters)).fetchall()
        finally:
            cursor.close()

    def shielded(self, la_code: str | None = None) -> int:
        """Return how many shielded children there are among those found missing."""
        everybody, rest = (self._count(Shown(include_shielded=each, la_code=la_code)) for each in (True, False))
        return everybody - rest

    def _count(self, shown: Shown) -> int:
        where, parameters = shown.where()
        return int(self._ask(f"SELECT count(*) FROM {MISSING_CHILDREN} m WHERE {where}", parameters)[0][0])

    def missing(self, shown: Shown, reasons: Mapping[str, str | None]) -> tuple[dict[Place, Counts], Counter[Place]]:
        """Return the counts of the return by authority, and how many are possibly missing.

        Shape  reasons: by child, what officers recorded; None in it: that none was returned.
        """
        recorded = pa.table(
            {"child_id": list(reasons), "recorded": list(reasons.values())},
            schema=pa.schema([("child_id", "string"), ("recorded", "string")]),
        )
        where, parameters = shown.where()
        known = ", ".join(quoted(reason) for reason in REASONS)
        # Every label of a child at once; one row of the result is one authority, topic and label.
        sql = f"""
            WITH labelled AS (
                SELECT m.la_code, m.status, {_SEX} AS sex, {_year("date_of_birth", self.run.on)} AS year,
                    CASE WHEN since IS NULL OR since > getvariable('on') THEN '{UNKNOWN}'
                         ELSE {_band("date_diff('day', since, getvariable('on'))")} END AS duration,
                    if(r.child_id IS NOT NULL, r.recorded, m.reason) AS reason
                FROM {MISSING_CHILDREN} m LEFT JOIN recorded r USING (child_id) WHERE {where})
            SELECT la_code, status, sex, year, duration,
                CASE WHEN reason IS NULL THEN NULL WHEN reason IN ({known}) THEN reason ELSE 'Other' END AS reason, count(*) FROM labelled
            GROUP BY ALL"""
        sql = sql.replace("getvariable('on')", f"DATE '{self.run.on}'")
        found: dict[Place, Counts] = {}
        possible: Counter[Place] = Counter()
        for la_code, status, sex, year, duration, reason, count in self._ask(sql, parameters, recorded=recorded):
            if status != "cme":
                possible[la_code] += count
                continue
            labels = {TOTAL: TOTAL, "Sex": sex, "Year group": year, "Duration": duration, "Reason": reason}
            own = found.setdefault(la_code, Counter())
            for topic, label in labels.items():
                if label is not None:
                    own[topic, label] += count
        return found, possible

    def found_missing(self, shown: Shown) -> list[CountedFinding]:
        """Return every child who is found missing, or possibly missing, as figures count them."""
        where, parameters = shown.where()
        columns = ", ".join(f"m.{name}" for name in CountedFinding.__dataclass_fields__)
        rows = self._ask(f"SELECT {columns} FROM {MISSING_CHILDREN} m WHERE {where} ORDER BY m.child_id", parameters)
        return [CountedFinding(*row) for row in rows]

    def at_any_time(self, shown: Shown, first: date, last: date) -> tuple[dict[Place, Counts], int]:
        """Return the counts of children who met the definition on any day of a period, and how many only possibly did."""
        of_child, parameters = _missing_in(shown, first, last)
        sql = f"""SELECT la_code, doubtful, sex, year, times, days, count(*) FROM ({of_child}) GROUP BY ALL"""
        found: dict[Place, Counts] = {}
        doubtful = 0
        for la_code, in_doubt, *labels, count in self._ask(sql, parameters):
            if in_doubt:
                doubtful += count
                continue
            own = found.setdefault(la_code, Counter())
            for named in _any_time_cells(*labels):
                own[named] += count
        return found, doubtful

    def children_at_any_time(self, shown: Shown, first: date, last: date, topic: str, label: str) -> tuple[str, ...]:
        """Return the very children of one cell of that count, in order."""
        of_child, parameters = _missing_in(shown, first, last)
        rows = self._ask(f"SELECT child_id, sex, year, times, days FROM ({of_child}) WHERE NOT doubtful ORDER BY child_id", parameters)
        return tuple(child_id for child_id, *labels in rows if (topic, label) in _any_time_cells(*labels))

    def by_definition(self, shown: Shown, definitions: Sequence[Definition], calendars: TermCalendars) -> dict[tuple[Place, str], int]:
        """Return how many children each definition counts on the run's day, by authority and the definition's code."""
        found: dict[tuple[Place, str], int] = {}
        for definition in definitions:
            from_table, condition, parameters = self._counting(shown, definition, calendars)
            rows = self._ask(f"SELECT m.la_code, count(DISTINCT m.child_id) FROM {from_table} m WHERE {condition} GROUP BY ALL", parameters)
            found |= {(la_code, definition.code): count for la_code, count in rows}
        return found

    def children_by_definition(self, shown: Shown, definition: Definition, calendars: TermCalendars) -> tuple[str, ...]:
        """Return the very children that a definition counts, in order."""
        from_table, condition, parameters = self._counting(shown, definition, calendars)
        rows = self._ask(f"SELECT DISTINCT m.child_id FROM {from_table} m WHERE {condition} ORDER BY 1", parameters)
        return tuple(row[0] for row in rows)

    def _counting(self, shown: Shown, definition: Definition, calendars: TermCalendars) -> tuple[str, str, Parameters]:
        where, parameters = shown.where()
        if definition.national:
            return MISSING_CHILDREN, f"m.status = 'cme' AND {where}", parameters
        first = "with_pending_starts_on" if definition.home_education_pending else "gap_starts_on"
        statuses = ", ".join(quoted(status) for status in sorted(counted_statuses(definition)))
        on = self.run.on
        national = last_start_that_counts(definition, on, calendars.national)
        own = {la_code: last_start_that_counts(definition, on, calendar) for la_code, calendar in sorted(calendars.own.items())}
        different = [f"WHEN {quoted(la_code)} THEN DATE '{day}'" for la_code, day in own.items() if day != national]
        latest = f"CASE la_code {' '.join(different)} ELSE DATE '{national}' END" if different else f"DATE '{national}'"
        condition = (
            f"m.status IN ({statuses}) AND m.ends_before IS NULL AND coalesce(m.finding_status, '') <> 'possible_cme' "
            f"AND m.{first} <= {latest} AND {where}"
        )
        return WITHOUT_EDUCATION, condition, parameters

    def statuses(self, shown: Shown, day: date) -> dict[tuple[Place, str], int]:
        """Return how many children have each status on a day, by where they live: each child in exactly one."""
        kept = self.run.table(STATUS_COUNTS)
        ready = kept.exists() and day in days_counted(self.run.on)
        source = read_parquet(kept) if ready else f"({statuses_sql(self._tables(), [day])})"
        # Who is marked since the run was made is counted apart, and taken off: they are few.
        known, parameters = shown.where(by_child=False)
        sql = f"SELECT m.la_code, m.status, sum(children) FROM {source} m WHERE m.day = DATE '{day}' AND {known} GROUP BY ALL"
        found = {(la_code, status): int(count) for la_code, status, count in self._ask(sql, parameters)}
        for place, count in self._statuses_of(shown, day).items():
            found[place] -= count
        return {place: count for place, count in found.items() if count}

    def _statuses_of(self, shown: Shown, day: date) -> dict[tuple[Place, str], int]:
        if not shown.hidden:
            return {}
        listed = ", ".join(quoted(child_id) for child_id in sorted(shown.hidden))
        known, parameters = shown.where(by_child=False)
        source = statuses_sql(self._tables(), [day], f"child_id IN ({listed})")
        rows = self._ask(f"SELECT m.la_code, m.status, sum(children) FROM ({source}) m WHERE {known} GROUP BY ALL", parameters)
        return {(la_code, status): int(count) for la_code, status, count in rows}

    def children_with_status(self, shown: Shown, statuses: Collection[str], day: date) -> tuple[str, ...]:
        """Return the very children who have one of some statuses on a day, in order."""
        where, parameters = shown.where()
        tables = self._tables()
        listed = ", ".join(quoted(status) for status in sorted(statuses))
        sql = f"""
            SELECT m.child_id FROM (
                SELECT t.child_id, coalesce(r.la_code, '') AS la_code, h.child_id IS NOT NULL AS shielded
                FROM {tables["timelines"]} t LEFT JOIN {tables["residences"]} r USING (child_id)
                LEFT JOIN (SELECT DISTINCT child_id FROM {tables["shielded"]}) h USING (child_id)
                WHERE t.status IN ({listed}) AND t.starts_on <= DATE '{day}' AND coalesce(t.ends_before > DATE '{day}', true)) m
            WHERE {where} ORDER BY 1"""
        return tuple(row[0] for row in self._ask(sql, parameters))

    def waiting(self, shown: Shown) -> dict[tuple[Place, str], int]:
        """Return how many of those found missing wait for an extract that is late, by authority and status."""
        where, parameters = shown.where()
        sql = f"SELECT m.la_code, m.status, count(*) FROM {MISSING_CHILDREN} m WHERE m.coverage = 'partial' AND {where} GROUP BY ALL"
        return {(la_code, status): count for la_code, status, count in self._ask(sql, parameters)}

    def false_alarms(self) -> tuple[float, float, float] | None:
        """Return how many findings missed links are expected to have raised, with the 95% interval; None where nobody measured it."""
        path = self.run.table("link_quality")
        if not path.exists():
            return None
        sql = f"SELECT value, low, high FROM {read_parquet(path)} WHERE measure = 'expected_false_alarms' AND topic = '' AND \"group\" = ''"
        rows = self._ask(sql)
        return rows[0] if rows and None not in rows[0] else None

    def _tables(self) -> dict[str, str]:
        return {name: read_parquet(self.run.table(name)) for name in ("timelines", "residences", "shielded")}


_SEX = f"CASE sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' ELSE '{UNKNOWN}' END"


def _band(days: str) -> str:
    parts = [f"WHEN {days} < {before} THEN {quoted(label)}" for label, before in DURATIONS if before is not None]
    return f"CASE {' '.join(parts)} ELSE {quoted(DURATIONS[-1][0])} END"


def _year(date_of_birth: str, on: date) -> str:
    """Return the SQL of the label of a child's national curriculum year on a day: `core.school_age.curriculum_year`."""
    year = f"({school_year(on)} - year({date_of_birth}) - if(month({date_of_birth}) >= 9, 1, 0) - 4)"
    return f"CASE WHEN {year} = 0 THEN 'Reception' WHEN {year} BETWEEN 1 AND 11 THEN 'Year ' || {year} ELSE '{UNKNOWN}' END"


def _missing_in(shown: Shown, first: date, last: date) -> tuple[str, Parameters]:
    """Return the SQL of the children who met the definition on any day of a period, each once, and its parameters.

    A child counts where they lived when they were first missing in the period: authorities then add up to the nation.
    """
    where, parameters = shown.where(by_place=False)
    statuses = ", ".join(quoted(status) for status in sorted(MISSING_STATUSES))
    sql = f"""
        WITH inside AS (
            SELECT child_id, la_code, sex, date_of_birth, gap_starts_on, doubtful,
                min(greatest(counts_from, $first)) AS starts_on,
                max(least(coalesce(ends_before - 1, $last), $last)) AS ends_on
            FROM {WITHOUT_EDUCATION} m
            WHERE status IN ({statuses}) AND counts_from < coalesce(ends_before, DATE '9999-12-31') AND counts_from <= $last
                AND coalesce(ends_before, DATE '9999-12-31') > $first AND {where}
            GROUP BY ALL),
        placed AS (
            SELECT i.* REPLACE (coalesce(f.la_code, i.la_code) AS la_code) FROM inside i LEFT JOIN {FORMER_RESIDENCES} f
                ON f.child_id = i.child_id AND coalesce(f.starts_on <= i.starts_on, true) AND f.ends_before > i.starts_on
            WHERE ends_on >= i.starts_on),
        of_child AS (
            SELECT child_id, arg_min(la_code, (doubtful, starts_on)) AS la_code, any_value(sex) AS sex,
                any_value(date_of_birth) AS date_of_birth, bool_and(doubtful) AS doubtful,
                count_if(NOT doubtful) AS times, sum(date_diff('day', starts_on, ends_on) + 1) FILTER (NOT doubtful) AS days
            FROM placed GROUP BY child_id)
        SELECT child_id, la_code, doubtful, {_SEX} AS sex, {_year("date_of_birth", first)} AS year, least(times, 3) AS times,
            {_band("days")} AS days
        FROM of_child WHERE {"true" if shown.la_code is None else f"la_code = {quoted(shown.la_code)}"}"""
    return sql.replace("$first", f"DATE '{first}'").replace("$last", f"DATE '{last}'"), parameters


def _any_time_cells(sex: str, year: str, times: int, days: str) -> tuple[tuple[str, str], ...]:
    """Return the cells in which a child counts who was missing at any time."""
    return (TOTAL, TOTAL), ("Sex", sex), ("Year group", year), ("Times missing", SPELLS[times - 1]), ("Days missing", days)
