"""Responsibility for a child between authorities: a relay in which nobody lets go before another has taken hold.

What happened is a list of acts, in the order in which they were written down. Who is responsible follows from it, for any
list whatever: an act that no longer fits, because somebody else's came first, changes nothing and says why. So there is
exactly one responsible authority at every moment, two hands at once included.

Source  domain, section 3.5 and requirement 32; design, section 7; anchors, section 4, point 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.transfer_limits import CLIMB, RETURN_REASONS, UNCLAIMED_CLIMB
from onroll.core.dated.values import value_on
from onroll.core.splits import Split, SplitProposal, Terms, may_share, other_of
from onroll.core.wording import day_words
from onroll.core.working_days import last_day_over_before, working_day_after

Verb = Literal[
    "offer", "ask", "answer", "accept", "return", "withdraw", "claim", "split", "change", "agree", "decline", "end", "lapse"
]  # fmt: skip
VERBS: dict[Verb, tuple[str, str]] = {
    "offer": ("The one that is responsible", "Offers the child to another authority, and stays responsible"),
    "ask": ("The receiver", "Asks the sender; the offer goes on waiting"),
    "answer": ("The sender", "Answers the question"),
    "accept": ("The receiver", "Names an officer, and is responsible from then on"),
    "return": ("The receiver", "Gives the offer back, with a reason from the list and a note"),
    "withdraw": ("The sender", "Takes the offer back"),
    "claim": ("Any authority", "Takes a child over from the unclaimed board, and says what ties the child to it"),
    "split": ("The receiver", "Proposes to share the work, instead of accepting or returning; the offer goes on waiting"),
    "change": ("Whose turn it is", "Answers a proposal with other terms; then it is the other one's turn"),
    "agree": ("Whose turn it is", "Agrees: the offer is over, and the one that the terms name is responsible"),
    "decline": ("Either of the two", "Says no to a proposal, or takes one's own back; the offer goes on waiting"),
    "end": ("Either of the two", "Ends the shared work with a reason; or it ends with the case"),
    "lapse": ("A run", "Ends the shared work once its review day is over"),
}
"""What may be done: by whom, and what it does."""

CASE_ENDED = "case_ended"
"""Why shared work ended, where the case ended: nobody is offered the child then."""

NATIONAL = "000"
"""Stands for the national queue: responsible while nobody can say where a child lives or last went to school."""


class CannotTransfer(Exception):
    """A transfer cannot do this now; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that an authority did about a transfer.

    Shape  by: the authority. to: whom an offer goes to, or (claim) from whom the child is taken over. offer: number of the
           offer that the act speaks of (0 for a new one). officer: who takes the child over (accept, claim). reason: a code
           of RETURN_REASONS. note: words. terms: of a split that is proposed. proposal: number of the proposal, or of the split,
           that the act speaks of.
    """

    verb: Verb
    by: str
    on: date
    to: str = ""
    offer: int = 0
    officer: str = ""
    reason: str = ""
    note: str = ""
    terms: Terms | None = None
    proposal: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that waits for an answer.

    Shape  acknowledged_on: when the receiver first reacted. question: the one that waits for the sender; empty if none.
    """

    number: int
    by: str
    to: str
    offered_on: date
    acknowledged_on: date | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """One authority's time of responsibility: from its first day until, and not including, ends_before."""

    authority: str
    officer: str
    starts_on: date
    ends_before: date | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """Who is responsible for a child, and who was.

    Shape  legs: never empty, without gap or overlap; the last is open. offer: the one that waits. returned: numbers of the offers
           that came back. offers_made: how many there have been. proposal: terms that wait for an answer, with the offer. split:
           terms that hold; never beside an offer. splits_proposed: how many proposals there have been.
    """

    legs: tuple[Leg, ...]
    offer: Offer | None = None
    offers_made: int = 0
    returned: tuple[int, ...] = ()
    last_act_on: date | None = None
    proposal: SplitProposal | None = None
    split: Split | None = None
    splits_proposed: int = 0

    @property
    def responsible(self) -> str:
        """The one authority that is responsible now."""
        return self.legs[-1].authority


