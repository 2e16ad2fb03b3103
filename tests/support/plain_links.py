"""What ought to come of decisions about links, said as plainly as can be: every pair, every decision, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from onroll.core.links import LinkDecision


class PlainModel:
    """Records that would be joined by themselves where they have one number, and what people decided about them.

    Shape  apart: pairs that must not meet; ties: pairs that a person joined, but those that contradict others; group: by record, all
           records of its child where records that are free to go to several children go to the one that comes first.
    """

    def __init__(self, natural: dict[int, int], decisions: Sequence[LinkDecision]) -> None:
        keys = sorted(natural)
        word: dict[tuple[int, int], bool] = {}
        ties: dict[tuple[int, int], int] = {}
        for decision in decisions:
            for one, other in product(decision.left, decision.right):
                pair = min(one, other), max(one, other)
                ties.pop(pair, None)
                word[pair] = decision.same
            if decision.same:
                ties[min(decision.left[0], decision.right[0]), max(decision.left[0], decision.right[0])] = decision.number
        self.apart = {pair for pair, same in word.items() if not same}
        self.group = {key: {key} for key in keys}
        self.ties = [pair for pair in sorted(ties, key=ties.__getitem__, reverse=True) if self.join(*pair)]
        for one, other in product(keys, keys):
            if one < other and natural[one] == natural[other]:
                self.join(one, other)

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
