"""Agreements to share: every fault named, the right version in force, and no field without one."""

from __future__ import annotations

import copy
import dataclasses
import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.casework.purposes import PURPOSES, REFUSED
from onroll.core.sharing import Agreement, Known, in_force, parties_of, read_agreement
from onroll.pipeline.agreements import known_fields
from onroll.synth.agreements import made_up_agreements

KNOWN = Known(fields=known_fields(), purposes=[each.code for each in PURPOSES], refused=REFUSED)
RIGHT: dict[str, Any] = tomllib.loads(
    """
    agreement = "eastshire-health"
    version = 1
    title = "Health registrations"
    from = 2025-09-01
    to = 2026-08-31
    lawful_basis = "Children Act 2004, section 10"
    [[shares]]
    register = "nhs"
    suppliers = ["NHSE"]
    with = ["authority:301"]
    fields = ["surname", "date_of_birth", "registered_on"]
    purposes = ["cme_enquiry"]
    """
)


def changed(at: str, value: Any) -> dict[str, Any]:
    said = copy.deepcopy(RIGHT)
    part, _, name = at.rpartition(".")
    (said["shares"][0] if part else said)[name] = value
    return said


def test_a_sound_file_is_read() -> None:
    agreement, faults = read_agreement(RIGHT, KNOWN)
    assert faults == [] and agreement is not None and agreement.reference == "eastshire-health v1"
    assert agreement.shares[0].fields == ("surname", "date_of_birth", "registered_on")


@pytest.mark.parametrize(
    ("at", "value", "says"),
    [
        ("agreement", "Bad Name", "small letters"),
        ("version", 0, "“version” must be"),
        ("version", True, "“version” must be"),
        ("from", "2025-09-01", "must be days"),
        ("to", date(2025, 8, 31), "lies before"),
        ("lawful_basis", " ", "“lawful_basis” must say something"),
        ("shares", [], "shares nothing"),
        ("titel", "x", "no setting called 'titel'"),
        ("share.register", "tax", "no register called 'tax'"),
        ("share.fields", ["surname", "postcod"], "nhs has no field called 'postcod'"),
        ("share.fields", ["*"], "no field called '\\*'"),
        ("share.fields", [], "“fields” must list at least one"),
        ("share.with", ["301"], "is no party"),
        ("share.with", "authority:301", "must list at least one"),
        ("share.purposes", ["curiosity"], "no purpose called 'curiosity'"),
        ("share.purposes", ["immigration_enforcement"], "not used for immigration enforcement"),
        ("share.purposes", ["cme_enquiry", "benefit_recovery"], "not used to recover benefits"),
        ("share.fields ", ["surname"], "no setting called"),
    ],
)
def test_each_fault_is_named_and_opens_nothing(at: str, value: Any, says: str) -> None:
    agreement, faults = read_agreement(changed(at, value), KNOWN)
    assert agreement is None
    with pytest.raises(AssertionError, match=says):
        raise AssertionError(" ".join(faults))


SOUND, _ = read_agreement(RIGHT, KNOWN)
assert SOUND is not None


def version(number: int, first: date, last: date) -> Agreement:
    return dataclasses.replace(SOUND, version=number, valid_from=first, valid_to=last)


days = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))


@settings(deadline=None, max_examples=60)
@given(spans=st.lists(st.tuples(days, st.integers(0, 400)), min_size=1, max_size=5), on=days)
def test_the_latest_version_that_has_begun_decides_even_where_it_has_ended(spans: list[tuple[date, int]], on: date) -> None:
    versions = [version(number, first, first + timedelta(days=length)) for number, (first, length) in enumerate(spans, 1)]
    begun = [each for each in versions if each.valid_from <= on]
    expected = [begun[-1]] if begun and begun[-1].valid_to >= on else []
    assert in_force(versions[::-1], on) == expected


def test_organisations_are_named_by_code_or_by_kind() -> None:
    assert parties_of("authority", "301") == {"authority:301", "authority:*"}


def test_the_made_up_agreements_are_sound_and_cover_every_register_about_children() -> None:
    registers = set()
    for name, text in made_up_agreements(date(2026, 1, 15)).items():
        agreement, faults = read_agreement(tomllib.loads(text), KNOWN)
        assert agreement is not None, (name, faults)
        registers |= {share.register for share in agreement.shares}
    from onroll.core.registers import all_registers

    assert registers == {each.name for each in all_registers().values() if each.kind != "reference"}
