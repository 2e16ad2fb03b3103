"""Ratios with their intervals, on an axis on which twice as likely and half as likely lie equally far from the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from onroll.core.charts.drawing import DARK, FAINT, INK, Dot, Drawing, Label, Line, Shape, shortened

WIDTH, LABELS, PLOT, STEP = 780.0, 270.0, 360.0, 26.0
MARKS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One group. Shape  heading: a row that only names those below it has no ratio."""

    label: str
    ratio: float | None = None
    low: float = 0.0
    high: float = 0.0


def ratio_chart(key: str, title: str, description: str, rows: Sequence[RatioRow]) -> Drawing:
    """Return a dot and a whisker for each group; a whisker that does not touch the line at 1 differs for sure."""
    told = [row for row in rows if row.ratio]
    lowest = min((row.low for row in told if row.low > 0), default=0.5)
    highest = max((row.high for row in told), default=2.0)
    first = max((mark for mark in MARKS if mark <= lowest), default=MARKS[0])
    last = min((mark for mark in MARKS if mark >= highest), default=MARKS[-1])
    first, last = min(first, 0.5), max(last, 2.0)
    base = 30 + len(rows) * STEP

    def x(ratio: float) -> float:
        inside = min(max(ratio, first), last)
        return LABELS + log(inside / first) / log(last / first) * PLOT

    shapes: list[Shape] = []
    for mark in (each for each in MARKS if first <= each <= last):
        stroke, width = (INK, 1.5) if mark == 1.0 else (FAINT, 1.0)
        shapes += [Line(x(mark), 24, x(mark), base, stroke, width), Label(x(mark), 16, f"{mark:g}×", 12, "middle")]
    for place, row in enumerate(rows):
        middle = 30 + place * STEP + STEP / 2
        if row.ratio is None:
            shapes.append(Label(8, middle + 4, row.label, strong=True))
            continue
        shapes.append(Label(LABELS - 12, middle + 4, shortened(row.label, LABELS - 16), anchor="end"))
        shapes.append(Line(x(row.low), middle, x(row.high), middle, DARK, 3))
        words = f"{row.ratio:.2f} ({row.low:.2f} to {row.high:.2f})"
        shapes.append(Dot(x(row.ratio), middle, 5.5, DARK, "#FFFFFF", f"{row.label}: {words}"))
        shapes.append(Label(LABELS + PLOT + 14, middle + 4, words, 12.5))
    return Drawing(key, title, description, WIDTH, base + 8, shapes)
