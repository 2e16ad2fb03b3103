"""Why somebody looks at a child's record: a closed list, and what is refused.

Source  design, section 8; domain, section 8 (purpose limit); DfE children missing education guidance, 2025.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.accounts.roles import Role


class CannotUsePurpose(Exception):
    """The purpose is not one for which records may be looked at; the sentence says why."""


@dataclass(frozen=True)
class Purpose:
    """One purpose for which records may be looked at, and the roles that may have it."""

    code: str
    title: str
    meaning: str
    roles: frozenset[str]


_CASEWORKERS = frozenset({Role.OFFICER.value, Role.MANAGER.value})
_DATA = frozenset({Role.DATA_TEAM.value, Role.LINK_REVIEWER.value})

PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        "cme_enquiry",
        "Finding a child who is missing education",
        "Establishing who is missing education in our area (Education Act 1996, section 436A), and finding them.",
        _CASEWORKERS | {Role.SCHOOL.value, Role.AGENCY.value},
    ),
    Purpose(
        "safeguarding",
        "Keeping a child safe",
        "A concern that a child may be harmed, or may be in need (Children Act 2004, sections 10 and 11).",
        _CASEWORKERS | {Role.SCHOOL.value, Role.AGENCY.value},
    ),
    Purpose(
        "return_to_education",
        "Getting a child back into education",
        "Arranging a place or other suitable education, and checking that it lasts.",
        _CASEWORKERS | {Role.SCHOOL.value},
    ),
    Purpose(
        "data_quality",
        "Checking that records are right",
        "Finding out whether an extract or a link is wrong, and having it corrected at its source.",
        _CASEWORKERS | _DATA,
    ),
    Purpose(
        "family_request",
        "Answering the child or the family",
        "A request to see, correct or object to what is held (UK GDPR, articles 15 to 21).",
        _CASEWORKERS | {Role.DATA_TEAM.value},
    ),
    Purpose(
        "audit", "Auditing how records are used", "Checking that records were looked at for good reasons.", frozenset({Role.AUDITOR.value})
    ),
    Purpose("statistics", "Producing statistics", "Counting, without looking at anybody.", frozenset({Role.ANALYST.value})),
)

REFUSED: dict[str, str] = {
    "immigration_enforcement": "Onroll is not used for immigration enforcement. Nobody may look at a record for that purpose.",
    "benefit_recovery": "Onroll is not used to recover benefits. Nobody may look at a record for that purpose.",
}


def purposes_for(role: str) -> tuple[Purpose, ...]:
    """Return the purposes that somebody in that role may have."""
    return tuple(purpose for purpose in PURPOSES if role in purpose.roles)


def purpose_for(role: str, code: str) -> Purpose:
    """Return the purpose of that code, where somebody in that role may have it.

    Raises  CannotUsePurpose otherwise, with the reason.
    """
    if code in REFUSED:
        raise CannotUsePurpose(REFUSED[code])
    for purpose in PURPOSES:
        if purpose.code == code:
            if role in purpose.roles:
                return purpose
            raise CannotUsePurpose(f"“{purpose.title}” is not a purpose for your role.")
    if not code:
        raise CannotUsePurpose("Choose why records are looked at.")
    known = ", ".join(purpose.code for purpose in PURPOSES)
    raise CannotUsePurpose(f"There is no purpose called {code!r}. The purposes are: {known}.")
