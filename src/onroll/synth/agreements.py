"""Agreements to share for a made-up region: what its bodies would have signed, so that its pages show what they may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onroll.core.registers import all_registers
from onroll.core.registers.identity_fields import IDENTITY_FIELDS

_EVERY_PURPOSE = ("cme_enquiry", "safeguarding", "return_to_education", "data_quality", "family_request")
_AGREEMENTS: Sequence[tuple[str, str, str, Sequence[str]]] = (
    (
        "made-up-education",
        "Education records of the made-up region",
        "Education Act 1996, section 436A; School Attendance (Pupil Registration) (England) Regulations 2024.",
        (
            "school_roll",
            "roll_change",
            "admissions",
            "alternative_provision",
            "attendance",
            "cme_register",
            "ehe",
            "enquiry_reply",
            "travel",
        ),
    ),
    (
        "made-up-health",
        "Health registrations of the made-up region",
        "Children Act 2004, sections 10 and 11, for finding children who are missing education.",
        ("nhs",),
    ),
    (
        "made-up-homes",
        "Homes and benefits of the made-up region",
        "Children Act 2004, section 10. Never for the recovery of a benefit.",
        ("council_tax", "housing", "child_benefit"),
    ),
    (
        "made-up-safeguarding",
        "Social care and youth justice of the made-up region",
        "Children Act 2004, sections 10 and 11; Children Act 1989, section 47.",
        ("social_care", "youth_justice"),
    ),
)


_WHO_IS_MEANT = ("forename", "middle_names", "surname", "date_of_birth", "sex")
"""What an agency is told of a child about whom it is asked, and nothing of the home or the family."""


def made_up_agreements(on: date) -> dict[str, str]:
    """Return the text of each agreement file by its name: in force for two years around the day."""
    files = {f"{name}.toml": _file(name, title, basis, registers, on) for name, title, basis, registers in _AGREEMENTS}
    name, title = "made-up-agencies", "Who is meant by an enquiry to an agency of the made-up region"
    basis = "Education Act 1996, section 436A; Children Act 2004, section 10."
    return {**files, f"{name}.toml": _file(name, title, basis, ("school_roll", "nhs", "child_benefit"), on, to_agencies=True)}


def _file(name: str, title: str, basis: str, registers: Sequence[str], on: date, *, to_agencies: bool = False) -> str:
    lines = [
        "# Made up, like everybody in this region.",
        f'agreement = "{name}"',
        "version = 1",
        f'title = "{title}"',
        f"from = {on.year - 1}-09-01",
        f"to = {on.year + 1}-08-31",
        f'lawful_basis = "{basis}"',
        'contact = "the made-up data protection officer"',
    ]
    for register in registers:
        lines += [
            "",
            "[[shares]]",
            f'register = "{register}"',
            'suppliers = ["*"]',
            f'with = ["{"agency" if to_agencies else "authority"}:*"]',
            f"fields = [{_listed(_WHO_IS_MEANT if to_agencies else _fields_of(register))}]",
            f"purposes = [{_listed(_EVERY_PURPOSE[:2] if to_agencies else _EVERY_PURPOSE)}]",
        ]
    return "\n".join(lines) + "\n"


def _fields_of(name: str) -> list[str]:
    register = all_registers()[name]
    identity = [field.name for field in IDENTITY_FIELDS] if register.identity else []
    return list(dict.fromkeys([*identity, *(field.name for field in register.fields)]))


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f'"{each}"' for each in values)
