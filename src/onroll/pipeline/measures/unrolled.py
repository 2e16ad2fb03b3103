"""The Commissioner's analysis between two days, from the timelines of the second day's run."""

from __future__ import annotations

from datetime import date

import duckdb

from onroll.core.measures.relative_risk import Ratio
from onroll.core.measures.unrolled import COLUMNS, RollChild, unrolled_rows
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
    con = connect(memory_limit="2GB")
    try:
        _gather(con, asked, first, last)
        children = [
            RollChild(*row)
            for row in con.execute(
                "SELECT child_id, date_of_birth, sex, ethnicity, sen, decile, in_need, la_code, status, listed, reported, partial "
                "FROM looked_at ORDER BY child_id"
            ).fetchall()
        ]
        (hidden,) = con.execute("SELECT count(*) FROM left_out").fetchall()[0]
    finally:
        con.close()
    notes = ["Counts are exact and for analysts inside; round them before they leave."]
    return Measured(unrolled_rows(children, first, last, versus_others), hidden, notes)


def _gather(con: duckdb.DuckDBPyConnection, asked: Asked, first: date, last: date) -> None:
    """Make `looked_at`: the children on a roll on the first day, as they were then and as they are on the second; and `left_out`."""
    run = asked.run
    con.execute("SET VARIABLE first_day = ?::DATE", [first])
    con.execute("SET VARIABLE last_day = ?::DATE", [last])
    con.execute(f"CREATE TEMP VIEW placed AS SELECT record_key, child_id FROM {read_parquet(run.table('children'))}")
    spells = read_parquet(run.table("timelines"))
    shielded = shielded_sql(run)
    con.execute(
        f"""CREATE TEMP TABLE on_roll AS SELECT DISTINCT child_id, any_value(urn) AS urn FROM {spells}
        WHERE status = 'on_roll' AND starts_on <= getvariable('first_day') AND ends_before > getvariable('first_day') GROUP BY child_id"""
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
    _rows_of(con, asked, "social_care", "care", "episode, start_date, end_date")
    _rows_of(con, asked, "cme_register", "lists", "extract_day, opened_on, closed_on")
    _rows_of(con, asked, "roll_change", "changes", "change, change_date, destination_type")
    con.execute(
        f"""CREATE TEMP TABLE looked_at AS
        SELECT o.child_id, coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth, coalesce(s.sex, p.sex) AS sex, p.ethnicity, p.sen,
            d.decile, o.child_id IN (SELECT child_id FROM care WHERE episode IN {IN_NEED} AND start_date <= getvariable('first_day')
                AND (end_date IS NULL OR end_date >= getvariable('first_day'))) AS in_need,
            coalesce(c.la_code, d.la_code) AS la_code, t.status,
            o.child_id IN (SELECT child_id FROM lists WHERE opened_on <= getvariable('last_day')
                AND (closed_on IS NULL OR closed_on > getvariable('last_day'))) AS listed,
            coalesce(x.destination_type = 'unknown' OR (x.child_id IS NOT NULL AND x.destination_type IS NULL), false) AS reported,
            coalesce(f.coverage = 'partial', false) AS partial
        FROM on_roll o
        LEFT JOIN {read_parquet(run.table("birthdays"))} b USING (child_id)
        LEFT JOIN {read_parquet(run.table("child_summaries"))} s USING (child_id)
        LEFT JOIN as_pupil p USING (child_id)
        LEFT JOIN (SELECT postcode, last(decile) AS decile, last(la_code) AS la_code FROM deciles GROUP BY postcode) d
            ON d.postcode = p.postcode
        LEFT JOIN (SELECT urn, last(la_code) AS la_code FROM schools GROUP BY urn) c ON c.urn = o.urn
        JOIN {spells} t ON t.child_id = o.child_id AND t.starts_on <= getvariable('last_day') AND t.ends_before > getvariable('last_day')
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
        chosen = columns.replace("extract_day", f"DATE '{each.as_at.isoformat()}' AS extract_day")
        parts.append(f"SELECT child_id, {chosen} FROM {read_parquet(each.records_path)} JOIN placed USING (record_key)")
    empty = ", ".join(f"NULL::{kinds.get(column, 'VARCHAR')} AS {column}" for column in columns.split(", "))
    body = " UNION ALL BY NAME ".join(parts) if parts else f"SELECT NULL::VARCHAR AS child_id, {empty} WHERE false"
    con.execute(f"CREATE TEMP TABLE {name} AS {body}")


MEASURE = Measure(
    name="unrolled",
    columns=COLUMNS,
    measure=_measure,
    about="One row is one count of the cohort that was on a roll and a year later was not, one destination, or one relative risk.",
    between_two_days=True,
    dates=frozenset({"from_date", "to_date"}),
    numbers=frozenset(COLUMNS[5:]),
)