@dataclass(frozen=True, slots=True)
class VoidAct:
    """An act that changed nothing, and why: kept, so that nobody's hand is forgotten."""

    act: Act
    because: str


def relay_from(authority: str, officer: str, on: date) -> Relay:
    """Return a relay at its start: the authority that opened the case is responsible.

    Raises  ValueError where no authority is given.
    """
    if not authority.strip():
        raise ValueError("a child always has a responsible authority")
    return Relay(legs=(Leg(authority, officer, on),))


def may_act(relay: Relay, act: Act) -> Answer:
    """Return whether an authority may do this now."""
    if relay.last_act_on is not None and act.on < relay.last_act_on:
        return no("Something has happened since that day.")
    if act.on < relay.legs[-1].starts_on:
        return no("That is before the present authority became responsible.")
    if act.verb == "offer":
        return _may_offer(relay, act)
    if act.verb == "claim":
        return _may_claim(relay, act)
    if act.verb in ("end", "lapse"):
        return _may_end(relay, act)
    offer = relay.offer
    if offer is None or act.offer != offer.number:
        return no("This offer is no longer open: somebody answered or withdrew it first.")
    if act.verb in ("change", "agree", "decline"):
        return _may_answer_proposal(relay, offer, act)
    if act.verb in ("answer", "withdraw"):
        return _may_as_sender(offer, act)
    if act.verb == "split" and act.by == offer.to:
        return _may_propose(relay, offer, act)
    return _may_as_receiver(offer, act)


def after(relay: Relay, act: Act) -> Relay:
    """Return the relay after an act that may be done.

    Raises  CannotTransfer with the sentence.
    """
    answer = may_act(relay, act)
    if not answer:
        raise CannotTransfer(answer.reason_not)
    relay = replace(relay, last_act_on=act.on)
    if act.verb == "offer":
        return _offered(relay, act.by, act.to, act.on)
    if act.verb in ("claim", "accept"):
        return _handed_over(relay, act.by, act.officer, act.on)
    if act.verb in ("end", "lapse"):
        return _shared_no_longer(relay, act)
    offer = relay.offer
    assert offer is not None
    if act.verb == "return":
        return replace(relay, offer=None, proposal=None, returned=(*relay.returned, offer.number))
    if act.verb == "withdraw":
        return replace(relay, offer=None, proposal=None)
    if act.verb == "decline":
        return replace(relay, proposal=None)
    if act.verb in ("split", "change"):
        return _proposed(relay, offer, act)
    if act.verb == "agree":
        return _shared(relay, offer, act)
    question = act.note if act.verb == "ask" else ""
    acknowledged_on = offer.acknowledged_on or (act.on if act.verb == "ask" else None)
    return replace(relay, offer=replace(offer, question=question, acknowledged_on=acknowledged_on))


def replayed(start: Relay, acts: Iterable[Act]) -> tuple[Relay, tuple[VoidAct, ...]]:
    """Return who is responsible after any list of acts, and the acts that changed nothing.

    Of two acts at once, the first that was written down counts; the other is void, with its reason.
    """
    relay, void = start, []
    for act in acts:
        answer = may_act(relay, act)
        if answer:
            relay = after(relay, act)
        else:
            void.append(VoidAct(act, answer.reason_not))
    return relay, tuple(void)


def responsible_on(relay: Relay, day: date) -> str:
    """Return the authority that was responsible at the end of a day; before the relay began, nobody (empty)."""
    holders = [leg.authority for leg in relay.legs if leg.starts_on <= day and (leg.ends_before is None or day < leg.ends_before)]
    return holders[-1] if holders else ""


def told_by(offer: Offer, is_high: bool, on: date) -> tuple[tuple[str, date], ...]:
    """Return who has to have been told by a day that an offer waits, and when.

    An acknowledgement spares the first rung only, and a question stops nothing: the child waits all the same.

    Units   working days since the offer.
    """
    told = []
    climb = value_on(CLIMB, on)
    for number, rung in enumerate(climb):
        day = working_day_after(offer.offered_on, rung.after_high if is_high else rung.after)
        spared = number == 0 and offer.acknowledged_on is not None and offer.acknowledged_on <= day
        if day <= on and not spared:
            told.append((rung.told, day))
    return tuple(told)


