"""What comes first today, and why: harm × urgency, each part with its reason.

No black box: harm is the risk level and the points of triage; urgency adds up what waits, what is late, and for how long
nobody has seen the child. Whoever adds the shown numbers up by hand gets the same order.

Source  anchors, section 6, screen 1; issue 4, points 2 and 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onroll.core.dated.values import value_on
from onroll.core.dated.worklist_weights import WEIGHTS, WorklistWeights
from onroll.core.wording import plural


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What the order of today looks at in one case.

    Shape  level: high, raised or standard. due_on: of the next action. days_unseen: since a named professional saw the child.
           escalations: organisations that must be told today. missed_call: a visitor has not called back in time. waits_for: an
           answer that others wait for from us (an offer, a question, a second officer), in words; empty if none.
           returned: what came back to us, in words.
    """

    key: int
    level: str
    points: int
    counted_as: str
    due_on: date | None
    days_unseen: int
    ever_seen: bool = True
    escalations: int = 0
    missed_call: bool = False
    waits_for: str = ""
    returned: str = ""


class Part(NamedTuple):
    """One reason of a place in the list. Shape  points: 0 for a reason that takes harm away."""

    words: str
    points: int


@dataclass(frozen=True, slots=True)
class Place:
    """How far up a case belongs, with every reason. Shape  cannot_wait: somebody must be told today, or a visitor has not called."""

    key: int
    harm: int
    urgency: int
    harm_parts: tuple[Part, ...]
    urgency_parts: tuple[Part, ...]
    cannot_wait: bool = False

    @property
    def score(self) -> int:
        """Harm times urgency."""
        return self.harm * self.urgency

    @property
    def sentence(self) -> str:
        """The place in words, with the sum."""
        harm = "; ".join(f"{part.words} ({part.points})" if part.points else part.words for part in self.harm_parts)
        urgency = "; ".join(f"{part.words} ({part.points})" for part in self.urgency_parts)
        return f"Harm {self.harm}: {harm}. Urgency {self.urgency}: {urgency}. {self.harm} × {self.urgency} = {self.score}."


def in_order(facts: Sequence[WorkFacts], on: date) -> tuple[Place, ...]:
    """Return the places of cases, the first first; the same facts always give the same order."""
    weights = value_on(WEIGHTS, on)
    due = {each.key: each.due_on or on for each in facts}
    places = [_place(each, on, weights) for each in facts]
    return tuple(sorted(places, key=lambda place: (-place.score, due[place.key], place.key)))


def _place(facts: WorkFacts, on: date, weights: WorklistWeights) -> Place:
    harm_parts = _harm(facts, weights)
    harm = sum(part.points for part in harm_parts)
    if facts.counted_as == "possible_cme":
        harm = max(harm * weights.possible_percent // 100, 1)
        harm_parts = (*harm_parts, Part(f"only possibly missing, so {weights.possible_percent}% of that", 0))
    urgency_parts = _urgency(facts, on, weights)
    cannot_wait = facts.missed_call or facts.escalations > 0
    return Place(facts.key, harm, sum(part.points for part in urgency_parts), harm_parts, urgency_parts, cannot_wait)


def in_own_order(places: Sequence[Place], wanted: Sequence[int]) -> tuple[Place, ...]:
    """Return places as somebody wants them for the day, without letting anything slip that cannot wait.

    What must be done today whoever sorts the list (a call that has not come, somebody to be told) stays first. What has come since
    the order was made stands before the first that is less harmful or urgent than it. An order that names none of them changes nothing.

    Shape  places: in the order of harm × urgency. wanted: keys; those that are no longer in the list are passed over.
    """
    rank = {key: number for number, key in enumerate(wanted)}
    if not any(place.key in rank for place in places):
        return tuple(places)
    first = [place for place in places if place.cannot_wait]
    others = [place for place in places if not place.cannot_wait]
    ordered = sorted((place for place in others if place.key in rank), key=lambda place: rank[place.key])
    for new in (place for place in others if place.key not in rank):
        before = next((number for number, place in enumerate(ordered) if place.score < new.score), len(ordered))
        ordered.insert(before, new)
    return (*first, *ordered)


def _harm(facts: WorkFacts, weights: WorklistWeights) -> tuple[Part, ...]:
    parts = [Part(f"{facts.level} risk", weights.level[facts.level])]
    if facts.points:
        parts.append(Part("points of the risk score", facts.points))
    return tuple(parts)


def _urgency(facts: WorkFacts, on: date, weights: WorklistWeights) -> tuple[Part, ...]:
    parts = [Part("it is open", weights.plain)]
    if facts.missed_call:
        parts.append(Part("a visitor has not called back", weights.missed_call))
    if facts.escalations:
        one = f"{plural(facts.escalations, 'organisation')} to be told today"
        parts.append(Part(one, weights.escalation))
    late = (on - facts.due_on).days if facts.due_on else 0
    if late > 0:
        parts.append(Part(f"{plural(late, 'day')} late", weights.due_today + min(late * weights.late_per_day, weights.late_most)))
    elif facts.due_on == on:
        parts.append(Part("due today", weights.due_today))
    if facts.days_unseen > weights.unseen_after:
        steps = (facts.days_unseen - weights.unseen_after - 1) // weights.unseen_every + 1
        words = f"{'not seen' if facts.ever_seen else 'never seen by anybody named'} for {plural(facts.days_unseen, 'day')}"
        parts.append(Part(words, min(steps * weights.unseen_per_step, weights.unseen_most)))
    if facts.waits_for:
        parts.append(Part(facts.waits_for, weights.waits_for_us))
    if facts.returned:
        parts.append(Part(facts.returned, weights.returned_to_us))
    return tuple(parts)
