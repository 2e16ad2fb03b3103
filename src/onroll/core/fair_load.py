"""Whose load is out of proportion: a mark beside the table of officers, for a conversation and nothing else.

Source  anchors, section 6, screen 7 (officer × stage with a fair-load mark).
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Literal

Load = Literal["fair", "heavy", "light"]
HEAVY_PERCENT, LIGHT_PERCENT, LEAST_DIFFERENCE = 125, 60, 5


def loads(open_cases: Mapping[str, int]) -> dict[str, Load]:
    """Return, for each officer, whether their open cases are far from the median of the team.

    Heavy: over 125% of the median and at least five cases more; light: under 60% and at least five fewer. Of one officer
    nobody can say anything.
    """
    if len(open_cases) < 2:
        return dict.fromkeys(open_cases, "fair")
    middle = median(open_cases.values())
    marks: dict[str, Load] = {}
    for officer, count in open_cases.items():
        heavy = count * 100 > middle * HEAVY_PERCENT and count - middle >= LEAST_DIFFERENCE
        light = count * 100 < middle * LIGHT_PERCENT and middle - count >= LEAST_DIFFERENCE
        marks[officer] = "heavy" if heavy else "light" if light else "fair"
    return marks


HEATS = 4


def heat_of(count: int, most: int) -> int:
    """Return how dark a cell of officer by stage is, 0 (nobody) to HEATS (as many as anywhere); the number stands in it all the same."""
    return 0 if count < 1 else max(1, min(HEATS, -(-count * HEATS // most)))
