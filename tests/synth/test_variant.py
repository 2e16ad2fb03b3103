"""A variant of the made-up England: other rates for a while, and then the usual ones again."""

from __future__ import annotations

import pytest

from onroll.synth import rates
from onroll.synth.variant import VARIED, varied_rates


def test_the_variant_differs_in_every_rate_and_leaves_none_behind():
    usual = {name: getattr(rates, name) for name in VARIED}
    with pytest.raises(RuntimeError), varied_rates():
        assert all(getattr(rates, name) == value != usual[name] for name, value in VARIED.items())
        raise RuntimeError
    assert {name: getattr(rates, name) for name in VARIED} == usual
