"""Return plans, their reviews, and the observations after a return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.case_facts import plan_from
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseObservation, PlanVersion, ServiceReferral
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.observations import Observation, may_observe, shows_relapse
from onroll.core.observed_attendance import Attended, risk_now
from onroll.core.return_plan_elements import ELEMENTS, Element
from onroll.core.return_plans import PartTime, dues_of_plan, may_agree_part_time, may_begin, may_review, steps_in_order
from onroll.core.wording import day_words

__all__ = [
    "ELEMENTS",
    "Element",
    "agree_part_time",
    "end_part_time",
    "latest_plan",
    "latest_words",
    "record_observation",
    "referrals_of",
    "review_plan",
    "write_plan",
    "write_section",
]


def write_plan(case_id: int, *, by: Viewer, because: str, plan: Mapping[str, Any], seen_version: int | None = None) -> PlanVersion:
    """Write a return plan, or a new version of it. The first one moves a located case to *returning*.

    Shape  plan: lead, key_adult, elements (words by code), parts (words by code and part), child_not_asked_because, ask_child_on,
           place (days by step).
    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        _refuse_where_there_is_no_plan(hand)
        said = {**latest_words(hand.case), **plan}
        said["agreed_on"] = said.get("agreed_on") or hand.on.isoformat()
        row = _keep(hand, said)
        if hand.case.state == "located":
            hand.case.has_plan = True
            hand.move("plan_return", needs_because(because), _next_due(row.plan, hand.on, hand.case.authority))
        else:
            hand.plan_next()
            hand.tell("case.plan_changed", "Return plan changed", needs_because(because))
    return row


def write_section(
    case_id: int, *, by: Viewer, section: str, said: Mapping[str, Any], because: str = "", seen_version: int | None = None
) -> PlanVersion:
    """Write one section of a plan. Before the plan has begun it is a draft: nothing falls due by it yet.

    Shape  section: `people`, or the code of an element. said: what belongs to the plan's own fields, by their names; `parts` and
           `element` of the section itself; `not_applicable`: why the section is left out.
    Raises  CannotDoNow with core's sentence.
    """
    title = next((each.title for each in ELEMENTS if each.code == section), "Who leads, and who helps" if section == "people" else "")
    if not title:
        raise CannotDoNow("A plan has no such section.")
    with changing(by, case_id, seen_version=seen_version) as hand:
        _refuse_where_there_is_no_plan(hand)
        former = latest_words(hand.case)
        plan = _with_section(former, section, said)
        if _without_empties(plan) == _without_empties(former):
            raise CannotDoNow("Nothing has changed: write something, or leave the section as it is.")
        if hand.case.has_plan:
            row = _keep(hand, plan)
            hand.plan_next()
        else:
            hand.refuse_unless(steps_in_order(plan_from({"agreed_on": hand.on.isoformat(), **plan}).place, hand.on))
            row = PlanVersion.objects.create(case=hand.case, episode=hand.case.episode, plan=plan, at=hand.at, by=hand.by.username)
        hand.tell("case.plan_changed", f"Return plan: {title.lower()}", because.strip(), section=section)
    return row


def _without_empties(said: Any) -> Any:
    """What a plan says, whether an empty field is there or not."""
    if isinstance(said, Mapping):
        return {name: kept for name, value in said.items() if (kept := _without_empties(value))}
    return said


def _refuse_where_there_is_no_plan(hand: CaseInHand) -> None:
    if not hand.case.is_open:
        raise CannotDoNow("The case has ended: open it again first.")
    if hand.case.state != "located" and not hand.case.has_plan:
        raise CannotDoNow("A plan is written once it is known where the child is, and before the child is back.")


def _with_section(plan: Mapping[str, Any], section: str, said: Mapping[str, Any]) -> dict[str, Any]:
    after: dict[str, Any] = {
        **plan,
        **{name: value for name, value in said.items() if name not in ("parts", "element", "not_applicable", "place")},
    }
    if "place" in said:
        after["place"] = {**plan.get("place", {}), **said["place"]}
    if section != "people":
        after["parts"] = {**plan.get("parts", {}), section: {code: words for code, words in said.get("parts", {}).items() if words.strip()}}
        after["elements"] = {**plan.get("elements", {}), section: said.get("element", "")}
        left_out: dict[str, str] = {code: why for code, why in plan.get("not_applicable", {}).items() if code != section}
        if said.get("not_applicable", "").strip():
            left_out[section] = said["not_applicable"].strip()
        after["not_applicable"] = left_out
    return after


