"""The two small tables of a run that figures are counted from: who is found missing, and every spell without education.

Built once with the run; a run from before they were is asked the same from its larger tables.

Source  docs/tables.md (`missing_children`, `days_without_education`); issue "Measures".
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from onroll.core.measures.definitions import MISSING_STATUSES, PENDING, WAITING
from onroll.core.school_days import ENGLAND
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Run

MISSING_CHILDREN, WITHOUT_EDUCATION = "missing_children", "days_without_education"
FOR_EVER = "DATE '9999-12-31'"
NO_PROOF_OF_LEAVING = ("Not shown by", "The newest roll is too old", "The school has closed")
"""How the spell of a roll ends of which nobody said that the child left: `core.timelines`."""

FIRST_YEAR = 2005
"""From when school days are listed."""


def write_run_figures(into: Path, *, on: date) -> dict[str, int]:
    """Write both tables into the run that is being built, and return their sizes."""
    con = connect(spill_to=into / ".spill")
    try:
        build(con, into, on)
        sizes = {}
        for name in (MISSING_CHILDREN, WITHOUT_EDUCATION):
            con.execute(f"COPY {name} TO {quoted(into / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)")
            sizes[name] = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        return sizes
    finally:
        con.close()


def provide(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Make both tables there for a connection: read where the run has them, else built."""
    paths = {name: run.table(name) for name in (MISSING_CHILDREN, WITHOUT_EDUCATION)}
    if all(path.exists() for path in paths.values()):
        for name, path in paths.items():
            con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM {read_parquet(path)}")
    else:
        build(con, run.folder, run.on)


def build(con: duckdb.DuckDBPyConnection, folder: Path, on: date) -> None:
    """Make both tables from the findings and timelines in a folder."""
    tables = {path.stem: read_parquet(path) for path in folder.glob("*.parquet")}
    birthdays = tables.get("birthdays", "(SELECT NULL::VARCHAR AS child_id, NULL::DATE AS date_of_birth WHERE false)")
    con.execute(
        f"""CREATE OR REPLACE TABLE {MISSING_CHILDREN} AS
        SELECT f.child_id, f.finding, f.status, coalesce(f.la_code, '') AS la_code, s.sex,
            coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth, f.since, f.reason, f.coverage,
            coalesce(f.shielded, false) AS shielded
        FROM {tables["findings"]} f LEFT JOIN {tables["child_summaries"]} s USING (child_id) LEFT JOIN {birthdays} b USING (child_id)
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
        LEFT JOIN {tables["child_summaries"]} s USING (child_id) LEFT JOIN {birthdays} b USING (child_id)
        LEFT JOIN {tables["residences"]} r USING (child_id) LEFT JOIN {MISSING_CHILDREN} m USING (child_id)
        LEFT JOIN (SELECT DISTINCT child_id FROM {shielded}) h USING (child_id)
        WINDOW gap AS (PARTITION BY g.child_id, g.gap_starts_on)
        ORDER BY g.child_id, g.starts_on"""
    )
    for name in ("gaps", "school_days"):
        con.execute(f"DROP TABLE {name}")


def _spells(con: duckdb.DuckDBPyConnection, tables: dict[str, str], on: date) -> None:
    """Make `gaps`: each spell without education since anything is known of the child, with the day on which the whole gap began.

    Days before the first evidence are none: nothing says that the child was in England. Where the last roll only stopped showing a
    child who has since passed compulsory school age, nobody can tell whether there was a gap: `unproven`.
    """
    wanted = ", ".join(quoted(status) for status in sorted(MISSING_STATUSES | {WAITING, PENDING}))
    ends = f"coalesce(ends_before, {FOR_EVER})"
    no_proof = " OR ".join(f"starts_with(coalesce(left_by, ''), {quoted(words)})" for words in NO_PROOF_OF_LEAVING)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known_from AS SELECT child_id, min(starts_on) AS known_from FROM {tables["timelines"]}
        WHERE len(evidence) > 0 GROUP BY child_id"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE spells AS
        SELECT child_id, greatest(starts_on, known_from) AS starts_on, {ends} AS ends_before, status
        FROM {tables["timelines"]} JOIN known_from USING (child_id)
        WHERE status IN ({wanted}) AND {ends} > known_from AND starts_on <= DATE '{on}'"""
    )
    con.execute("DROP TABLE known_from")
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
