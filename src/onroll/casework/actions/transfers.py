"""Offer a child to another authority, and answer such an offer. The sender is responsible until the other has accepted.

Instead of accepting or returning, the receiver may propose to share the work; what two have agreed on, `splits` carries out.
"""

from __future__ import annotations

from typing import Any, cast

from onroll.accounts.models import Organisation, User
from onroll.casework.actions.case_book import CaseInHand, changing
from onroll.casework.actions.split_ends import close_split, keep_offer, standing_split, undone
from onroll.casework.case_facts import act_of, relay_of, terms_as_kept
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseProposal, CaseSplit, Enquiry, SplitPiece, TransferAct
from onroll.casework.queries.transfer_desk import relay_names
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep, handed_over
from onroll.core.next_steps import next_step
from onroll.core.splits import Split, Terms
from onroll.core.transfers import Relay, after, may_act

WORDS = {
    "offer": "Offered to {to}",
    "ask": "{by} asked a question",
    "answer": "The question was answered",
    "accept": "{by} accepted responsibility",
    "return": "{by} returned the offer",
    "withdraw": "The offer was withdrawn",
    "claim": "{by} took the child over from the unclaimed board",
    "split": "{by} proposed to share the work",
    "change": "{by} answered with other terms for sharing the work",
    "agree": "{by} agreed to share the work; responsible: {responsible}",
    "decline": "{by} said no to sharing the work",
    "end": "{by} ended the shared work",
}
RECEIVER = ("ask", "accept", "return", "split", "change", "agree", "decline")
NAMES_AN_OFFICER = ("accept", "claim", "split", "change", "agree")


def act_on_transfer(
    case_id: int,
    verb: str,
    *,
    by: Viewer,
    because: str,
    to: str = "",
    offer: int = 0,
    reason: str = "",
    terms: Terms | None = None,
    proposal: int = 0,
    seen_version: int | None = None,
) -> Case:
    """Do one thing about a transfer: offer, ask, answer, accept, return, withdraw, claim what stands on the unclaimed board, or share.

    Shape  because: the note that goes with it. offer: number of the offer that the viewer saw. terms: of a split that is proposed.
           proposal: number of the proposal, or of the agreed split, that the viewer saw.
    Raises  CannotDoNow with core's sentence; of two at once, the second is told what the first did.
    """
    if verb not in WORDS:
        raise CannotDoNow("A transfer cannot do that.")
    with changing(
        by,
        case_id,
        as_receiver=verb in RECEIVER,
        as_claimant=verb == "claim",
        as_supporter=verb == "end",
        seen_version=seen_version,
    ) as hand:
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
            officer=by.full_name if verb in NAMES_AN_OFFICER else "",
            reason=reason,
            note=because.strip(),
            terms=terms_as_kept(terms, proposal),
            at=hand.at,
            by=by.username,
        )
        hand.refuse_unless(may_act(relay, act_of(row)))
        if terms is not None:
            _refuse_other_enquiries(hand.case, terms)
        now = after(relay, act_of(row))
        row.save()
        keep_offer(hand.case, now)
        names = relay_names(by, [to, by.authority or "", now.responsible])
        words = WORDS[verb].format(to=names.get(to, to), by=names[by.authority or ""], responsible=names[now.responsible])
        about = {"proposal": proposal or now.splits_proposed} if verb in ("split", "change", "agree", "decline", "end") else {}
        hand.tell(f"case.transfer_{verb}", words, because.strip(), to=to, offer=offer, **about)
        if verb == "offer":
            CaseProposal.objects.filter(case=hand.case, kind="transfer", withdrawn_on=None).update(withdrawn_on=hand.on)
        if verb in ("accept", "claim"):
            _take_over(hand, by.authority, hand.user)
        elif verb == "agree" and now.split is not None:
            _share(hand, relay, now.split, [*acts, row])
        elif verb == "end":
            _share_no_longer(hand, because.strip())
    return hand.case


def _take_over(hand: CaseInHand, authority: str, officer: User | None) -> None:
    facts = hand.facts()
    step = next_step(facts, hand.case.level == "high", hand.on, calendar_of(authority))
    after_it = handed_over(facts, authority, "accepted", step, hand.on)
    hand.case.authority, hand.case.owner, hand.case.queue = after_it.authority, cast(Any, officer), after_it.queue
    hand.case.next_action, hand.case.due_on = after_it.next_action, after_it.due_on


def _share(hand: CaseInHand, before: Relay, split: Split, acts: list[TransferAct]) -> None:
    """Keep what was agreed on; where the terms make the receiver responsible, the case is its officer's from now on."""
    terms = split.terms
    if terms.responsible != before.responsible:
        _take_over(hand, terms.responsible, _officer_of(hand, terms.responsible, acts))
    kept = CaseSplit.objects.create(
        case=hand.case,
        number=split.number,
        responsible=terms.responsible,
        supporting=split.supporting,
        supporting_officer=_officer_of(hand, split.supporting, acts),
        afterwards=terms.afterwards,
        review_on=terms.review_on,
        agreed_on=hand.on,
    )
    still_open = set(Enquiry.objects.filter(case=hand.case, outcome="").values_list("pk", flat=True))
    SplitPiece.objects.bulk_create(
        [
            SplitPiece(
                split=kept, authority=piece.by, kind=piece.kind, what=piece.what.strip()[:200], due_on=piece.due_on,
                enquiry_id=piece.enquiry if piece.enquiry in still_open else None,
            )
            for piece in terms.pieces
        ]
    )  # fmt: skip


def _officer_of(hand: CaseInHand, authority: str, acts: list[TransferAct]) -> User | None:
    """Return who acted for an authority last, where they still work there and may see the child; else nobody: it waits in the queue."""
    name = next((act.by for act in reversed(acts) if act.authority == authority), "")
    person = User.objects.filter(username=name, organisation__authority_code=authority, is_active=True).first()
    return person if person is None or person.in_shielded_team or not hand.case.shielded else None


def _share_no_longer(hand: CaseInHand, because: str) -> None:
    split = standing_split(hand.case)
    assert split is not None
    left = list(split.pieces.filter(outcome=""))
    close_split(split, hand.on, because)
    if left:
        hand.plan_next(NextStep(undone(left), hand.on))


def _refuse_other_enquiries(case: Case, terms: Terms) -> None:
    """Nobody is given another case's enquiry as a piece of work."""
    named = {piece.enquiry for piece in terms.pieces if piece.enquiry}
    if Enquiry.objects.filter(pk__in=named, case=case, outcome="").count() != len(named):
        raise CannotDoNow("Choose an enquiry of this case that waits for its answer.")


def _refuse_nowhere(hand: CaseInHand, verb: str, to: str) -> None:
    if not hand.case.is_open:
        raise CannotDoNow("The case is closed: there is nobody to hand over.")
    if verb == "offer" and not Organisation.objects.filter(kind="authority", code=to).exists():
        raise CannotDoNow("Choose the authority that should take the child over.")
