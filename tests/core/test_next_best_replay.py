"""On replays of made-up histories, next best enquiry finds children sooner than the fixed list, and sooner still once it has learned.

Measured at length by bench/next_best.py; here a fast sample with fixed seeds.
"""

from __future__ import annotations

from statistics import median

import pytest

from support.enquiry_histories import NEVER_FOUND, by_fixed_list, by_next_best, days_to_found, stories


@pytest.mark.parametrize("seed", [1, 2])
def test_next_best_beats_the_fixed_list_in_median_days_to_found(seed: int) -> None:
    made = stories(90, seed)
    fixed, best = days_to_found(made, by_fixed_list), days_to_found(made, by_next_best)
    assert median(best) * 2 <= median(fixed), (median(best), median(fixed))
    assert [day == NEVER_FOUND for day in best] == [day == NEVER_FOUND for day in fixed], "order changes when, never whether"


def test_learning_beats_the_estimates_alone() -> None:
    made = stories(150, 3)
    learned, alone = days_to_found(made, by_next_best), days_to_found(made, by_next_best, learns=False)
    assert sum(learned[75:]) < sum(alone[75:]) and median(learned[75:]) <= median(alone[75:])


def test_the_same_seed_makes_the_same_histories() -> None:
    assert stories(20, 5) == stories(20, 5) != stories(20, 6)
