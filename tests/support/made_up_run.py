# ruff: noqa: E501 (made-up rows read best as whole lines of SQL)
"""A made-up region of any size, written as the tables of `docs/tables.md`: for pages and casework, without walking the line.

Every child is invented; NHS numbers begin with 999.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Index, Run
from support.published_runs import publish_seen

ON = date(2026, 1, 15)
AUTHORITIES = ("301", "302", "303", "304")
KINDS = (
    "ehe_unsuitable", "offered_not_started", "awaiting_place", "provision_ended", "not_arrived",
    "left_no_destination", "transition_gap", "vanished_from_roll", "never_on_roll",
)  # fmt: skip
FORENAMES = [
    "Amira",
    "Ben",
    "Chloe",
    "Dawid",
    "Esme",
    "Farah",
    "George",
    "Hana",
    "Isaac",
    "Jade",
    "Kofi",
    "Lena",
    "Mason",
    "Nia",
    "Omar",
    "Poppy",
    "Qasim",
    "Rosa",
    "Sam",
    "Tariq",
    "Uma",
    "Viktor",
    "Willow",
    "Xin",
    "Yusuf",
    "Zara",
]
SURNAMES = [
    "Adeyemi",
    "Baker",
    "Chowdhury",
    "Davies",
    "Evans",
    "Fletcher",
    "Green",
    "Hussain",
    "Ito",
    "Jones",
    "Khan",
    "Lewis",
    "Murphy",
    "Novak",
    "Okafor",
    "Patel",
    "Quinn",
    "Rahman",
    "Smith",
    "Taylor",
    "Usman",
    "Vasquez",
    "Walker",
    "Xu",
    "Young",
    "Zhang",
]
CANARY = "CANARYLANE"
"""Stands in every address of a shielded child, and must stand on no page."""


def write_made_up_run(
    home: Path, *, children: int = 400, missing_in: int = 20, on: date = ON, changes: Mapping[str, str] | None = None
) -> Run:
    """Write extracts and one published run; every `missing_in`-th child has a finding.

    Shape  child ids: c000001 …; authority by number modulo 4, and the child after every fortieth is shielded.
           changes: SQL to run on a table, by its name, before it is written: `UPDATE findings SET …`.
    """
    index = Index(home)
    with index.writing("a made-up run"):
        extracts = (
            {authority: _roll_extract(index, authority, children, number) for number, authority in enumerate(AUTHORITIES)}
            if not index.extracts()
            else {}
        )
        _health_extract(index, children, held=True) if extracts else None
        into = index.building_folder("run")
        _write_tables(into, children, missing_in, on, changes or {})
        return publish_seen(index, into, on=on, ledger_position=index.ledger_position(), manifest={"counts": {}, "stage": "whole"})


def _children_sql(children: int) -> str:
    forenames, surnames = ([f"'{name}'" for name in names] for names in (FORENAMES, SURNAMES))
    return f"""
        SELECT i, 'c' || lpad(i::VARCHAR, 6, '0') AS child_id,
               [{", ".join(forenames)}][1 + (i * 7) % {len(FORENAMES)}] AS forename,
               [{", ".join(surnames)}][1 + (i * 11) % {len(SURNAMES)}] AS surname,
               DATE '2010-09-02' + ((i * 37) % 3600)::INTEGER AS date_of_birth,
               CASE i % 2 WHEN 0 THEN 'F' ELSE 'M' END AS sex,
               '30' || (1 + i % 4) AS la_code,
               '9990' || lpad(i::VARCHAR, 6, '0') AS nhs_number,
               CASE WHEN i % 40 = 1 THEN '{CANARY} ' || i ELSE i || ' Made-up Street' END AS address_line_1,
               'ZZ' || (1 + i % 4) || ' ' || (i % 9) || 'ZZ' AS postcode,
               (100000 + (i % 4) * 100 + (i // 4) % 25)::VARCHAR AS urn,
               i % 40 = 1 AS shielded
        FROM range(1, {children + 1}) r(i)"""


def _write_tables(into: Path, children: int, missing_in: int, on: date, changes: Mapping[str, str]) -> None:
    connection = connect(threads=2)
    connection.execute(f"CREATE TABLE c AS {_children_sql(children)}")
    missing = f"(i % {missing_in} = 0 OR i = 41)"
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    # A roll extract's number is 1 to 4; a row's line is its place in the file plus the header.
    keys = "(1 + i % 4)::BIGINT * 4294967296 + (i // 4) + 2"
    reference = "'school_roll:30' || (1 + i % 4) || ':2026-01-10:r' || i"
    tables = {
        "children": f"SELECT {keys} AS record_key, 'school_roll' AS register, la_code AS supplier, DATE '2026-01-10' AS as_at, 'r' || i AS record_id, child_id,"
        " 1.0::DOUBLE AS match_probability, 'exact' AS pass FROM c",
        "child_summaries": "SELECT child_id, surname, forename, NULL::VARCHAR AS middle_names, date_of_birth, sex, NULL::VARCHAR AS upn, nhs_number, postcode,"
        " address_line_1, 1 AS record_count, ['school_roll'] AS registers FROM c",
        "child_history": "SELECT child_id, 'first' AS first_run, 'live' AS state, NULL::VARCHAR AS successor_id, NULL::VARCHAR AS because FROM c",
        "links": "SELECT 1::BIGINT AS left_key, 2::BIGINT AS right_key, 'exact' AS pass, 1.0::DOUBLE AS probability, 20.0::DOUBLE AS weight, 'Same name' AS because WHERE false",
        "review_pairs": f"SELECT 'c000020' AS child_a, 'c000024' AS child_b, 1::BIGINT AS left_key, 2::BIGINT AS right_key, 0.6::DOUBLE AS probability, 'band' AS kind,"
        f" 'Same surname and birthday; first names differ' AS because FROM range({1 if children >= 24 else 0})",
        "timelines": f"""
            SELECT child_id, date_of_birth AS starts_on, date_of_birth + 1825 AS ends_before, 'below_school_age' AS status, NULL::VARCHAR AS urn, NULL::VARCHAR AS la_code,
                   []::VARCHAR[] AS evidence, 'Below compulsory school age' AS because FROM c
            UNION ALL SELECT child_id, date_of_birth + 1825, CASE WHEN {missing} THEN greatest(DATE '2025-10-20' - (i % 90)::INTEGER, date_of_birth + 1900) ELSE NULL END,
                   'on_roll', urn, la_code, [{reference}], 'On the roll of ' || urn FROM c
            UNION ALL SELECT child_id, greatest(DATE '2025-10-20' - (i % 90)::INTEGER, date_of_birth + 1900), NULL, 'unaccounted', NULL, NULL, [], 'In no register since' FROM c WHERE {missing}""",
        "contradictions": f"SELECT child_id, 'on_two_rolls' AS kind, DATE '2025-09-05' AS starts_on, DATE '2025-10-01' AS ends_before, [{reference}] AS evidence,"
        " 'Two schools each say that the child is on their roll.' AS because FROM c WHERE i % 100 = 60",
        "findings": f"""
            SELECT child_id, [{kinds}][1 + (i // {missing_in}) % 9] AS finding, CASE WHEN (i // {missing_in}) % 3 = 2 THEN 'possible_cme' ELSE 'cme' END AS status,
                   greatest(DATE '2025-10-20' - (i % 90)::INTEGER, date_of_birth + 1900) AS since, la_code, 'Unknown' AS reason, 'F' || (1 + (i // {missing_in}) % 9) || '.1' AS rule,
                   CASE WHEN (i // {missing_in}) % 5 = 4 THEN 'partial' ELSE 'full' END AS coverage, {reference} AS evidence,
                   ['The school ' || urn || ' had the child on its roll on 10 January 2026.', 'No register shows the child in education since.', 'Searched again in every roll: nobody like this child.'] AS sentences,
                   CASE WHEN (i // {missing_in}) % 3 = 2 THEN ['A child with the same surname and birthday is on a roll in authority 304'] ELSE []::VARCHAR[] END AS leads, shielded
            FROM c WHERE {missing}""",
        "residences": "SELECT child_id, la_code, postcode, DATE '2025-09-01' AS since, 'school_roll' AS evidence FROM c",
        "shielded": "SELECT child_id, 'refuge' AS because FROM c WHERE shielded",
        "late_extracts": "SELECT 'school_roll' AS register, '302' AS supplier, '302' AS la_code, DATE '2025-11-20' AS newest_as_at, 51 AS days_behind, 3 AS findings_waiting"
        " UNION ALL SELECT 'nhs', 'NHSE', NULL, DATE '2025-12-01', 40, 0",
    }
    stages = "['no_application', 'no_offer', 'not_accepted', 'accepted', 'arrived', 'not_known', 'not_arrived']"
    tables["transitions"] = f"""
        SELECT child_id, 'year_6_to_7' AS transition, {stages}[1 + (i // 20) % 7] AS stage, DATE '2026-09-01' AS moved_on, DATE '2026-09-01' AS starts_on,
               DATE '2026-09-14' AS due_on, DATE '2025-10-31' AS apply_by, DATE '2026-03-01' AS offers_on, DATE '2026-11-13' AS drops_on, urn AS from_urn,
               NULL::VARCHAR AS to_urn, la_code, la_code AS school_la, '' AS application, NULL::DATE AS offered_on, true AS applications_known, false AS shown_since,
               'on_roll' AS now, DATE '2022-09-01' AS now_since, CASE WHEN (i // 20) % 7 = 4 THEN urn END AS arrived_urn,
               CASE WHEN (i // 20) % 7 = 4 THEN DATE '2026-01-05' END AS arrived_on, '' AS finding, [{reference}] AS evidence
        FROM c WHERE i % 20 IN (1, 4)"""
    # Schools 100001 and 100003 delete on unusual grounds; of every twentieth child of any school it is so, too.
    unusual = "(i % 20 = 7 OR i // 4 % 25 IN (1, 3)) AND i % 40 <> 1"
    tables["school_practice"] = f"""
        SELECT 'unusual_ground' AS practice, urn, 6 AS year, child_id, DATE '2025-11-14' AS day, [{reference}] AS evidence FROM c WHERE {unusual}
        UNION ALL SELECT 'deletion_return', urn, 6, child_id, DATE '2025-11-14', [{reference}] FROM c WHERE i // 4 % 25 = 1 AND i % 40 <> 1"""
    tables["school_practice_units"] = """
        SELECT practice, urn, 6 AS year, 40 AS total FROM (SELECT DISTINCT urn FROM c) CROSS JOIN (VALUES ('unusual_ground'), ('deletion_return')) p(practice)"""
    tables["listed_contradictions"] = f"""
        SELECT child_id, 'on_two_rolls' AS kind, DATE '2025-09-05' AS starts_on, left(sha256('on_two_rolls|2025-09-05|school_roll:' || la_code), 16) AS key,
               [{reference}] AS evidence, 'Two schools each say that the child is on their roll.' AS because FROM c WHERE i % 100 IN (60, 61, 64)"""
    for name, sql in tables.items():
        connection.execute(f"CREATE TABLE {name} AS {sql}")
        if name in changes:
            connection.execute(changes[name])
        connection.execute(f"COPY {name} TO {quoted(into / f'{name}.parquet')} (FORMAT parquet)")
    connection.close()


def _roll_extract(index: Index, authority: str, children: int, number: int) -> str:
    select = f"""
        SELECT {number + 1}::BIGINT * 4294967296 + (i // 4) + 2 AS record_key, ((i // 4) + 2)::INTEGER AS line, 'r' || i AS record_id, surname, forename, NULL::VARCHAR AS middle_names,
               date_of_birth, sex, address_line_1, 'Madeupton' AS town, postcode, NULL::VARCHAR AS upn, nhs_number, 'Parent ' || surname AS parent_1_name, '07700900' || (100 + i % 900) AS phone,
               urn, DATE '2022-09-01' AS entry_date, 'C' AS enrolment_status
        FROM ({_children_sql(children)}) WHERE la_code = '{authority}' ORDER BY i"""
    return write_extract(index, "school_roll", authority, date(2026, 1, 10), select)


def _health_extract(index: Index, children: int, *, held: bool) -> str:
    select = f"SELECT 5::BIGINT * 4294967296 + i + 1 AS record_key, (i + 1)::INTEGER AS line, 'n' || i AS record_id, surname, forename, date_of_birth FROM ({_children_sql(children)}) WHERE i <= 30"
    return write_extract(
        index,
        "nhs",
        "NHSE",
        date(2026, 1, 12),
        select,
        state="held" if held else "counted",
        because="30 rows; the last extract had 400: under 70% of them.",
    )


def write_extract(
    index: Index,
    register: str,
    supplier: str,
    as_at: date,
    select: str,
    *,
    state: Any = "counted",
    because: str = "",
    problems: Sequence[Mapping[str, Any]] | None = None,
) -> str:
    """Write one extract with its records, some problems, two quarantined rows and a comparison with the one before."""
    number = index.next_extract_number()
    extract_id = f"{register}-{supplier}-{as_at.isoformat()}-{number:06d}"
    into = index.building_folder("extract")
    connection = connect(threads=1)
    connection.execute(f"CREATE TABLE records AS {select}")
    count = connection.execute("SELECT count(*) FROM records").fetchall()[0][0]
    parts = {
        "records": "SELECT * FROM records",
        "rows": "SELECT line, record_id, surname, forename, date_of_birth::VARCHAR AS date_of_birth FROM records",
        "quarantine": f"SELECT ({count} + 2 + n)::INTEGER AS line, 'bad' || n AS record_id, 'date_of_birth' AS field, '31/02/2015' AS value,"
        " 'The date of birth is not a real date.' AS reason, '{\"surname\": \"Made-up\"}' AS row_json FROM range(2) r(n)",
        "problems": f"""SELECT ({count} + 2 + n)::INTEGER AS line, 'bad' || n AS record_id, '201' AS check_id, 'error' AS severity, 'date_of_birth' AS field, '31/02/2015' AS value,
                        'The date of birth is not a real date.' AS message FROM range(2) r(n)
                        UNION ALL SELECT line, record_id, '301', 'warning', 'upn', '=HYPERLINK("x")', 'The UPN fails its check letter and was set aside.' FROM records WHERE line % 17 = 3""",
        "diff": """SELECT CASE WHEN line % 50 = 7 THEN 'joiner' WHEN line % 31 = 5 THEN 'changed' ELSE 'same' END AS kind, line, line AS former_line,
                   CASE WHEN line % 31 = 5 THEN ['postcode'] ELSE []::VARCHAR[] END AS changed_fields, NULL::VARCHAR AS reason FROM records
                   UNION ALL SELECT 'not_in_file', NULL, 9000 + n, [], 'No deletion reported' FROM range(3) r(n)""",
    }
    for name, sql in parts.items():
        connection.execute(f"COPY ({sql}) TO {quoted(into / f'{name}.parquet')} (FORMAT parquet)")
    warnings = connection.execute("SELECT count(*) FROM records WHERE line % 17 = 3").fetchall()[0][0]
    connection.close()
    (into / "source.csv").write_text("made up\n")
    manifest = {
        "extract_id": extract_id, "number": number, "register": register, "supplier": supplier, "as_at": as_at.isoformat(), "content_hash": f"hash-{number}",
        "file_name": f"{register}-{supplier}.csv", "rows_read": count + 2, "rows_accepted": count, "rows_quarantined": 2, "warning_count": warnings, "partial": False,
    }  # fmt: skip
    index.publish_extract(into, json.loads(json.dumps(manifest)), state=state, because=because)
    return extract_id
