"""The Commissioner's analysis between two days, from the timelines of the second day's run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb

from onroll.core.areas import REGIONS, all_authorities, authority
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
    Tally,
    rows_of_tally,
)
from onroll.core.school_age import school_year
from onroll.pipeline.engine import quoted
from onroll.pipeline.measures.roll_cohort import COHORT, cohort_of
from onroll.pipeline.measures.shape import Asked, Measure, Measured


def versus_others(missing: int, children: int, others_missing: int, others: int) -> Ratio | None:
    """Return the risk of a group divided by that of all others, with the usual interval (Katz); None where there is none."""
    if not missing or not others_missing or not others:
        return None
    # By way of its parent, which imports it itself: asked for by its own name while another thread imports the parent, the two
    # wait for each other, and Python hands out half a module.
    from scipy.stats import contingency

    found = contingency.relative_risk(missing, children, others_missing, others)
    interval = found.confidence_interval(confidence_level=0.95)
    return Ratio(float(found.relative_risk), float(interval.low), float(interval.high))


NATION = ""
"""How the tally of all regions together is called."""


def _measure(asked: Asked) -> Measured:
    first, last = asked.first_day or asked.run.on, asked.run.on
    tallies, hidden = tallies_between(asked)
    notes = ["Counts are exact and for analysts inside; round them before they leave."]
    return Measured(rows_of_tally(tallies[NATION], first, last, versus_others), hidden, notes)


def tallies_between(asked: Asked) -> tuple[dict[str, Tally], int]:
    """Return the counts of the analysis by region, all of them together as `NATION`; and how many shielded children are left out, or in.

    Who lives in no known region is in those of all together alone.
    """
    with cohort_of(asked) as (con, _):
        found = _tallies(con, asked.first_day or asked.run.on, {name: code for code, name in REGIONS.items()})
        (hidden,) = con.execute("SELECT count(*) FROM left_out").fetchall()[0]
    return found, int(hidden)


def tallies_of_authorities(asked: Asked) -> dict[str, Tally]:
    """Return the same counts by authority, all of them together as `NATION`: whoever asks for one gets all in the same time."""
    with cohort_of(replace(asked, la_code=None)) as (con, _):
        return _tallies(con, asked.first_day or asked.run.on, by="la_code")


def _tallies(
    con: duckdb.DuckDBPyConnection, first: date, codes: Mapping[str, str] | None = None, *, by: str = '"Region"'
) -> dict[str, Tally]:
    """Return what `core.measures.unrolled.tally_of` counts, counted by the engine: children who are alike in all, once; then by each.

    Shape  by: the column of a child's place; codes: what the place is called in the answer, for those that it names; else as it is.
    """
    con.execute(f"CREATE TEMP TABLE alike AS {_alike_sql(first)}")
    con.execute(f"CREATE TEMP TABLE labelled AS {_labelled_sql(first)}")
    found: dict[str, Tally] = defaultdict(Tally)

    def of(place: str | None) -> set[str]:
        return {NATION, (place or NATION) if codes is None else codes.get(place or "", NATION)}

    rows = con.execute(f"SELECT {by}, went, sum(children)::BIGINT FROM labelled GROUP BY ALL").fetchall()
    for region, went, count in rows:
        for tally in of(region):
            found[tally].everybody += count
            if went is not None:
                found[tally].went[went] += count
    missing = f"went IN ({', '.join(map(quoted, sorted(MISSING)))})"
    for topic in TOPICS:
        lost = f"coalesce(sum(children) FILTER ({missing}), 0)::BIGINT"
        rows = con.execute(f'SELECT {by}, "{topic}" AS label, sum(children)::BIGINT, {lost} FROM labelled GROUP BY 1, 2').fetchall()
        for region, label, count, missing_count in rows:
            for tally in of(region):
                found[tally].groups[topic, label] += count
                if missing_count:
                    found[tally].missing[topic, label] += missing_count
    return {NATION: found[NATION], **found}


def _alike_sql(first: date) -> str:
    """Return the SQL that counts children who are alike. What many children have is counted before any of it is put into words."""
    start = date(school_year(first), 9, 1)
    return f"""
        SELECT *, count(*) AS children FROM (
            SELECT * EXCLUDE (date_of_birth, child), ({start.year} - year(date_of_birth)
                - (month(date_of_birth) > 9 OR (month(date_of_birth) = 9 AND day(date_of_birth) > 1))::INT)::TINYINT AS age FROM {COHORT})
        WHERE age BETWEEN {YOUNGEST} AND {OLDEST} GROUP BY ALL"""


def _labelled_sql(first: date) -> str:
    """Return the SQL of the same by labels. Shape  went: the destination, NULL where the child is still in a school."""
    regions = ", ".join(f"({quoted(code)}, {quoted(found.region_name)})" for code in _authorities() if (found := authority(code, first)))
    ethnic = " ".join(f"WHEN {quoted(code)} THEN {quoted(name)}" for code, name in ETHNIC_GROUPS.items())
    known = " ".join(f"WHEN {quoted(status)} THEN {quoted(went)}" for status, went in STATUS_DESTINATIONS.items())
    in_school = ", ".join(map(quoted, sorted(IN_SCHOOL)))
    return f"""
        SELECT age::VARCHAR AS "Age at start",
            CASE WHEN status IN ({in_school}) THEN NULL ELSE coalesce(CASE status {known} END, CASE WHEN listed THEN '{KNOWN_CME}'
                WHEN reported THEN '{UNKNOWN_TO_LA}' WHEN partial THEN '{NO_REPLY}' ELSE '{NO_RECORD}' END) END AS went,
            CASE WHEN decile IS NULL THEN 'Unknown' WHEN decile = 1 THEN 'Most deprived tenth' ELSE 'All other neighbourhoods' END
                AS "Deprivation",
            CASE WHEN sen IN ('K', 'E') THEN 'Any identified' ELSE 'None identified' END AS "Special educational needs",
            CASE WHEN in_need THEN 'Child in need' ELSE 'Not in need' END AS "Social care",
            CASE WHEN ethnicity IN ('REFU', 'NOBT') THEN 'Unknown'
                ELSE coalesce(CASE ethnicity[1] {ethnic} END, 'Unknown') END AS "Ethnicity",
            CASE sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' ELSE 'Unknown' END AS "Sex",
            coalesce(region, 'Unknown') AS "Region", la_code, children
        FROM alike LEFT JOIN (SELECT * FROM (VALUES {regions}) AS v(la_code, region)) USING (la_code)"""


def _authorities() -> list[str]:
    return sorted({each.la_code for each in all_authorities()})


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
