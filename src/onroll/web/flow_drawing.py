"""Work out the drawing of what flows into and out of a team's cases, week by week. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 960, 240, 40, 34, 18
PATTERNS = {"in": "hatch", "found": "solid", "relapsed": "dots"}


@dataclass(frozen=True)
class FlowBar:
    """One bar. Shape  title: what a pointer or a screen reader is told."""

    x: float
    y: float
    width: float
    height: float
    pattern: str
    count: int
    title: str


@dataclass(frozen=True)
class FlowDrawing:
    """Everything that the picture needs."""

    width: int
    height: int
    base: float
    bars: Sequence[FlowBar]
    ticks: Sequence[tuple[float, str]]
    legend: Sequence[tuple[float, str, str]]
    summary: str


def draw_flow(weeks: Sequence[tuple[date, Mapping[str, int]]], names: Mapping[str, str]) -> FlowDrawing:
    """Return one group of bars for each week."""
    most = max((count for _, counts in weeks for count in counts.values()), default=0) or 1
    base, tall = float(HEIGHT - BOTTOM), HEIGHT - BOTTOM - TOP - 22
    group = (WIDTH - LEFT) / max(len(weeks), 1)
    wide = min(group / (len(names) + 1), 30)
    bars, ticks = [], []
    for number, (monday, counts) in enumerate(weeks):
        start = LEFT + number * group + (group - wide * len(names)) / 2
        label = f"{monday.day} {monday:%b}"
        ticks.append((round(LEFT + (number + 0.5) * group, 1), label))
        for place, code in enumerate(names):
            count = counts.get(code, 0)
            height = round(tall * count / most, 1)
            bars.append(
                FlowBar(
                    round(start + place * wide, 1), round(base - height, 1), round(wide - 3, 1), height, PATTERNS[code], count,
                    f"Week of {label}: {count} {names[code]}",
                )
            )  # fmt: skip
    legend = [(LEFT + place * 230.0, PATTERNS[code], names[code]) for place, code in enumerate(names)]
    totals = ", ".join(f"{sum(counts.get(code, 0) for _, counts in weeks)} {name}" for code, name in names.items())
    return FlowDrawing(WIDTH, HEIGHT, base, bars, ticks, legend, f"Flow of the last {len(weeks)} weeks: {totals}.")
