"""Where chance alone ends for a school: against plain sums, and never looser than the rule for rare events."""

from __future__ import annotations

from math import comb

import pytest

from onroll.pipeline.measures.shares import most_by_chance, most_of_so_many


def plain(total: int, chance: float) -> int:
    passed, most = 0.0, -1
    while passed < 0.999:
        most += 1
        passed += comb(total, most) * chance**most * (1 - chance) ** (total - most)
    return most


@pytest.mark.parametrize(("total", "expected"), [(10, 0.1), (41, 26.6), (200, 3.0), (15, 14.5), (30, 15.0)])
def test_the_limit_is_the_first_count_that_chance_passes_once_in_a_thousand(total: int, expected: float) -> None:
    (most,) = most_of_so_many([total], [expected])
    assert most == plain(total, expected / total) <= min(total, *most_by_chance([expected]))


def test_the_edges_where_nobody_or_everybody_is_counted() -> None:
    assert most_of_so_many([10, 10, 0], [0.0, 10.0, 0.0]) == [0, 10, 0]