def review_plan(case_id: int, *, by: Viewer, because: str, said: str, seen_version: int | None = None) -> PlanVersion:
    """Record that the plan was reviewed today; the next review falls due by itself.

    Raises  CannotDoNow: while a referral that is due has no outcome, and while a part-time timetable has run out, a review does not count.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        former = latest_plan(hand.case)
        if former is None or hand.case.state not in ("returning", "watching"):
            raise CannotDoNow("There is no return plan to review.")
        if not said.strip():
            raise CannotDoNow("Say what the review found.")
        hand.refuse_unless(may_review(plan_from(former.plan, referrals_of(hand.case)), hand.on))
        reviews = [*former.plan.get("reviews", []), {"on": hand.on.isoformat(), "said": said.strip(), "by": by.full_name}]
        row = _keep(hand, {**former.plan, "reviews": reviews})
        hand.plan_next()
        hand.tell("case.plan_reviewed", "Return plan reviewed", said.strip())
    return row


def agree_part_time(
    case_id: int, *, by: Viewer, because: str, starts_on: date, ends_on: date | None, review_on: date | None, agreed_by_parent: str
) -> PlanVersion:
    """Agree on a part-time timetable: with its last day, a look before that, and the parent's word. It cannot run on by itself.

    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id) as hand:
        former = latest_plan(hand.case)
        if former is None:
            raise CannotDoNow("A part-time timetable belongs to a return plan: begin that first.")
        part_time = PartTime(starts_on, ends_on, agreed_by_parent, review_on)
        hand.refuse_unless(may_agree_part_time(part_time, hand.on))
        days = {"starts_on": starts_on, "ends_on": ends_on, "review_on": review_on}
        stored = {name: day.isoformat() for name, day in days.items() if day} | {"agreed_by_parent": agreed_by_parent.strip()}
        again = former.plan.get("part_time") is not None
        row = _keep(hand, {**former.plan, "part_time": stored})
        hand.plan_next()
        words = f"Part-time timetable agreed{' again' if again else ''}: until {day_words(ends_on)}"
        hand.tell("case.part_time_agreed", words, needs_because(because))
    return row


def end_part_time(case_id: int, *, by: Viewer, full_time_on: date, because: str = "") -> PlanVersion:
    """Record since when the child attends full time.

    Raises  CannotDoNow.
    """
    with changing(by, case_id) as hand:
        former = latest_plan(hand.case)
        stored = former.plan.get("part_time") if former else None
        if former is None or not stored or stored.get("full_time_on"):
            raise CannotDoNow("No part-time timetable runs.")
        if not date.fromisoformat(stored["starts_on"]) <= full_time_on <= hand.on:
            raise CannotDoNow("The day lies between the first day of the timetable and today.")
        row = _keep(hand, {**former.plan, "part_time": {**stored, "full_time_on": full_time_on.isoformat()}})
        hand.plan_next()
        hand.tell("case.full_time", f"Full time since {day_words(full_time_on)}", because.strip())
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
        seen = Attended(sessions_attended, sessions_possible, 0, 0, (), ())
        hand.case.return_risk = risk_now(on_roll, seen, False, hand.on)
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


def latest_words(case: Case) -> dict[str, Any]:
    """Return what was written of a plan so far: the plan, its draft, or what is worth keeping of one that was given up."""
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
    if row is None:
        return {}
    if case.has_plan or "agreed_on" not in row.plan:
        return dict(row.plan)
    kept = ("lead", "key_adult", "elements", "parts", "not_applicable")
    return {name: row.plan[name] for name in kept if name in row.plan}


def referrals_of(case: Case) -> list[ServiceReferral]:
    """Return the referrals to services of a case's episode, the first one first."""
    return list(ServiceReferral.objects.filter(case=case, episode=case.episode).order_by("id"))


def _keep(hand: CaseInHand, said: Mapping[str, Any]) -> PlanVersion:
    plan = plan_from(said)
    hand.refuse_unless(may_begin(plan, hand.on))
    hand.refuse_unless(steps_in_order(plan.place, hand.on))
    return PlanVersion.objects.create(case=hand.case, episode=hand.case.episode, plan=dict(said), at=hand.at, by=hand.by.username)


def _next_due(said: Mapping[str, Any], on: date, authority: str) -> NextStep:
    first = dues_of_plan(plan_from(said), on, calendar_of(authority))[0]
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
