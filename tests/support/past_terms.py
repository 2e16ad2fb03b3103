"""A home with a past: five rolls over two school years, and a run that knows who was missing between them. Every child is invented.

A child's absence does not change; the more of it, the likelier the child is missing for a month after a list. With `bias`, girls who go
missing are never often absent, so that a list by absence misses them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index, Run
from onroll.pipeline.made_up import note_made_up
from onroll.pipeline.warning_signs import train
from support.made_up_run import write_extract
from support.once import made_once
from support.published_runs import publish_seen

ROLLS = (date(2024, 10, 3), date(2025, 1, 16), date(2025, 7, 16), date(2025, 10, 2), date(2026, 1, 15))
LISTS = ROLLS[:3]
ON = date(2026, 1, 20)
GAPS = ((date(2024, 11, 4), date(2024, 12, 4)), (date(2025, 2, 24), date(2025, 3, 24)), (date(2025, 9, 1), date(2025, 10, 1)))
"""When those who were lost after each list were missing, the second day excluded."""

SHIELDED = "c000041"


def home_with_a_card() -> Path:
    """Return such a home with a card that nobody has switched on. Whoever changes something copies it first."""
    return made_once("home-with-a-card", _make_card)


def _make_card(home: Path) -> None:
    run = write_past_terms(home)
    index = Index(home)
    with index.writing("past terms"):
        train(index, run)


def _children(children: int, bias: bool) -> str:
    """Return each child's absence in per cent, and after which list it was lost. Shape  lost: 1 to 3, else 0."""
    absence = "[3, 8, 14, 30][1 + (hash(i, 'a') % 100 >= 70)::INT + (hash(i, 'a') % 100 >= 85)::INT + (hash(i, 'a') % 100 >= 93)::INT]"
    chances = "CASE absence WHEN 3 THEN 10 WHEN 8 THEN 15 WHEN 14 THEN 50 ELSE 140 END"
    if bias:
        chances = f"CASE WHEN sex = 'F' THEN if(absence < 10, 40, 0) ELSE {chances} END"
    lost = f"CASE WHEN draw < {chances} THEN 1 WHEN draw < 2 * {chances} THEN 2 WHEN draw < 3 * {chances} THEN 3 ELSE 0 END"
    return f"""
        SELECT *, {lost} AS lost FROM (
            SELECT i, 'c' || lpad(i::VARCHAR, 6, '0') AS child_id, 'Pupil' || i AS forename, 'Madeup' || (i % 50) AS surname,
                DATE '2011-09-02' + ((i * 37) % 2800)::INTEGER AS date_of_birth, CASE i % 2 WHEN 0 THEN 'F' ELSE 'M' END AS sex,
                {absence} AS absence, '30' || (1 + i % 2) AS la_code, hash(i, 'lost') % 1000 AS draw
            FROM range(1, {children + 1}) r(i))"""


def write_past_terms(home: Path, *, children: int = 3000, bias: bool = False, made_up: bool = False, rolls: int = 5) -> Run:
    """Write the extracts and one published run. Shape  rolls: how many, the newest last; made_up: their package said that they are."""
    index = Index(home)
    with index.writing("past terms"):
        extracts = []
        for day in ROLLS[-rolls:]:
            number = index.next_extract_number()
            extracts.append(write_extract(index, "school_roll", "301", day, _roll(children, bias, number)))
        if made_up:
            note_made_up(index, extracts)
        into = index.building_folder("run")
        _write_tables(into, children, bias, len(extracts))
        manifest = {"counts": {}, "stage": "whole", "made_from": {"extracts": extracts}}
        return publish_seen(index, into, on=ON, ledger_position=index.ledger_position(), manifest=manifest)


def _roll(children: int, bias: bool, number: int) -> str:
    return f"""
        SELECT {number}::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, i::INTEGER AS line, 'r' || i AS record_id, surname, forename,
            date_of_birth, sex, 'ZZ1 ' || (i % 9) || 'ZZ' AS postcode, '100001' AS urn, DATE '2022-09-05' AS entry_date,
            NULL::DATE AS leaving_date, 'C' AS enrolment_status, '8' AS nc_year, 'WBRI' AS ethnicity,
            CASE WHEN i % 7 = 0 THEN 'K' ELSE 'N' END AS sen_provision, i % 5 = 0 AS fsm, false AS in_care, 100 AS sessions_possible,
            100 - absence AS sessions_attended
        FROM ({_children(children, bias)})"""


def _write_tables(into: Path, children: int, bias: bool, extracts: int) -> None:
    connection = connect(threads=2)
    connection.execute(f"CREATE TABLE c AS {_children(children, bias)}")
    gaps = " ".join(f"WHEN {place} THEN DATE '{{}}'" for place in (1, 2, 3))
    starts, ends = (f"CASE lost {gaps.format(*(str(each[side]) for each in GAPS))} END" for side in (0, 1))
    tables = {
        "children": f"""SELECT n::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, 'school_roll' AS register, '301' AS supplier,
            DATE '2026-01-15' AS as_at, 'r' || i AS record_id, child_id, 1.0::DOUBLE AS match_probability, 'exact' AS pass
            FROM c, range(1, {extracts + 1}) e(n)""",
        "child_summaries": """SELECT child_id, surname, forename, NULL::VARCHAR AS middle_names, date_of_birth, sex, NULL::VARCHAR AS upn,
            NULL::VARCHAR AS nhs_number, 'ZZ1 1ZZ' AS postcode, NULL::VARCHAR AS address_line_1, 5 AS record_count,
            ['school_roll'] AS registers FROM c""",
        "child_history": """SELECT child_id, 'first' AS first_run, 'live' AS state, NULL::VARCHAR AS successor_id, NULL::VARCHAR AS because
            FROM c""",
        "birthdays": "SELECT child_id, date_of_birth FROM c",
        "residences": "SELECT child_id, la_code, 'ZZ1 1ZZ' AS postcode, DATE '2022-09-05' AS since, '' AS evidence FROM c",
        "shielded": f"SELECT '{SHIELDED}' AS child_id, 'refuge' AS because",
        "timelines": f"""SELECT child_id, DATE '2022-09-05' AS starts_on, DATE '{ON}' + 1 AS ends_before, 'on_roll' AS status,
            '100001' AS urn, '301' AS la_code, []::VARCHAR[] AS evidence, '' AS because FROM c""",
        "findings": """SELECT '' AS child_id, '' AS finding, '' AS status, NULL::DATE AS since, '' AS la_code, '' AS reason, '' AS rule,
            '' AS coverage, '' AS evidence, []::VARCHAR[] AS sentences, []::VARCHAR[] AS leads, false AS shielded WHERE false""",
        "missing_children": "SELECT '' AS child_id WHERE false",
        "days_without_education": f"""SELECT child_id, {starts} AS starts_on, {ends} AS ends_before, 'unaccounted' AS status,
            starts_on AS gap_starts_on, starts_on AS with_pending_starts_on, starts_on AS counts_from, la_code, sex, date_of_birth,
            NULL::VARCHAR AS finding_status, i % 11 = 0 AS doubtful, false AS shielded FROM c WHERE lost > 0""",
    }
    for name, sql in tables.items():
        connection.execute(f"COPY ({sql}) TO {quoted(into / f'{name}.parquet')} (FORMAT parquet)")
    connection.close()
