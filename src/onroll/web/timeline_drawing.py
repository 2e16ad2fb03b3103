"""Work out the drawing of a child's timeline: which bar stands where. The template writes it as SVG.

A status is told by its lane, its pattern and its label, never by colour alone; the same spells stand in a table below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onroll.casework.queries.children import Contradiction, Spell
from onroll.core.wording import day_words
from onroll.web.words import TIMELINE, contradiction_name, status_name

WIDTH, LABELS, RIGHT = 960, 170, 16
LANE_HEIGHT, TOP, AXIS = 40, 28, 26
LANES = ("On a school roll", "Educated otherwise", "No school due", "Missing education")
PATTERNS = ("solid", "lines", "dots", "hatch")
SHOWN_YEARS = 7
LEAST_WIDTH = 2.5


@dataclass(frozen=True)
class Bar:
    """One spell as drawn. Shape  title: what a pointer or a screen reader is told."""

    x: float
    y: float
    width: float
    height: float
    pattern: str
    label: str
    title: str


@dataclass(frozen=True)
class Tick:
    """One date on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """Everything that the picture needs."""

    width: int
    height: int
    labels: int
    lanes: Sequence[tuple[float, str]]
    bars: Sequence[Bar]
    strips: Sequence[Bar]
    ticks: Sequence[Tick]
    today: float
    starts_on: date
    summary: str = ""
    rows: Sequence[Spell] = field(default_factory=tuple)


def lane_of(status: str) -> int:
    """Return the lane of a status; one that is not known here is not accounted for."""
    return TIMELINE[status][1] if status in TIMELINE else 3


def draw_timeline(spells: Sequence[Spell], contradictions: Sequence[Contradiction], on: date, schools: Mapping[str, str]) -> Drawing | None:
    """Return the drawing of the last years up to the day, or None where there is nothing to draw."""
    shown = [spell for spell in spells if spell.starts_on <= on]
    if not shown:
        return None
    telling = [spell for spell in shown if spell.evidence] or shown
    starts_on = max(min(spell.starts_on for spell in telling), date(on.year - SHOWN_YEARS, 9, 1))
    starts_on = min(starts_on, on - timedelta(days=180))
    ends_on = on + timedelta(days=max(20, (on - starts_on).days // 40))
    scale = (WIDTH - LABELS - RIGHT) / (ends_on - starts_on).days

    def at(day: date) -> float:
        return round(LABELS + (min(max(day, starts_on), ends_on) - starts_on).days * scale, 1)

    bars = []
    for spell in shown:
        last = min(spell.ends_before or on, on)
        if last <= starts_on and spell.starts_on < starts_on:
            continue
        lane = lane_of(spell.status)
        x, width = at(spell.starts_on), max(at(last) - at(spell.starts_on), LEAST_WIDTH)
        label = status_name(spell.status) + (f" · {schools.get(spell.urn, spell.urn)}" if spell.urn else "")
        until = (
            f"up to {day_words(spell.ends_before - timedelta(days=1))}" if spell.ends_before and spell.ends_before <= on else "and still so"
        )
        title = f"{label}, from {day_words(spell.starts_on)} {until}"
        bars.append(
            Bar(x, TOP + lane * LANE_HEIGHT + 7, round(width, 1), 26, PATTERNS[lane], label if width > 7.2 * len(label) else "", title)
        )
    height = TOP + len(LANES) * LANE_HEIGHT + AXIS
    strips = [
        Bar(
            at(each.starts_on or starts_on),
            8,
            max(at(min(each.ends_before or on, on)) - at(each.starts_on or starts_on), 6),
            12,
            "amber",
            "",
            contradiction_name(each.kind),
        )
        for each in contradictions
        if (each.ends_before or on) > starts_on
    ]
    years = range(starts_on.year, ends_on.year + 1)
    ticks = [
        Tick(at(day), f"Sept {day.year}")
        for day in (date(year, 9, 1) for year in years)
        if starts_on <= day <= ends_on - timedelta(days=30)
    ]
    lanes = [(TOP + number * LANE_HEIGHT, name) for number, name in enumerate(LANES)]
    now = next((spell for spell in reversed(shown) if spell.ends_before is None or spell.ends_before > on), shown[-1])
    whole = f"Timeline from {day_words(starts_on)} to {day_words(on)}"
    summary = f"{whole}. On the last day: {status_name(now.status).lower()}. The table below says the same."
    return Drawing(WIDTH, height, LABELS, lanes, bars, strips, ticks, at(on), starts_on, summary, shown)
