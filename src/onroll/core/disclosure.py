"""How counts are rounded and marked before anybody outside sees them.

Source  Department for Education, Children missing education at census date: national counts to the nearest 100, those of regions and
        authorities to the nearest 10, halves upwards; percentages of unrounded counts; `low` where a figure rounds to nought and is
        not; `x` not available; `z` not applicable.
"""

from __future__ import annotations

from fractions import Fraction

RULES = "rounding 1"
"""Name and version of these rules, as each sheet carries it."""

LOW, NOT_AVAILABLE, NOT_APPLICABLE = "low", "x", "z"
NATIONAL_STEP, LOCAL_STEP = 100, 10


def rounded(count: int, step: int) -> str:
    """Return a count to the nearest step, halves upwards."""
    nearest = (2 * count + step) // (2 * step) * step
    return LOW if count and not nearest else str(nearest)


def shown(count: int, step: int) -> int | str:
    """Return a count as whoever may not see exact ones sees it: a number, or `low`.

    Shape  step: 0 for those who may see the count itself.
    """
    text = rounded(count, step) if step else str(count)
    return LOW if text == LOW else int(text)


def rounded_percent(part: int, whole: int) -> str:
    """Return a share in whole per cent, of unrounded counts.

    A share that rests on one child is `low` too, as in the published rows of single authorities (1 of 35 would be 3%).
    """
    if not whole:
        return NOT_APPLICABLE
    nearest = (200 * part + whole) // (2 * whole)
    return LOW if part and (not nearest or part == 1) else str(nearest)


def rate_per_100(count: int, population: int | None) -> str:
    """Return children per 100 of a population, to one decimal, in the seven digits of the published file."""
    if not population:
        return NOT_AVAILABLE
    tenths = Fraction(1000 * count, population)
    nearest = (2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)
    return LOW if count and not nearest else f"{nearest / 10:.7f}"
