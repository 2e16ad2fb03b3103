"""The register of children not in school: when it begins, what it holds, and its time limits.

None of it is in force. What the Act leaves to regulations is marked uncertain; change the values here once they are made.

Source  Children's Wellbeing and Schools Act 2026, section 38 (Education Act 1996, sections 436B to 436G), as set out in domain, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.dated.values import Dated

COMMENCED: Mapping[str, date | None] = {"England": None, "Wales": None}
"""The day on which the duty to keep the register begins, by country; None while no day is fixed."""


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that the register holds. Shape  mandatory: the parent must give it; otherwise the authority holds it where it can."""

    code: str
    title: str
    mandatory: bool
    source: Literal["parent", "authority", "provider"]
    law: str
    filled_from: str = ""


CONTENT: tuple[Dated[tuple[Content, ...]], ...] = (
    Dated(
        (
            Content("name", "The child’s name", True, "parent", "436C(1)(a)", "name"),
            Content("date_of_birth", "Date of birth", True, "parent", "436C(1)(a)", "date_of_birth"),
            Content("home_address", "Home address", True, "parent", "436C(1)(a)", "address"),
            Content("previous_address", "Previous address, where they moved within twelve months", True, "parent", "436C(1)"),
            Content("further_addresses", "Further addresses where the child lives", True, "parent", "436C(1)"),
            Content("parents", "Each parent’s name and home address", True, "parent", "436C(1)(b)"),
            Content("educating_parents", "Which parents educate the child", True, "parent", "436C(1)(c)"),
            Content("time_by_parents", "Estimate of the time for which parents educate", True, "parent", "436C(1)(d)"),
            Content("time_by_others", "Estimate of the time for which others educate", True, "parent", "436C(1)(d)"),
            Content(
                "providers",
                "Providers above the prescribed time: name, address, kind, place, time without a parent",
                True,
                "parent",
                "436C(1)(e)",
            ),
            Content("characteristics", "Protected characteristics", False, "authority", "436C(2)"),
            Content("sen", "Special educational needs", False, "authority", "436C(2)", "sen"),
            Content("child_protection", "Child protection enquiries, now and past", False, "authority", "436C(2)"),
            Content("in_need_or_care", "In need, or looked after, and why", False, "authority", "436C(2)"),
            Content("reason", "Why the child is eligible for the register", False, "authority", "436C(2)", "ground"),
        ),
        source="Education Act 1996, section 436C, inserted by the 2026 Act; prescribed particulars are left to regulations",
        uncertain=True,
    ),
)


@dataclass(frozen=True, slots=True)
class RegisterLimits:
    """Shape  days are calendar days; providers_months: an authority does not ask for updates about providers more often than that."""

    parent_informs: int
    visit_requested: int
    providers_months: int


REGISTER_LIMITS: tuple[Dated[RegisterLimits], ...] = (
    Dated(
        RegisterLimits(parent_informs=15, visit_requested=15, providers_months=3),
        source="Lords' amendments and ministers' letters on section 436D, as set out in domain, section 7.1; to be fixed by regulations",
        uncertain=True,
    ),
)
