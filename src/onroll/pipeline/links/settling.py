"""Settling by groups: units that hang together by pairs are settled by the very rules that settle all at once.

What a decision about a pair reads – rivals, twins, what either cluster holds – hangs together with the pair by pairs; so a group of whole
components comes out as it would among all. What is counted over everybody (who lacks which register) is counted first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.last_rounds import LeftOver, bonus_among, look_again
from onroll.pipeline.links.resolution import Clusters, ScoredPair, resolve

UNITS_IN_A_GROUP = 20_000

Settle = Callable[[Clusters, list[ScoredPair]], None]
"""Joins what pairs show to be one child. It goes along to other processes, whole."""


@dataclass(frozen=True)
class SettleFirst:
    """What is done with units: decisions obeyed, then identifiers and what is likely."""

    decided: DecidedUnits

    def __call__(self, clusters: Clusters, pairs: list[ScoredPair]) -> None:
        """Settle whole components."""
        self.decided.obey(clusters)
        resolve(clusters, pairs, by="scored")


@dataclass(frozen=True)
class SettleAgain:
    """What is done with whole clusters, in the second look. Shape  left_over: counted over everybody."""

    left_over: LeftOver

    def __call__(self, clusters: Clusters, pairs: list[ScoredPair]) -> None:
        """Settle whole components."""
        look_again(clusters, pairs, bonus_among(clusters, self.left_over))
