"""The plan by which a child returns to education: its elements, the way to a place, and reviews that fall due by themselves.

Source  domain, section 9; requirements 37 and 39; issue 4, point 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import Literal

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.dated.return_limits import MOST_PART_TIME_WEEKS, PLACE, REVIEW_AGAIN_WEEKS, REVIEW_WEEKS
from onroll.core.dated.values import value_on
from onroll.core.return_plan_elements import ELEMENTS, ElementCode
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words
from onroll.core.working_days import on_or_next_working_day, working_day_after

Step = Literal["applied", "offered", "accepted", "first_attended"]
STEPS: tuple[Step, ...] = ("applied", "offered", "accepted", "first_attended")


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral to a service, which needs an outcome: what came of it.

    Shape  wanted: the outcome that is needed. due_on: by when; None for the usual time.
    """

    service: str
    referred_on: date
    outcome: str = ""
    outcome_on: date | None = None
    wanted: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartTime:
    """A temporary part-time timetable (code C2). Shape  full_time_on: since when it is over, None while it runs."""

    starts_on: date
    ends_on: date | None
    agreed_by_parent: str = ""
    review_on: date | None = None
    full_time_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceSteps:
    """How far a place has come: for each step its day, None before it."""

    applied: date | None = None
    offered: date | None = None
    accepted: date | None = None
    first_attended: date | None = None
    fair_access_referred_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """One plan.

    Shape  lead: the authority's coordinator. key_adult: at the school or provider. elements: what was written under each.
           not_applicable: elements that the plan leaves out, each with its reason. child_not_asked_because: why the child
           has not been asked yet, and ask_child_on when they will be. reviewed_on: the days of the reviews held.
    """

    agreed_on: date
    lead: str
    key_adult: str = ""
    elements: tuple[tuple[ElementCode, str], ...] = ()
    not_applicable: tuple[tuple[ElementCode, str], ...] = ()
    child_not_asked_because: str = ""
    ask_child_on: date | None = None
    place: PlaceSteps = PlaceSteps()
    part_time: PartTime | None = None
    referrals: tuple[Referral, ...] = ()
    reviewed_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDue:
    """Something that falls due in a plan."""

    what: str
    due_on: date


def may_begin(plan: ReturnPlan, on: date) -> Answer:
    """Return whether a plan is enough to begin with: a named lead, and the child's own account or a day on which to ask.

    Source  domain, section 9; requirement 39 (the child's views in each plan).
    """
    return first_no([_led(plan), _heard(plan, on)])


def gaps_in_plan(plan: ReturnPlan, on: date) -> tuple[str, ...]:
    """Return what a plan still lacks, a sentence each; empty where it is whole."""
    gaps = [answer.reason_not for answer in (may_begin(plan, on), _part_time(plan.part_time, on)) if not answer]
    if not plan.key_adult.strip():
        gaps.append("No key adult at the school or provider is named.")
    written = {code for code, words in plan.elements if words.strip()}
    left_out = {code for code, reason in plan.not_applicable if reason.strip() and code != "childs_account"}
    gaps += [f"Nothing is written under “{each.title}”." for each in ELEMENTS[1:] if each.code not in written | left_out]
    return tuple(gaps)


def steps_in_order(place: PlaceSteps, on: date) -> Answer:
    """Return whether the steps to a place follow each other: applied, offered, accepted, first attended, none of them in days to come.

    A step may be skipped only backwards: who attends was offered a place, even if nobody wrote down when.
    """
    last: date | None = None
    for step in STEPS:
        day: date | None = getattr(place, step)
        if day is None:
            continue
        if day > on:
            return no(f"The step “{step.replace('_', ' ')}” cannot be in days to come.")
        if last is not None and day < last:
            return no(f"The step “{step.replace('_', ' ')}” cannot come before the one before it.")
        last = day
    return YES


def place_step(place: PlaceSteps) -> Step | None:
    """Return the furthest step that a place has come to; None before an application."""
    return next((step for step in reversed(STEPS) if getattr(place, step) is not None), None)


def dues_of_plan(plan: ReturnPlan, on: date, calendar: Calendar) -> tuple[PlanDue, ...]:
    """Return what falls due in a plan, the soonest first: the next review always, the next step to a place, answers to referrals."""
    dues = [next_review(plan)]
    dues += _place_dues(plan.place, on, calendar)
    dues += [
        PlanDue(f"Outcome of the referral to {each.service}", referral_due_on(each)) for each in plan.referrals if not each.outcome.strip()
    ]
    if not dict(plan.elements).get("childs_account", "").strip() and plan.ask_child_on is not None:
        dues.append(PlanDue("Ask the child", plan.ask_child_on))
    dues += _part_time_dues(plan)
    return tuple(sorted(dues, key=lambda due: due.due_on))


def next_review(plan: ReturnPlan) -> PlanDue:
    """Return the next review: in weeks 1, 2, 4, 8 and 12 after the plan was agreed, then every four weeks. There is always one.

    A review held early counts for the review that it comes closest before; a review missed stays due until one is held.

    Source  domain, section 9.
    """
    held = sorted(day for day in plan.reviewed_on if day >= plan.agreed_on)
    last = held[-1] if held else plan.agreed_on
    days = ((week, plan.agreed_on + timedelta(weeks=week)) for week in islice(_review_weeks(plan), len(held), None))
    week, day = next((week, day) for week, day in days if day > last)
    return PlanDue(f"Review of week {week}", on_or_next_working_day(day))


