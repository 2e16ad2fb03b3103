"""Follow what a family asks from the day that it comes to its answer: see, correct, object, complain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.held_about import items_about
from onroll.casework.looks import gather_looks
from onroll.casework.models import Case, CorrectionAsked, DisclosureDecision, FamilyRequest, FamilyRequestStep
from onroll.casework.permissions import Right, has_right
from onroll.casework.queries.family_requests import visible_requests
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_index, whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.answers import Answer
from onroll.core.dated.letter_kinds import LANGUAGES
from onroll.core.family_requests import (
    KINDS,
    RELATIONSHIPS,
    acknowledge_by,
    answer_by,
    may_answer,
    may_handle,
    source_answers_by,
)
from onroll.core.harm_review import Item, may_decide, proposal
from onroll.core.wording import day_words

SOURCE_ANSWERS = {
    "corrected": "Corrected at the source",
    "refused": "The source says that it is right",
    "not_held": "The source does not hold it any more",
}


@dataclass
class RequestInHand:
    """A request while it is being changed."""

    request: FamilyRequest
    by: Viewer
    on: date
    at: datetime

    def refuse_unless(self, answer: Answer) -> None:
        """Raise CannotDoNow with the reason where the answer is no."""
        if not answer:
            raise CannotDoNow(answer.reason_not)

    def tell(self, what: str, words: str, because: str = "", **body: object) -> None:
        """Write the step down, and an event in ids."""
        FamilyRequestStep.objects.create(
            request=self.request,
            what=what,
            words=words[:400],
            because=because.strip(),
            at=self.at,
            by=self.by.username,
            by_name=self.by.full_name,
        )
        said = {"request": self.request.pk, "kind": self.request.kind, **body}
        record(self.by.doer, Happening(kind=f"family_request.{what}", subject=self.request.child_id, purpose="family_request", body=said))


def receive_request(
    *,
    by: Viewer,
    kind: str,
    child_id: str,
    asked_by: str,
    relationship: str,
    reach: str,
    asks: str,
    received_on: date,
    language: str = "en",
    complained_of: str = "",
) -> FamilyRequest:
    """Write down a request on the day that it comes; its time limits begin.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.HANDLE_FAMILY_REQUESTS)
    if not by.authority:
        raise CannotDoNow("A request is followed by an authority.")
    if kind not in KINDS or relationship not in RELATIONSHIPS or language not in LANGUAGES:
        raise CannotDoNow("Say what kind of request it is, and from whom.")
    if not asked_by.strip() or not reach.strip() or not asks.strip():
        raise CannotDoNow("Say who asks, how to reach them, and what they ask.")
    if received_on > clock.today():
        raise CannotDoNow("The day on which it came is not to come.")
    live, shielded = _child(by, child_id)
    case = Case.objects.filter(child_id=live, authority=by.authority).order_by("-id").first() if live else None
    if complained_of and not User.objects.filter(username=complained_of).exists():
        raise CannotDoNow("There is no user of that name to be complained of.")
    with transaction.atomic():
        request = FamilyRequest.objects.create(
            kind=kind,
            authority=by.authority,
            child_id=live,
            case=case,
            shielded=shielded,
            asked_by=asked_by.strip()[:200],
            relationship=relationship,
            reach=reach.strip(),
            language=language,
            asks=asks.strip(),
            received_on=received_on,
            acknowledge_by=acknowledge_by(received_on),
            due_on=answer_by(kind, received_on),
            complained_of=complained_of,
        )
        hand = RequestInHand(request, by, clock.today(), clock.now())
        gather_looks()
        hand.tell("received", f"{KINDS[kind].title}, received on {day_words(received_on)}")
    return request


def acknowledge_request(request_id: int, *, by: Viewer, how: str) -> None:
    """Write down that the family was told that their request has come. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        if hand.request.acknowledged_on is not None:
            raise CannotDoNow("It is acknowledged already.")
        if not how.strip():
            raise CannotDoNow("Say how the family was told.")
        hand.request.acknowledged_on = hand.on
        hand.tell("acknowledged", f"Acknowledged: {how.strip()}")


def check_identity(request_id: int, *, by: Viewer, how: str) -> None:
    """Write down how it is known that it is they who ask. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        if not how.strip():
            raise CannotDoNow("Say how you know that it is they: a document, a visit, a call back to a number that was known.")
        hand.request.identity = how.strip()[:300]
        hand.tell("identity", "It is known that it is they", how)


