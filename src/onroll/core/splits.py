"""Two authorities that share the work on one child: who does which piece, who is responsible meanwhile and afterwards, and until when.

A split shares work, never responsibility: one of the two is responsible at every moment, and responsibility moves only to an
authority that has named its officer. How a split is proposed, answered and ended stands in `transfers`.

Source  anchors, section 6, screen 6 (accept, return, ask, propose split responsibility; the responsible authority always named);
        design, section 7 (ownership is agreed).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.transfer_limits import LONGEST_SPLIT
from onroll.core.dated.values import value_on
from onroll.core.wording import day_words

PieceKind = Literal["enquiry", "task", "visit", "plan"]
PIECE_KINDS: dict[PieceKind, str] = {
    "enquiry": "An enquiry or check",
    "task": "A task",
    "visit": "A visit",
    "plan": "A part of the return plan",
}
PIECE_OUTCOMES: dict[str, str] = {"done": "It is done", "not_done": "It could not be done"}
MOST_PIECES = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work. Shape  by: the authority that does it. enquiry: number of an open enquiry of the case; 0 for none."""

    by: str
    kind: PieceKind
    what: str
    due_on: date
    enquiry: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What two authorities agree on.

    Shape  responsible: the one of the two that is responsible while they share the work. afterwards: the one that is to be when it
           ends; where that is the other one, it is offered the child then, and takes over by its own acceptance.
           review_on: the last day on which the terms hold.
    """

    responsible: str
    afterwards: str
    review_on: date
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SplitProposal:
    """Terms that wait for an answer.

    Shape  to: whose turn it is. officer: of the authority that the child is offered to, as it last named one.
    """

    number: int
    by: str
    to: str
    terms: Terms
    officer: str
    proposed_on: date


@dataclass(frozen=True, slots=True)
class Split:
    """Terms that both have agreed on. Shape  number: of the proposal. supporting: the one that is not responsible."""

    number: int
    terms: Terms
    supporting: str
    agreed_on: date


def may_share(terms: Terms | None, one: str, other: str, on: date) -> Answer:
    """Return whether two authorities can share the work on these terms, proposed or agreed on that day."""
    if terms is None:
        return no("Say who does what.")
    both = (one, other)
    if terms.responsible not in both:
        return no("Say which of the two authorities is responsible while you share the work.")
    if terms.afterwards not in both:
        return no("Say which of the two authorities is responsible afterwards.")
    longest = on + timedelta(days=value_on(LONGEST_SPLIT, on))
    if not on < terms.review_on <= longest:
        return no(f"The review is after today, and by {day_words(longest)}.")
    if len(terms.pieces) > MOST_PIECES:
        return no(f"{MOST_PIECES} pieces of work at most.")
    for authority in both:
        if not any(piece.by == authority for piece in terms.pieces):
            return no(f"Authority {authority} has nothing to do: who shares work does a piece of it.")
    return _may_be_done(terms, both, on)


def _may_be_done(terms: Terms, both: tuple[str, str], on: date) -> Answer:
    for piece in terms.pieces:
        if piece.by not in both:
            return no("Only the two authorities can do a piece of the work.")
        if piece.kind not in PIECE_KINDS or not piece.what.strip():
            return no("Say of each piece what kind of work it is, and what is to be done.")
        if not on <= piece.due_on <= terms.review_on:
            return no(f"“{piece.what.strip()}” is due today or later, and by the review on {day_words(terms.review_on)}.")
    return YES


def other_of(terms: Terms, one: str, other: str) -> str:
    """Return the one of the two that is not responsible while they share the work."""
    return other if terms.responsible == one else one
