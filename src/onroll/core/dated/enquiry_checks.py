"""The eighteen checks of reasonable enquiry: who makes each, on what basis, what it needs, and what to expect of it.

Source  domain, section 3.1 (the 2016 and 2024 guidance, and authorities' lists). What a check yields and how long it takes is
        published for one of them only: His Majesty's Revenue and Customs located over 40% of Sheffield's children, and four
        children of 59 families in Bradford (Bradford Council, Children's Services Overview and Scrutiny Committee, document AM
        and minutes, 2017, read November 2026). All other yields and delays are priors of Onroll's own, marked so, and give way to
        this deployment's outcomes after a handful of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onroll.core.dated.values import Dated

Who = Literal["school", "authority"]
Need = Literal[
    "contact details",
    "an address",
    "a parent's name",
    "a brother or sister",
    "a last school",
    "an agency that knows the family",
    "another place that was named",
    "a service family",
    "a sign of travel",
]

_AUTHORITY_BASIS = "Education Act 1996, section 436A; UK GDPR, Article 6(1)(c) and (e)"
_SENSITIVE = f"{_AUTHORITY_BASIS}, and 9(2)(g) with Data Protection Act 2018, schedule 1, paragraph 18"
_SCHOOL_OR_AUTHORITY = f"{_AUTHORITY_BASIS}; for the school, SI 2024/208, regulation 9"
PRIOR = "prior: Onroll's estimate, not measured"


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Shape  needs: what must be known before it can be made. tier: 1 (whoever knows the child, own registers) to 4 (police).
           intrusiveness: 1 (hardly touches the family) to 5. contacts_family: the family learns of it.
    Units  yield_prior: chance that it locates the child. prior_weight: how many outcomes of one's own weigh as much as the
           prior. delay_days: usual calendar days to the answer. answer_within: working days before it is chased.
    """

    code: str
    title: str
    who: tuple[Who, ...]
    needs: tuple[Need, ...]
    tier: int
    intrusiveness: int
    yield_prior: float
    delay_days: float
    answer_within: int
    lawful_basis: str = _AUTHORITY_BASIS
    contacts_family: bool = False
    prior_weight: float = 4.0
    prior_source: str = PRIOR
    caution: str = ""


_BOTH: tuple[Who, ...] = ("school", "authority")
_SCHOOL: tuple[Who, ...] = ("school",)
_AUTHORITY: tuple[Who, ...] = ("authority",)
_B = _SCHOOL_OR_AUTHORITY

