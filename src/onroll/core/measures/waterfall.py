"""From every child who is known down to those whom nothing accounts for: each status takes its children away, none twice.

Source  anchors, section 4, point 1 (the every-child ledger); issue "Measures", point 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.statuses import IN_EDUCATION, MISSING, NEITHER, STATUSES


@dataclass(frozen=True, slots=True)
class Fall:
    """One step. Shape  status: of the children that it takes away, or of those that are left; left: how many are left after it."""

    status: str
    side: str
    children: int
    left: int


def falls(counts: Mapping[str, int]) -> list[Fall]:
    """Return the steps in order: in education, expected in none, and missing one by one. After the last nobody is left."""
    left = sum(counts.values())
    steps = []
    for side in (IN_EDUCATION, NEITHER, MISSING):
        for rule in STATUSES:
            if rule.side == side and counts.get(rule.code):
                left -= counts[rule.code]
                steps.append(Fall(rule.code, side, counts[rule.code], left))
    return steps


def missing_of(counts: Mapping[str, int]) -> int:
    """Return how many children are missing, or possibly missing, education."""
    return sum(counts.get(rule.code, 0) for rule in STATUSES if rule.side == MISSING)
