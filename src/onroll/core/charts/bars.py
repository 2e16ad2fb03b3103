"""Bars: across the page one below another, upright over time, and the waterfall from a whole down to what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.core.charts.drawing import (
    DARK,
    FAINT,
    GREY,
    INK,
    ORANGE,
    PALE,
    SIZE,
    Drawing,
    Label,
    Line,
    Rect,
    Shape,
    shortened,
    ticks,
    width_of,
)
from onroll.core.charts.figure import Cell, drawn, written

WIDTH, LABELS_AND_PLOT = 780.0, 670.0
LEAST_LABELS, MOST_LABELS = 270.0, 430.0
"""How wide the column of names is: as wide as the longest asks, so that reasons that begin alike can be told apart."""

BAR, STEP = 20.0, 30.0
TONES = (DARK, PALE, GREY)
"""Fills of the bars of one chart: dark, light and between, so that they differ in grey."""


def _labels_of(names: Sequence[str]) -> float:
    return max([LEAST_LABELS, *(min(MOST_LABELS, width_of(name) + 13) for name in names)])


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. Shape  written: what stands at its end. low, high: of its interval, None for none. tone: a place in TONES."""

    label: str
    value: float
    written: str
    low: float | None = None
    high: float | None = None
    tone: int = 0


def bar_of(label: str, count: Cell, *, tone: int = 0) -> Bar:
    """Return the bar of a count as it is shown: a number, or the word that stands for it."""
    return Bar(label, drawn(count), written(count), tone=tone)


def bar_chart(key: str, title: str, description: str, bars: Sequence[Bar], *, most: float | None = None) -> Drawing:
    """Return bars one below another, from nought; with whiskers where there are intervals."""
    full = most or max((max(bar.value, bar.high or 0.0) for bar in bars), default=1.0) or 1.0
    shapes: list[Shape] = []
    height = len(bars) * STEP + 10

    left = _labels_of([bar.label for bar in bars])

    def x(value: float) -> float:
        return left + max(0.0, min(1.0, value / full)) * (LABELS_AND_PLOT - left)

    for place, bar in enumerate(bars):
        top = 6 + place * STEP
        shapes.append(Label(left - 10, top + 15, shortened(bar.label, left - 12), anchor="end"))
        shapes.append(Rect(left, top, x(bar.value) - left, BAR, TONES[bar.tone], GREY if bar.tone else "", f"{bar.label}: {bar.written}"))
        end = x(bar.value)
        if bar.low is not None and bar.high is not None:
            shapes += [Line(x(bar.low), top + BAR / 2, x(bar.high), top + BAR / 2, ORANGE, 3)]
            shapes += [Line(x(edge), top + 4, x(edge), top + BAR - 4, ORANGE, 3) for edge in (bar.low, bar.high)]
            end = max(end, x(bar.high))
        shapes.append(Label(end + 8, top + 15, bar.written))
    shapes.append(Line(left, 2, left, height - 4))
    return Drawing(key, title, description, WIDTH, height, shapes)


@dataclass(frozen=True, slots=True)
class Column:
    """What stands over one place of the axis: a height for each name."""

    label: str
    heights: Sequence[float]


def column_chart(key: str, title: str, description: str, names: Sequence[str], columns: Sequence[Column]) -> Drawing:
    """Return upright bars, those of one place side by side; at most three a place, told apart by how dark they are."""
    left, top, bottom, tall = 50.0, 34.0, 34.0, 220.0
    most = max((height for column in columns for height in column.heights), default=0.0)
    marks = ticks(most or 1.0)
    base, full = top + tall, marks[-1]
    shapes: list[Shape] = []
    for mark in marks:
        y = base - mark / full * tall
        shapes += [Line(left, y, WIDTH - 10, y, FAINT), Label(left - 8, y + 4, f"{mark:g}", 12, "end")]
    group = (WIDTH - 10 - left) / max(1, len(columns))
    wide = min(26.0, group * 0.8 / max(1, len(names)))
    every = max(1, round(len(columns) * 62 / (WIDTH - left)))
    for number, column in enumerate(columns):
        start = left + number * group + (group - wide * len(names)) / 2
        for place, height in enumerate(column.heights):
            long = height / full * tall
            told = f"{column.label}: {height:g} {names[place]}"
            shapes.append(Rect(start + place * wide, base - long, max(1.0, wide - 2), long, TONES[place], GREY if place else "", told))
        if number % every == 0:
            shapes.append(Label(left + (number + 0.5) * group, base + 18, column.label, 12, "middle"))
    across = left
    for place, name in enumerate(names):
        shapes += [Rect(across, 6, 14, 14, TONES[place], GREY if place else ""), Label(across + 20, 18, name)]
        across += 44 + len(name) * SIZE * 0.55
    shapes.append(Line(left, base, WIDTH - 10, base, INK, 1.5))
    return Drawing(key, title, description, WIDTH, base + bottom, shapes)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall. Shape  amount: what it takes away, or, of a total, what is left. low, high: bounds drawn on the bar."""

    label: str
    amount: float
    written: str
    is_total: bool = False
    low: float | None = None
    high: float | None = None


def waterfall_chart(key: str, title: str, description: str, steps: Sequence[Step], *, full: float | None = None) -> Drawing:
    """Return how a whole goes down to what is left: totals from nought, each other step from where the one before ended."""
    most = full or max((step.amount for step in steps if step.is_total), default=1.0) or 1.0
    height = len(steps) * STEP + 10
    shapes: list[Shape] = []
    level = 0.0

    left = _labels_of([step.label for step in steps])

    def x(value: float) -> float:
        return left + max(0.0, min(1.0, value / most)) * (LABELS_AND_PLOT - left)

    for place, step in enumerate(steps):
        top = 6 + place * STEP
        start, end = (0.0, step.amount) if step.is_total else (level - step.amount, level)
        long = max(1.0, x(end) - x(start))
        told = f"{step.label}: {step.written}"
        shapes.append(Label(left - 10, top + 15, shortened(step.label, left - 12), anchor="end", strong=step.is_total))
        shapes.append(Rect(x(start), top, long, BAR, DARK if step.is_total else PALE, "" if step.is_total else GREY, told))
        if step.low is not None and step.high is not None:
            shapes.append(Rect(x(step.low), top + 6, max(2.0, x(step.high) - x(step.low)), BAR - 12, ORANGE, INK, told))
        shapes.append(Label(max(x(end), x(step.high or 0.0)) + 8, top + 15, step.written))
        level = end if step.is_total else start
        if place < len(steps) - 1:
            shapes.append(Line(x(level), top + BAR, x(level), top + STEP, GREY))
    shapes.append(Line(left, 2, left, height - 4))
    return Drawing(key, title, description, WIDTH, height, shapes)
