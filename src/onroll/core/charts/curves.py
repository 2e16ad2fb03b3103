"""Curves over time with their intervals: survival curves in steps, and a past that goes on as a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.core.charts.drawing import DARK, DASHES, FAINT, INK, ORANGE, PALE, PLUM, TEAL, Drawing, Label, Line, Path, Shape, ticks

WIDTH, LEFT, RIGHT, TOP, BOTTOM, TALL = 780.0, 62.0, 170.0, 26.0, 50.0, 270.0
COLOURS = (DARK, ORANGE, TEAL, PLUM)


@dataclass(frozen=True, slots=True)
class Curve:
    """One line.

    Shape  points: x rising, y. low, high: of the interval at the same x, empty for none. style: a place in DASHES and COLOURS.
    """

    name: str
    points: Sequence[tuple[float, float]]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    style: int = 0


def curve_chart(
    key: str,
    title: str,
    description: str,
    curves: Sequence[Curve],
    *,
    x_name: str,
    y_name: str,
    y_most: float | None = None,
    in_steps: bool = True,
    x_marks: Sequence[tuple[float, str]] = (),
    rules: Sequence[tuple[float, str]] = (),
) -> Drawing:
    """Return lines with a band around each, named where they end.

    Shape  x_marks: what stands at which x; none: round numbers. rules: upright lines with their words. y_most: where the axis ends.
    """
    x_end = max((x for curve in curves for x, _ in curve.points), default=1.0) or 1.0
    y_found = max((max([y for _, y in curve.points] + list(curve.high)) for curve in curves if curve.points), default=1.0)
    y_ticks = ticks(y_most or y_found or 1.0)
    y_end = y_most or y_ticks[-1]
    plot = WIDTH - LEFT - RIGHT
    base = TOP + TALL

    def x(value: float) -> float:
        return LEFT + value / x_end * plot

    def y(value: float) -> float:
        return base - min(1.0, value / y_end) * TALL

    shapes: list[Shape] = []
    for mark in (each for each in y_ticks if each <= y_end * 1.0001):
        shapes += [Line(LEFT, y(mark), LEFT + plot, y(mark), FAINT), Label(LEFT - 8, y(mark) + 4, f"{mark:g}", 12, "end")]
    for value, words in x_marks or [(mark, f"{mark:g}") for mark in ticks(x_end) if mark <= x_end]:
        shapes += [Line(x(value), base, x(value), base + 5), Label(x(value), base + 19, words, 12, "middle")]
    for value, words in rules:
        shapes += [Line(x(value), TOP, x(value), base, INK, 1, "2 3"), Label(x(value) + 5, TOP + 11, words, 12)]
    for curve in (each for each in curves if each.low and each.high):
        upper = _path(curve.points, curve.high, in_steps)
        lower = _path(curve.points, curve.low, in_steps)
        shapes.append(Path([(x(a), y(b)) for a, b in [*upper, *reversed(lower)]], fill=PALE if curve.style == 0 else FAINT))
    taken: list[float] = []
    for curve in (each for each in curves if each.points):
        line = _path(curve.points, [b for _, b in curve.points], in_steps)
        shapes.append(Path([(x(a), y(b)) for a, b in line], COLOURS[curve.style], 2.5, DASHES[curve.style]))
        last_x, last_y = curve.points[-1]
        height = _free(y(last_y), taken)
        taken.append(height)
        shapes.append(Label(x(last_x) + 8, height + 4, curve.name, 12.5))
    shapes += [Line(LEFT, base, LEFT + plot, base, INK, 1.5), Line(LEFT, TOP, LEFT, base, INK, 1.5)]
    shapes += [Label(LEFT + plot / 2, base + 40, x_name, 13, "middle"), Label(4, 13, y_name, 12)]
    return Drawing(key, title, description, WIDTH, base + BOTTOM, shapes)


def _path(points: Sequence[tuple[float, float]], heights: Sequence[float], in_steps: bool) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for (x, _), height in zip(points, heights, strict=True):
        if in_steps and found:
            found.append((x, found[-1][1]))
        found.append((x, height))
    return found


def _free(wanted: float, taken: Sequence[float]) -> float:
    """Return the height nearest above the wanted one at which a name touches no other."""
    while any(abs(wanted - each) < 15 for each in taken):
        wanted -= 15
    return wanted
