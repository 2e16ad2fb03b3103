"""How much likelier one group of children is than all to go missing, and how sure that is.

Source  L. Fleiss and others, Statistical Methods for Rates and Proportions, third edition, chapter 7 (logarithms of risks; delta method).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

NORMAL_95 = 1.959963984540054
"""The normal deviate that leaves 2.5% on either side."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two risks with its 95% interval."""

    ratio: float
    low: float
    high: float


def against_all(missing: int, children: int, all_missing: int, everybody: int) -> Ratio | None:
    """Return the risk of a group divided by that of all children, the group among them; None where it cannot be told.

    The group is part of all, so the two risks vary together; the interval takes that into account.
    """
    if not 0 < missing <= children or not all_missing or children > everybody:
        return None
    own, rest = missing / children, (all_missing - missing) / max(everybody - children, 1)
    if children == everybody:
        return Ratio(1.0, 1.0, 1.0)
    of_group = (1 - own) / missing
    of_all = (missing * (1 - own) + (all_missing - missing) * (1 - rest)) / all_missing**2
    together = (1 - own) / all_missing
    return _on_log_scale(own / (all_missing / everybody), of_group + of_all - 2 * together)


def _on_log_scale(ratio: float, variance: float) -> Ratio:
    spread = NORMAL_95 * sqrt(max(variance, 0.0))
    return Ratio(ratio, exp(log(ratio) - spread), exp(log(ratio) + spread))
