"""How much somebody does in a day, from what they did: said only where it is known well enough to be honest.

Source  anchors, section 6, screen 1 (“about 12 of 19 today”).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from onroll.core.working_days import working_day_after

LEAST_DAYS = 5
"""Fewer days of work than this say nothing about a pace."""


def usual_pace(cases_by_day: Mapping[date, int], today: date) -> int | None:
    """Return in how many cases somebody usually does something on a day on which they work, None where too little is known.

    Shape  cases_by_day: for each day on which they did anything, in how many different cases. Today does not count: it is
           not over.
    """
    days = [count for day, count in cases_by_day.items() if day < today and count > 0]
    return int(median(days)) if len(days) >= LEAST_DAYS else None


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of what waits fits into a day. Shape  fits: how many; the others are done by the day `until`, at the same pace."""

    fits: int
    waiting: int
    until: date

    @property
    def sentence(self) -> str:
        """The same in words."""
        left = self.waiting - self.fits
        would = (
            f"the {left} left would wait, the last until {self.until:%A %-d %B}"
            if left > 1
            else f"1 would wait until {self.until:%A %-d %B}"
        )
        return f"At your pace of late, about {self.fits} of these {self.waiting} fit into today; {would}."


def capacity_of(pace: int | None, already: int, waiting: int, on: date) -> Capacity | None:
    """Return how much of what waits fits into a day; None where nobody can say, or all of it fits.

    Shape  already: cases in which something was done on the day.
    """
    if pace is None or waiting == 0:
        return None
    fits = max(pace - already, 0)
    if fits >= waiting:
        return None
    return Capacity(fits, waiting, working_day_after(on, math.ceil((waiting - fits) / pace)))
