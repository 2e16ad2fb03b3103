"""How sure a rate is that rests on few cases: the beta distribution, in plain arithmetic.

Source  W. Press and others, Numerical Recipes, third edition, section 6.4 (incomplete beta function by continued fraction).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log

_TINY = 1e-300


def beta_mean(located: float, not_located: float) -> float:
    """Return the mean of a beta distribution."""
    return located / (located + not_located)


@lru_cache(maxsize=4096)
def beta_interval(located: float, not_located: float, mass: float = 0.95) -> tuple[float, float]:
    """Return the interval that holds that much of a beta distribution, the same share left out on either side."""
    left_out = (1 - mass) / 2
    return _quantile(left_out, located, not_located), _quantile(1 - left_out, located, not_located)


def beta_share_below(x: float, a: float, b: float) -> float:
    """Return the share of a beta distribution that lies below x (the regularised incomplete beta function)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(x, a, b) / a
    return 1 - front * _continued_fraction(1 - x, b, a) / b


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Lentz's method: converges in some tens of steps on this side of the mean."""
    c, d = 1.0, 1 / _away_from_nought(1 - (a + b) * x / (a + 1))
    value = d
    for step in range(1, 300):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            d = 1 / _away_from_nought(1 + term * d)
            c = _away_from_nought(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return value


def _away_from_nought(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _quantile(share: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if beta_share_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
