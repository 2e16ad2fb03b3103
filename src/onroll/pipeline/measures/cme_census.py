"""The termly return: children missing education on a day, in the Department's layout."""

from __future__ import annotations

from collections import Counter

from onroll.core.measures.cme_census import COLUMNS, CountedChild, census_rows, counts_by_authority
from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.measures.shape import Asked, Measure, Measured


def _measure(asked: Asked) -> Measured:
    run = asked.run
    con = connect(memory_limit="1GB")
    try:
        found = con.execute(
            f"SELECT f.child_id, f.la_code, s.sex, coalesce(b.date_of_birth, s.date_of_birth), f.since, f.reason, f.status, f.shielded "
            f"FROM {read_parquet(run.table('findings'))} f LEFT JOIN {read_parquet(run.table('child_summaries'))} s USING (child_id) "
            f"LEFT JOIN {read_parquet(run.table('birthdays'))} b USING (child_id) ORDER BY f.child_id"
        ).fetchall()
    finally:
        con.close()
    here = [row for row in found if asked.la_code in (None, row[1])]
    shown = [row for row in here if asked.include_shielded or not row[7]]
    children = [
        CountedChild(la_code or "", sex, born, since, asked.reasons.get(child_id) or reason)
        for child_id, la_code, sex, born, since, reason, status, _ in shown
        if status == "cme"
    ]
    senders = {each.supplier for each in asked.extracts if each.register == "school_roll" and len(each.supplier) == 3}
    rows = census_rows(counts_by_authority(children, run.on), senders, run.on, population=asked.population, only=asked.la_code)
    by_status = Counter(row[6] for row in shown)
    notes = [f"Counted: {by_status['cme']:,} children. Possibly missing, and not in the return: {by_status['possible_cme']:,}."]
    nowhere = sum(not child.la_code for child in children)
    if nowhere and asked.la_code is None:
        notes.append(f"In the national figures alone, because nothing says where they live: {nowhere:,}.")
    if asked.population is None:
        notes.append("Rates are not available (x): give the children aged 5 to 16 of each authority with --population FILE.")
    return Measured(list(rows), sum(bool(row[7]) for row in here), notes)


MEASURE = Measure(
    name="cme-census",
    columns=COLUMNS,
    measure=_measure,
    about="One row is one figure of the Department's termly return, rounded as it publishes them.",
)
