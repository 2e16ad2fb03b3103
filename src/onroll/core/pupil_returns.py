"""New-pupil, attendance and sickness returns: whether they are complete, and what the school is answered in the same second.

Source  SI 2024/208, regulation 13(1) to (3) (new-pupil return within five days of the entry); attendance and sickness returns after ten
        and fifteen school days: domain, section 2.1 and 2.3; Education Act 1996, sections 19 and 436A.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core.dated.school_returns import IN_FORCE, LIMITS
from onroll.core.dated.values import value_on
from onroll.core.deletion_returns import ReturnProblem
from onroll.core.school_age import birthday_cannot_be
from onroll.core.wording import day_words

Kind = Literal["new_pupil", "attendance", "sickness"]
Answer = Literal["registered_elsewhere", "not_yet", "enquire", "noted"]

KINDS: Mapping[Kind, str] = {
    "new_pupil": "New-pupil return",
    "attendance": "Attendance return",
    "sickness": "Sickness return",
}
ANSWERS: Mapping[Answer, str] = {
    "registered_elsewhere": "Another school has the child on its register",
    "not_yet": "No other register shows the child yet",
    "enquire": "The authority enquires",
    "noted": "Noted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilNotice:
    """What a school says of one of its pupils.

    Shape  day: of the entry in the register; of an absence, the first day missed. days_missed: school days, asked of an absence.
           whereabouts_known: whether the school knows where the child is; None where it does not say.
    """

    kind: Kind
    day: date
    address: str = ""
    parent_name: str = ""
    parent_phone: str = ""
    last_school: str = ""
    days_missed: int | None = None
    whereabouts_known: bool | None = None
    because: str = ""


def problems_of_notice(notice: PupilNotice, born_on: date, on: date) -> tuple[ReturnProblem, ...]:
    """Return what is wrong with a return; where nothing is refused, it stands."""
    return tuple(_problems(notice, born_on, on))


def _problems(notice: PupilNotice, born_on: date, on: date) -> Iterator[ReturnProblem]:
    if notice.day > on:
        yield _refused("day", f"The {_day_meant(notice)} is {day_words(notice.day)}, which is still to come.")
    if not born_on < min(notice.day, on):
        yield _refused("date_of_birth", "The date of birth is not before the day of the return.")
    elif wrong := birthday_cannot_be(born_on, on):
        yield _refused("date_of_birth", wrong)
    if notice.day < IN_FORCE:
        yield ReturnProblem("law", "could not be checked", "The day is from before 19 August 2024: other regulations held.")
        return
    limits = value_on(LIMITS, notice.day)
    if notice.kind == "new_pupil":
        for missing, name in ((notice.address, "the child’s address"), (notice.parent_name, "the name of a parent")):
            if not missing.strip():
                yield _refused("contents", f"Say {name}: a new-pupil return holds all of the admission register (regulation 13(1)).")
        if not notice.parent_phone.strip():
            yield ReturnProblem("contents", "warning", "There is no emergency telephone number of a parent.")
        last = notice.day + timedelta(days=limits.new_pupil_days)
        if on > last:
            yield ReturnProblem("late", "warning", f"It was due by {day_words(last)}, the fifth day after the entry.")
        return
    least = limits.attendance_return_days if notice.kind == "attendance" else limits.sickness_days
    if notice.days_missed is None:
        yield _refused("days_missed", "Say how many school days the child has missed, or is expected to miss.")
    elif notice.days_missed < least:
        yield ReturnProblem("early", "warning", f"The return is due at {least} school days; it is kept all the same.")


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows of the pupil at that moment.

    Shape  found: beyond doubt; doubtful: somebody may be meant. elsewhere: another school shows the child on roll now. missing: an open
           case, or a finding. A child who is shielded is to this rule as if the index held nobody.
    """

    found: bool = False
    doubtful: bool = False
    elsewhere: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What the school is told, and what begins. Shape  opens_case: at once; tells_case: the open case is told that the child has come."""

    answer: Answer
    words: str
    opens_case: bool = False
    tells_case: bool = False


def answer_to(notice: PupilNotice, known: Known) -> Answered:
    """Return the answer to a return that stands."""
    if notice.kind == "new_pupil":
        if known.elsewhere:
            words = "Another school still has the child on its register. That school is due to delete the name on ground a."
            return Answered("registered_elsewhere", words, tells_case=known.missing)
        if known.missing:
            return Answered(
                "noted", "The authority was looking for this child, and is told today that the child is with you.", tells_case=True
            )
        if known.found:
            return Answered("noted", "No other school has the child on its register. Nothing more is to be done.")
        if known.doubtful:
            return Answered("enquire", "A record may be the same child’s: the authority compares the two. Check the spelling and birthday.")
        return Answered("not_yet", "No other register shows the child yet. Nothing more is to be done by you.")
    if notice.whereabouts_known is False:
        words = "Nobody knows where the child is: the authority has a case from today, and looks for the child."
        return Answered("enquire", f"{words} The name stays on your register.", opens_case=True)
    if notice.kind == "sickness":
        words = "The authority considers education during the illness (section 19). The name stays on your register."
        return Answered("noted", words)
    return Answered(
        "noted", "The authority is told. The name stays on your register; say at once if you no longer know where the child is."
    )


def _day_meant(notice: PupilNotice) -> str:
    return "day of the entry" if notice.kind == "new_pupil" else "first day missed"


def _refused(code: str, sentence: str) -> ReturnProblem:
    return ReturnProblem(code, "refused", sentence)
