"""What ought to come of decisions about links, said as plainly as can be: every pair, every decision, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import product

from onroll.core.links import LinkDecision


class PlainModel:
    """Records that would be joined by themselves where they have one number, and what people decided about them.

    Shape  apart: pairs that must not meet; ties: pairs that a person joined, but those that contradict others; group: by record, all
           records of its child where records that are free to go to several children go to the one that comes first.
    """

    def __init__(self, natural: dict[int, int], decisions: Sequence[LinkDecision], counting: Collection[int] | None = None) -> None:
        """Shape  natural: by record, whose it would be by itself; counting: the records that count, where some do not any more."""
        keys = sorted(natural)
        word: dict[tuple[int, int], bool] = {}
        ties: dict[tuple[int, int], LinkDecision] = {}
        for decision in decisions:
            for one, other in product(decision.left, decision.right):
                pair = min(one, other), max(one, other)
                ties.pop(pair, None)
                word[pair] = decision.same
            if decision.same:
                ties[min(decision.left[0], decision.right[0]), max(decision.left[0], decision.right[0])] = decision
        self.apart = {pair for pair, same in word.items() if not same}
        self.group = {key: {key} for key in keys}
        self.ties: list[tuple[int, int]] = []
        for decision in sorted(ties.values(), key=lambda each: each.number, reverse=True):
            one, other = self.standing(decision.left, counting), self.standing(decision.right, counting)
            if self.join(one, other):
                self.ties.append((one, other))
        for one, other in product(keys, keys):
            if one < other and natural[one] == natural[other]:
                self.join(one, other)

    def standing(self, side: Sequence[int], counting: Collection[int] | None) -> int:
        """Return the record of a side that was compared, or where it does not count any more, the next that nobody told from it."""
        first = side[0]
        if counting is None or first in counting:
            return first
        others = [each for each in side if each in counting and (min(first, each), max(first, each)) not in self.apart]
        return others[0] if others else first

    def join(self, one: int, other: int) -> bool:
        """Make two groups one, unless somebody said that some of them are two; return whether they are one."""
        both = self.group[one] | self.group[other]
        if any(first in both and second in both for first, second in self.apart):
            return False
        for key in both:
            self.group[key] = both
        return True

    def partition(self) -> set[frozenset[int]]:
        """Return the children."""
        return {frozenset(group) for group in self.group.values()}
