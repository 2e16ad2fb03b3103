"""How long things take while not all of them have happened yet: survival curves with their intervals.

Source  E. Kaplan and P. Meier (1958); M. Greenwood (1926); J. Kalbfleisch and R. Prentice, The Statistical Analysis of Failure Time
        Data, section 1.4 (interval on the log-minus-log scale); worked out by SciPy.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Curve:
    """The share to whom something has happened by each day. Shape  days: rising, from nought; low, high: of the 95% interval."""

    waiting: int
    happened: int
    days: Any
    shares: Any
    low: Any
    high: Any
    at_risk: Any

    def at(self, day: int) -> tuple[float, float, float, int] | None:
        """Return the share by a day, its interval, and how many still waited as it began; None where nobody waited that long."""
        still = self.still_waiting(day)
        if still == 0 and (not len(self.days) or day > self.days[-1]):
            return None
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        return float(self.shares[place]), float(self.low[place]), float(self.high[place]), still

    def still_waiting(self, day: int) -> int:
        """Return to how many nothing had happened before a day, among those who were watched until then."""
        place = int(np.searchsorted(self.days, day, side="left"))
        return int(self.at_risk[place]) if place < len(self.at_risk) else 0

    def day_of(self, share: float) -> int | None:
        """Return the first day by which it has happened to that share; None where that has not been seen."""
        reached = np.nonzero(self.shares >= share - 1e-12)[0]
        return int(self.days[reached[0]]) if len(reached) else None


def curve_of(waits: Sequence[tuple[int, bool]] | Any) -> Curve:
    """Return the curve of waits: days, and whether it came at their end or was still awaited then."""
    from scipy.stats import CensoredData, ecdf

    table = np.asarray(waits, dtype=np.int64).reshape(-1, 2)
    lengths, came = np.maximum(table[:, 0], 0), table[:, 1].astype(bool)
    if not len(lengths):
        nothing = np.zeros(0)
        return Curve(0, 0, nothing, nothing, nothing, nothing, nothing)
    found: Any = ecdf(CensoredData.right_censored(lengths, ~came))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # before the first event and after the last there is nothing to be unsure of
        interval = found.cdf.confidence_interval(confidence_level=0.95, method="log-log")
    days, shares = found.cdf.quantiles, found.cdf.probabilities
    low, high = (np.where(np.isnan(edge.probabilities), shares, edge.probabilities) for edge in (interval.low, interval.high))
    order = np.sort(lengths)
    at_risk = len(order) - np.searchsorted(order, days, side="left")
    if days[0] > 0:
        days, shares, low, high = (np.concatenate([[0.0], each]) for each in (days, shares, low, high))
        at_risk = np.concatenate([[len(order)], at_risk])
    # Where it has happened to nobody, or to everybody, the curve's own interval has no width: the exact one of as many is taken.
    exact = 0.025 ** (1 / np.maximum(at_risk, 1))
    high = np.where((shares == 0) & (days > 0), 1 - exact, high)
    low = np.where(shares >= 1, exact, low)
    return Curve(len(lengths), int(came.sum()), days, shares, low, high, at_risk)