def referral_due_on(referral: Referral) -> date:
    """Return by when a service should have said what came of a referral.

    Units   working days since the referral, where no day was agreed.
    """
    return referral.due_on or working_day_after(referral.referred_on, value_on(PLACE, referral.referred_on).referral_days)


def may_review(plan: ReturnPlan, on: date) -> Answer:
    """Return whether a plan can be counted as reviewed: every referral that is due has its outcome, and no part-time timetable has
    run past its last day without anybody saying what comes after it.

    Source  issue 4, point 6 (referral to services with a required outcome); domain, section 9 (phased only if time-limited).
    """
    return first_no([*(_came_to_something(each, on) for each in plan.referrals), part_time_is_over(plan.part_time, on)])


def may_agree_part_time(part_time: PartTime, on: date) -> Answer:
    """Return whether a part-time timetable is time-limited, agreed and reviewed, and not already over.

    Source  domain, section 9 (code C2).
    """
    if part_time.ends_on is not None and part_time.ends_on < part_time.starts_on:
        return no("A timetable cannot end before it begins.")
    return _part_time(part_time, on)


def part_time_is_over(part_time: PartTime | None, on: date) -> Answer:
    """Return yes unless a part-time timetable has run past its last day and nobody has said what comes after it."""
    if part_time is None or part_time.full_time_on is not None or part_time.ends_on is None or on <= part_time.ends_on:
        return YES
    return no(f"The part-time timetable ended on {day_words(part_time.ends_on)}: say since when it is full time, or agree another.")


def referral_is_closed(referral: Referral) -> Answer:
    """Return whether a referral came to something: what, and when."""
    if not referral.outcome.strip() or referral.outcome_on is None:
        return no(f"Nobody has said what came of the referral to {referral.service}.")
    if referral.outcome_on < referral.referred_on:
        return no("An outcome cannot come before the referral.")
    return YES


def _came_to_something(referral: Referral, on: date) -> Answer:
    due_on = referral_due_on(referral)
    if referral.outcome.strip() or due_on > on:
        return YES
    wanted = f" ({referral.wanted.strip()})" if referral.wanted.strip() else ""
    return no(f"Say first what came of the referral to {referral.service}{wanted}: it was due on {day_words(due_on)}.")


def _part_time_dues(plan: ReturnPlan) -> list[PlanDue]:
    """The look before its end, and its end; both stay due until somebody says since when the timetable is full."""
    part_time = plan.part_time
    if part_time is None or part_time.full_time_on is not None:
        return []
    dues = []
    if part_time.review_on is not None and not any(day >= part_time.review_on for day in plan.reviewed_on):
        dues.append(PlanDue("Review the part-time timetable", part_time.review_on))
    if part_time.ends_on is not None:
        dues.append(PlanDue("The part-time timetable ends: full time, or agreed again", part_time.ends_on))
    return dues


def _review_weeks(plan: ReturnPlan) -> Iterator[int]:
    planned = value_on(REVIEW_WEEKS, plan.agreed_on)
    yield from planned
    yield from count(planned[-1] + REVIEW_AGAIN_WEEKS, REVIEW_AGAIN_WEEKS)


def _led(plan: ReturnPlan) -> Answer:
    return YES if plan.lead.strip() else no("Name who leads the plan.")


def _heard(plan: ReturnPlan, on: date) -> Answer:
    if dict(plan.elements).get("childs_account", "").strip():
        return YES
    if not plan.child_not_asked_because.strip():
        return no("Write down the child's own account, or why the child has not been asked yet.")
    if plan.ask_child_on is None or plan.ask_child_on < on:
        return no("Give the day on which the child will be asked.")
    return YES


def _part_time(part_time: PartTime | None, on: date) -> Answer:
    """Phased only if time-limited, agreed, reviewed (domain, section 9)."""
    if part_time is None:
        return YES
    if part_time.ends_on is None:
        return no("A part-time timetable needs its last day.")
    most = value_on(MOST_PART_TIME_WEEKS, on)
    if part_time.ends_on > part_time.starts_on + timedelta(weeks=most):
        return no(f"A part-time timetable lasts {most} weeks at most.")
    if not part_time.agreed_by_parent.strip():
        return no("A part-time timetable needs the parent's agreement.")
    if part_time.review_on is None or not part_time.starts_on <= part_time.review_on <= part_time.ends_on:
        return no("A part-time timetable needs a review before it ends.")
    return YES


def _place_dues(place: PlaceSteps, on: date, calendar: Calendar) -> Sequence[PlanDue]:
    limits, step = value_on(PLACE, on), place_step(place)
    if step == "applied" and place.applied is not None:
        dues = [PlanDue("Outcome of the application", calendar.school_day_after(place.applied, limits.offer_at_most))]
        if place.fair_access_referred_on is not None:
            by = calendar.school_day_after(place.fair_access_referred_on, limits.fair_access)
            dues.append(PlanDue("A place by the Fair Access Protocol", by))
        return dues
    if step == "offered" and place.offered is not None:
        return [PlanDue("Acceptance of the place", calendar.school_day_after(place.offered, limits.acceptance))]
    if step == "accepted" and place.accepted is not None:
        return [PlanDue("First day of attendance", calendar.school_day_after(place.accepted, limits.start))]
    return []
