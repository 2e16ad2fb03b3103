"""Look again at cases that ended on somebody's word: better evidence settles them, nothing new asks for another look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onroll.casework.actions.case_book import changing, needs_because
from onroll.casework.actions.case_moves import begin_episode
from onroll.casework.models import Case, CaseEnding, EndingRecheck
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.dated.closure_evidence import Outcome
from onroll.core.outcomes import Evidence, looked_again, standard_of
from onroll.core.wording import day_words

RESULTS: Mapping[str, str] = {
    "borne_out": "Better evidence bears the ending out",
    "nothing_new": "Nothing new: look again later",
    "reopened": "The ending does not hold: open the case again",
}


def recheck_ending(
    case_id: int, *, by: Viewer, result: str, because: str, evidence: Sequence[Mapping[str, str]] = (), seen_version: int | None = None
) -> Case:
    """Record a second look at an ending on somebody's word, on the day on which it is due or before.

    Shape  evidence: kind, dated_on (ISO) and reference of each new piece.
    Raises  CannotDoNow: the evidence must be of a kind that the ending accepts, and better than a word, to settle it.
    """
    if result not in RESULTS:
        raise CannotDoNow("Choose what you found.")
    with changing(by, case_id, seen_version=seen_version) as hand:
        case, why = hand.case, needs_because(because)
        if case.is_open or case.recheck_on is None:
            raise CannotDoNow("There is no ending of this case to look at again.")
        ending = CaseEnding.objects.filter(case=case, episode=case.episode, decided="confirmed").order_by("-id").first()
        if ending is None:
            raise CannotDoNow("There is no ending of this case to look at again.")
        pieces = [_piece(each, hand.on) for each in evidence]
        next_on = looked_again(Outcome(ending.outcome), tuple(pieces), hand.on)
        if result == "borne_out" and next_on is not None:
            accepts = (kind.words for kind in standard_of(Outcome(ending.outcome), hand.on).accepts if kind.grade.value > 1)
            raise CannotDoNow(f"That is no better than somebody’s word. This ending needs one of: {'; '.join(accepts)}.")
        next_on = None if result == "reopened" else next_on if result == "borne_out" else looked_again(Outcome(ending.outcome), (), hand.on)
        EndingRecheck.objects.create(
            ending=ending, case=case, on=hand.on, result=result, because=why, next_on=next_on, at=hand.at, by=by.username,
            by_name=by.full_name, evidence=[{"kind": e.kind, "dated_on": e.dated_on.isoformat(), "reference": e.reference} for e in pieces],
        )  # fmt: skip
        if result == "reopened":
            if Case.objects.filter(child_id=case.child_id, closed_on=None, joined_into=None).exists():
                raise CannotDoNow("The child has an open case already: go on there.")
            begin_episode(case, hand.on)
            hand.move("reopen", why, facts=hand.facts(missing_again=why))
            case.counted_as = case.counted_as or "possible_cme"
            return case
        case.recheck_on, case.due_on = next_on, next_on
        case.next_action = case.next_action if next_on else ""
        words = RESULTS[result] if next_on is None else f"{RESULTS[result]}, on {day_words(next_on)}"
        hand.tell("case.ending_rechecked", words, why, result=result, next_on=next_on.isoformat() if next_on else "")
    return hand.case


def _piece(said: Mapping[str, str], on: date) -> Evidence:
    try:
        day = date.fromisoformat(said.get("dated_on", ""))
    except ValueError as wrong:
        raise CannotDoNow("Give the day of the evidence.") from wrong
    if day > on:
        raise CannotDoNow("Evidence cannot be from a day to come.")
    return Evidence(said.get("kind", ""), day, said.get("reference", "").strip()[:300])
