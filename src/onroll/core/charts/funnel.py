"""Funnel plots: shares of few are expected to stray further than shares of many, and the lines show how far by chance alone.

Source  D. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.core.charts.drawing import DARK, FAINT, GREY, INK, ORANGE, Dot, Drawing, Label, Line, Path, Shape, ticks

WIDTH, LEFT, RIGHT, TOP, TALL = 780.0, 56.0, 120.0, 26.0, 290.0


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One institution. Shape  size: of how many; percent: of these; named: its name stands beside it; outside: beyond the outer lines."""

    label: str
    size: float
    percent: float
    named: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Where chance alone keeps a share. Shape  at: sizes, rising; low, high: per cent at each."""

    name: str
    at: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    dash: str = ""


def funnel_chart(
    key: str,
    title: str,
    description: str,
    points: Sequence[FunnelPoint],
    centre: float,
    limits: Sequence[Limits],
    *,
    x_name: str,
    y_name: str,
    y_most: float = 100.0,
) -> Drawing:
    """Return the points among the lines; whoever lies outside the outer lines has a mark of another shape and a name.

    Shape  y_most: what no share can pass.
    """
    x_end = max([point.size for point in points] + [at for each in limits for at in each.at] + [1.0]) * 1.02
    # The lines are to be seen where the larger institutions are; among the smallest they leave the plot.
    edges = [each.high[len(each.high) // 2] * 1.2 for each in limits if each.high]
    highest = max([point.percent for point in points] + [centre * 2, 1.0, *edges])
    y_ticks = ticks(min(y_most, max(highest * 1.05, min(y_most, centre * 3))))
    y_end, plot, base = y_ticks[-1], WIDTH - LEFT - RIGHT, TOP + TALL

    def x(value: float) -> float:
        return LEFT + value / x_end * plot

    def y(value: float) -> float:
        return base - max(0.0, min(1.0, value / y_end)) * TALL

    shapes: list[Shape] = []
    for mark in y_ticks:
        shapes += [Line(LEFT, y(mark), LEFT + plot, y(mark), FAINT), Label(LEFT - 8, y(mark) + 4, f"{mark:g}", 12, "end")]
    for mark in (each for each in ticks(x_end) if each <= x_end):
        shapes += [Line(x(mark), base, x(mark), base + 5), Label(x(mark), base + 19, f"{mark:g}", 12, "middle")]
    names: list[tuple[float, str]] = []
    for each in limits:
        for edge in (each.low, each.high):
            shapes.append(Path([(x(a), y(b)) for a, b in zip(each.at, edge, strict=True)], GREY, 1.6, each.dash))
        if each.high:
            names.append((y(each.high[-1]), each.name))
    shapes.append(Line(LEFT, y(centre), LEFT + plot, y(centre), INK, 1.5))
    lowest = TOP
    for wanted, name in sorted([*names, (y(centre), "All together")]):
        lowest = max(wanted + 4, lowest)
        shapes.append(Label(LEFT + plot + 6, lowest, name, 12))
        lowest += 15
    for point in points:
        told = f"{point.label}: {point.percent:.1f}% of {point.size:g}"
        if point.outside:
            at, up = x(point.size), y(point.percent)
            shapes.append(Path([(at, up - 8), (at + 8, up + 6), (at - 8, up + 6)], INK, 1.0, "", ORANGE))
        else:
            shapes.append(Dot(x(point.size), y(point.percent), 5, DARK, "#FFFFFF", told))
        if point.named or point.outside:
            right = x(point.size) < LEFT + plot * 0.7
            height = max(TOP, y(point.percent) - 9)
            shapes.append(Label(x(point.size) + (3 if right else -3), height, point.label, 12, "start" if right else "end"))
    shapes += [Line(LEFT, base, LEFT + plot, base, INK, 1.5), Line(LEFT, TOP, LEFT, base, INK, 1.5)]
    shapes += [Label(LEFT + plot / 2, base + 40, x_name, 13, "middle"), Label(4, 13, y_name, 12)]
    return Drawing(key, title, description, WIDTH, base + 50, shapes)