def give_request(request_id: int, *, by: Viewer, username: str) -> None:
    """Give a request to somebody to answer: never to the person complained of. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        handler = User.objects.filter(username=username, organisation__authority_code=by.authority, is_active=True).first()
        if handler is None or not has_right(handler.role, Right.HANDLE_FAMILY_REQUESTS):
            raise CannotDoNow("Choose somebody of your authority who answers requests.")
        if hand.request.shielded and not handler.in_shielded_team:
            raise CannotDoNow("This request is for the named team.")
        hand.refuse_unless(_may_handle(hand.request, username))
        hand.request.handler = handler
        hand.tell("given", f"{handler.full_name} answers it", to=username)


def extend_request(request_id: int, *, by: Viewer, because: str) -> None:
    """Take longer, once, and say why to the family. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        if hand.request.extended:
            raise CannotDoNow("It was extended already; it cannot be extended again.")
        if not because.strip():
            raise CannotDoNow("Say why it takes longer: the family is told so, before the first time limit ends.")
        if hand.on > hand.request.due_on:
            raise CannotDoNow("The time limit is over: it can no longer be extended.")
        hand.request.extended = True
        hand.request.due_on = answer_by(hand.request.kind, hand.request.received_on, extended=True)
        hand.tell("extended", f"Extended until {day_words(hand.request.due_on)}", because)


def decide_items(request_id: int, *, by: Viewer, decisions: Mapping[str, tuple[bool, str, str]]) -> int:
    """Decide of items whether they are sent; return how many. All or none.

    Shape  decisions: by reference: whether it is sent, and where not, on which ground and why.
    Raises  CannotSee; CannotDoNow.
    """
    with _changing(request_id, by) as hand:
        return _decide(hand, {item.reference: item for item in items_about(hand.request.child_id)}, decisions)


def accept_proposals(request_id: int, *, by: Viewer) -> int:
    """Decide every item for which there is a proposal as proposed; return how many. Those without one a person reads, one by one.

    Raises  CannotSee; CannotDoNow.
    """
    with _changing(request_id, by) as hand:
        items = {item.reference: item for item in undecided_items(hand.request)}
        chosen: dict[str, tuple[bool, str, str]] = {}
        for item in items.values():
            proposed = proposal(item, shielded=hand.request.shielded, asked_by_child=hand.request.relationship == "child")
            if proposed.disclose is not None:
                chosen[item.reference] = (proposed.disclose, proposed.ground, proposed.because)
        return _decide(hand, items, chosen) if chosen else 0


def ask_source(
    request_id: int, *, by: Viewer, register: str, supplier: str, record_id: str, field: str, should_be: str, because: str
) -> CorrectionAsked:
    """Send a correction back to the source that said so, as a request with its time limit. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        if hand.request.kind not in ("correction", "complaint", "objection"):
            raise CannotDoNow("Corrections belong to a request to correct.")
        if not field.strip() or not should_be.strip() or not because.strip():
            raise CannotDoNow("Say what is wrong, what is right, and how it is known.")
        tables = whole_tables()
        records = tables.records(the_index(), tables.live_id(hand.request.child_id)) if tables else []
        found = next((each for each in records if (each.register, each.supplier, each.record_id) == (register, supplier, record_id)), None)
        if found is None:
            raise CannotDoNow("Choose the record that says so.")
        made = CorrectionAsked.objects.create(
            request=hand.request,
            register=register,
            supplier=supplier,
            record_id=record_id,
            as_at=found.as_at,
            field=field.strip()[:60],
            held=str(found.said.get(field.strip(), ""))[:300],
            should_be=should_be.strip()[:300],
            because=because.strip(),
            asked_on=hand.on,
            asked_by=by.username,
            due_on=source_answers_by(hand.on),
        )
        hand.tell("source_asked", f"Asked {supplier} to correct {_words(field)} in its {_words(register)}", correction=made.pk)
    return made


def answer_as_source(correction_id: int, *, by: Viewer, answer: str, said: str) -> None:
    """Answer a correction that was asked of one's own body. Raises  CannotSee; CannotDoNow."""
    require(by, Right.SEE_WHO_ASKED)
    with transaction.atomic():
        correction = (
            CorrectionAsked.objects.select_for_update(of=("self",))
            .select_related("request")
            .filter(pk=correction_id, supplier=by.organisation_code, request__shielded=False)
            .first()
        )
        if correction is None:
            raise CannotSee("There is no such correction for you.")
        if correction.answer:
            raise CannotDoNow("It is answered already.")
        _keep_answer(correction, answer, said)
        hand = RequestInHand(correction.request, by, clock.today(), clock.now())
        hand.tell("source_answered", f"{SOURCE_ANSWERS[answer]}: {_words(correction.field)}", said, correction=correction.pk, answer=answer)


