"""Work out the drawing of a relay between authorities: one line without a gap, a length for each time of responsibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onroll.core.wording import day_words, plural

WIDTH, LEFT, RIGHT, HEIGHT = 960, 12, 12, 92
LINE_Y, LEAST = 46, 90


class Leg(Protocol):
    """One authority's time of responsibility."""

    @property
    def authority(self) -> str:
        """Its code."""

    @property
    def officer(self) -> str:
        """Who took the child over."""

    @property
    def starts_on(self) -> date:
        """The first day."""

    @property
    def ends_before(self) -> date | None:
        """The first day of the next authority; None while responsible."""


@dataclass(frozen=True)
class Stretch:
    """One leg as drawn. Shape  pattern: `solid`, `lines` or `dots`, never the same beside itself."""

    x: float
    width: float
    pattern: str
    name: str
    since: str
    title: str


@dataclass(frozen=True)
class RelayDrawing:
    """Everything that the picture needs."""

    width: int
    height: int
    line_y: int
    stretches: Sequence[Stretch]
    summary: str


def draw_relay(legs: Sequence[Leg], names: Mapping[str, str], on: date) -> RelayDrawing:
    """Return the relay as a line from its first day to today; each leg is at least wide enough to be named."""
    days = [max(((leg.ends_before or on) - leg.starts_on).days, 0) for leg in legs]
    room = max(WIDTH - LEFT - RIGHT - LEAST * len(legs), 0)
    total = sum(days)
    x, stretches = float(LEFT), []
    least = min(LEAST, (WIDTH - LEFT - RIGHT) / max(len(legs), 1))
    for number, (leg, length) in enumerate(zip(legs, days, strict=True)):
        width = least + room * (length / total if total else 1 / len(legs))
        name = names.get(leg.authority, leg.authority)
        until = f"until {day_words(leg.ends_before)}" if leg.ends_before else "and still"
        title = f"{name} from {day_words(leg.starts_on)} {until}{f', {leg.officer}' if leg.officer else ''}"
        stretches.append(
            Stretch(
                round(x, 1), round(width, 1), ("solid", "lines", "dots")[number % 3], _short(name, width), day_words(leg.starts_on), title
            )
        )
        x += width
    now = names.get(legs[-1].authority, legs[-1].authority)
    summary = f"{plural(len(legs), 'authority', 'authorities')} one after another, without a gap; {now} is responsible now."
    return RelayDrawing(WIDTH, HEIGHT, LINE_Y, stretches, summary)


def _short(name: str, width: float) -> str:
    fits = max(int(width / 8), 6)
    return name if len(name) <= fits else f"{name[: fits - 1]}…"
