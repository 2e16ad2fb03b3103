"""What an answer that an organisation sends in through the front does to the enquiry that it names.

Source  contracts, section 4 (`enquiry_reply`) and section 5 ("Replies count as evidence"); domain, section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onroll.core.dated.enquiry_checks import OutcomeCode
from onroll.core.wording import day_words

WORDS = {
    "on_roll": "The child is on a school’s roll",
    "home_educated": "The child is educated at home",
    "alternative_provision": "The child is in alternative provision",
    "moved": "The family has moved",
    "left_england": "The child has left England",
    "died": "The child has died",
    "not_known": "The child is not known there",
    "no_access": "It could not look",
    "refused": "It refused to answer",
}
OWN_WORDS = {
    **WORDS,
    "not_known": "We do not know this child",
    "no_access": "We could not look",
    "refused": "We may not answer this",
}
"""The same as whoever answers says it."""

KNOWS_NOTHING = ("not_known", "no_access", "refused")
"""Answers that say nothing of the child, and so need rest on nothing."""

RESTS_ON = {"official_record": "an official record", "seen_by_professional": "a professional who saw the child", "told": "what was told"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of the register. Shape  reference: of the row, as evidence names it; texts empty where missing."""

    enquiry: str
    answered_on: date
    answer: str
    reference: str
    evidence: str = ""
    urn: str = ""
    postcode: str = ""
    from_date: date | None = None


def outcome_of_reply(reply: Reply) -> OutcomeCode:
    """Return the outcome of the enquiry: where the child is, only as far as the answer says it.

    That a child has left England is evidence by an official record alone; that a child has died is never an outcome of an
    enquiry: it is confirmed first, and the case then ends on that evidence.
    """
    if reply.answer in ("on_roll", "alternative_provision"):
        return "traced_school"
    if reply.answer == "home_educated" or (reply.answer == "moved" and reply.postcode):
        return "traced_address"
    if reply.answer == "left_england" and reply.evidence == "official_record":
        return "abroad_evidence"
    if reply.answer == "not_known":
        return "no_trace"
    if reply.answer == "no_access":
        return "no_access"
    return "refused" if reply.answer == "refused" else "inconclusive"


def words_of_reply(reply: Reply) -> str:
    """Return the answer in a sentence or two."""
    said = WORDS.get(reply.answer, f"It answered “{reply.answer}”")
    if reply.urn:
        said += f" (URN {reply.urn})"
    if reply.postcode:
        said += f" (postcode {reply.postcode})"
    if reply.from_date:
        said += f", since {day_words(reply.from_date)}"
    return f"{said}. It rests on {RESTS_ON.get(reply.evidence, 'nothing that was named')}."


def next_after_reply(reply: Reply, number: str) -> str:
    """Return what is to be done once the answer is in."""
    if reply.answer == "died":
        return f"Confirm what {number} says of the child’s death before anybody else is asked"
    outcome = outcome_of_reply(reply)
    if outcome in ("traced_school", "traced_address", "abroad_evidence"):
        return f"Record where the child is, as {number} says, and tell whoever must know"
    return f"Send the next best enquiry after {number}"
