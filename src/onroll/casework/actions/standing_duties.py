"""What falls due in a case by itself: reviews of its plan, what services owe, the next step of the law, and leaving school age.

No action on a case may put its next step behind the first of these: a review, a notice or a birthday cannot pass unseen.
"""

from __future__ import annotations

from datetime import date, timedelta

from onroll.casework.case_facts import own_steps, pathway_of, plan_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, PlanVersion, ServiceReferral
from onroll.core.attendance_order_dues import due_next
from onroll.core.cases import CaseFacts, NextStep
from onroll.core.next_steps import next_step
from onroll.core.return_plans import dues_of_plan
from onroll.core.wording import day_words
from onroll.core.working_days import on_or_next_working_day

HAND_OVER = "Hand over to the team for participation to 18: compulsory school age ended on {}"
"""Source: domain, section 1.2 and requirement 6 (leaving school age ends with a hand-off, not silence)."""


def hand_over_step(leaving_on: date, on: date) -> NextStep:
    """Return the step that is next once compulsory school age is over."""
    return NextStep(HAND_OVER.format(day_words(leaving_on)), max(on_or_next_working_day(leaving_on + timedelta(days=1)), on))


def first_duty(case: Case, on: date) -> NextStep | None:
    """Return what falls due first by itself in an open case; None where nothing does.

    Shape  due_on: today at the earliest, so that what is overdue stays at the top of today's list.
    """
    if case.leaving_on is not None and on > case.leaving_on:
        return hand_over_step(case.leaving_on, on)
    duties = []
    if case.pk and case.has_plan:
        row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
        plan = plan_of(row, ServiceReferral.objects.filter(case=case, episode=case.episode).order_by("id"))
        if plan is not None:
            first = dues_of_plan(plan, on, calendar_of(case.authority))[0]
            duties.append(NextStep(first.what[:200], max(first.due_on, on)))
    if case.pk:
        due = due_next(pathway_of(own_steps(case)))
        if due is not None:
            duties.append(NextStep(due.what[:200], max(due.due_on, on)))
    if case.leaving_on is not None:
        duties.append(hand_over_step(case.leaving_on, on))
    return min(duties, key=lambda duty: duty.due_on, default=None)


def what_is_next(case: Case, facts: CaseFacts, on: date) -> NextStep:
    """Return what is to be done next in an open case by itself: what its state asks for, or what falls due before that."""
    duty = first_duty(case, on)
    if duty is not None and case.leaving_on is not None and on > case.leaving_on:
        return duty
    usual = next_step(facts, case.level == "high", on, calendar_of(case.authority))
    if duty is not None and (duty.due_on < usual.due_on or (facts.state == "returning" and case.has_plan)):
        return duty
    return usual


def not_behind(case: Case, step: NextStep, on: date) -> NextStep:
    """Return a step that an action sets, or what falls due before it by itself."""
    duty = first_duty(case, on)
    return duty if duty is not None and duty.due_on < step.due_on else step
