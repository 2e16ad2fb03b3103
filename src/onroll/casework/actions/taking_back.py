"""Take back what was recorded in a case by mistake: it counts no longer, and the history keeps it with who took it back, when and why.

Clocks, next steps and the state of the case go on as if it had not been said. Nothing is deleted: rows stay, and `TakenBack` says which
of them count no longer; an enquiry or a visit is open again, and what it had said is kept there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.actions.enquiries import WHEN_FOUND, count_stages_behind
from onroll.casework.models import Case, CaseLead, Contact, Enquiry, HomeVisit, StageDone, TakenBack, Whereabouts
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.sights import sights_of, standing_places
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.dated.case_limits import Stage, stage_title
from onroll.core.dated.enquiry_checks import OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.home_visits import VISIT_OUTCOMES
from onroll.core.wording import day_words, uncapitalised

ALREADY = "This was taken back already."
CLOSED = "The case is closed: open it again first."


def take_back(kind: str, number: int, *, by: Viewer, because: str) -> Case:
    """Take back one thing of a case. Shape  kind: of KINDS; number: of its row.

    Raises  CannotSee; CannotDoNow where it is taken back already, nobody says why, or something else rests on it.
    """
    if kind not in KINDS:
        raise CannotDoNow("Choose what was recorded by mistake.")
    return KINDS[kind](number, by=by, because=because)


def take_contact_back(contact_id: int, *, by: Viewer, because: str) -> Case:
    """Take back a contact; the last-seen clock goes on as if it had not been, and so does the first attempt.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with changing(by, _case_of(Contact, contact_id)) as hand:
        contact = Contact.objects.get(pk=contact_id)
        if contact.visit_id is not None:
            raise CannotDoNow("It was recorded with a home visit: take back what was recorded of the visit.")
        _contact_back(hand, contact, why)
        was = f"{day_words(contact.on)}, {contact.how}: the child was {'seen' if contact.counts_as_seen else 'not seen'}"
        hand.tell("case.contact_taken_back", f"Contact taken back: {was}", why, contact=contact.pk, seen=contact.counts_as_seen)
    return hand.case


def take_visit_back(visit_id: int, *, by: Viewer, because: str) -> Case:
    """Take back what was recorded of a home visit, and its contact with it: the visit waits for its record again.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with changing(by, _case_of(HomeVisit, visit_id)) as hand:
        visit = HomeVisit.objects.select_for_update().get(pk=visit_id)
        if not visit.outcome:
            raise CannotDoNow("Nothing is recorded of this visit.")
        was = VISIT_OUTCOMES[visit.outcome]
        recorded = {"outcome": visit.outcome, "recorded_at": visit.recorded_at.isoformat() if visit.recorded_at else ""}
        _keep(hand, why, visit=visit, said=recorded)
        visit.outcome, visit.recorded_at = "", None
        visit.save(update_fields=["outcome", "recorded_at"])
        for contact in Contact.objects.filter(visit=visit, taken_back=None):
            _contact_back(hand, contact, why)
        hand.count_stage_again("home_visit")
        hand.tell("case.visit_taken_back", f"Record of a home visit taken back: {uncapitalised(was)}", why, visit=visit.pk)
    return hand.case


def take_answer_back(enquiry_id: int, *, by: Viewer, because: str) -> Case:
    """Take back the answer to an enquiry, which is open again; where the child was said to be by it, and the lead that gave it, with it.

    Raises  CannotSee; CannotDoNow, also where the same has been asked again since and waits for its answer.
    """
    why = needs_because(because)
    with changing(by, _case_of(Enquiry, enquiry_id)) as hand:
        _refuse_closed(hand)
        enquiry = Enquiry.objects.select_for_update().get(pk=enquiry_id)
        if not enquiry.outcome:
            raise CannotDoNow(f"Enquiry {enquiry.number} has no answer.")
        other = Enquiry.objects.filter(case=hand.case, check_code=enquiry.check_code, outcome="").first()
        if other is not None:
            raise CannotDoNow(f"The same has been asked again since: answer {other.number} first.")
        title = check_of(enquiry.check_code, hand.on).title
        words = next((each.words for each in value_on(OUTCOMES, hand.on) if each.code == enquiry.outcome), enquiry.outcome)
        _keep(hand, why, enquiry=enquiry, said=_said_by(enquiry))
        CaseLead.objects.filter(enquiry=enquiry, decided="used").update(
            decided="", decided_on=None, decided_by=None, enquiry=None, because=""
        )
        enquiry.outcome, enquiry.answered_on, enquiry.evidence, enquiry.why_not, enquiry.answer = "", None, "", "", ""
        enquiry.save()
        hand.tell("case.answer_taken_back", f"Answer taken back: {enquiry.number}, {title}: {words.lower()}", why, enquiry=enquiry.number)
        for place in Whereabouts.objects.filter(enquiry=enquiry, taken_back=None):
            _keep(hand, why, whereabouts=place)
        _settle_place(hand, why)
        count_stages_behind(hand, enquiry.check_code)
        _wait_for_the_answer(hand, enquiry, title)
    return hand.case


def take_place_back(place_id: int, *, by: Viewer, because: str) -> Case:
    """Take back where a child was said to be. Where nothing else says where the child is, the case enquires again.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with changing(by, _case_of(Whereabouts, place_id)) as hand:
        _refuse_closed(hand)
        place = Whereabouts.objects.get(pk=place_id)
        _keep(hand, why, whereabouts=place)
        hand.tell("case.place_taken_back", f"Taken back: is at {place.place}"[:400], why, whereabouts=place.pk)
        _settle_place(hand, why)
    return hand.case


