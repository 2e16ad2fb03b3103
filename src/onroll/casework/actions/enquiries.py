"""Ask, chase and answer. No answer ends a case; one that locates the child proposes where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.actions.case_moves import keep_whereabouts
from onroll.casework.case_facts import asked, contact_is_unsafe, profile_of
from onroll.casework.models import Case, Enquiry, EnquiryOrder
from onroll.casework.queries.case_tabs.leads import needs_from_leads
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.dated.case_limits import CHECKS_BEHIND, stage_title
from onroll.core.dated.enquiry_checks import OUTCOMES, Check, Need
from onroll.core.dated.values import value_on
from onroll.core.enquiries import EnquiryRecord, UnknownCheck, check_of, enquiry_due_on, may_answer, may_ask, open_tier, shows_whereabouts
from onroll.core.own_order import put_in_places
from onroll.core.wording import day_words

WHEN_FOUND = "Record where the child is, and tell whoever must know"
"""What is next once an answer says where the child is, and nobody has recorded the place."""


def start_enquiry(
    case_id: int,
    *,
    by: Viewer,
    check_code: str,
    because: str = "",
    lawful_basis: str = "",
    known: Sequence[Need] = (),
    authorisation: str = "",
    organisation: str = "",
    made_on: date | None = None,
) -> Enquiry:
    """Ask one source about the child.

    Shape  because: why the officer goes past a tier that is not finished. known: what the officer has to go on that no
           register says, such as contact details. organisation: who is asked, where the check alone does not say. made_on: the
           day on which it was asked and answered, where that has been.
    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id) as hand:
        check = _check(check_code, hand.on)
        asked_on = made_on or hand.on
        first_day = min(filter(None, (hand.case.since, hand.case.known_from, hand.case.opened_on)))
        if asked_on > hand.on:
            raise CannotDoNow("A check cannot have been made in days to come.")
        if asked_on < first_day:
            raise CannotDoNow(f"The child is known to be missing since {day_words(first_day)}: a check was made on that day or later.")
        rows = Enquiry.objects.filter(Q(episode=hand.case.episode) | Q(outcome=""), case=hand.case).order_by("id")
        history = asked(rows)
        known = (*known, *needs_from_leads(hand.case))
        profile = profile_of(hand.case, hand.child, known, no_family_contact=contact_is_unsafe(hand.case))
        if "authority" not in check.who:  # the officer asks the school to make it, and records what it answers
            profile = replace(profile, asks_as="school")
        hand.refuse_unless(may_ask(check, profile, history, hand.on, authorisation))
        tier = open_tier(history, profile, hand.on)
        if check.tier > tier and not because.strip():
            raise CannotDoNow(f"“{check.title}” belongs to tier {check.tier}; tier {tier} is not finished. Say why you go ahead.")
        enquiry = Enquiry.objects.create(
            case=hand.case,
            check_code=check.code,
            organisation=" ".join(organisation.split())[:200],
            episode=hand.case.episode,
            group=_group(hand.case),
            asked_on=asked_on,
            asked_by=hand.user,
            lawful_basis=(lawful_basis.strip() or check.lawful_basis)[:300],
            due_on=enquiry_due_on(check, asked_on),
            ahead_because=because.strip()[:300] if check.tier > tier else "",
            authorisation=authorisation.strip()[:300],
        )
        hand.tell(
            "case.enquiry_started", f"Enquiry {enquiry.number}: {check.title}", because.strip(), enquiry=enquiry.number, check=check.code
        )
        if hand.case.state in ("new", "enquiring") and hand.case.triaged_on is not None:
            hand.plan_next(NextStep(f"Answer to {enquiry.number}: {check.title}"[:200], max(enquiry.due_on, hand.on)))
    return enquiry


