"""From the notice to a parent to a school attendance order, and what a breach leads to: Education Act 1996, sections 437 to 447.

Source  domain, section 1.4; requirement 36. Section 437(1) and (2) were read; 438 to 447 are from memory and marked so in the
        dated law. A step is a proposal to a lawyer, never sent by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core import school_age
from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.dated.attendance_order_law import PERIODS, PROCESSES
from onroll.core.dated.values import value_on
from onroll.core.wording import day_words

StepCode = Literal[
    "notice_437",
    "satisfied",
    "not_satisfied",
    "intention_438",
    "school_consulted",
    "parent_named_school",
    "order",
    "amended",
    "revoked",
    "complied",
    "breach",
    "supervision_order_considered",
    "prosecution_443",
]

STEPS: dict[StepCode, str] = {
    "notice_437": "Notice to satisfy the authority (section 437(1))",
    "satisfied": "Parent has satisfied the authority",
    "not_satisfied": "Parent has not satisfied the authority, and it is expedient that the child attend school (section 437(3))",
    "intention_438": "Notice of intention to name a school (section 438)",
    "school_consulted": "School consulted (section 439)",
    "parent_named_school": "Parent has applied for another school",
    "order": "School attendance order (section 437(3))",
    "amended": "Order amended to name another school (section 440)",
    "revoked": "Order revoked (section 442)",
    "complied": "Child registered at the school named, and attending",
    "breach": "Order not complied with",
    "supervision_order_considered": "Education supervision order considered (section 447)",
    "prosecution_443": "Prosecution for breach (section 443)",
}

_FOLLOWS: dict[StepCode, tuple[StepCode, ...]] = {
    "notice_437": (),
    "satisfied": ("notice_437",),
    "not_satisfied": ("notice_437",),
    "intention_438": ("not_satisfied",),
    "school_consulted": ("not_satisfied",),
    "parent_named_school": ("intention_438",),
    "order": ("intention_438", "school_consulted"),
    "amended": ("order",),
    "revoked": ("order",),
    "complied": ("order",),
    "breach": ("order",),
    "supervision_order_considered": ("breach",),
    "prosecution_443": ("breach", "supervision_order_considered"),
}
"""What must have happened before, since the last notice under section 437."""

ENDS: frozenset[StepCode] = frozenset(["satisfied", "revoked", "complied"])
"""Steps that end a pathway."""

_AGAIN: frozenset[StepCode] = frozenset(["amended", "parent_named_school"])
"""Steps that may be taken more than once on one pathway."""

SERVED: frozenset[StepCode] = frozenset(["notice_437", "intention_438", "order", "amended"])
"""Steps that are a paper served on the parent; the others are decided."""


@dataclass(frozen=True, slots=True)
class LegalStep:
    """One step that was taken.

    Shape  on: the day; of a notice or an order, the day of service. period_days: of a notice, as written in it. school: named
           in it. has_plan: the child's education, health and care plan names the school, so there is no choice to offer
           (section 441). by, because: who decided, and why.
    """

    step: StepCode
    on: date
    by: str
    because: str = ""
    period_days: int = 0
    school: str = ""
    has_plan: bool = False


def earliest_answer_day(served_on: date, period_days: int) -> date:
    """Return the last day of a notice's period: the day of service is its first.

    Units   calendar days. Served on the 1st, fifteen days are over at the end of the 15th.
    Source  Education Act 1996, section 437(2): beginning with the day on which the notice is served.
    """
    return served_on + timedelta(days=period_days - 1)


def may_serve_notice(served_on: date, period_days: int) -> Answer:
    """Return whether a section 437 notice may give this period.

    Source  Education Act 1996, section 437(2): not less than 15 days.
    """
    least = value_on(PERIODS, served_on).notice_437
    if period_days < least:
        return no(f"A notice under section 437 gives at least {least} days, the day of service included; {period_days} is too short.")
    return YES


def may_take(step: LegalStep, history: Sequence[LegalStep]) -> Answer:
    """Return whether a step may be taken after those that were.

    Source  Education Act 1996, sections 437 to 447, as set out in domain, section 1.4.
    """
    run = since_last_notice(history)
    return first_no(
        [
            process_is_in_force(step.on) if step.step == "notice_437" else YES,
            _signed(step),
            _is_in_order(step, run),
            _not_before(step, run),
            _period_is_over(step, run),
            _is_whole(step, run),
        ]
    )


def steps_open(history: Sequence[LegalStep], on: date) -> dict[StepCode, Answer]:
    """Return each step of the pathway with yes, or why not now; notices with their shortest lawful period."""
    periods = value_on(PERIODS, on)
    lengths: dict[StepCode, int] = {"notice_437": periods.notice_437, "intention_438": periods.intention_438}
    school = next((each.school for each in reversed(history) if each.school), "the school named")
    return {code: may_take(LegalStep(code, on, "somebody", "a reason", lengths.get(code, 0), school), history) for code in STEPS}


def of_age(date_of_birth: date | None, on: date) -> Answer:
    """Return whether a child is of compulsory school age on a day: nothing of this pathway reaches beyond it."""
    if date_of_birth is None:
        return no("Without a date of birth nobody can say that the child is of compulsory school age.")
    if on < school_age.begins_on(date_of_birth):
        return no(f"Compulsory school age begins on {day_words(school_age.begins_on(date_of_birth))}.")
    if on > school_age.ends_on(date_of_birth):
        return no(f"Compulsory school age ended on {day_words(school_age.ends_on(date_of_birth))}.")
    return YES


def process_is_in_force(on: date) -> Answer:
    """Return whether the pathway that Onroll knows is the law on a day.

    Source  Education Act 1996, sections 437 to 443; Children's Wellbeing and Schools Act 2026, section 39 (to replace them).
    """
    process = value_on(PROCESSES, on)
    if process.begins_with == "notice_437":
        return YES
    return no(
        f"On {day_words(on)} the law is {process.title}. Onroll does not know its steps yet: ask your lawyer, and keep the papers here."
    )


def is_running(history: Sequence[LegalStep]) -> bool:
    """Return whether a pathway has begun, and not ended."""
    run = since_last_notice(history)
    return bool(run) and not any(each.step in ENDS for each in run)


def since_last_notice(history: Sequence[LegalStep]) -> list[LegalStep]:
    """Return the steps of the present run: a new notice begins again."""
    run: list[LegalStep] = []
    for each in history:
        run = [each] if each.step == "notice_437" else [*run, each]
    return run


def _signed(step: LegalStep) -> Answer:
    return YES if step.by.strip() and step.because.strip() else no("A legal step needs a name and a reason.")


def _is_in_order(step: LegalStep, run: Sequence[LegalStep]) -> Answer:
    taken = {each.step for each in run}
    ended = next((each for each in run if each.step in ENDS), None)
    if step.step == "notice_437":
        return YES if not run or ended else no("A notice under section 437 has been served, and the pathway from it is not over.")
    if ended:
        return no(f"The pathway ended on {day_words(ended.on)}: {STEPS[ended.step].lower()}. It begins again with a new notice.")
    if step.step in taken and step.step not in _AGAIN:
        return no(f"Already done: {STEPS[step.step].lower()}.")
    needs = ("not_satisfied",) if step.step == "order" and step.has_plan else _FOLLOWS[step.step]
    missing: list[StepCode] = [needed for needed in needs if needed not in taken]
    if missing:
        return no(f"First: {STEPS[missing[0]].lower()}.")
    return YES


def _not_before(step: LegalStep, run: Sequence[LegalStep]) -> Answer:
    if run and step.on < run[-1].on:
        return no(f"The step before was on {day_words(run[-1].on)}.")
    return YES


def _period_is_over(step: LegalStep, run: Sequence[LegalStep]) -> Answer:
    """The parent has the whole period: a decision against them waits for its end, one for them need not."""
    waits_for: dict[StepCode, StepCode] = {"not_satisfied": "notice_437", "order": "intention_438"}
    notice = next((each for each in run if each.step == waits_for.get(step.step)), None)
    if notice is None:
        return YES
    last = earliest_answer_day(notice.on, notice.period_days)
    if step.on <= last and not (step.step == "order" and any(each.step == "parent_named_school" for each in run)):
        return no(f"The parent has until the end of {day_words(last)}.")
    return YES


def _is_whole(step: LegalStep, run: Sequence[LegalStep]) -> Answer:
    if step.step == "notice_437":
        return may_serve_notice(step.on, step.period_days)
    if step.step == "intention_438":
        least = value_on(PERIODS, step.on).intention_438
        if step.period_days < least:
            return no(f"The parent has at least {least} days to apply for another school.")
    if step.step in ("intention_438", "parent_named_school", "order", "amended") and not step.school.strip():
        return no("Name the school.")
    return YES
