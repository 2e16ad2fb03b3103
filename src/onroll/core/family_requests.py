"""Requests of families: which there are, until when each is answered, who may answer it, and how it can end.

Source  UK GDPR, articles 12, 15, 16 and 21; requirement 63; anchors, section 5, complaint 19 (complaints handled by the officer
        complained of).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.family_request_limits import REQUEST_LIMITS
from onroll.core.dated.values import value_on
from onroll.core.working_days import on_or_next_working_day, working_day_after


@dataclass(frozen=True, slots=True)
class RequestKind:
    """One kind of request. Shape  outcomes: how it can end, in words, by code."""

    code: str
    title: str
    explains: str
    by_right: bool
    outcomes: Mapping[str, str]


KINDS: Mapping[str, RequestKind] = {
    kind.code: kind
    for kind in (
        RequestKind(
            "access",
            "To see what is held",
            "A copy of what Onroll holds about the child, where it is from and who looked at it.",
            True,
            {
                "sent": "What may be sent was sent",
                "nothing_held": "Nothing is held",
                "refused": "Refused, with the reason",
                "withdrawn": "Withdrawn",
            },
        ),
        RequestKind(
            "correction",
            "To correct what is held",
            "Something is wrong. It is corrected where it comes from, so that it stays right.",
            True,
            {
                "corrected": "Corrected",
                "partly": "Corrected in part",
                "refused": "Not corrected, with the reason",
                "withdrawn": "Withdrawn",
            },
        ),
        RequestKind(
            "objection",
            "To object to its use",
            "The family objects to the child’s data being used, or to how.",
            True,
            {"upheld": "Upheld", "partly": "Upheld in part", "refused": "Not upheld, with the reason", "withdrawn": "Withdrawn"},
        ),
        RequestKind(
            "complaint",
            "A complaint",
            "About how somebody was treated, or what was done. Somebody else than the person complained of answers it.",
            False,
            {"upheld": "Upheld", "partly": "Upheld in part", "not_upheld": "Not upheld", "withdrawn": "Withdrawn"},
        ),
    )
}

RELATIONSHIPS: Mapping[str, str] = {
    "child": "The child",
    "parent": "A parent, or somebody with parental responsibility",
    "acting": "Somebody acting for them",
}


def months_after(day: date, count: int) -> date:
    """Return the corresponding day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def acknowledge_by(received_on: date) -> date:
    """Return the day by which somebody says that a request has come."""
    return working_day_after(received_on, value_on(REQUEST_LIMITS, received_on).acknowledge)


def answer_by(kind: str, received_on: date, *, extended: bool = False) -> date:
    """Return the day by which a request is answered."""
    limits = value_on(REQUEST_LIMITS, received_on)
    if KINDS[kind].by_right:
        return on_or_next_working_day(months_after(received_on, limits.months + (limits.more_months if extended else 0)))
    return working_day_after(received_on, limits.complaint + (limits.more_complaint if extended else 0))


def source_answers_by(asked_on: date) -> date:
    """Return the day by which a source that was asked to correct a record answers."""
    return on_or_next_working_day(months_after(asked_on, value_on(REQUEST_LIMITS, asked_on).source_months))


def may_handle(kind: str, username: str, *, complained_of: str, owner: str) -> Answer:
    """Return whether somebody may answer a request: never whoever is complained of, nor, for a complaint, the owner of the case."""
    if complained_of and username == complained_of:
        return no("The complaint is about this person: somebody else answers it.")
    if kind == "complaint" and owner and username == owner:
        return no("Whoever works on the child’s case does not answer a complaint about it: give it to somebody else.")
    return YES


def may_answer(
    kind: str, outcome: str, answer: str, *, identity: str, undecided: int, unanswered_corrections: int, corrections: int
) -> Answer:
    """Return whether a request can be closed with that outcome.

    Shape  undecided: items of which nobody has said whether they are disclosed. corrections: requests sent to sources.
    """
    if outcome not in KINDS[kind].outcomes:
        return no("Choose how it ended.")
    if not answer.strip():
        return no("Write what the family was told, and why.")
    if outcome == "withdrawn":
        return YES
    if kind != "complaint" and not identity:
        return no("First write down how you know that it is they: nothing is sent to anybody else.")
    if kind == "access" and outcome == "sent" and undecided:
        return no(f"Of {undecided} items nobody has decided yet whether they are sent.")
    if kind == "correction" and unanswered_corrections:
        return no("A source has not answered yet. Chase it, or write down its answer.")
    if kind == "correction" and outcome in ("corrected", "partly") and not corrections:
        return no("Nothing was sent to a source, so nothing can have been corrected there.")
    return YES
