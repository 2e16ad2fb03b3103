"""Refer a child to a service, and hold it to its answer: what is wanted, by when, and what came of it."""

from __future__ import annotations

from datetime import date

from onroll.casework.actions.case_book import changing, needs_because
from onroll.casework.models import ServiceReferral
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.return_plans import Referral, referral_due_on, referral_is_closed
from onroll.core.wording import day_words


def refer_to_service(
    case_id: int, *, by: Viewer, service: str, because: str, wanted: str, referred_on: date, due_on: date | None = None
) -> ServiceReferral:
    """Refer the child to a service. Where no day is agreed, the usual time counts.

    Shape  because: why. wanted: the outcome that is needed before a review of the plan counts, once the day has come.
    Raises  CannotDoNow.
    """
    with changing(by, case_id) as hand:
        if not hand.case.is_open:
            raise CannotDoNow("The case has ended: open it again first.")
        if not service.strip() or not wanted.strip():
            raise CannotDoNow("Name the service, and what must come of it.")
        if referred_on > hand.on:
            raise CannotDoNow("A referral cannot be in days to come.")
        due = due_on or referral_due_on(Referral(service, referred_on))
        if due < referred_on:
            raise CannotDoNow("The answer cannot be due before the referral.")
        row = ServiceReferral.objects.create(
            case=hand.case,
            episode=hand.case.episode,
            service=service.strip()[:200],
            why=needs_because(because),
            wanted=wanted.strip()[:300],
            referred_on=referred_on,
            due_on=due,
            at=hand.at,
            by=by.username,
        )
        hand.plan_next()
        hand.tell("case.service_referred", f"Referred to {row.service}, due {day_words(due)}", row.why, referral=row.pk)
    return row


def answer_referral(
    referral_id: int, *, by: Viewer, outcome: str, outcome_on: date, answered_by: str = "", because: str = ""
) -> ServiceReferral:
    """Record what came of a referral, once.

    Raises  CannotDoNow with core's sentence.
    """
    case_id = ServiceReferral.objects.filter(pk=referral_id).values_list("case_id", flat=True).first()
    with changing(by, case_id or 0) as hand:
        row = ServiceReferral.objects.select_for_update().get(pk=referral_id)
        if row.outcome:
            raise CannotDoNow(f"What came of the referral to {row.service} is recorded already.")
        if outcome_on > hand.on:
            raise CannotDoNow("An outcome cannot be in days to come.")
        hand.refuse_unless(referral_is_closed(Referral(row.service, row.referred_on, outcome, outcome_on)))
        row.outcome, row.outcome_on, row.outcome_by = outcome.strip(), outcome_on, answered_by.strip()[:200]
        row.save()
        if hand.case.is_open:
            hand.plan_next()
        hand.tell("case.service_answered", f"Outcome of the referral to {row.service}", row.outcome, referral=row.pk)
    return row


def put_off_referral(referral_id: int, *, by: Viewer, because: str, due_on: date) -> ServiceReferral:
    """Agree on a later day for a service's answer, with the reason.

    Raises  CannotDoNow.
    """
    case_id = ServiceReferral.objects.filter(pk=referral_id).values_list("case_id", flat=True).first()
    with changing(by, case_id or 0) as hand:
        row = ServiceReferral.objects.select_for_update().get(pk=referral_id)
        if row.outcome:
            raise CannotDoNow(f"What came of the referral to {row.service} is recorded already.")
        if due_on <= max(row.due_on, hand.on):
            raise CannotDoNow("Choose a day after today and after the day that was agreed.")
        was, row.due_on = row.due_on, due_on
        row.save()
        if hand.case.is_open:
            hand.plan_next()
        words = f"Answer of {row.service} put off from {day_words(was)} to {day_words(due_on)}"
        hand.tell("case.service_put_off", words, needs_because(because), referral=row.pk)
    return row
