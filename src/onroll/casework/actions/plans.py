"""Return plans, their reviews, and the observations after a return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.case_facts import CALENDAR, plan_from
from onroll.casework.models import Case, CaseObservation, PlanVersion
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.observations import Observation, may_observe, shows_relapse
from onroll.core.return_plans import dues_of_plan, may_begin, steps_in_order


def write_plan(case_id: int, *, by: Viewer, because: str, plan: Mapping[str, Any], seen_version: int | None = None) -> PlanVersion:
    """Write a return plan, or a new version of it. The first one moves a located case to *returning*.

    Shape  plan: lead, key_adult, elements (words by code), child_not_asked_because, ask_child_on, place (days by step).
    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        former = latest_plan(hand.case)
        said = {**(former.plan if former else {"agreed_on": hand.on.isoformat()}), **plan}
        row = _keep(hand, said)
        if hand.case.state == "located":
            hand.case.has_plan = True
            hand.move("plan_return", needs_because(because), _next_due(row.plan, hand.on))
        else:
            _schedule(hand, row.plan)
            hand.tell("case.plan_changed", "Return plan changed", needs_because(because))
    return row


def review_plan(case_id: int, *, by: Viewer, because: str, said: str, seen_version: int | None = None) -> PlanVersion:
    """Record that the plan was reviewed today; the next review falls due by itself.

    Raises  CannotDoNow.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        former = latest_plan(hand.case)
        if former is None or hand.case.state not in ("returning", "watching"):
            raise CannotDoNow("There is no return plan to review.")
        if not said.strip():
            raise CannotDoNow("Say what the review found.")
        reviews = [*former.plan.get("reviews", []), {"on": hand.on.isoformat(), "said": said.strip(), "by": by.full_name}]
        row = _keep(hand, {**former.plan, "reviews": reviews})
        _schedule(hand, row.plan)
        hand.tell("case.plan_reviewed", "Return plan reviewed", said.strip())
    return row


def record_observation(
    case_id: int,
    *,
    by: Viewer,
    week: int,
    on: date,
    sessions_attended: int,
    sessions_possible: int,
    on_roll: bool = True,
    source: str = "",
    because: str = "",
) -> Case:
    """Record one look at a child who is back. A look without attendance is a relapse: the same case is located again.

    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id) as hand:
        if hand.case.state != "watching" or hand.case.first_attended_on is None:
            raise CannotDoNow("Only a case that watches a child back in education is observed.")
        if on > hand.on:
            raise CannotDoNow("An observation cannot be in days to come.")
        look = Observation(week, on, sessions_attended, sessions_possible, on_roll, source)
        hand.refuse_unless(may_observe(look, hand.case.first_attended_on))
        _keep_look(hand, look, hand.case.first_attended_on)
        words = f"Week {week}: {sessions_attended} of {sessions_possible} sessions"
        hand.tell("case.observed", words, because.strip(), week=week, attended=sessions_attended, possible=sessions_possible)
        if shows_relapse(look):
            hand.move("relapse", f"{words}, {'on' if on_roll else 'no longer on'} the roll.")
        else:
            hand.plan_next()
    return hand.case


def latest_plan(case: Case) -> PlanVersion | None:
    """Return the plan of a case's episode as it stands."""
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
    return row if row is not None and case.has_plan else None


def _keep(hand: CaseInHand, said: Mapping[str, Any]) -> PlanVersion:
    plan = plan_from(said)
    hand.refuse_unless(may_begin(plan, hand.on))
    hand.refuse_unless(steps_in_order(plan.place, hand.on))
    return PlanVersion.objects.create(case=hand.case, episode=hand.case.episode, plan=dict(said), at=hand.at, by=hand.by.username)


def _schedule(hand: CaseInHand, said: Mapping[str, Any]) -> None:
    if hand.case.state == "returning":
        hand.plan_next(_next_due(said, hand.on))


def _next_due(said: Mapping[str, Any], on: date) -> NextStep:
    first = dues_of_plan(plan_from(said), on, CALENDAR)[0]
    return NextStep(first.what, max(first.due_on, on))


def _keep_look(hand: CaseInHand, look: Observation, began: date) -> None:
    try:
        with transaction.atomic():
            CaseObservation.objects.create(
                case=hand.case,
                first_attended_on=began,
                week=look.week,
                on=look.on,
                sessions_attended=look.sessions_attended,
                sessions_possible=look.sessions_possible,
                on_roll=look.on_roll,
                source=look.source.strip()[:200],
                at=hand.at,
                by=hand.by.username,
            )
    except IntegrityError as twice:
        raise CannotDoNow(f"Week {look.week} has been observed already.") from twice
