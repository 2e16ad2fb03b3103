"""How long each kind of record is kept, from which day, and on whose word.

Source  domain, section 8.1 (registers 6 years, reg 7 of the School Attendance (Pupil Registration) (England) Regulations 2024; the file of
        a child missing education commonly until 25); UK GDPR, article 5(1)(e) (no longer than is necessary); Limitation Act 1980,
        section 9 (six years). The last two are written down from memory: have an authority's records manager check them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onroll.core.dated.values import Dated

KeptKind = Literal[
    "case", "child_paper", "school_return", "pupil_return", "joint_enquiry", "family_request", "extract", "pair_decision", "sealed_entry"
]
ShortKind = Literal["kept_answer", "upload_job", "look", "session"]


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


@dataclass(frozen=True, slots=True)
class ShortKeeping:
    """One kind of what only helps the work along, and goes in bulk. Shape  days: how long, after what `counted_from` describes."""

    kind: ShortKind
    what: str
    days: int
    counted_from: str


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
            Keeping(
                "pair_decision",
                "What people said of two children, or of the records of one; it stays while records of both sides are there, for without "
                "it they would be joined or parted again",
                6,
                "the day of the last word",
                _PUPIL_REGISTERS,
            ),
            Keeping(
                "sealed_entry",
                "An entry of the sealed list; one that was not lifted stays while any record has a mark of either identity",
                25,
                "the day on which it was made, or lifted",
                _COMMON_PRACTICE,
            ),
        ),
        source="Onroll’s own schedule, 2026, from the sources named in each line",
        uncertain=True,
    ),
)

SHORT_LIVED: tuple[Dated[tuple[ShortKeeping, ...]], ...] = (
    Dated(
        (
            ShortKeeping("kept_answer", "What the API answered, so that a request that comes again is not done twice", 90, "the answer"),
            ShortKeeping("upload_job", "Uploads, with whatever is left of their files", 90, "the last thing that was done with one"),
            ShortKeeping("look", "The index of who looked at whom; the event log keeps the numbers", 2192, "the look"),
            ShortKeeping("session", "Sessions that have ended", 0, "their end"),
        ),
        source="Onroll’s own schedule, 2026: UK GDPR, article 5(1)(e) (no longer than is necessary)",
        uncertain=True,
    ),
)
"""What is deleted in bulk, counted and not proved one by one: it says nothing that a record of the schedule does not say."""
