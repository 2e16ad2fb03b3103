"""Whether a child counts as missing education: from the evidence, never from the state of a case.

Source  contracts, section 5 (status `cme` and `possible_cme`); issue 4, point 2; domain, sections 1.2 and 1.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.dated.closure_evidence import Grade

CountedAs = Literal["cme", "possible_cme", ""]
Says = Literal[
    "cme", "possible_cme", "referred", "no record", "no finding", "in education", "left England", "outside compulsory school age", "died"
]

_SETTLES: frozenset[Says] = frozenset(["in education", "left England", "outside compulsory school age", "died"])

# Of two things learnt on one day the later in this order decides: a run cannot yet know the answer that came that day.
_ORDER: tuple[Says, ...] = (
    "referred",
    "no record",
    "possible_cme",
    "cme",
    "no finding",
    "in education",
    "left England",
    "outside compulsory school age",
    "died",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is known of a child's education.

    Shape  known_on: the day of the run, the referral or the answer. grade: of an answer; what a run found is official record.
    """

    says: Says
    known_on: date
    grade: Grade = Grade.OFFICIAL_RECORD


def counted_as(known: Iterable[Said], on: date) -> CountedAs:
    """Return how a child counts on a day, by the latest thing known: `cme`, `possible_cme`, or not at all.

    A referral, or an authority's own list, makes a child possibly missing until a run has looked. So does a run that has no record
    of the child any longer: that nothing is said is no answer. Somebody's word settles nothing. Death, once known, is final.

    Shape  known: in any order; what became known after the day is left out. Nothing known: the child does not count.
    """
    usable = [each for each in known if each.known_on <= on and not (each.says in _SETTLES and each.grade is Grade.WORD)]
    if not usable or any(each.says == "died" for each in usable):
        return ""
    latest = max(usable, key=lambda each: (each.known_on, _ORDER.index(each.says)))
    if latest.says == "cme":
        return "cme"
    return "possible_cme" if latest.says in ("possible_cme", "referred", "no record") else ""
