"""Offer a child to another authority, and answer such an offer. The sender is responsible until the other has accepted."""

from __future__ import annotations

from typing import Any, cast

from onroll.accounts.models import Organisation
from onroll.casework.actions.case_book import CaseInHand, changing
from onroll.casework.case_facts import act_of, relay_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseProposal, TransferAct
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import handed_over
from onroll.core.next_steps import next_step
from onroll.core.transfers import after, may_act

WORDS = {
    "offer": "Offered to authority {to}",
    "ask": "Authority {by} asked a question",
    "answer": "The question was answered",
    "accept": "Authority {by} accepted responsibility",
    "return": "Authority {by} returned the offer",
    "withdraw": "The offer was withdrawn",
    "claim": "Authority {by} took the child over from the unclaimed board",
}
RECEIVER = ("ask", "accept", "return")


def act_on_transfer(
    case_id: int, verb: str, *, by: Viewer, because: str, to: str = "", offer: int = 0, reason: str = "", seen_version: int | None = None
) -> Case:
    """Do one thing about a transfer: offer, ask, answer, accept, return, withdraw, or claim what stands on the unclaimed board.

    Shape  because: the note that goes with it. offer: number of the offer that the viewer saw.
    Raises  CannotDoNow with core's sentence; of two at once, the second is told what the first did.
    """
    if verb not in WORDS:
        raise CannotDoNow("A transfer cannot do that.")
    with changing(by, case_id, as_receiver=verb in RECEIVER, as_claimant=verb == "claim", seen_version=seen_version) as hand:
        _refuse_nowhere(hand, verb, to)
        acts = list(TransferAct.objects.filter(case=hand.case).order_by("id"))
        relay, _ = relay_of(hand.case, acts)
        row = TransferAct(
            case=hand.case,
            verb=verb,
            authority=by.authority,
            on=hand.on,
            to=hand.case.authority if verb == "claim" else to,
            offer=offer,
            officer=by.full_name if verb in ("accept", "claim") else "",
            reason=reason,
            note=because.strip(),
            at=hand.at,
            by=by.username,
        )
        hand.refuse_unless(may_act(relay, act_of(row)))
        now = after(relay, act_of(row))
        row.save()
        hand.case.offered_to = now.offer.to if now.offer else ""
        hand.case.offered_on = now.offer.offered_on if now.offer else None
        hand.case.acknowledged_on = now.offer.acknowledged_on if now.offer else None
        hand.tell(f"case.transfer_{verb}", WORDS[verb].format(to=to, by=by.authority), because.strip(), to=to, offer=offer)
        if verb == "offer":
            CaseProposal.objects.filter(case=hand.case, kind="transfer", withdrawn_on=None).update(withdrawn_on=hand.on)
        if verb in ("accept", "claim"):
            _take_over(hand)
    return hand.case


def _take_over(hand: CaseInHand) -> None:
    facts = hand.facts()
    step = next_step(facts, hand.case.level == "high", hand.on, calendar_of(hand.by.authority))
    after_it = handed_over(facts, hand.by.authority, "accepted", step, hand.on)
    hand.case.authority, hand.case.owner, hand.case.queue = after_it.authority, cast(Any, hand.user), after_it.queue
    hand.case.next_action, hand.case.due_on = after_it.next_action, after_it.due_on


def _refuse_nowhere(hand: CaseInHand, verb: str, to: str) -> None:
    if not hand.case.is_open:
        raise CannotDoNow("The case is closed: there is nobody to hand over.")
    if verb == "offer" and not Organisation.objects.filter(kind="authority", code=to).exists():
        raise CannotDoNow("Choose the authority that should take the child over.")
