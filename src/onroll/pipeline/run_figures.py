"""The small tables of a run that figures are counted from: who is found missing, every spell without education, statuses by day.

Built once with the run; a run from before they were is asked the same from its larger tables.

Source  docs/tables.md (`missing_children`, `days_without_education`, `status_counts`); issue "Measures".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from onroll.core.measures.definitions import MISSING_STATUSES, PENDING, WAITING
from onroll.core.school_days import ENGLAND
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Run

FORMER_RESIDENCES = "former_residences"
MISSING_CHILDREN, WITHOUT_EDUCATION, STATUS_COUNTS = "missing_children", "days_without_education", "status_counts"
FOR_EVER = "DATE '9999-12-31'"
NO_PROOF_OF_LEAVING = ("Not shown by", "The newest roll is too old", "The school has closed")
"""How the spell of a roll ends of which nobody said that the child left: `core.timelines`."""

FIRST_YEAR = 2005
"""From when school days are listed."""


def write_run_figures(into: Path, *, on: date) -> dict[str, int]:
    """Write the tables into the run that is being built, and return their sizes."""
    con = connect(spill_to=into / ".spill")
    try:
        build(con, into, on)
        tables = {name: read_parquet(into / f"{name}.parquet") for name in ("timelines", "residences", "shielded")}
        con.execute(f"CREATE TABLE {STATUS_COUNTS} AS {statuses_sql(tables, days_counted(on))}")
        sizes = {}
        for name in (MISSING_CHILDREN, WITHOUT_EDUCATION, STATUS_COUNTS):
            con.execute(f"COPY {name} TO {quoted(into / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)")
            sizes[name] = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        return sizes
    finally:
        con.close()


def days_counted(on: date) -> list[date]:
    """Return the days whose statuses are counted with a run: its own, and the three last on which returns were due."""
    years = range(on.year - 2, on.year + 1)
    dues = [_thursday(year, month, place) for year in years for month, place in ((1, 3), (5, 3), (10, 1))]
    return [on, *sorted((day for day in dues if day < on), reverse=True)[:3]]


def _thursday(year: int, month: int, place: int) -> date:
    """Return a month's first, or third, Thursday: the days of the school census."""
    first = date(year, month, 1)
    return date(year, month, 1 + (3 - first.weekday()) % 7 + 7 * (place - 1))


def statuses_sql(tables: Mapping[str, str], days: Sequence[date], only: str = "true") -> str:
    """Return the SQL that counts children by day, authority and status, the shielded apart. Shape  only: a condition on `child_id`."""
    lasts = [f"starts_on <= DATE '{day}' AND coalesce(ends_before, {FOR_EVER}) > DATE '{day}'" for day in days]
    flags = ", ".join(f"{condition} AS on_{place}" for place, condition in enumerate(lasts))
    # A spell is joined and counted once, whatever the number of days on which it lasts.
    counted = f"""
        SELECT coalesce(r.la_code, '') AS la_code, t.status, h.child_id IS NOT NULL AS shielded, t.* EXCLUDE (child_id, status),
            count(*) AS children
        FROM (SELECT child_id, status, {flags} FROM {tables["timelines"]} WHERE {only} AND (({") OR (".join(lasts)}))) t
        LEFT JOIN {tables["residences"]} r USING (child_id)
        LEFT JOIN (SELECT DISTINCT child_id FROM {tables["shielded"]}) h USING (child_id)
        GROUP BY ALL"""
    days_apart = " UNION ALL ".join(
        f"SELECT DATE '{day}' AS day, la_code, status, shielded, sum(children)::BIGINT AS children "
        f"FROM counted WHERE on_{place} GROUP BY ALL"
        for place, day in enumerate(days)
    )
    return f"WITH counted AS MATERIALIZED ({counted}) {days_apart}"