def unclaimed_told(since: date, is_high: bool, on: date) -> tuple[tuple[str, date], ...]:
    """Return who has to have been told by a day that a child stands in the national queue, and when.

    Units   working days since the child came there.
    """
    rungs = value_on(UNCLAIMED_CLIMB, on)
    days = [(rung.told, working_day_after(since, rung.after_high if is_high else rung.after)) for rung in rungs]
    return tuple((told, day) for told, day in days if day <= on)


def unanswered_if_offered_by(on: date, *, acknowledged: bool = False) -> date:
    """Return the last day of offers that stand on the unclaimed board on a day; what was offered later may still wait."""
    first, second = value_on(CLIMB, on)[:2]
    return last_day_over_before(on, second.after if acknowledged else first.after)


def is_unclaimed(relay: Relay, lives_in: str, on: date) -> Answer:
    """Return whether nobody but the sender claims a child who lives elsewhere: it then stands on every authority's board.

    Shape  lives_in: the authority of residence; empty where nobody knows it.
    Source  anchors, section 6, screen 6.
    """
    if lives_in == relay.responsible:
        return no("The child lives in the authority that is responsible.")
    if relay.offer is not None:
        first, second = value_on(CLIMB, on)[:2]
        patience = second if relay.offer.acknowledged_on is not None else first
        waits_until = working_day_after(relay.offer.offered_on, patience.after)
        return YES if on > waits_until else no(f"The offer to {relay.offer.to} may wait until {day_words(waits_until)}.")
    if lives_in or relay.returned:
        return YES
    return no("Nobody says that the child lives elsewhere.")


def gaps_in(legs: Sequence[Leg]) -> tuple[str, ...]:
    """Return what is wrong with a hand-over history that ought to be impossible; empty always."""
    faults = []
    for former, later in pairwise(legs):
        if former.ends_before != later.starts_on:
            faults.append(f"Between {former.authority} and {later.authority} responsibility was not handed over on one day.")
    if not legs or legs[-1].ends_before is not None:
        faults.append("Nobody is responsible now.")
    return tuple(faults)


def _offered(relay: Relay, by: str, to: str, on: date) -> Relay:
    number = relay.offers_made + 1
    return replace(relay, offer=Offer(number, by, to, on), offers_made=number)


def _handed_over(relay: Relay, to: str, officer: str, on: date) -> Relay:
    ended = replace(relay.legs[-1], ends_before=on)
    return replace(relay, legs=(*relay.legs[:-1], ended, Leg(to, officer.strip(), on)), offer=None, proposal=None)


def _proposed(relay: Relay, offer: Offer, act: Act) -> Relay:
    assert act.terms is not None
    former = relay.proposal.officer if relay.proposal else ""
    officer = act.officer.strip() if act.by == offer.to else former
    number = relay.splits_proposed + 1
    proposal = SplitProposal(number, act.by, offer.by if act.by == offer.to else offer.to, act.terms, officer, act.on)
    heard = replace(offer, acknowledged_on=offer.acknowledged_on or act.on)
    return replace(relay, offer=heard, proposal=proposal, splits_proposed=number)


def _shared(relay: Relay, offer: Offer, act: Act) -> Relay:
    proposal = relay.proposal
    assert proposal is not None
    split = Split(proposal.number, proposal.terms, other_of(proposal.terms, offer.by, offer.to), act.on)
    if proposal.terms.responsible == offer.to:
        relay = _handed_over(relay, offer.to, act.officer if act.by == offer.to else proposal.officer, act.on)
    return replace(relay, offer=None, proposal=None, split=split)


