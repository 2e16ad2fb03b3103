"""Do a piece of shared work and say what came of it: the one that is responsible is told the same day."""

from __future__ import annotations

from datetime import date

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.actions.enquiries import keep_answer
from onroll.casework.models import Enquiry, SplitPiece
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.splits import PIECE_OUTCOMES
from onroll.core.wording import day_words


def report_piece(
    piece_id: int,
    *,
    by: Viewer,
    outcome: str,
    report: str,
    answer_outcome: str = "",
    answered_on: date | None = None,
    evidence: str = "",
    why_not: str = "",
) -> SplitPiece:
    """Record what came of a piece, once; where it is an open enquiry of the case, its answer is recorded with it.

    What the supporting authority reports moves no case: where the child is, the one that is responsible records.

    Shape  answer_outcome, answered_on, evidence, why_not: of the enquiry, where the piece is one that waits for its answer.
    Raises  CannotSee where the piece is not the viewer's authority's, or the work is shared no longer; CannotDoNow.
    """
    case_id = SplitPiece.objects.filter(pk=piece_id, authority=by.authority or "-").values_list("split__case_id", flat=True).first()
    with changing(by, case_id or 0, as_supporter=True) as hand:
        piece = SplitPiece.objects.select_for_update(of=("self",)).select_related("split").get(pk=piece_id)
        _refuse_what_is_over(piece, hand)
        if outcome not in PIECE_OUTCOMES:
            raise CannotDoNow("Say whether it is done.")
        piece.report = needs_because(report)
        piece.outcome, piece.done_on = outcome, hand.on
        piece.done_by, piece.done_by_name = by.username, by.full_name
        piece.save()
        words = f"{PIECE_OUTCOMES[outcome]}: {piece.what}"
        hand.tell("case.piece_reported", words, piece.report, piece=piece.pk, split=piece.split.number, outcome=outcome)
        if outcome == "done" and piece.enquiry_id is not None:
            enquiry = Enquiry.objects.select_for_update().get(pk=piece.enquiry_id)
            _answer(hand, enquiry, piece.report, answer_outcome, answered_on or hand.on, evidence, why_not)
        if by.authority != hand.case.authority:
            hand.plan_next(NextStep(f"Look at what {by.organisation_name} says of: {piece.what}"[:200], hand.on))
    return piece


def _refuse_what_is_over(piece: SplitPiece, hand: CaseInHand) -> None:
    if piece.outcome:
        raise CannotDoNow(f"What came of it was recorded already, on {day_words(piece.done_on)}.")
    if piece.dropped_on is not None or not hand.case.is_open:
        raise CannotDoNow("The work is shared no longer.")
    if piece.authority not in (piece.split.supporting, hand.case.authority):
        raise CannotSee("There is no such piece of work for you.")


def _answer(hand: CaseInHand, enquiry: Enquiry, report: str, outcome: str, answered_on: date, evidence: str, why_not: str) -> None:
    if enquiry.outcome:
        return  # somebody recorded the answer meanwhile: what the piece says of it is kept all the same
    keep_answer(hand, enquiry, outcome=outcome, answered_on=answered_on, evidence=evidence, why_not=why_not, answer=report, place="")
