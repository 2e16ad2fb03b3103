"""The Commissioner's analysis between two days, from the timelines of the second day's run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from onroll.core.areas import all_authorities, authority
from onroll.core.measures.relative_risk import Ratio
from onroll.core.measures.unrolled import (
    COLUMNS,
    ETHNIC_GROUPS,
    IN_SCHOOL,
    KNOWN_CME,
    MISSING,
    NO_RECORD,
    NO_REPLY,
    OLDEST,
    STATUS_DESTINATIONS,
    TOPICS,
    UNKNOWN_TO_LA,
    YOUNGEST,
    RollChild,
    Tally,
    rows_of_tally,
)
from onroll.core.school_age import school_year
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.measures.shape import Asked, Measure, Measured
from onroll.pipeline.shielding import shielded_sql

IN_NEED = ("cin", "cpp", "cla")


def versus_others(missing: int, children: int, others_missing: int, others: int) -> Ratio | None:
    """Return the risk of a group divided by that of all others, with the usual interval (Katz); None where there is none."""
    if not missing or not others_missing or not others:
        return None
    from scipy.stats.contingency import relative_risk

    found = relative_risk(missing, children, others_missing, others)
    interval = found.confidence_interval(confidence_level=0.95)
    return Ratio(float(found.relative_risk), float(interval.low), float(interval.high))


def _measure(asked: Asked) -> Measured:
    first, last = asked.first_day or asked.run.on, asked.run.on
    tally, hidden = tally_between(asked)
    notes = ["Counts are exact and for analysts inside; round them before they leave."]
    return Measured(rows_of_tally(tally, first, last, versus_others), hidden, notes)


def tally_between(asked: Asked) -> tuple[Tally, int]:
    """Return the counts of the analysis, and how many shielded children are left out, or in."""
    first = asked.first_day or asked.run.on
    with _looked_at(asked, first, asked.run.on) as con:
        tally = _tally(con, first)
        (hidden,) = con.execute("SELECT count(*) FROM left_out").fetchall()[0]
    return tally, int(hidden)


def roll_children(asked: Asked) -> list[RollChild]:
    """Return the children who were on a roll on the first day, one by one: for a small area, and for comparison."""
    first = asked.first_day or asked.run.on
    with _looked_at(asked, first, asked.run.on) as con:
        columns = "child_id, date_of_birth, sex, ethnicity, sen, decile, in_need, la_code, status, listed, reported, partial"
        return [RollChild(*row) for row in con.execute(f"SELECT {columns} FROM looked_at ORDER BY child_id").fetchall()]


@contextmanager
def _looked_at(asked: Asked, first: date, last: date) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory(prefix="onroll-unrolled-") as spill:
        con = connect(memory_limit="3GB", spill_to=Path(spill))
        try:
            con.execute("SET preserve_insertion_order = false")
            _gather(con, asked, first, last)
            yield con
        finally:
            con.close()


def _tally(con: duckdb.DuckDBPyConnection, first: date) -> Tally:
    """Return what `core.measures.unrolled.tally_of` counts, counted by the engine: children who are alike in all, once; then by each."""
    start = date(school_year(first), 9, 1)
    regions = ", ".join(f"({quoted(code)}, {quoted(found.region_name)})" for code in _authorities() if (found := authority(code, first)))
    ethnic = " ".join(f"WHEN {quoted(code)} THEN {quoted(name)}" for code, name in ETHNIC_GROUPS.items())
    known = " ".join(f"WHEN {quoted(status)} THEN {quoted(went)}" for status, went in STATUS_DESTINATIONS.items())
    in_school = ", ".join(map(quoted, sorted(IN_SCHOOL)))
    con.execute(
        f"""CREATE TEMP TABLE labelled AS
        SELECT * EXCLUDE (age), age::VARCHAR AS "Age at start", count(*) AS children FROM (SELECT
            {start.year} - year(date_of_birth)
                - (month(date_of_birth) > 9 OR (month(date_of_birth) = 9 AND day(date_of_birth) > 1))::INT AS age,
            CASE WHEN status IN ({in_school}) THEN NULL ELSE coalesce(CASE status {known} END, CASE WHEN listed THEN '{KNOWN_CME}'
                WHEN reported THEN '{UNKNOWN_TO_LA}' WHEN partial THEN '{NO_REPLY}' ELSE '{NO_RECORD}' END) END AS went,
            CASE WHEN decile IS NULL THEN 'Unknown' WHEN decile = 1 THEN 'Most deprived tenth' ELSE 'All other neighbourhoods' END
                AS "Deprivation",
            CASE WHEN sen IN ('K', 'E') THEN 'Any identified' ELSE 'None identified' END AS "Special educational needs",
            CASE WHEN in_need THEN 'Child in need' ELSE 'Not in need' END AS "Social care",
            CASE WHEN ethnicity IN ('REFU', 'NOBT') THEN 'Unknown'
                ELSE coalesce(CASE ethnicity[1] {ethnic} END, 'Unknown') END AS "Ethnicity",
            CASE sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' ELSE 'Unknown' END AS "Sex",
            coalesce(region, 'Unknown') AS "Region"
        FROM looked_at LEFT JOIN (SELECT * FROM (VALUES {regions}) AS v(la_code, region)) USING (la_code))
        WHERE age BETWEEN {YOUNGEST} AND {OLDEST} GROUP BY ALL"""
    )
    tally = Tally()
    for went, count in con.execute("SELECT went, sum(children)::BIGINT FROM labelled GROUP BY went").fetchall():
        tally.everybody += count
        if went is not None:
            tally.went[went] = count
    missing = ", ".join(map(quoted, sorted(MISSING)))
    for topic in TOPICS:
        lost = f"coalesce(sum(children) FILTER (went IN ({missing})), 0)::BIGINT"
        rows = con.execute(f'SELECT "{topic}", sum(children)::BIGINT, {lost} FROM labelled GROUP BY 1').fetchall()
        for label, count, missing_count in rows:
            tally.groups[topic, label] = count
            if missing_count:
                tally.missing[topic, label] = missing_count
    return tally


def _authorities() -> list[str]:
    return sorted({each.la_code for each in all_authorities()})


def _gather(con: duckdb.DuckDBPyConnection, asked: Asked, first: date, last: date) -> None:
    """Make `looked_at`: the children on a roll on the first day, as they were then and as they are on the second; and `left_out`."""
    run = asked.run
    con.execute("SET VARIABLE first_day = ?::DATE", [first])
    con.execute("SET VARIABLE last_day = ?::DATE", [last])
    con.execute(f"CREATE TEMP VIEW placed AS SELECT record_key, child_id FROM {read_parquet(run.table('children'))}")
    spells = read_parquet(run.table("timelines"))
    shielded = shielded_sql(run)
    con.execute(
        f"""CREATE TEMP TABLE on_roll AS SELECT child_id, any_value(urn) AS urn, any_value(la_code) AS la_code FROM {spells}
        WHERE status = 'on_roll' AND starts_on <= getvariable('first_day')
            AND coalesce(ends_before > getvariable('first_day'), true) GROUP BY child_id"""
    )
    con.execute(f"CREATE TEMP TABLE left_out AS SELECT child_id FROM {shielded} SEMI JOIN on_roll USING (child_id)")
    if not asked.include_shielded:
        con.execute("DELETE FROM on_roll WHERE child_id IN (FROM left_out)")
    _rows_of(
        con,
        asked,
        "school_roll",
        "roll_rows",
        "extract_day, entry_date, sex, ethnicity, sen_provision, postcode, urn",
    )
    con.execute(
        """CREATE TEMP TABLE as_pupil AS
        SELECT child_id, arg_max(ethnicity, nearness) FILTER (ethnicity IS NOT NULL) AS ethnicity,
            arg_max(sen_provision, nearness) FILTER (sen_provision IS NOT NULL) AS sen,
            arg_max(postcode, nearness) FILTER (postcode IS NOT NULL) AS postcode, arg_max(sex, nearness) FILTER (sex IS NOT NULL) AS sex
        FROM (SELECT *, if(extract_day <= getvariable('first_day'), 0, -100_000)
                - abs(date_diff('day', getvariable('first_day'), extract_day)) AS nearness
            FROM roll_rows SEMI JOIN on_roll USING (child_id))
        GROUP BY child_id"""
    )
    con.execute("CREATE TEMP TABLE deciles (postcode VARCHAR, la_code VARCHAR, decile INTEGER)")
    for extract in sorted((each for each in asked.extracts if each.register == "postcodes"), key=lambda each: (each.as_at, each.number)):
        con.execute(
            f"INSERT INTO deciles SELECT postcode, la_code, TRY_CAST(idaci_decile AS INTEGER) FROM {read_parquet(extract.records_path)}"
        )
    con.execute("CREATE TEMP TABLE schools (urn VARCHAR, la_code VARCHAR)")
    for extract in sorted(
        (each for each in asked.extracts if each.register == "establishments"), key=lambda each: (each.as_at, each.number)
    ):
        con.execute(f"INSERT INTO schools SELECT urn, la_code FROM {read_parquet(extract.records_path)}")
    birthdays = "(SELECT NULL::VARCHAR AS child_id, NULL::DATE AS date_of_birth WHERE false)"  # of a run from before they were kept
    if run.table("birthdays").exists():
        birthdays = read_parquet(run.table("birthdays"))
    _rows_of(con, asked, "social_care", "care", "episode, start_date, end_date")
    _rows_of(con, asked, "cme_register", "lists", "extract_day, opened_on, closed_on")
    _rows_of(con, asked, "roll_change", "changes", "change, change_date, destination_type")
    con.execute(
        f"""CREATE TEMP TABLE looked_at AS
        SELECT o.child_id, coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth, coalesce(s.sex, p.sex) AS sex, p.ethnicity, p.sen,
            d.decile, o.child_id IN (SELECT child_id FROM care WHERE episode IN {IN_NEED} AND start_date <= getvariable('first_day')
                AND (end_date IS NULL OR end_date >= getvariable('first_day'))) AS in_need,
            coalesce(c.la_code, d.la_code, o.la_code) AS la_code, t.status,
            o.child_id IN (SELECT child_id FROM lists WHERE opened_on <= getvariable('last_day')
                AND (closed_on IS NULL OR closed_on > getvariable('last_day'))) AS listed,
            coalesce(x.destination_type = 'unknown' OR (x.child_id IS NOT NULL AND x.destination_type IS NULL), false) AS reported,
            coalesce(f.coverage = 'partial', false) AS partial
        FROM on_roll o
        LEFT JOIN {birthdays} b USING (child_id)
        LEFT JOIN {read_parquet(run.table("child_summaries"))} s USING (child_id)
        LEFT JOIN as_pupil p USING (child_id)
        LEFT JOIN (SELECT postcode, last(decile) AS decile, last(la_code) AS la_code FROM deciles GROUP BY postcode) d
            ON d.postcode = p.postcode
        LEFT JOIN (SELECT urn, last(la_code) AS la_code FROM schools GROUP BY urn) c ON c.urn = o.urn
        JOIN {spells} t ON t.child_id = o.child_id AND t.starts_on <= getvariable('last_day')
            AND coalesce(t.ends_before > getvariable('last_day'), true)
        LEFT JOIN (SELECT child_id, arg_max(destination_type, change_date) AS destination_type FROM changes
            WHERE change = 'deleted' AND change_date > getvariable('first_day') AND change_date <= getvariable('last_day')
            GROUP BY child_id) x ON x.child_id = o.child_id
        LEFT JOIN {read_parquet(run.table("findings"))} f ON f.child_id = o.child_id
        WHERE coalesce(b.date_of_birth, s.date_of_birth) IS NOT NULL"""
    )
    if asked.la_code is not None:
        con.execute(f"DELETE FROM looked_at WHERE la_code IS DISTINCT FROM {quoted(asked.la_code)}")


def _rows_of(con: duckdb.DuckDBPyConnection, asked: Asked, register: str, name: str, columns: str) -> None:
    """Make a table of a register's rows with their children. Shape  columns: `extract_day` is the day that the extract describes."""
    parts = []
    kinds = {
        "extract_day": "DATE",
        "change_date": "DATE",
        "start_date": "DATE",
        "end_date": "DATE",
        "opened_on": "DATE",
        "closed_on": "DATE",
    }
    newest: dict[str, date] = {}
    for each in asked.extracts:
        if each.register == register:
            newest[each.supplier] = max(newest.get(each.supplier, each.as_at), each.as_at)
    for each in asked.extracts:
        if each.register != register or (register in ("cme_register", "social_care") and each.as_at != newest[each.supplier]):
            continue
        known = set(pq.read_schema(each.records_path).names)
        said = {"extract_day": f"DATE '{each.as_at.isoformat()}' AS extract_day"}
        said |= {name: f"NULL::{kinds.get(name, 'VARCHAR')} AS {name}" for name in columns.split(", ") if name not in known | said.keys()}
        chosen = ", ".join(said.get(name, name) for name in columns.split(", "))
        parts.append(f"SELECT child_id, {chosen} FROM {read_parquet(each.records_path)} JOIN placed USING (record_key)")
    empty = ", ".join(f"NULL::{kinds.get(column, 'VARCHAR')} AS {column}" for column in columns.split(", "))
    body = " UNION ALL BY NAME ".join(parts) if parts else f"SELECT NULL::VARCHAR AS child_id, {empty} WHERE false"
    con.execute(f"CREATE TEMP TABLE {name} AS {body}")


MEASURE = Measure(
    name="unrolled",
    columns=COLUMNS,
    measure=_measure,
    title="Children who went missing between two days",
    about="One row is one count of the cohort that was on a roll and a year later was not, one destination, or one relative risk.",
    between_two_days=True,
    dates=frozenset({"from_date", "to_date"}),
    numbers=frozenset(COLUMNS[5:]),
)
