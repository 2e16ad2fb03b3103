"""How long each kind of record is kept, from which day, and on whose word.

Source  domain, section 8.1 (registers 6 years, reg 7 of the School Attendance (Pupil Registration) (England) Regulations 2024; the file of
        a child missing education commonly until 25); UK GDPR, article 5(1)(e) (no longer than is necessary); Limitation Act 1980,
        section 9 (six years). The last two are written down from memory: have an authority's records manager check them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onroll.core.dated.values import Dated

KeptKind = Literal["case", "child_paper", "school_return", "pupil_return", "joint_enquiry", "family_request", "extract"]


@dataclass(frozen=True, slots=True)
class Keeping:
    """One line of the schedule.

    Shape  kind: of record. what: which records, in words. years: how long, after what `counted_from` describes. source: who says so.
    """

    kind: KeptKind
    what: str
    years: int
    counted_from: str
    source: str


_PUPIL_REGISTERS = "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 7"
_COMMON_PRACTICE = "Common practice of authorities for files of children missing education (date of birth and 25 years)"
_LIMITATION = "UK GDPR, article 5(1)(e); the six years of the Limitation Act 1980, section 9"

RETENTION: tuple[Dated[tuple[Keeping, ...]], ...] = (
    Dated(
        (
            Keeping(
                "case",
                "A child’s case, with its history, enquiries, letters, plans, notes and files, and what else was written about the child",
                25,
                "the latest birthday of the child’s school year; where no birthday is known, the end of the case",
                _COMMON_PRACTICE,
            ),
            Keeping(
                "child_paper",
                "What was written about a child who has no case: help offered, marks, decisions, entries in the register of children "
                "not in school, the details of a child in no register",
                25,
                "the day on which it was written",
                _COMMON_PRACTICE,
            ),
            Keeping("school_return", "A school’s deletion return", 6, "the day on which it came", _PUPIL_REGISTERS),
            Keeping(
                "pupil_return",
                "A school’s new-pupil, attendance or sickness return",
                6,
                "the day on which it came",
                _PUPIL_REGISTERS,
            ),
            Keeping("joint_enquiry", "A joint enquiry of a school and an authority", 6, "the day on which it began", _PUPIL_REGISTERS),
            Keeping("family_request", "A family’s request and its answer", 6, "the day on which it was closed", _LIMITATION),
            Keeping(
                "extract",
                "The rows of a register as a supplier sent them, and every table of a run that was made from them",
                6,
                "the day that the extract describes",
                _PUPIL_REGISTERS,
            ),
        ),
        source="Onroll’s own schedule, 2026, from the sources named in each line",
        uncertain=True,
    ),
)