_CHECKS = (
    Check("CALL", "Ring every contact, at different times of day", _BOTH, ("contact details",), 1, 1, 0.20, 1, 2, _B, contacts_family=True),
    Check(
        "WRITE", "Write to the last known and the emergency address", _BOTH, ("an address",), 1, 1, 0.05, 10, 10, _B, contacts_family=True
    ),
    Check("STAFF_PEERS", "Ask staff, friends and the school's community", _SCHOOL, ("a last school",), 1, 2, 0.12, 3, 5, _B),
    Check("SIBLING", "Ask the schools of brothers, sisters and relatives", _BOTH, ("a brother or sister",), 1, 1, 0.20, 3, 5, _B),
    Check(
        "VISIT",
        "Visit the home; ask neighbours and the landlord",
        _BOTH,
        ("an address",),
        2,
        3,
        0.25,
        5,
        5,
        _B,
        contacts_family=True,
        caution="Assess the risk first; never alone where it is raised.",
    ),
    Check(
        "SOCIAL",
        "Look at open social media",
        _BOTH,
        ("a parent's name",),
        3,
        4,
        0.06,
        2,
        5,
        f"{_AUTHORITY_BASIS}; the organisation's policy",
        caution="A repeated look may be surveillance under the Regulation of Investigatory Powers Act 2000: it needs authorisation.",
    ),
    Check("AGENCY", "Ask agencies known to be involved", _BOTH, ("an agency that knows the family",), 2, 2, 0.15, 5, 5, _SENSITIVE),
    Check(
        "S2S_LPD",
        "School-to-school messages and the Lost Pupil Database",
        _AUTHORITY,
        (),
        1,
        1,
        0.10,
        2,
        5,
        caution="A hit is a lead, not an outcome.",
    ),
    Check("GIAP_NPD", "Get Information About Pupils (National Pupil Database)", _AUTHORITY, (), 1, 1, 0.15, 3, 5),
    Check("LA_LOCAL", "Admissions, home education, SEND, transport and free school meals", _AUTHORITY, (), 1, 1, 0.20, 2, 5),
    Check(
        "COUNCIL_TAX_HOUSING",
        "Council tax, electoral roll, housing, homelessness and refuges",
        _AUTHORITY,
        ("a parent's name",),
        2,
        2,
        0.20,
        5,
        5,
        caution="Access is not universal: record no access where there is none. Never ask where a refuge is.",
    ),
    Check("HEALTH", "GP registration, child health system, school nurse", _AUTHORITY, (), 3, 3, 0.20, 8, 10, _SENSITIVE),
    Check("CSC_YJS", "Children's social care and the Youth Justice Service", _AUTHORITY, (), 1, 2, 0.10, 2, 2, _SENSITIVE),
    Check("POLICE", "Police: welfare check or missing report", _AUTHORITY, (), 4, 5, 0.12, 3, 5, _SENSITIVE, contacts_family=True),
    Check(
        "HMRC",
        "Child Benefit address (His Majesty's Revenue and Customs)",
        _AUTHORITY,
        ("a parent's name",),
        3,
        3,
        0.25,
        20,
        20,
        prior_weight=6.0,
        prior_source="between over 40% (Sheffield) and 4 of 59 families (Bradford), pilots of 2016 and 2017; the delay is an estimate",
    ),
    Check("UKVI_BF", "UK Visas and Immigration, Border Force", _AUTHORITY, ("a sign of travel",), 3, 4, 0.20, 15, 20, _SENSITIVE),
    Check("MOD", "Ministry of Defence education service", _AUTHORITY, ("a service family",), 3, 2, 0.30, 7, 10),
    Check(
        "ORIGIN_DEST_LA",
        "The authority and school moved from, and any moved to",
        _AUTHORITY,
        ("another place that was named",),
        1,
        1,
        0.20,
        5,
        10,
    ),
)

CHECKS: tuple[Dated[tuple[Check, ...]], ...] = (
    Dated(value=_CHECKS, source="domain 3.1; tiers, intrusiveness, yields and delays are Onroll's proposal", uncertain=True),
)
LAST_TIER = 4

TIER_OPENS_AFTER: tuple[Dated[dict[int, int]], ...] = (
    Dated(
        value={2: 2, 3: 10, 4: 20},
        source="Onroll's proposal: a visit is due within 5 school days, extended checks within 20 working days (domain 3.5)",
        uncertain=True,
    ),
)
"""Working days after which a tier opens by itself."""

OutcomeCode = Literal[
    "no_trace",
    "traced_address",
    "traced_school",
    "abroad_evidence",
    "refused",
    "no_reply",
    "not_applicable",
    "no_access",
    "inconclusive",
]


@dataclass(frozen=True, slots=True)
class EnquiryOutcome:
    """What an enquiry may come back with. None of them ends a case.

    Shape  locates: it says where the child is. made: it counts as a check that was made. raises: the next tier opens at
           once. again_after: working days until it can be asked again; None where there is no need.
    """

    code: OutcomeCode
    words: str
    locates: bool = False
    made: bool = True
    raises: bool = False
    again_after: int | None = None


OUTCOMES: tuple[Dated[tuple[EnquiryOutcome, ...]], ...] = (
    Dated(
        value=(
            EnquiryOutcome("no_trace", "No trace", again_after=60),
            EnquiryOutcome("traced_address", "Traced to an address", locates=True),
            EnquiryOutcome("traced_school", "Traced to a school", locates=True),
            EnquiryOutcome("abroad_evidence", "Evidence that the child is abroad", locates=True),
            EnquiryOutcome("refused", "Refused", made=False, raises=True, again_after=20),
            EnquiryOutcome("no_reply", "No reply", made=False, raises=True, again_after=5),
            EnquiryOutcome("not_applicable", "Does not apply"),
            EnquiryOutcome("no_access", "No access", made=False, raises=True, again_after=20),
            EnquiryOutcome("inconclusive", "Inconclusive", made=False, raises=True, again_after=10),
        ),
        source="domain 3.1, with `no_access` and `inconclusive` of issue 4; the intervals are Onroll's proposal",
        uncertain=True,
    ),
)
