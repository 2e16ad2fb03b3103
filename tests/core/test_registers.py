"""The registers of the contracts, to the letter."""

import pytest

from onroll.core.registers import all_registers, register_named
from onroll.core.registers.identity_fields import IDENTITY_FIELDS

REQUIRED = {
    "establishments": {"urn"},
    "postcodes": {"postcode", "la_code"},
    "term_dates": {"holiday_start", "holiday_end"},
    "school_roll": {"urn", "entry_date"},
    "roll_change": {"urn", "change", "change_date"},
    "ehe": {"start_date"},
    "alternative_provision": {"start_date"},
    "admissions": {"application_date", "status"},
    "cme_register": {"opened_on"},
    "nhs": set(),
    "child_benefit": {"claim_start"},
    "social_care": {"episode", "start_date"},
    "council_tax": {"postcode", "from_date"},
    "housing": {"tenancy_start"},
    "attendance": {"urn", "week_starting", "marks"},
    "youth_justice": {"episode", "start_date"},
    "travel": {"event", "event_date"},
    "enquiry_reply": {"enquiry", "answered_on", "answer"},
}


def test_every_register_and_its_required_fields():
    assert {name: {field.name for field in register.fields if field.required} for name, register in all_registers().items()} == REQUIRED


def test_kinds():
    kinds = {kind: {name for name, register in all_registers().items() if register.kind == kind} for kind in ("reference", "events")}
    assert kinds == {
        "reference": {"establishments", "postcodes", "term_dates"},
        "events": {"roll_change", "attendance", "travel", "enquiry_reply"},
    }
    assert {name for name, register in all_registers().items() if register.gated} == {"school_roll", "nhs", "child_benefit"}
    assert {name for name, register in all_registers().items() if not register.child_level} == {
        *("establishments", "postcodes", "term_dates", "council_tax", "enquiry_reply")
    }


def test_identity_needs_a_name_and_a_birthday():
    assert {field.name for field in IDENTITY_FIELDS if field.required} == {"surname", "forename", "date_of_birth"}
    assert len(IDENTITY_FIELDS) == 21


@pytest.mark.parametrize("register", all_registers().values(), ids=lambda register: register.name)
def test_each_says_what_it_is_and_what_its_fields_mean(register):
    assert register.about.endswith(".")
    assert all(field.meaning for field in register.fields)
    names = {field.name for field in register.fields}
    assert {register.starts, register.ends} - {""} <= names
    assert {name for way in register.found_again_by for name in way} <= names
    assert {name for _, name in register.aliases} <= names
    assert register.identity or register.kind == "events" or register.found_again_by


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match="school_roll"):
        register_named("school-rolls")
