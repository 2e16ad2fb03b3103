"""How sure a share is, and how far shares of the same kind stray by chance alone.

Source  E. Wilson (1927), interval of a share; D. Spiegelhalter (2005), funnel plots with exact binomial limits; worked out by SciPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np


@lru_cache(maxsize=4096)
def interval_of_share(count: int, of: int) -> tuple[float, float, float]:
    """Return a share with its 95% interval. Shape  of: at least one."""
    from scipy.stats import binomtest

    found = binomtest(count, of).proportion_ci(confidence_level=0.95, method="wilson")
    return count / of, float(found.low), float(found.high)


def binomial_limits(sizes: Sequence[int], share: float, outside: float) -> tuple[list[float], list[float]]:
    """Return between which shares chance alone keeps a group of each size, but for `outside` on either side.

    Limits in between two counts are drawn where the binomial distribution would reach them, so that the lines are smooth.
    Units  outside: a probability, such as 0.001 for once in a thousand above, and once in a thousand below.
    """
    from scipy.stats import binom

    of = np.asarray(sizes, dtype=float)
    edges = []
    for mass in (outside, 1 - outside):
        count = binom.ppf(mass, of, share)
        above, below = binom.cdf(count, of, share), binom.cdf(count - 1, of, share)
        part = np.where(above > below, (above - mass) / np.maximum(above - below, 1e-300), 0.0)
        edges.append(np.clip((count - part) / of, 0.0, 1.0))
    return [float(edge) for edge in edges[0]], [float(edge) for edge in edges[1]]


def most_by_chance(expected: Sequence[float], once_in: int = 1000) -> list[int]:
    """Return the largest count that chance alone passes no more than once in so many, for each expected count.

    The Poisson distribution: rare events of many children, each with a chance of their own, stray no further than it says.
    """
    from scipy.stats import poisson

    return [int(count) for count in np.atleast_1d(poisson.ppf(1 - 1 / once_in, np.asarray(expected, dtype=float)))]


def most_of_so_many(totals: Sequence[int], expected: Sequence[float], once_in: int = 1000) -> list[int]:
    """Return the largest count of each total that chance alone passes no more than once in so many.

    The binomial distribution of the mean chance: children with different chances stray no further than it says (W. Hoeffding, 1956).
    Shape  expected: of each total, no more than it.
    """
    from scipy.stats import binom

    of = np.asarray(totals, dtype=int)
    chance = np.clip(np.divide(expected, np.maximum(of, 1)), 0.0, 1.0)
    return [int(count) for count in np.atleast_1d(binom.ppf(1 - 1 / once_in, of, chance))]
