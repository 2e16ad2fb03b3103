"""How often something is so, in words that anybody reads: never as 2e-06."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.pipeline.link_quality_tables import how_often


@pytest.mark.parametrize(
    ("rate", "says"),
    [
        (0.78, "78.0%"),
        (0.027, "2.7%"),
        (0.01, "1.0%"),
        (0.0085, "1 in 120"),
        (2e-06, "1 in 500,000"),
        (0.99996, "over 99.9%"),
        (1.0, "over 99.9%"),
        (0.0, "never"),
    ],
)
def test_a_rate_is_a_percentage_or_one_in_so_many(rate: float, says: str) -> None:
    assert how_often(rate) == says


@given(st.floats(min_value=1e-12, max_value=0.00999))
def test_one_in_so_many_is_the_rate_to_two_figures(rate: float) -> None:
    many = how_often(rate).removeprefix("1 in ").replace(",", "")
    assert many.isdigit()
    assert 1 / int(many) == pytest.approx(rate, rel=0.06)
