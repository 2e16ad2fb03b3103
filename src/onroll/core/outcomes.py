"""How a case may end: with a closure reason, its evidence, and a second officer where the evidence is weak.

That a child was not found cannot be said here: there is no such reason, and words that mean it are refused with what
happens instead.

Source  domain, section 3.5; requirement 31; design, sections 1 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core import school_age
from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.dated.closure_evidence import RECHECK_DAYS, STANDARDS, EvidenceKind, Grade, Outcome, Standard
from onroll.core.dated.values import value_on
from onroll.core.observations import Observation, is_sustained
from onroll.core.wording import day_words

NO_ENDINGS: dict[str, str] = {
    "not_found": "Not found",
    "inconclusive": "Checks inconclusive",
    "whereabouts_unknown": "Whereabouts unknown",
    "no_trace": "No trace",
    "no_access": "No access",
    "lost_contact": "Lost contact",
    "other": "Other",
}
"""What people would like to write, and cannot."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: what kind, from when, and where it is kept."""

    kind: str
    dated_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How an officer proposes to end a case.

    Shape  second_officer: who else looked, and agreed. handed_to: who or what carries on, where the reason asks for it;
           accepted_on: when they took it over.
           first_attended_on, observations: of a return to school. other_case: the state of the case that goes on, for
           a duplicate; empty where there is none.
    """

    outcome: Outcome
    by: str
    evidence: tuple[Evidence, ...] = ()
    second_officer: str = ""
    handed_to: str = ""
    accepted_on: date | None = None
    whereabouts_known: bool = False
    date_of_birth: date | None = None
    first_attended_on: date | None = None
    observations: tuple[Observation, ...] = ()
    other_case: str = ""


def standard_of(outcome: Outcome, on: date) -> Standard:
    """Return what an ending asks for on a day."""
    return next(standard for standard in value_on(STANDARDS, on) if standard.outcome is outcome)


def can_be_an_ending(code: str) -> Answer:
    """Return whether a word names a closure reason. *Not found* and *inconclusive* do not, and are told what happens instead.

    Source  domain, section 3.5 ("Checks inconclusive must not be a closure reason"); requirement 31.
    """
    if code in {outcome.value for outcome in Outcome}:
        return YES
    words = NO_ENDINGS.get(code)
    if words:
        return no(f"“{words}” cannot end a case: it stays open, the child stays in the count, and the next tier of enquiries falls due.")
    return no(f"“{code}” is no closure reason.")


def grade_of(ending: Ending, on: date) -> Grade | None:
    """Return the grade of the best evidence that the closure reason accepts, None where none is."""
    accepted = _accepted(ending.outcome, on)
    return max(
        (accepted[piece.kind].grade for piece in ending.evidence if piece.kind in accepted and piece.reference.strip()), default=None
    )


def needs_second_officer(ending: Ending, on: date) -> bool:
    """Return whether the evidence is so weak that a second officer must look, and the ending be checked again later."""
    return grade_of(ending, on) is Grade.WORD


def recheck_on(ending: Ending, on: date) -> date | None:
    """Return when a weakly evidenced ending is looked at again; None where the evidence is good."""
    return on + timedelta(days=value_on(RECHECK_DAYS, on)) if needs_second_officer(ending, on) else None


def looked_again(outcome: Outcome, evidence: tuple[Evidence, ...], on: date) -> date | None:
    """Return when an ending that was looked at again is looked at once more; None where evidence better than somebody's word has come.

    Source  anchors, section 4, point 5 (low-grade evidence is checked again until it is borne out).
    """
    grade = grade_of(Ending(outcome, "", evidence), on)
    return None if grade is not None and grade > Grade.WORD else on + timedelta(days=value_on(RECHECK_DAYS, on))


def may_end(ending: Ending, on: date) -> Answer:
    """Return whether a case may end so on a day.

    Source  domain, section 3.5; anchors, section 4, point 5.
    """
    standard = standard_of(ending.outcome, on)
    return first_no(
        [
            _signed(ending),
            _evidenced(ending, standard, on),
            _second_look(ending, on),
            _placed(ending, standard),
            _handed_over(ending, standard, on),
            _own_condition(ending, standard, on),
        ]
    )


def reopens(closed_on: date, recheck: date | None, finding_is_new: bool, on: date) -> Answer:
    """Return whether a finding about a child with a closed case reopens it.

    A finding that the ending did not know of reopens it. One that it knew of (weak evidence ended the case, and no
    register has borne it out) reopens it on the recheck date: until then the child stays in the count all the same.

    Shape  finding_is_new: its kind, its first day or its evidence differ from those known when the case was closed.
    """
    if on < closed_on:
        return no("The finding is older than the ending.")
    if finding_is_new:
        return YES
    if recheck is None:
        return no("The ending knew of this finding, and its evidence was good.")
    if on >= recheck:
        return YES
    return no(f"The ending knew of this finding: it is looked at again on {day_words(recheck)}.")


def _signed(ending: Ending) -> Answer:
    return YES if ending.by.strip() else no("Somebody must sign for the ending of a case.")


def _evidenced(ending: Ending, standard: Standard, on: date) -> Answer:
    accepted = _accepted(ending.outcome, on)
    kinds = "; ".join(kind.words.lower() if not kind.words.startswith("NHS") else kind.words for kind in standard.accepts)
    asked = f"“{standard.title}” needs one of: {kinds}."
    if not ending.evidence:
        return no(f"No case ends without evidence. {asked}")
    pieces = [piece for piece in ending.evidence if piece.kind in accepted]
    if not pieces:
        return no(f"This evidence does not bear out the ending. {asked}")
    if any(piece.dated_on > on for piece in pieces):
        return no("Evidence cannot be from a day to come.")
    if not any(piece.reference.strip() for piece in pieces):
        return no("Say where the evidence is kept: a file, or the row of a register.")
    return YES


def _second_look(ending: Ending, on: date) -> Answer:
    if not needs_second_officer(ending, on):
        return YES
    if not ending.second_officer.strip():
        return no("Somebody's word alone needs a second officer to agree before the case ends.")
    if ending.second_officer.strip().casefold() == ending.by.strip().casefold():
        return no("The second officer must be somebody else.")
    return YES


def _placed(ending: Ending, standard: Standard) -> Answer:
    if standard.needs_whereabouts and not ending.whereabouts_known:
        return no("Nobody knows where the child is: record where first.")
    return YES


def _handed_over(ending: Ending, standard: Standard, on: date) -> Answer:
    if standard.hands_over and not ending.handed_to.strip():
        return no(f"Name {standard.hands_over}: this ending is a hand-over, not silence.")
    if standard.must_accept and (ending.accepted_on is None or ending.accepted_on > on):
        return no("Give the day on which they accepted: until then the case stays open, and yours.")
    return YES


def _own_condition(ending: Ending, standard: Standard, on: date) -> Answer:
    if standard.watched:
        if ending.first_attended_on is None:
            return no("Give the first day of attendance: an offer or an entry on a roll is not yet a child in school.")
        return is_sustained(ending.observations, on)
    if ending.outcome is Outcome.OVER_CSA:
        if ending.date_of_birth is None:
            return no("Without a date of birth nobody can say that compulsory school age is over.")
        last = school_age.ends_on(ending.date_of_birth)
        return YES if on > last else no(f"Compulsory school age lasts until {day_words(last)}.")
    if ending.outcome is Outcome.DUPLICATE and ending.other_case in ("", "closed"):
        return no("The other case must be open: it carries this child from now on.")
    return YES


def _accepted(outcome: Outcome, on: date) -> dict[str, EvidenceKind]:
    return {kind.code: kind for kind in standard_of(outcome, on).accepts}