def _shared_no_longer(relay: Relay, act: Act) -> Relay:
    """What the terms say of afterwards is an offer: responsibility moves by acceptance, also where it was agreed on before."""
    split = relay.split
    assert split is not None
    relay = replace(relay, split=None)
    if split.terms.afterwards == relay.responsible or act.reason == CASE_ENDED:
        return relay
    return _offered(relay, relay.responsible, split.terms.afterwards, act.on)


def _may_propose(relay: Relay, offer: Offer, act: Act) -> Answer:
    if relay.proposal is not None:
        return no("Shared work is proposed already: answer that, or take it back.")
    return _may_share(offer, act)


def _may_share(offer: Offer, act: Act) -> Answer:
    if act.by == offer.to and not act.officer.strip():
        return no("Name the officer who works on it in your authority.")
    return may_share(act.terms, offer.by, offer.to, act.on)


def _may_answer_proposal(relay: Relay, offer: Offer, act: Act) -> Answer:
    proposal = relay.proposal
    if proposal is None or act.proposal != proposal.number:
        return no("This proposal is no longer open: somebody answered, changed or withdrew it first.")
    if act.by not in (offer.by, offer.to):
        return no(f"Only {offer.by} and {offer.to} can answer.")
    if act.verb == "decline":
        return YES if act.note.strip() else no("Say why.")
    if act.by != proposal.to:
        return no(f"It is for {proposal.to} to answer.")
    if act.verb == "change":
        return _may_share(offer, act)
    if act.by == offer.to and not act.officer.strip():
        return no("Name the officer who works on it in your authority.")
    return may_share(proposal.terms, offer.by, offer.to, act.on)


def _may_end(relay: Relay, act: Act) -> Answer:
    split = relay.split
    if split is None or act.proposal != split.number:
        return no("The work is shared no longer.")
    if act.verb == "lapse":
        over = act.on > split.terms.review_on
        return YES if over else no(f"The terms hold until {day_words(split.terms.review_on)}.")
    if act.by not in (relay.responsible, split.supporting):
        return no(f"Only {relay.responsible} and {split.supporting} can end the shared work.")
    return YES if act.note.strip() else no("Say why.")


def _may_claim(relay: Relay, act: Act) -> Answer:
    if not act.by.strip() or act.by == relay.responsible:
        return no("Your authority is responsible already.")
    if act.by == NATIONAL:
        return no("Only an authority can take a child over.")
    if relay.responsible != NATIONAL and (relay.offer is None or not is_unclaimed(relay, "", act.on)):
        return no(f"Authority {relay.responsible} is responsible, and the child is not on the unclaimed board.")
    if not act.officer.strip():
        return no("Name the officer who takes the child over.")
    if not act.note.strip():
        return no("Say what ties the child to your authority.")
    return YES


def _may_offer(relay: Relay, act: Act) -> Answer:
    if act.by != relay.responsible:
        return no(f"Only the authority that is responsible can offer the child to another: that is {relay.responsible}.")
    if not act.to.strip() or act.to == act.by:
        return no("Name the other authority.")
    if relay.offer is not None:
        return no(f"The child is already offered to {relay.offer.to}: withdraw that offer first.")
    if relay.split is not None:
        return no(f"The work is shared with {relay.split.supporting}: end that first.")
    return YES


def _may_as_sender(offer: Offer, act: Act) -> Answer:
    if act.by != offer.by:
        return no(f"Only {offer.by}, who made the offer, can do this.")
    if act.verb == "answer":
        if not offer.question:
            return no("Nobody has asked anything.")
        if not act.note.strip():
            return no("Write the answer.")
    return YES


def _may_as_receiver(offer: Offer, act: Act) -> Answer:
    if act.by != offer.to:
        return no(f"The child was offered to {offer.to}: nobody else can answer.")
    if act.verb == "accept" and not act.officer.strip():
        return no("Name the officer who takes the child over.")
    if act.verb == "ask" and not act.note.strip():
        return no("Write the question.")
    if act.verb == "return":
        if act.reason not in RETURN_REASONS:
            return no("Choose why the child is returned.")
        if not act.note.strip():
            return no("Say in words what your reason rests on.")
    return YES
