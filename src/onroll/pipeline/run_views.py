"""What pages ask of a run beside its own tables: each child with home and roll, each finding, transition and contradiction with its child.

Needs the run's tables by their names on a connection, and gives SQL; whoever asks decides whether to load what it selects.
"""

from __future__ import annotations

from datetime import date

from onroll.pipeline.shielding import MARKED

DERIVED = ("known", "found", "watched", "contradicted")
"""In the order in which one needs the other."""

# Whom people mark is asked of the marks themselves, at each question: a mark that has ended no longer counts.
_KNOWN = f"""
    SELECT s.*, r.la_code, r.since AS residence_since, r.evidence::VARCHAR AS residence_evidence, t.roll_urn, t.roll_la_code,
           coalesce(h.because NOT LIKE '{MARKED}%', f.shielded, false) AS is_shielded
    FROM child_summaries s
    LEFT JOIN residences r USING (child_id)
    LEFT JOIN (SELECT child_id, max(shielded) AS shielded FROM findings GROUP BY child_id) f USING (child_id)
    LEFT JOIN (SELECT child_id, min(coalesce(because, '')) AS because FROM shielded GROUP BY child_id) h USING (child_id)
    LEFT JOIN (SELECT child_id, max_by(urn, starts_on) AS roll_urn, max_by(la_code, starts_on) AS roll_la_code
               FROM timelines WHERE urn IS NOT NULL GROUP BY child_id) t USING (child_id)"""

_WATCHED = """
    SELECT t.*, k.surname, k.forename, k.date_of_birth, k.is_shielded AS shielded,
           coalesce(list_contains(k.registers, 'social_care'), false) AS known_to_social_care,
           strip_accents(lower(concat_ws(' ', k.forename, k.middle_names, k.surname))) AS searched_name
    FROM transitions t JOIN known k USING (child_id)"""


_CONTRADICTED = """
    SELECT c.*, k.la_code, k.roll_la_code, k.is_shielded AS shielded FROM listed_contradictions c JOIN known k USING (child_id)"""


def derived_sql(name: str, on: date, *, findings_wait: bool) -> str:
    """Return the SQL of one of DERIVED. Shape  on: the run's day; findings_wait: whether findings have `waits_for`."""
    if name != "found":
        return {"known": f"{_KNOWN} ORDER BY child_id", "watched": _WATCHED, "contradicted": _CONTRADICTED}[name]
    waits_for = "f.waits_for" if findings_wait else "NULL::VARCHAR[]"
    year_start = on.year if on.month >= 9 else on.year - 1
    return f"""
        SELECT f.child_id, f.finding, f.status, f.since, f.la_code, f.reason, f.rule, f.coverage,
               string_split(coalesce(f.evidence, ''), ';') AS evidence, ';' || coalesce(f.evidence, '') AS evidence_text,
               {waits_for} AS waits_for, f.sentences, f.leads, k.is_shielded AS shielded,
               k.surname, k.forename, k.date_of_birth, k.roll_urn, k.roll_la_code, k.registers,
               coalesce(list_contains(k.registers, 'social_care'), false) AS known_to_social_care,
               {year_start} - year(k.date_of_birth) - (CASE WHEN month(k.date_of_birth) >= 9 THEN 1 ELSE 0 END) - 4 AS year,
               strip_accents(lower(concat_ws(' ', k.forename, k.middle_names, k.surname))) AS searched_name
        FROM findings f JOIN known k USING (child_id)"""