def provide(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Make the tables of children, and of their former residences, there for a connection: read where the run has them, else built."""
    paths = {name: run.table(name) for name in (MISSING_CHILDREN, WITHOUT_EDUCATION)}
    if all(path.exists() for path in paths.values()):
        for name, path in paths.items():
            con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM {read_parquet(path)}")
    else:
        build(con, run.folder, run.on)
    former = run.table(FORMER_RESIDENCES)
    source = f"FROM {read_parquet(former)}" if former.exists() else f"SELECT {_NO_FORMER} WHERE false"
    con.execute(f"CREATE OR REPLACE TABLE {FORMER_RESIDENCES} AS {source}")


_NO_FORMER = "NULL::VARCHAR AS child_id, NULL::VARCHAR AS la_code, NULL::DATE AS starts_on, NULL::DATE AS ends_before"
"""Of a run from before the table was: then children count where they live now."""


def build(con: duckdb.DuckDBPyConnection, folder: Path, on: date) -> None:
    """Make both tables from the findings and timelines in a folder."""
    tables = {path.stem: read_parquet(path) for path in folder.glob("*.parquet")}
    birthdays = tables.get("birthdays", "(SELECT NULL::VARCHAR AS child_id, NULL::DATE AS date_of_birth WHERE false)")
    con.execute(
        f"""CREATE OR REPLACE TABLE {MISSING_CHILDREN} AS
        SELECT f.child_id, f.finding, f.status, coalesce(f.la_code, '') AS la_code, s.sex,
            coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth, f.since, f.reason, f.coverage,
            coalesce(f.shielded, false) AS shielded
        FROM {tables["findings"]} f LEFT JOIN {_of(tables["child_summaries"], tables["findings"])} s USING (child_id)
        LEFT JOIN {_of(birthdays, tables["findings"])} b USING (child_id)
        ORDER BY f.child_id"""
    )
    _spells(con, tables, on)
    _school_days(con, on)
    shielded = tables.get("shielded", "(SELECT NULL::VARCHAR AS child_id WHERE false)")
    con.execute(
        f"""CREATE OR REPLACE TABLE {WITHOUT_EDUCATION} AS
        SELECT g.child_id, g.starts_on, if(g.ends_before > DATE '{on}', NULL, g.ends_before) AS ends_before, g.status, g.gap_starts_on,
            g.with_pending_starts_on, coalesce(d.open_on, g.starts_on) AS counts_from, coalesce(r.la_code, m.la_code, '') AS la_code, s.sex,
            coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth,
            if(g.ends_before > DATE '{on}', m.status, NULL) AS finding_status,
            g.unproven OR coalesce(bool_or(g.ends_before > DATE '{on}' AND m.status = 'possible_cme') OVER gap, false) AS doubtful,
            h.child_id IS NOT NULL OR coalesce(m.shielded, false) AS shielded
        FROM gaps g ASOF LEFT JOIN school_days d ON g.starts_on <= d.open_on
        LEFT JOIN {_of(tables["child_summaries"], "gaps")} s USING (child_id) LEFT JOIN {_of(birthdays, "gaps")} b USING (child_id)
        LEFT JOIN {_of(tables["residences"], "gaps")} r USING (child_id) LEFT JOIN {MISSING_CHILDREN} m USING (child_id)
        LEFT JOIN (SELECT DISTINCT child_id FROM {shielded}) h USING (child_id)
        WINDOW gap AS (PARTITION BY g.child_id, g.gap_starts_on)
        ORDER BY g.child_id, g.starts_on"""
    )
    for name in ("gaps", "school_days"):
        con.execute(f"DROP TABLE {name}")


def _of(table: str, children: str) -> str:
    """Return the SQL of those rows of a table that are of some children: a join with few is not made with all of a nation."""
    return f"(SELECT * FROM {table} WHERE child_id IN (SELECT child_id FROM {children}))"


def _spells(con: duckdb.DuckDBPyConnection, tables: dict[str, str], on: date) -> None:
    """Make `gaps`: each spell without education since anything is known of the child, with the day on which the whole gap began.

    Days before the first evidence are none: nothing says that the child was in England. Where the last roll only stopped showing a
    child who has since passed compulsory school age, nobody can tell whether there was a gap: `unproven`.
    """
    wanted = ", ".join(quoted(status) for status in sorted(MISSING_STATUSES | {WAITING, PENDING}))
    ends = f"coalesce(ends_before, {FOR_EVER})"
    no_proof = " OR ".join(f"starts_with(coalesce(left_by, ''), {quoted(words)})" for words in NO_PROOF_OF_LEAVING)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE without AS SELECT child_id, starts_on, {ends} AS ends_before, status FROM {tables["timelines"]}
        WHERE status IN ({wanted}) AND starts_on <= DATE '{on}'"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known_from AS SELECT child_id, min(starts_on) AS known_from
        FROM {tables["timelines"]} SEMI JOIN without USING (child_id) WHERE len(evidence) > 0 GROUP BY child_id"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE spells AS
        SELECT child_id, greatest(starts_on, known_from) AS starts_on, ends_before, status
        FROM without JOIN known_from USING (child_id) WHERE ends_before > known_from"""
    )
    for name in ("known_from", "without"):
        con.execute(f"DROP TABLE {name}")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE beside AS
        SELECT child_id, {ends} AS ends_before, lead(status) OVER spells AS followed_by, lag(because) OVER spells AS left_by
        FROM {tables["timelines"]} SEMI JOIN spells USING (child_id) WINDOW spells AS (PARTITION BY child_id ORDER BY starts_on)"""
    )
    new = "lag(ends_before) OVER (PARTITION BY child_id ORDER BY starts_on) IS DISTINCT FROM starts_on"
    con.execute(
        f"""CREATE OR REPLACE TABLE gaps AS
        WITH marked AS (
            SELECT s.*, ({new}) AS starts_any, b.followed_by, b.left_by,
                (({new}) OR lag(status = '{PENDING}') OVER (PARTITION BY child_id ORDER BY starts_on)) AS starts_own
            FROM spells s JOIN beside b USING (child_id, ends_before)),
        numbered AS (
            SELECT *, count_if(starts_any) OVER before AS any_gap, count_if(starts_own OR status = '{PENDING}') OVER before AS own_gap
            FROM marked WINDOW before AS (PARTITION BY child_id ORDER BY starts_on))
        SELECT child_id, starts_on, ends_before, status, min(starts_on) OVER (PARTITION BY child_id, own_gap) AS gap_starts_on,
            min(starts_on) OVER (PARTITION BY child_id, any_gap) AS with_pending_starts_on,
            bool_or(followed_by = 'over_school_age') OVER gap AND bool_or({no_proof}) OVER gap AS unproven
        FROM numbered WINDOW gap AS (PARTITION BY child_id, own_gap)"""
    )
    con.execute("DROP TABLE spells")
    con.execute("DROP TABLE beside")


def _school_days(con: duckdb.DuckDBPyConnection, on: date) -> None:
    """Make `school_days` by England's calendar: a gap in the holidays alone is none."""
    first, last = date(FIRST_YEAR, 9, 1).toordinal(), date(on.year + 2, 8, 31).toordinal()
    days = [day for day in map(date.fromordinal, range(first, last + 1)) if ENGLAND.is_school_day(day)]
    listed = ", ".join(f"('{day.isoformat()}')" for day in days)
    con.execute("CREATE OR REPLACE TEMP TABLE school_days (open_on DATE)")
    con.execute(f"INSERT INTO school_days VALUES {listed}")
