"""Which evidence each ending accepts, and how much it is worth.

Source  domain, section 3.5 (closure reasons, each of which needs evidence); anchors, section 4, point 5 (confirmed by the
        receiving school, then official record, then a relative's word); design, section 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from onroll.core.dated.values import Dated


class Grade(IntEnum):
    """How much a piece of evidence is worth."""

    WORD = 1
    OFFICIAL_RECORD = 2
    CONFIRMED = 3

    @property
    def words(self) -> str:
        """The grade as pages write it."""
        return {1: "somebody's word", 2: "official record", 3: "confirmed by whoever receives the child"}[self.value]


class Outcome(Enum):
    """How a case may end. That a child was not found, or that checks were inconclusive, is no ending and has no name here."""

    ENROLLED_CONFIRMED = "enrolled_confirmed"
    EHE_SUITABLE = "ehe_suitable"
    EOTAS_S19_SUITABLE = "eotas_s19_suitable"
    MOVED_LA_ACCEPTED = "moved_la_accepted"
    ABROAD_CONFIRMED = "abroad_confirmed"
    INDEPENDENT_CONFIRMED = "independent_confirmed"
    OVER_CSA = "over_csa"
    DECEASED = "deceased"
    DUPLICATE = "duplicate"
    NOT_CME_ON_ROLL = "not_cme_on_roll"
    OUT_OF_ENGLAND_UK = "out_of_england_uk"
    RECORD_ENDED = "record_ended"


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One kind of proof that an ending accepts."""

    code: str
    words: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Standard:
    """What one ending asks for.

    Shape  needs_whereabouts: the child's place is known by it. watched: only after four observations. hands_over: a
           receiving team or case must be named; must_accept: and have accepted, on a day. restricts: the record is closed to
           all but a few.
    """

    outcome: Outcome
    title: str
    accepts: tuple[EvidenceKind, ...]
    needs_whereabouts: bool = True
    watched: bool = False
    hands_over: str = ""
    must_accept: bool = False
    restricts: bool = False
    named_team: bool = False


_C, _O, _W = Grade.CONFIRMED, Grade.OFFICIAL_RECORD, Grade.WORD

_STANDARDS = (
    Standard(
        Outcome.ENROLLED_CONFIRMED,
        "Back in school, and still there after twelve weeks",
        (
            EvidenceKind("school_confirms_attendance", "The school confirms the first day of attendance", _C),
            EvidenceKind("attendance_register", "Attendance marks from the school's register", _C),
            EvidenceKind("roll_and_sessions", "A school roll that shows sessions attended", _O),
        ),
        watched=True,
    ),
    Standard(
        Outcome.EHE_SUITABLE,
        "Home education found suitable",
        (
            EvidenceKind("assessment_by_authority", "The authority's own assessment of the education", _C),
            EvidenceKind("home_education_register", "Entry in the home education register as suitable", _O),
        ),
    ),
    Standard(
        Outcome.EOTAS_S19_SUITABLE,
        "Suitable education arranged otherwise than at school",
        (
            EvidenceKind("provider_confirms_attendance", "The provider confirms the first day of attendance", _C),
            EvidenceKind("commissioning_record", "The authority's record of the arranged provision and its hours", _O),
            EvidenceKind("plan_names_provision", "The education, health and care plan names the provision", _O),
        ),
    ),
    Standard(
        Outcome.MOVED_LA_ACCEPTED,
        "Another authority has accepted responsibility",
        (EvidenceKind("written_acceptance", "The receiving authority's written acceptance, with its officer and reference", _C),),
        hands_over="the receiving authority's officer and case reference",
    ),
    Standard(
        Outcome.ABROAD_CONFIRMED,
        "Left England for another country",
        (
            EvidenceKind("foreign_school_confirms", "A school abroad confirms the enrolment", _C),
            EvidenceKind("foreign_authority_confirms", "An authority or embassy abroad confirms the residence", _O),
            EvidenceKind("border_record", "Record of the exit (Border Force or carrier)", _O),
            EvidenceKind("nhs_embarkation", "NHS registration ended by embarkation", _O),
            EvidenceKind("relative_or_other_person", "Word of a relative, neighbour or friend", _W),
        ),
    ),
    Standard(
        Outcome.INDEPENDENT_CONFIRMED,
        "At a registered independent school",
        (
            EvidenceKind("school_confirms_attendance", "The school confirms the first day of attendance", _C),
            EvidenceKind("independent_school_roll", "The independent school's roll or new-pupil return", _O),
            EvidenceKind("letter_shown_by_parent", "A letter of the school, shown by a parent", _W),
        ),
    ),
    Standard(
        Outcome.OVER_CSA,
        "Over compulsory school age, handed to the team for participation to 18",
        (
            EvidenceKind("birth_record", "Date of birth on an official record", _O),
            EvidenceKind("school_record_of_birth", "Date of birth on a school's admission register", _O),
        ),
        needs_whereabouts=False,
        hands_over="the participation team's officer who took the young person over",
        must_accept=True,
    ),
    Standard(
        Outcome.DECEASED,
        "The child has died",
        (
            EvidenceKind("registrar_or_coroner", "Registrar's or coroner's record", _O),
            EvidenceKind("nhs_death", "NHS record of the death", _O),
        ),
        needs_whereabouts=False,
        restricts=True,
    ),
    Standard(
        Outcome.DUPLICATE,
        "Same child as another case, which goes on",
        (EvidenceKind("confirmed_link", "Two people confirmed that the records are one child", _C),),
        needs_whereabouts=False,
        hands_over="the case that goes on",
    ),
    Standard(
        Outcome.NOT_CME_ON_ROLL,
        "On a school's roll all the time",
        (
            EvidenceKind("school_confirms_roll", "The school confirms the entry in its admission register", _C),
            EvidenceKind("school_roll", "A school roll that shows the child", _O),
        ),
    ),
    Standard(
        Outcome.OUT_OF_ENGLAND_UK,
        "Moved to Scotland, Wales or Northern Ireland",
        (
            EvidenceKind("uk_school_or_authority_confirms", "A school or authority there confirms the enrolment", _C),
            EvidenceKind("nhs_transfer", "NHS registration moved to Scotland, Wales or Northern Ireland", _O),
            EvidenceKind("relative_or_other_person", "Word of a relative, neighbour or friend", _W),
        ),
    ),
    Standard(
        Outcome.RECORD_ENDED,
        "Record ended, on the word of the authority that is responsible for the child",
        (EvidenceKind("word_of_responsible_authority", "Written word of a named officer of the responsible authority", _C),),
        needs_whereabouts=False,
        hands_over="the officer of the responsible authority",
        named_team=True,
    ),
)

STANDARDS: tuple[Dated[tuple[Standard, ...]], ...] = (
    Dated(value=_STANDARDS, source="domain 3.5 [design]; the kinds and grades are Onroll's proposal", uncertain=True),
)

RECHECK_DAYS: tuple[Dated[int], ...] = (Dated(value=28, source="Onroll's default for endings on low-grade evidence", uncertain=True),)

OBSERVATION_WEEKS: tuple[Dated[tuple[int, ...]], ...] = (
    Dated(value=(2, 4, 8, 12), source="issue 4; design 7; UNICEF Busca Ativa Escolar closes a case after a fourth observation"),
)

SUSTAINED_PERCENT: tuple[Dated[int], ...] = (Dated(value=90, source="domain 9 [design]: still attending at least 90% at 12 weeks"),)