def source_answered(correction_id: int, *, by: Viewer, answer: str, said: str) -> None:
    """Write down what a source answered. Raises  CannotSee; CannotDoNow."""
    require(by, Right.HANDLE_FAMILY_REQUESTS)
    correction = CorrectionAsked.objects.filter(pk=correction_id).first()
    if correction is None:
        raise CannotSee("There is no such correction for you.")
    with _changing(correction.request_id, by) as hand:
        correction = CorrectionAsked.objects.select_for_update().get(pk=correction_id)
        if correction.answer:
            raise CannotDoNow("It is answered already.")
        _keep_answer(correction, answer, said)
        hand.tell("source_answered", f"{SOURCE_ANSWERS[answer]}: {_words(correction.field)}", said, correction=correction.pk, answer=answer)


def answer_request(request_id: int, *, by: Viewer, outcome: str, answer: str) -> None:
    """Close a request with what the family was told. Raises  CannotSee; CannotDoNow."""
    with _changing(request_id, by) as hand:
        request = hand.request
        hand.refuse_unless(_may_handle(request, by.username))
        asked = list(CorrectionAsked.objects.filter(request=request).values_list("answer", flat=True))
        hand.refuse_unless(
            may_answer(
                request.kind,
                outcome,
                answer,
                identity=request.identity,
                undecided=len(undecided_items(request)) if request.kind == "access" and outcome == "sent" else 0,
                unanswered_corrections=sum(not each for each in asked),
                corrections=len(asked),
            )
        )
        request.outcome, request.answer, request.closed_on = outcome, answer.strip(), hand.on
        hand.tell("answered", f"Answered: {KINDS[request.kind].outcomes[outcome]}", answer, outcome=outcome)


def undecided_items(request: FamilyRequest) -> Sequence[Item]:
    """Return the items of which nobody has decided whether they are sent."""
    decided = set(DisclosureDecision.objects.filter(request=request).values_list("item", flat=True))
    return [item for item in items_about(request.child_id) if item.reference not in decided]


def _decide(hand: RequestInHand, items: Mapping[str, Item], decisions: Mapping[str, tuple[bool, str, str]]) -> int:
    if hand.request.kind != "access":
        raise CannotDoNow("Only a request to see what is held has items to decide.")
    if not hand.request.child_id:
        raise CannotDoNow("Nobody has said yet which child it is about.")
    rows = []
    for reference, (disclose, ground, because) in decisions.items():
        item = items.get(reference)
        if item is None:
            raise CannotDoNow("One of the items has changed since you looked. Look at it again.")
        by_child = hand.request.relationship == "child"
        answer = may_decide(
            item, disclose=disclose, ground=ground, because=because, shielded=hand.request.shielded, asked_by_child=by_child
        )
        if not answer:
            raise CannotDoNow(f"{item.title}: {answer.reason_not}")
        rows.append(_decision(hand, reference, disclose, ground, because))
    DisclosureDecision.objects.bulk_create(rows)
    held = sum(not row.disclose for row in rows)
    hand.tell("reviewed", f"{len(rows)} items decided, {held} of them held back", items=len(rows), withheld=held)
    return len(rows)


def _keep_answer(correction: CorrectionAsked, answer: str, said: str) -> None:
    if answer not in SOURCE_ANSWERS or not said.strip():
        raise CannotDoNow("Say what the source answered, and in which words.")
    correction.answer, correction.answered_on, correction.said = answer, clock.today(), said.strip()
    correction.save()


def _words(code: str) -> str:
    return code.strip().replace("_", " ")


@contextmanager
def _changing(request_id: int, by: Viewer) -> Iterator[RequestInHand]:
    require(by, Right.HANDLE_FAMILY_REQUESTS)
    with transaction.atomic():
        request = visible_requests(by).select_for_update(of=("self",)).filter(pk=request_id).first()
        if request is None:
            raise CannotSee("There is no such request for you.")
        if not request.is_open:
            raise CannotDoNow("The request is answered and closed.")
        hand = RequestInHand(request, by, clock.today(), clock.now())
        yield hand
        request.version += 1
        request.save()


def _may_handle(request: FamilyRequest, username: str) -> Answer:
    owner = request.case.owner.username if request.case is not None and request.case.owner is not None else ""
    return may_handle(request.kind, username, complained_of=request.complained_of, owner=owner)


def _decision(hand: RequestInHand, reference: str, disclose: bool, ground: str, because: str) -> DisclosureDecision:
    return DisclosureDecision(
        request=hand.request,
        item=reference,
        disclose=disclose,
        ground="" if disclose else ground,
        because="" if disclose else because.strip(),
        at=hand.at,
        by=hand.by.username,
    )


def _child(by: Viewer, child_id: str) -> tuple[str, bool]:
    """Return the child's id as it is now, and whether the child is shielded; nothing where no child was named."""
    if not child_id.strip():
        return "", False
    tables = whole_tables()
    live = tables.live_id(child_id.strip()) if tables else ""
    child = tables.child(live) if tables else None
    if child is None or relation_of(by, child) is not Relation.FULL:
        raise CannotDoNow("There is no such child for you. A family of another area asks the authority there.")
    return live, child.shielded
