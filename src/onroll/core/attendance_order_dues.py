"""What is next on the way to a school attendance order, and by which day: a pathway never rests by itself.

Source  domain, section 1.4; the authority's own days are Onroll's default, marked so in the dated law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.attendance_orders import ENDS, LegalStep, StepCode, earliest_answer_day, since_last_notice
from onroll.core.dated.attendance_order_law import PERIODS
from onroll.core.dated.values import value_on
from onroll.core.working_days import on_or_next_working_day, working_day_after


@dataclass(frozen=True, slots=True)
class LegalDue:
    """What is next on the pathway, and by which day."""

    what: str
    due_on: date


REVIEW = "Look again at what would help, with the family and the lawyer"
REPLY = "Decide about the parent’s reply to the notice"
CONSULT = "Consult the school (section 439)"
DECIDE_ORDER = "Decide about the order: the parent’s time to name another school is over"
LOOK = "Look whether the child is registered at the school named, and attends"
DECIDE: tuple[tuple[StepCode, str], ...] = (
    ("supervision_order_considered", "Decide with the lawyer about section 443"),
    ("breach", "Consider an education supervision order (section 447)"),
    ("parent_named_school", "Decide about the school that the parent asks for"),
    ("not_satisfied", "Consult a school, and say which one would be named (section 438)"),
)
"""What the authority decides after each step, the latest first."""

DUE_WORDS = (REVIEW, REPLY, CONSULT, DECIDE_ORDER, LOOK, *(words for _, words in DECIDE))
"""Everything that a pathway can ask for next."""


def due_next(history: Sequence[LegalStep]) -> LegalDue | None:
    """Return what is next on a pathway, and by when; None before a first notice and after an end.

    Units   periods of the parent: calendar days, the day of service being the first; the authority's own: working days.
    """
    run = since_last_notice(history)
    if not run or any(each.step in ENDS for each in run):
        return None
    last, periods, taken = run[-1], value_on(PERIODS, run[-1].on), {each.step for each in run}
    if "prosecution_443" in taken:
        return LegalDue(REVIEW, working_day_after(last.on, periods.review_after))
    decided = next(((step, words) for step, words in DECIDE if step in taken), None)
    if decided is not None and (decided[0] in ("breach", "supervision_order_considered") or not taken & {"order", "intention_438"}):
        return LegalDue(decided[1], working_day_after(last.on, periods.decide_within))
    if "order" in taken:
        served = next(each for each in reversed(run) if each.step in ("order", "amended"))
        return LegalDue(LOOK, served.on + timedelta(days=periods.look_after))
    if "intention_438" in taken:
        return _before_the_order(run, taken, last.on, periods.decide_within)
    return LegalDue(REPLY, _over(run[0]))


def _before_the_order(run: Sequence[LegalStep], taken: set[StepCode], last_on: date, decide_within: int) -> LegalDue:
    if "parent_named_school" in taken:
        return LegalDue(dict(DECIDE)["parent_named_school"], working_day_after(last_on, decide_within))
    if "school_consulted" not in taken and not any(each.has_plan for each in run):
        return LegalDue(CONSULT, working_day_after(last_on, decide_within))
    notice = next(each for each in run if each.step == "intention_438")
    return LegalDue(DECIDE_ORDER, max(_over(notice), last_on))


def _over(notice: LegalStep) -> date:
    """The first working day after a notice's period."""
    return on_or_next_working_day(earliest_answer_day(notice.on, notice.period_days) + timedelta(days=1))
