"""How often each made-up child is away from school, and how that rises before a child is lost to education.

The draws are a stream of their own: whatever the rates here, a world keeps its children and what happens to them.

Source  rates: `rates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from onroll.synth import rates


@dataclass(frozen=True, slots=True)
class Absence:
    """How often one child is away. Shape  usual, before_lost: shares of sessions; lost_on: the last day before the child is lost."""

    usual: float = 1 - rates.USUAL_ATTENDANCE
    before_lost: float = 1 - rates.USUAL_ATTENDANCE
    lost_on: date | None = None

    def on(self, day: date) -> float:
        """Return the share of sessions that the child misses about that day."""
        rises = self.lost_on is not None and self.lost_on - timedelta(days=rates.ABSENCE_RISES_DAYS_BEFORE) <= day <= self.lost_on
        return self.before_lost if rises else self.usual


def draw_absence(lost_on: date | None, rng: Random) -> Absence:
    """Return how often a child is away. Shape  lost_on: the last day at school of a child who goes missing, None for all others."""
    often = rng.random() < rates.OFTEN_ABSENT
    usual = rng.betavariate(*(rates.ABSENCE_OF_THE_OFTEN_ABSENT if often else rates.ABSENCE))
    if lost_on is None or rng.random() >= rates.ABSENT_BEFORE_LOST:
        return Absence(usual, usual, lost_on)
    return Absence(usual, max(usual, rng.betavariate(*rates.ABSENCE_BEFORE_LOST)), lost_on)
