"""How urgent a case is, and why: written factors added up, each shown; and triggers that no one can switch off.

No black box: the score is a sum of named points, and two officers who add it up by hand get the same.

Source  issue 4, point 3; requirements 26 and 27; domain, sections 3.3 and 4; anchors, section 5, complaint 20.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core import school_age
from onroll.core.answers import YES, Answer, no
from onroll.core.dated.triage_weights import (
    CONFERENCE_WORKING_DAYS,
    ESCALATIONS,
    MOST_DEPRIVED_DECILE,
    PERSISTENT_ABSENCE_PERCENT,
    WEIGHTS,
    Escalation,
    Factor,
    Trigger,
    Weights,
)
from onroll.core.dated.values import value_on
from onroll.core.working_days import working_day_after

Level = Literal["high", "raised", "standard"]


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What triage looks at. What nobody knows is left at its default, and weighs nothing.

    Shape  sen: N, K (support), E (plan) or empty. idaci_decile: 1 is the most deprived; 0 unknown. absence_percent: of sessions
           in the year before, None unknown. days_unseen: since a named professional saw the child; ever_seen: whether one ever
           did. concerns: triggers that a person ticked, with words of their own.
    """

    date_of_birth: date | None = None
    child_protection_plan: bool = False
    looked_after: bool = False
    child_in_need: bool = False
    sen: str = ""
    idaci_decile: int = 0
    absence_percent: float | None = None
    earlier_episodes: int = 0
    days_unseen: int = 0
    ever_seen: bool = True
    whole_family_gone: bool = False
    unborn_or_protected_in_family: bool = False
    concerns: tuple[tuple[Trigger, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a score."""

    factor: Factor
    points: int
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Triage:
    """How urgent a case is, with every reason.

    Shape  level: high too wherever a trigger fires, whatever the points.
    """

    points: int
    level: Level
    reasons: tuple[Reason, ...]
    triggers: tuple[Escalation, ...]

    @property
    def sentence(self) -> str:
        """The score in words."""
        if not self.reasons and not self.triggers:
            return "Standard: nothing that is known raises the risk."
        parts = [f"{reason.words} ({reason.points})" for reason in self.reasons]
        parts += [f"{trigger.because} (escalate today)" for trigger in self.triggers]
        return f"{self.level.capitalize()}, {self.points} points: {'; '.join(parts)}."


@dataclass(frozen=True, slots=True)
class EscalationTask:
    """What one trigger leaves behind: whom to tell today, and by when they are to have answered."""

    trigger: Trigger
    task: str
    tell: tuple[str, ...]
    due_on: date
    answer_due_on: date


@dataclass(frozen=True, slots=True)
class EscalationReply:
    """What social care, police or another answered: who, when, what they decided."""

    trigger: Trigger
    organisation: str
    name: str
    answered_on: date
    decision: str


def triage(facts: RiskFacts, on: date) -> Triage:
    """Return the score of a child on a day, with its reasons and triggers.

    Source  dated weights, `dated/triage_weights.py`; domain, section 3.3.
    """
    weights = value_on(WEIGHTS, on)
    present = set(_factors(facts, on))
    reasons = tuple(Reason(each.factor, each.points, each.words, each.source) for each in weights.factors if each.factor in present)
    points = sum(reason.points for reason in reasons)
    triggers = triggers_of(facts, on)
    return Triage(points, "high" if triggers else _level(points, weights), reasons, triggers)


def triggers_of(facts: RiskFacts, on: date) -> tuple[Escalation, ...]:
    """Return the same-day escalation triggers that fire. There is no configuration to hand in: nobody can switch them off.

    Source  domain, section 3.3.
    """
    fired: set[Trigger] = {trigger for trigger, _ in facts.concerns}
    if facts.child_protection_plan or facts.looked_after:
        fired.add("social_care")
    if facts.whole_family_gone:
        fired.add("whole_family")
    return tuple(escalation for escalation in value_on(ESCALATIONS, on) if escalation.trigger in fired)


def tasks_of(triggers: Iterable[Escalation], on: date) -> tuple[EscalationTask, ...]:
    """Return the task that each trigger leaves: due the same calendar day, weekends included."""
    return tuple(EscalationTask(each.trigger, each.task, each.tell, on, working_day_after(on, each.answer_within)) for each in triggers)


def is_reply(reply: EscalationReply) -> Answer:
    """Return whether what was written down is an answer: a named person's decision."""
    if not reply.name.strip():
        return no(f"Name the person at {reply.organisation} who answered.")
    if not reply.decision.strip():
        return no(f"Write down what {reply.organisation} decided.")
    return YES


def conference_due_on(enquiry_began_on: date) -> date:
    """Return by when a child protection conference follows a section 47 enquiry: 15 working days.

    Source  domain, section 3.3 [from memory, reliable]; counted from the strategy discussion that began the enquiry.
    """
    return working_day_after(enquiry_began_on, CONFERENCE_WORKING_DAYS)


def _level(points: int, weights: Weights) -> Level:
    if points >= weights.high_from:
        return "high"
    return "raised" if points >= weights.raised_from else "standard"


def _factors(facts: RiskFacts, on: date) -> Iterator[Factor]:
    if facts.child_protection_plan:
        yield "child_protection_plan"
    if facts.looked_after:
        yield "looked_after"
    if facts.child_in_need:
        yield "child_in_need"
    if facts.sen == "E":
        yield "education_health_care_plan"
    elif facts.sen == "K":
        yield "sen_support"
    if facts.idaci_decile == MOST_DEPRIVED_DECILE:
        yield "most_deprived"
    if facts.absence_percent is not None and facts.absence_percent >= PERSISTENT_ABSENCE_PERCENT:
        yield "earlier_absence"
    if facts.earlier_episodes:
        yield "earlier_episode"
    yield from _age_factors(facts.date_of_birth, on)
    yield from _sight_factors(facts)


def _age_factors(date_of_birth: date | None, on: date) -> Iterator[Factor]:
    if date_of_birth is None:
        return
    # From the spring of Year 6 to the end of Year 7: the choice of a school, and the first year there.
    year = school_age.curriculum_year(date_of_birth, on)
    if year == 7 or (year == 6 and 3 <= on.month <= 8):
        yield "transition_age"
    if on < school_age.birthday(date_of_birth, 7):
        yield "under_seven"
    if on >= school_age.birthday(date_of_birth, 14):
        yield "fourteen_or_older"


def _sight_factors(facts: RiskFacts) -> Iterator[Factor]:
    if not facts.ever_seen:
        yield "never_seen"
    elif facts.days_unseen >= 60:
        yield "unseen_60"
    elif facts.days_unseen >= 20:
        yield "unseen_20"
    elif facts.days_unseen >= 10:
        yield "unseen_10"
