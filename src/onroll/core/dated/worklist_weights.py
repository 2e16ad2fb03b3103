"""How much each thing that is known of a case moves it up somebody's list of today.

Source  anchors, section 6, screen 1 (harm × urgency). No published weights were found: all are Onroll's default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class WorklistWeights:
    """Weights of one ordering.

    Shape  level: harm by the level of the risk; the points of the score are added. possible_percent: what is left of the
           harm where the child is only possibly missing. The rest is urgency, in points of its own.
    Units  late_per_day: for each day; late_most: at most. unseen_after, unseen_every: days.
    """

    level: Mapping[str, int]
    possible_percent: int
    plain: int
    due_today: int
    late_per_day: int
    late_most: int
    unseen_after: int
    unseen_every: int
    unseen_per_step: int
    unseen_most: int
    escalation: int
    missed_call: int
    waits_for_us: int
    returned_to_us: int


WEIGHTS: tuple[Dated[WorklistWeights], ...] = (
    Dated(
        value=WorklistWeights(
            level={"high": 30, "raised": 20, "standard": 10},
            possible_percent=60,
            plain=1,
            due_today=2,
            late_per_day=1,
            late_most=10,
            unseen_after=20,
            unseen_every=20,
            unseen_per_step=1,
            unseen_most=5,
            escalation=12,
            missed_call=40,
            waits_for_us=4,
            returned_to_us=3,
        ),
        source="Onroll's default; unseen_after: design, section 7, and anchors, section 6, screen 7 (not seen for over 20 days)",
        uncertain=True,
    ),
)
