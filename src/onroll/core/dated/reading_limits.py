"""From when on a way of looking at records is odd enough that another person should think about it.

Source  Onroll's own starting values: no published threshold is known. Have each authority's auditor look at them after a term.
        What to watch for: domain, section 8.1 (own family, volume, out of area).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The numbers that the rules of `core/reading_alerts` compare with.

    Shape  opened_a_day: by role; `` for roles that are not named. outside_a_day: children of other authorities opened on one day.
           repeated_days: on so many days within window_days somebody opened a child with whom they have no work. common_surname: a
           declared surname that a larger share of all children bear says nothing by itself.
    """

    opened_a_day: Mapping[str, int]
    outside_a_day: int
    repeated_days: int
    window_days: int
    common_surname: float


READING_LIMITS: tuple[Dated[ReadingLimits], ...] = (
    Dated(
        ReadingLimits(
            opened_a_day={"officer": 60, "manager": 80, "data_team": 80, "link_reviewer": 150, "school": 20, "agency": 30, "": 40},
            outside_a_day=10,
            repeated_days=4,
            window_days=28,
            common_surname=0.002,
        ),
        source="Onroll's own starting values, 2026",
        uncertain=True,
    ),
)