def take_stage_back(row_id: int, *, by: Viewer, because: str) -> Case:
    """Take back that a stage of the time limits was done: it is due again as if nobody had said so.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with changing(by, _case_of(StageDone, row_id)) as hand:
        _refuse_closed(hand)
        row = StageDone.objects.get(pk=row_id)
        _keep(hand, why, stage=row)
        if row.episode == hand.case.episode:
            hand.count_stage_again(cast(Stage, row.stage))
        title = stage_title(cast(Stage, row.stage), hand.on).lower()
        hand.tell("case.stage_taken_back", f"Taken back: {title}, done on {day_words(row.on)}", why, stage=row.stage, row=row.pk)
    return hand.case


KINDS: Mapping[str, Callable[..., Case]] = {
    "contact": take_contact_back,
    "visit": take_visit_back,
    "answer": take_answer_back,
    "place": take_place_back,
    "stage": take_stage_back,
}
"""What can be taken back, and how."""


def _case_of(model: Any, number: int) -> int:
    case_id = model.objects.filter(pk=number).values_list("case_id", flat=True).first()
    if case_id is None:
        raise CannotSee("There is no such entry for you.")
    return int(case_id)


def _refuse_closed(hand: CaseInHand) -> None:
    if not hand.case.is_open:
        raise CannotDoNow(CLOSED)


def _keep(hand: CaseInHand, why: str, *, said: Mapping[str, Any] | None = None, **what: Any) -> None:
    """Write down that something counts no longer. Shape  what: one of the keys of `TakenBack`."""
    (name, row), *_ = what.items()
    if name not in ("enquiry", "visit") and TakenBack.objects.filter(**what).exists():
        raise CannotDoNow(ALREADY)
    TakenBack.objects.create(
        case=hand.case,
        because=why,
        on=hand.on,
        at=hand.at,
        by=hand.by.username,
        by_name=hand.by.full_name,
        said=dict(said or {}),
        **{name: row},
    )


def _contact_back(hand: CaseInHand, contact: Contact, why: str) -> None:
    _keep(hand, why, contact=contact)
    latest = sights_of(hand.case).first()
    hand.case.last_seen_on = latest.on if latest else None
    hand.count_stage_again("first_contact")


def _settle_place(hand: CaseInHand, why: str) -> None:
    """Where no word stands any longer, nobody knows where the child is: the case goes back to enquiring."""
    if not hand.case.whereabouts_known or standing_places(hand.case).exists():
        return
    # Whoever nobody can place is counted until the next run has looked: a run in between may have let go of the child for this word.
    hand.case.counted_as = hand.case.counted_as or "possible_cme"
    if hand.case.state in ("located", "returning", "watching"):
        hand.move("take_back", why)
    else:
        hand.case.whereabouts_known = False
        if hand.case.next_action == WHEN_FOUND:
            hand.plan_next()


def _wait_for_the_answer(hand: CaseInHand, enquiry: Enquiry, title: str) -> None:
    """Put back what was next before the answer, unless somebody has set something else since."""
    moved = any(kind == "case.take_back" for kind, *_ in hand.told)
    followed = enquiry.number in hand.case.next_action or hand.case.next_action == WHEN_FOUND
    if hand.case.state == "enquiring" and (moved or followed):
        hand.plan_next(NextStep(f"Answer to {enquiry.number}: {title}"[:200], max(enquiry.due_on, hand.on)))


def _said_by(enquiry: Enquiry) -> dict[str, str]:
    answered = enquiry.answered_on.isoformat() if enquiry.answered_on else ""
    said = {"outcome": enquiry.outcome, "answered_on": answered, "evidence": enquiry.evidence, "why_not": enquiry.why_not}
    return {**said, "answer": enquiry.answer}
