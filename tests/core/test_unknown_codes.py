"""A code that nobody knows is kept, told, and taken for no other: what each coded field counts as meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.applications import _standing
from onroll.core.candidates import Candidate
from onroll.core.checks import Setting
from onroll.core.checks.verdicts import judge_of
from onroll.core.records import is_missing, read_code, reading_of
from onroll.core.registers import all_registers, register_named
from onroll.core.sightings import all_readings
from onroll.core.sightings.shape import Departure, Lead, Source
from onroll.core.timelines import HOME_EDUCATION

DAY = date(2026, 1, 15)
CODED = {(register.name, field.name): field for register in all_registers().values() for field in register.fields if field.codes}
OTHERS = {
    "urn": "100001", "entry_date": DAY, "change": "deleted", "change_date": DAY, "status": "applied", "application_date": DAY,
    "start_date": DAY, "episode": "custody", "event": "exit", "event_date": DAY, "tenancy_start": DAY, "answered_on": DAY,
    "answer": "died", "evidence": "official_record", "registered_on": DAY, "deregistered_on": DAY,
}  # fmt: skip


def claims(register: str, field: str, code: str | None) -> Any:
    """What a row says that has this code, and sound values elsewhere."""
    reading = all_readings()[register]
    source = Source(1, register, "370", DAY, DAY, DAY, DAY, "r")
    return reading.read(source, *(code if name == field else OTHERS.get(name) for name in reading.fields))


def as_other(register: str, field: str, known: str | None) -> Callable[[str], bool]:
    """The row says what one says with that known code, or with none."""
    return lambda code: claims(register, field, code) == claims(register, field, known)


def is_a_lead(register: str, field: str) -> Callable[[str], bool]:
    return lambda code: [type(each) for each in claims(register, field, code)] == [Lead]


def no_reading(register: str, field: str) -> Callable[[str], bool]:
    return lambda _: field not in all_readings()[register].fields


COUNTS_AS: dict[tuple[str, str], Callable[[str], bool]] = {
    ("admissions", "kind"): as_other("admissions", "kind", "in_year"),
    ("admissions", "status"): lambda code: _standing(claims("admissions", "status", code)[0], None) == "awaiting",  # type: ignore[arg-type]
    ("alternative_provision", "arranged_by"): no_reading("alternative_provision", "arranged_by"),
    ("ehe", "suitability"): lambda code: (
        (said := claims("ehe", "suitability", code)[0]).suitability == code and said.suitability not in HOME_EDUCATION
    ),
    ("enquiry_reply", "answer"): is_a_lead("enquiry_reply", "answer"),
    ("enquiry_reply", "evidence"): is_a_lead("enquiry_reply", "evidence"),
    ("housing", "kind"): as_other("housing", "kind", None),
    ("nhs", "removal_reason"): as_other("nhs", "removal_reason", "other"),
    ("roll_change", "change"): is_a_lead("roll_change", "change"),
    ("roll_change", "destination_type"): lambda code: not claims("roll_change", "destination_type", code)[0].names_destination,
    ("roll_change", "ground"): lambda code: not any(isinstance(each, Departure) for each in claims("roll_change", "ground", code)),
    ("school_roll", "enrolment_status"): as_other("school_roll", "enrolment_status", None),
    ("school_roll", "ethnicity"): no_reading("school_roll", "ethnicity"),
    ("school_roll", "nc_year"): lambda code: year_of(code) == year_of(None),
    ("school_roll", "sen_need"): no_reading("school_roll", "sen_need"),
    ("school_roll", "sen_provision"): no_reading("school_roll", "sen_provision"),
    ("social_care", "episode"): no_reading("social_care", "episode"),
    ("social_care", "need_code"): no_reading("social_care", "need_code"),
    ("travel", "event"): is_a_lead("travel", "event"),
    ("youth_justice", "episode"): as_other("youth_justice", "episode", "community"),
}


def year_of(nc_year: str | None) -> int:
    """The curriculum year that a roll's last row is taken to show."""
    child: Any = SimpleNamespace(history=SimpleNamespace(date_of_birth=date(2015, 3, 1)))
    return Candidate._year_of(child, SimpleNamespace(nc_year=nc_year), DAY)  # type: ignore[arg-type]


def test_every_coded_field_says_what_another_code_counts_as() -> None:
    assert COUNTS_AS.keys() == CODED.keys()
    assert [name for name, field in CODED.items() if not field.otherwise] == []


@pytest.mark.parametrize(("register", "name"), COUNTS_AS)
@settings(max_examples=30)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(str.strip))
def test_an_unknown_code_is_kept_and_told_and_taken_for_no_other(register: str, name: str, text: str) -> None:
    field = CODED[register, name]
    if is_missing(text) or read_code(text, field.codes) in field.codes or (name == "kind" and "refuge" in text.lower()):
        return
    value, failed = judge_of(field, Setting(register=register_named(register), as_at=DAY))(text)
    assert value == text and [(check.check_id, check.severity) for check in failed] == [("401", "warning")]
    said = failed[0].message(text, field)
    assert said.startswith(f"{name} is not one of ") and field.otherwise in said and "send the file again" in said
    assert COUNTS_AS[register, name](text)


@pytest.mark.parametrize("written", ["refuge", "Refuge", "Women's refuge", "REFUGE (DV)", "refuge accommodation"])
def test_whatever_names_a_refuge_is_one(written: str) -> None:
    register = register_named("housing")
    assert reading_of(CODED["housing", "kind"], register)(written) == "refuge"


def test_known_years_are_read_and_others_come_from_the_date_of_birth() -> None:
    assert [year_of(code) for code in ("6", "R", "N2", "X", "14")] == [6, 0, -1, -1, 14]
    assert year_of("Year 5") == year_of("99") == year_of(None) == 6
