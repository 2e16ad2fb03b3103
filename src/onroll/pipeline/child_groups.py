"""Which groups children belong to, for rates of whole groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from onroll.core.child_groups import deprivation_group, ethnicity_group, mobility_group, sex_group
from onroll.core.name_origins import name_origin
from onroll.pipeline.engine import quoted, read_parquet
from onroll.pipeline.index import Extract

Groups = dict[str, str]


def groups_of(con: duckdb.DuckDBPyConnection, wanted: str, extracts: Sequence[Extract], into: Path, on: date) -> dict[str, Groups]:
    """Return, for each child, its group by topic.

    Shape  wanted: a table of the connection with `child_id`; into: the folder of a run whose links are written.
    """
    rows = con.execute(f"""
        SELECT w.child_id, s.surname, s.forename, s.sex, e.ethnicity, d.decile, coalesce(e.in_care, false),
            c.child_id IS NOT NULL, coalesce(e.homes, 0), coalesce(len(list_distinct(list_transform(p.roll_days, x -> x.key))), 0)
        FROM {wanted} w JOIN {quoted(into / "child_summaries.parquet")} s USING (child_id)
        LEFT JOIN {quoted(into / "child_presence.parquet")} p USING (child_id)
        LEFT JOIN ({_said_on_rolls(wanted, extracts, into)}) e USING (child_id)
        LEFT JOIN ({_looked_after(wanted, extracts, into, on)}) c USING (child_id)
        LEFT JOIN ({_deciles(extracts)}) d ON d.postcode = s.postcode
    """).fetchall()
    return {
        child_id: {
            "sex": sex_group(sex),
            "ethnicity": ethnicity_group(ethnicity),
            "name origin": name_origin(surname, forename),
            "deprivation": deprivation_group(decile),
            "looked after": "Looked after" if in_care or episode else "Not looked after",
            "mobility": mobility_group(homes, schools),
        }
        for child_id, surname, forename, sex, ethnicity, decile, in_care, episode, homes, schools in rows
    }


def _paths(extracts: Sequence[Extract], register: str) -> list[Path]:
    return [each.records_path for each in extracts if each.register == register]


def _rows_of(wanted: str, register: str, columns: str, extracts: Sequence[Extract], into: Path) -> str:
    paths = _paths(extracts, register)
    if not paths:
        return ""
    return (
        f"SELECT c.child_id, c.as_at, {columns} FROM {read_parquet(*paths)} r "
        f"JOIN (SELECT record_key, child_id, as_at FROM {quoted(into / 'children.parquet')} "
        f"WHERE register = '{register}' AND child_id IN (SELECT child_id FROM {wanted})) c USING (record_key)"
    )


def _said_on_rolls(wanted: str, extracts: Sequence[Extract], into: Path) -> str:
    rows = _rows_of(wanted, "school_roll", "r.ethnicity, r.in_care, r.postcode", extracts, into)
    if not rows:
        return "SELECT NULL::VARCHAR AS child_id, NULL::VARCHAR AS ethnicity, NULL::BOOLEAN AS in_care, 0 AS homes WHERE false"
    return (
        "SELECT child_id, arg_max(ethnicity, as_at) FILTER (ethnicity IS NOT NULL) AS ethnicity, "
        "arg_max(in_care, as_at) FILTER (in_care IS NOT NULL) AS in_care, count(DISTINCT postcode) AS homes "
        f"FROM ({rows}) GROUP BY child_id"
    )


def _looked_after(wanted: str, extracts: Sequence[Extract], into: Path, on: date) -> str:
    rows = _rows_of(wanted, "social_care", "r.episode, r.start_date, r.end_date", extracts, into)
    if not rows:
        return "SELECT NULL::VARCHAR AS child_id WHERE false"
    day = f"DATE '{on.isoformat()}'"
    return (
        f"SELECT DISTINCT child_id FROM ({rows}) WHERE episode = 'cla' "
        f"AND coalesce(start_date, {day}) <= {day} AND coalesce(end_date, {day}) >= {day}"
    )


def _deciles(extracts: Sequence[Extract]) -> str:
    paths = _paths(extracts, "postcodes")
    if not paths:
        return "SELECT NULL::VARCHAR AS postcode, NULL::INTEGER AS decile WHERE false"
    return f"SELECT postcode, any_value(idaci_decile)::INTEGER AS decile FROM {read_parquet(*paths)} GROUP BY postcode"