def order_enquiries(
    case_id: int,
    *,
    by: Viewer,
    checks: Sequence[str],
    because: str,
    numbers: Mapping[str, int] | None = None,
    seen_version: int | None = None,
) -> Case:
    """Keep in which order an officer wants to ask about the child; no checks: back to the recommended order.

    Shape  numbers: by check the number that it is to have among them, 1 for the first; the others close up.
    Raises  CannotDoNow where a check is none, stands twice, or nobody says why.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        known = [_check(code, hand.on).code for code in put_in_places(checks, numbers or {})]
        if len(set(known)) != len(known):
            raise CannotDoNow("Each check stands in the order once.")
        because = needs_because(because)
        EnquiryOrder.objects.create(
            case=hand.case, episode=hand.case.episode, checks=known, because=because[:400], at=hand.at, by=hand.by.username
        )
        words = "Order of enquiries changed" if known else "Back to the recommended order of enquiries"
        hand.tell("case.enquiries_ordered", words, because, checks=known)
    return hand.case


def answer_enquiry(
    enquiry_id: int,
    *,
    by: Viewer,
    outcome: str,
    answered_on: date,
    evidence: str = "",
    why_not: str = "",
    answer: str = "",
    place: str = "",
    because: str = "",
) -> Enquiry:
    """Record the answer to an enquiry, once. Where it shows where the child is, and says the place, the whereabouts are known.

    Raises  CannotDoNow with core's sentence.
    """
    case_id = Enquiry.objects.filter(pk=enquiry_id).values_list("case_id", flat=True).first()
    with changing(by, case_id or 0) as hand:
        enquiry = Enquiry.objects.select_for_update().get(pk=enquiry_id)
        if enquiry.outcome:
            raise CannotDoNow(f"Enquiry {enquiry.number} was answered already, on {day_words(enquiry.answered_on)}.")
        keep_answer(hand, enquiry, outcome=outcome, answered_on=answered_on, evidence=evidence, why_not=why_not, answer=answer, place=place)
    return enquiry


def keep_answer(
    hand: CaseInHand, enquiry: Enquiry, *, outcome: str, answered_on: date, evidence: str, why_not: str, answer: str, place: str
) -> None:
    """Write down the answer to an open enquiry of a case in hand, and do what follows from it.

    Raises  CannotDoNow with core's sentence.
    """
    code = next((each.code for each in value_on(OUTCOMES, hand.on) if each.code == outcome), None)
    if code is None:
        raise CannotDoNow("Choose what came of the enquiry.")
    if answered_on > hand.on:
        raise CannotDoNow("An answer cannot come in days to come.")
    record = EnquiryRecord(
        enquiry.check_code, enquiry.asked_on, hand.by.username, enquiry.lawful_basis, enquiry.due_on,
        code, answered_on, evidence, why_not, enquiry.authorisation,
    )  # fmt: skip
    hand.refuse_unless(may_answer(record, hand.on))
    enquiry.outcome, enquiry.answered_on = outcome, answered_on
    enquiry.evidence, enquiry.why_not, enquiry.answer = evidence.strip()[:300], why_not.strip()[:300], answer.strip()
    enquiry.save()
    after_answer(hand, enquiry, record, place)


def after_answer(hand: CaseInHand, enquiry: Enquiry, record: EnquiryRecord, place: str) -> None:
    """Do what follows from an answer: the whereabouts are known, or the next best enquiry is due."""
    check = _check(enquiry.check_code, hand.on)
    words = next(each.words for each in value_on(OUTCOMES, hand.on) if each.code == enquiry.outcome)
    hand.tell(
        "case.enquiry_answered",
        f"{enquiry.number}, {check.title}: {words}",
        enquiry.answer,
        enquiry=enquiry.number,
        outcome=enquiry.outcome,
    )
    count_stages_behind(hand, check.code)
    found = bool(shows_whereabouts(record, hand.on))
    if found and place.strip():
        source = f"{check.title}, {enquiry.number}: {enquiry.evidence}"[:300]
        keep_whereabouts(hand, place=place, source=source, since=record.answered_on or hand.on, enquiry=enquiry)
        if hand.case.state in ("new", "enquiring") and hand.case.triaged_on is not None:
            hand.move("locate", f"{check.title}: {words}")
    elif hand.case.state == "enquiring":
        step = WHEN_FOUND if found else f"Send the next best enquiry after {enquiry.number}"
        hand.plan_next(NextStep(step, hand.on))


def count_stages_behind(hand: CaseInHand, check_code: str) -> None:
    """Look again at the stages that consist of a check which has been answered, or whose answer was taken back."""
    for stage, codes in value_on(CHECKS_BEHIND, hand.on).items():
        if check_code in codes:
            before = stage in hand.case.stages_done
            hand.count_stage_again(stage)
            if not before and stage in hand.case.stages_done and len(codes) > 1:
                hand.tell("case.checks_done", f"Done by its answers: {stage_title(stage, hand.on).lower()}", stage=stage)


def record_made_check(
    case_id: int,
    *,
    by: Viewer,
    check_code: str,
    on: date,
    who: str,
    outcome: str,
    answer: str,
    evidence: str = "",
    why_not: str = "",
    place: str = "",
    known: Sequence[Need] = (),
    because: str = "",
) -> Enquiry:
    """Record a check that has been made already, question and answer in one: such as a look into the authority's own register.

    Shape  on: the day on which it was made. who: who made it. because: where the tier of the check was not open yet.
    Raises  CannotDoNow with core's sentence.
    """
    if not who.strip():
        raise CannotDoNow("Say who made the check.")
    if not answer.strip():
        raise CannotDoNow("Say what came of it.")
    with transaction.atomic():
        enquiry = start_enquiry(case_id, by=by, check_code=check_code, known=known, organisation=who, because=because, made_on=on)
        return answer_enquiry(
            enquiry.pk, by=by, outcome=outcome, answered_on=on, evidence=evidence, why_not=why_not, answer=answer, place=place
        )


def chase_enquiry(enquiry_id: int, *, by: Viewer, because: str = "") -> Enquiry:
    """Note that an open enquiry was chased today.

    Raises  CannotDoNow.
    """
    case_id = Enquiry.objects.filter(pk=enquiry_id).values_list("case_id", flat=True).first()
    with changing(by, case_id or 0) as hand:
        enquiry = Enquiry.objects.select_for_update().get(pk=enquiry_id)
        if enquiry.outcome:
            raise CannotDoNow(f"Enquiry {enquiry.number} has been answered.")
        enquiry.chased_on = hand.on
        enquiry.save()
        hand.tell("case.enquiry_chased", f"Chased {enquiry.number}", because.strip(), enquiry=enquiry.number)
    return enquiry


def _group(case: Case) -> str:
    last = case.findings.exclude(finding="none").order_by("-id").values_list("finding", flat=True).first()
    return last or ""


def _check(code: str, on: date) -> Check:
    try:
        return check_of(code, on)
    except UnknownCheck as unknown:
        raise CannotDoNow("Choose whom to ask.") from unknown


def enquiry_children(*, known_by: date | None = None) -> dict[str, str]:
    """Return the child that each enquiry was about, by the enquiry's number; or of those alone that had been made by a day."""
    rows = Enquiry.objects.annotate(child=F("case__child_id"))
    if known_by is not None:
        rows = rows.filter(asked_on__lte=known_by)
    return {f"E{pk:06d}": child_id for pk, child_id in rows.values_list("pk", "child")}
