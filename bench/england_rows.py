"""Which rows each register holds of the children of a made-up authority, and how it writes them: for `england_registers.py`.

Source  the rates of errors: linkage study (`nation_registers.py`). Who stands in which register: `onroll synth`, in proportion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nation_registers import ERRORS, NOT_WITH_HEALTH, REGISTERED_TWICE
from nation_registers import _typo as typo

from onroll.pipeline.engine import quoted
from onroll.synth.layouts import COLUMNS, usual_schedule

FIRST_BIRTH, DAYS = date(2007, 9, 1), 6_695  # the last is born on 31 December 2025
CONVERTED_ON = date(2025, 11, 3)
SCHEDULE = usual_schedule(roll_snapshots=2, other_snapshots=1)

MISSING = {  # of all children of compulsory school age: 0.3%
    "left_no_destination": 0.0009, "vanished_from_roll": 0.0006, "not_arrived": 0.0004, "never_on_roll": 0.0004,
    "ehe_unsuitable": 0.0002, "provision_ended": 0.0002, "awaiting_place": 0.0002, "offered_not_started": 0.0001,
}  # fmt: skip

OTHER_PARENT = "other parent's surname"
PRIME = (1 << 31) - 1
_SCATTER = {register: 1_103_515_245 + 2 * place for place, register in enumerate(sorted(COLUMNS))}
_UPPER_CASE = ("nhs", "travel")
_MAY_LACK_FORENAME = ("nhs", "child_benefit", "housing")


def child_of(register: str, record_id: str = "record_id") -> str:
    """Return the SQL of the true child of a row, by its record_id."""
    return f"((({record_id}::BIGINT * {pow(_SCATTER[register], -1, PRIME)}) % {PRIME} - 1) // 2)"


@dataclass(frozen=True)
class Row:
    """What rows of a register are made from.

    Shape  children: SQL of children (columns of the table `children`); own: SQL of each of the register's own fields.
    """

    children: str
    own: Mapping[str, str]
    copy: str = "0"


def of_an_authority() -> Iterable[tuple[str, date, Row]]:
    """Return the rows of the files that an authority sends."""
    rolls, other = SCHEDULE.roll, {register: days[-1] for register, days in SCHEDULE.other.items()}
    roll = {
        "enrolment_status": "'C'",
        "nc_year": "if(nc = 0, 'R', nc::VARCHAR)",
        "ethnicity": "CASE WHEN h % 100 < 68 THEN 'WBRI' ELSE ['WOTH', 'AIND', 'APKN', 'BAFR', 'MWBC', 'OOTH', 'CHNE'][1 + h % 7] END",
        "sen_provision": "CASE WHEN key % 1000 < 53 THEN 'E' WHEN key % 1000 < 195 THEN 'K' ELSE 'N' END",
        "sen_need": "CASE WHEN key % 1000 < 195 THEN ['SEMH', 'SLCN', 'ASD', 'MLD', 'SPLD'][1 + key % 5] END",
        "fsm": "(h % 100 < 24)",
        "language": "if(h % 100 < 80, 'ENG', 'OTH')",
        "in_care": "(key % 1000 < 5)",
    }
    october = roll | {
        "urn": "october_urn",
        "entry_date": "entered",
        "sessions_possible": "'42'",
        "sessions_attended": "(42 - hash(key, 'absent') % 6)::VARCHAR",
    }
    january = roll | {
        "urn": "urn",
        "entry_date": "CASE WHEN moved <> '' OR story = 'arrived_from_abroad' THEN day + 7 "
        f"WHEN urn <> october_urn THEN DATE '{CONVERTED_ON}' ELSE entered END",
        "sessions_possible": "'158'",
        "sessions_attended": "(158 - hash(key, 'absent') % 6 - hash(key, 'more absent') % 15)::VARCHAR",
    }
    yield "school_roll", rolls[0], Row("SELECT * REPLACE (october_home AS home) FROM children WHERE october_urn IS NOT NULL", october)
    yield "school_roll", rolls[1], Row("SELECT * FROM here WHERE urn IS NOT NULL", january)
    gone = (
        "story IN ('left_no_destination', 'not_arrived', 'awaiting_place', 'offered_not_started', 'abroad_without_evidence', "
        "'left_with_evidence', 'ehe_new') OR moved <> ''"
    )
    named = "story = 'not_arrived' OR moved <> ''"
    deleted = {
        "urn": "october_urn",
        "change": "'deleted'",
        "change_date": "day",
        "ground": "CASE WHEN story = 'ehe_new' THEN 'd' ELSE 'h' END",
        "destination_urn": f"if({named}, other_urn, NULL)",
        "destination_type": f"CASE WHEN {named} THEN 'school' WHEN story = 'ehe_new' THEN 'ehe' WHEN story IN ('abroad_without_evidence', "
        "'left_with_evidence') THEN 'abroad' ELSE 'unknown' END",
        "expected_start": f"if({named}, day + 7, NULL)",
        "new_address_line_1": "if(moved <> '', home.line, NULL)",
        "new_postcode": "if(moved <> '', home.postcode, NULL)",
    }
    added = {"urn": "urn", "change": "'added'", "change_date": "day + 7"}
    come = "urn IS NOT NULL AND (moved <> '' OR story = 'arrived_from_abroad')"
    changes = (
        f"SELECT * REPLACE (october_home AS home), false AS came, 0 AS copy FROM children WHERE october_urn IS NOT NULL AND ({gone}) "
        f"UNION ALL SELECT *, 1 AS copy FROM here WHERE {come}"
    )
    either = {name: f"if(copy = 0, {deleted.get(name, 'NULL')}, {added.get(name, 'NULL')})" for name in deleted | added}
    yield "roll_change", SCHEDULE.on, Row(changes, either, copy="copy")
    yield (
        "ehe",
        other["ehe"],
        Row(
            "SELECT * FROM here WHERE story IN ('ehe_throughout', 'ehe_new', 'ehe_unsuitable', 'provision_ended')",
            {
                "start_date": "if(story = 'ehe_new', day + 1, DATE '2024-09-03' + (key % 200)::INTEGER)",
                "end_date": "if(story = 'provision_ended', day, NULL)",
                "suitability": "CASE WHEN story = 'ehe_unsuitable' THEN 'unsuitable' WHEN key % 5 = 0 THEN 'pending' ELSE 'suitable' END",
                "assessed_on": "if(story = 'ehe_unsuitable' OR story <> 'ehe_new' AND key % 5 > 0, "
                "DATE '2025-10-06' + (key % 54)::INTEGER, NULL)",
            },
        ),
    )
    yield (
        "alternative_provision",
        other["alternative_provision"],
        Row(
            "SELECT * FROM here WHERE story = 'ap_full_time'",
            {
                "provider_name": "'The Lodge'",
                "start_date": "DATE '2025-09-03' - (key % 300)::INTEGER",
                "full_time": "true",
                "arranged_by": "'la_s19'",
            },
        ),
    )
    asked = "story IN ('awaiting_place', 'offered_not_started')"
    yield (
        "admissions",
        other["admissions"],
        Row(
            f"SELECT * FROM here WHERE {asked} OR (story = '' AND moved = '' AND nc IN (-1, 0, 6, 7) AND key % 20 > 0)",
            {
                "application_date": f"CASE WHEN {asked} THEN day + 10 WHEN nc = -1 THEN DATE '2025-12-01' "
                "WHEN nc = 6 THEN DATE '2025-10-10' ELSE DATE '2024-11-20' END",
                "kind": f"CASE WHEN {asked} THEN 'in_year' WHEN nc <= 0 THEN 'reception' ELSE 'secondary' END",
                "status": "CASE WHEN story = 'awaiting_place' THEN 'applied' WHEN story = 'offered_not_started' THEN 'offered' "
                "WHEN nc IN (-1, 6) THEN 'applied' ELSE 'started' END",
                "school_urn": "other_urn",
                "offer_date": "CASE WHEN story = 'offered_not_started' THEN day + 20 WHEN nc = 0 THEN DATE '2025-04-16' "
                "WHEN nc = 7 THEN DATE '2025-03-01' END",
                "start_date": f"CASE WHEN {asked} THEN NULL WHEN nc IN (-1, 6) THEN DATE '2026-09-01' ELSE DATE '2025-09-01' END",
            },
        ),
    )
    missing = ", ".join(f"'{story}'" for story in MISSING)
    yield (
        "cme_register",
        other["cme_register"],
        Row(f"SELECT * FROM here WHERE story IN ({missing}) AND key % 10 < 4", {"opened_on": "day + 14", "reason": "'Unknown'"}),
    )
    yield (
        "social_care",
        other["social_care"],
        Row(
            "SELECT * FROM here WHERE key % 2000 < 77",
            {
                "episode": "CASE WHEN key % 2000 < 11 THEN 'cla' WHEN key % 2000 < 24 THEN 'cpp' ELSE 'cin' END",
                "start_date": "greatest(born, DATE '2024-01-08' + (key % 600)::INTEGER)",
                "need_code": "'N' || (1 + key % 8)",
                "legal_status": "if(key % 2000 < 11, 'C1', NULL)",
            },
        ),
    )
    yield (
        "housing",
        other["housing"],
        Row(
            "SELECT * FROM here WHERE h % 100 < 18",
            {
                "tenancy_start": "greatest(born, if(moved <> '', day, DATE '2017-01-09' + (h * 37 % 2500)::INTEGER))",
                "kind": "CASE WHEN h % 15000 < 18 THEN 'refuge' WHEN h % 700 < 14 THEN 'temporary' ELSE 'social' END",
            },
        ),
    )
    yield (
        "attendance",
        SCHEDULE.on,
        Row(
            "SELECT * FROM here WHERE urn IS NOT NULL AND nc BETWEEN 1 AND 11 AND key % 10 = 3",
            {
                "urn": "urn",
                "week_starting": "DATE '2026-01-12'",
                "marks": "['//////////', '////OOOO//', 'II//////II', 'OOOOOOOOOO'][1 + key % 4]",
            },
        ),
    )
    yield (
        "youth_justice",
        other["youth_justice"],
        Row(
            "SELECT * FROM here WHERE nc BETWEEN 7 AND 13 AND key % 4000 = 1 AND story = ''",
            {"episode": "if(key % 20 = 1, 'custody', 'community')", "start_date": "DATE '2025-06-02' + (key % 200)::INTEGER"},
        ),
    )


def national() -> Iterable[tuple[str, Row]]:
    """Return the rows of what one agency sends for the whole country, of the children of one authority."""
    must = "story IN ('never_on_roll', 'left_with_evidence')"
    left, came = "story = 'left_with_evidence'", "story = 'arrived_from_abroad'"
    health = (
        f"SELECT *, 0 AS copy FROM children WHERE {must} OR hash(key, 'no health') % 1000003 >= {int(NOT_WITH_HEALTH * 1000003)} UNION ALL "
        "SELECT * REPLACE (second_nhs AS nhs_number, before AS home), 1 AS copy FROM children "
        f"WHERE hash(key, 'twice') % 1000003 < {int(REGISTERED_TWICE * 1000003)} AND NOT {must}"
    )
    yield (
        "nhs",
        Row(
            health,
            {
                "gp_practice": "'P' || (h % 6500)",
                "registered_on": f"if({came}, day, greatest(born + (key % 40)::INTEGER, if(moved <> '', day, born)))",
                "deregistered_on": f"if({left}, day + 10, NULL)",
                "removal_reason": f"if({left}, 'embarkation', NULL)",
            },
            copy="copy",
        ),
    )
    yield (
        "child_benefit",
        Row(
            f"SELECT * FROM children WHERE story = 'never_on_roll' OR NOT {came} AND h % 100 < 88",
            {"claim_start": "born + (key % 90)::INTEGER", "claim_end": f"if({left}, day + 30, NULL)"},
        ),
    )
    yield (
        "travel",
        Row(
            f"SELECT * FROM children WHERE {left} OR {came} OR (key % 400 = 7 AND story = '')",
            {
                "event": f"if({left}, 'exit', 'entry')",
                "event_date": f"if({left}, day + 3, if({came}, day - 20, DATE '2025-08-20' + (key % 90)::INTEGER))",
                "country": "'ESP'",
            },
        ),
    )


def written(register: str, row: Row, seed: int) -> str:
    """Return the SQL of the rows as one register writes them, each error drawn for itself: the rates of `nation_registers.ERRORS`.

    Both rolls of a school hold what was once entered there; whoever moved was entered anew.
    """
    per = "moved" if register == "school_roll" else "0"
    swap_key = f"hash(child, {row.copy}, {per}, {quoted(f'{register} {seed}')})"

    def happens(error: str) -> str:
        return f"(hash(k, {quoted(error)}) % 1000003) / 1000003.0 < {ERRORS[error]}"

    def missing(what: str, share: float, value: str) -> str:
        return f"if((hash(k, {quoted(what)}) % 1009) < {int(share * 1009)}, NULL, {value})"

    day = "(1 + (day(born) + 6 + (hash(k, 'day') % 9)::INTEGER) % 28)"
    slipped = (
        f"CASE WHEN {happens('birthday digit')} THEN make_date(year(born), month(born), {day}) WHEN {happens('day and month')} AND "
        f"day(born) <= 12 THEN make_date(year(born), day(born), month(born)) WHEN {happens('1 January')} THEN make_date(year(born), 1, 1) "
        "ELSE born END"
    )
    lacks = f"WHEN {happens('forename missing')} THEN NULL" if register in _MAY_LACK_FORENAME else ""
    forename = (
        f"CASE {lacks} WHEN {happens('forename typo')} AND length(f) > 2 THEN {typo('f', 'f', 'k')} "
        f"WHEN {happens('forename variant')} THEN v WHEN {happens('middle as first')} THEN m ELSE f END"
    )
    surname = (
        f"CASE WHEN {happens('surname typo')} AND length(s) > 2 THEN {typo('s', 's', 'k')} "
        f"WHEN {happens(OTHER_PARENT)} THEN o WHEN {happens('double-barrelled')} THEN s || '-' || o ELSE s END"
    )
    # rolls hold the home of their day, with the study's share of old ones; whoever is entered anew gives the new one
    place = f"if({happens('postcode out of date')} AND moved = '', before, home)"
    wrong = "(left(lived.postcode, -1) || 'ABDEFGHJLNPQRSTUWXYZ'[1 + (hash(k, 'unit') % 20)::INTEGER])"
    own = ", ".join(f"{value} AS own_{name}" for name, value in row.own.items())
    case = "upper" if register in _UPPER_CASE else ""

    def cased(value: str) -> str:
        return f"upper({value})" if case else f"upper({value}[1:1]) || {value}[2:]"

    identity = {
        "upn": "upn",
        "nhs_number": "nhs_number" if register != "school_roll" else "NULL::VARCHAR",  # schools hold none
        "surname": cased("surname"),
        "forename": cased("forename"),
        "middle_names": f"if(hash(k, 'mid') % 101 < 40, {cased('m')}, NULL)",
        "date_of_birth": f"if(slipped > DATE '{FIRST_BIRTH}' + {DAYS}, born, slipped)",
        "sex": f"if({happens('sex')}, if(sex = 'F', 'M', 'F'), sex)",
        "address_line_1": "if(hash(k, 'form') % 101 < 12, replace(lived.line, ' Road', ' Rd'), lived.line)",
        "town": "lived.town",
        "postcode": f"CASE WHEN {happens('postcode missing')} THEN NULL WHEN {happens('postcode typo')} THEN {wrong} "
        "ELSE lived.postcode END",
        "uprn": missing("uprn", 0.45, "lived.uprn"),
        "parent_1_name": missing("mother", 0.18, "mother"),
        "parent_2_name": missing("father", 0.18, "father"),
        "phone": missing("phone", 0.2, "if(hash(k, 'which phone') % 101 < 25, other_phone, phone)"),
        "email": missing("email", 0.45, "email"),
    }
    columns = [
        f"own_{name} AS {name}" if name in row.own else f"{identity.get(name, 'NULL::VARCHAR')} AS {name}" for name in COLUMNS[register]
    ]
    return f"""
        SELECT ((child * 2 + {row.copy} + 1) * {_SCATTER[register]} % {PRIME})::VARCHAR AS record_id, {", ".join(columns)}
        FROM (SELECT *, if(swap, sn, fn) AS forename, if(swap, fn, sn) AS surname FROM (
            SELECT *, {forename} AS fn, {surname} AS sn, {happens("swapped")} AND ({forename}) IS NOT NULL AS swap, {slipped} AS slipped,
                {place} AS lived, {own} FROM (SELECT *, {swap_key} AS k FROM ({row.children}))))"""
