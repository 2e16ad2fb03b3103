"""How much somebody does in a day, from what they did: said only where it is known well enough to be honest.

Source  anchors, section 6, screen 1 (“about 12 of 19 today”).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median

LEAST_DAYS = 5
"""Fewer days of work than this say nothing about a pace."""


def usual_pace(cases_by_day: Mapping[date, int], today: date) -> int | None:
    """Return in how many cases somebody usually does something on a day on which they work, None where too little is known.

    Shape  cases_by_day: for each day on which they did anything, in how many different cases. Today does not count: it is
           not over.
    """
    days = [count for day, count in cases_by_day.items() if day < today and count > 0]
    return int(median(days)) if len(days) >= LEAST_DAYS else None


def capacity_sentence(pace: int | None, already: int, waiting: int) -> str:
    """Return how much of what waits fits into today; empty where nobody can say, or all of it fits.

    Shape  already: cases in which something was done today.
    """
    if pace is None or waiting == 0:
        return ""
    left = max(pace - already, 0)
    if left >= waiting:
        return ""
    return (
        f"At your pace of late, about {left} of these {waiting} fit into today; the {waiting - left} left would wait. Change the order, "
        "or ask for help."
    )
