"""A drawing: shapes on a plane, and their SVG. No scripts, no style attributes, nothing that a strict page would refuse.

Source  Government Analysis Function, Data visualisation: charts and Colours (palette; never by colour alone); W3C, SVG 2 and
        WAI-ARIA Graphics (title and description for screen readers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

DARK, ORANGE, TEAL, PLUM = "#12436D", "#F46A25", "#28A197", "#801650"
PALE, FAINT, GREY, INK = "#BFCDD9", "#E6ECF1", "#6F777B", "#0B0C0C"
SHADES = ("#F1F4F7", "#CBD7E2", "#94AEC5", "#4F7CA3", "#12436D")
"""From least to most, each clearly darker than the one before: they stay in order without colour."""

DASHES = ("", "7 4", "2 4", "10 4 2 4")
"""Lines of one chart differ by dashes first, by colour second."""

SIZE = 13.0
LETTER = 0.53
"""The mean width of a letter. Units  of its size."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box. Shape  title: what a pointer is told; empty for nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line. Shape  dash: as SVG writes it."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = INK
    width: float = 1.0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, or, with a fill, the area within."""

    points: Sequence[tuple[float, float]]
    stroke: str = ""
    width: float = 2.0
    dash: str = ""
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of text. Shape  anchor: start, middle or end."""

    x: float
    y: float
    text: str
    size: float = SIZE
    anchor: str = "start"
    strong: bool = False
    fill: str = INK


Shape = Rect | Line | Path | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a plane, the later over the earlier. Shape  description: what the picture says, for those who do not see it."""

    key: str
    title: str
    description: str
    width: float
    height: float
    shapes: Sequence[Shape]

    @property
    def svg(self) -> str:
        """Return the drawing as an element of a page."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f'aria-labelledby="{self.key}-title {self.key}-desc" class="chart onroll-chart">'
            f'<title id="{self.key}-title">{escape(self.title)}</title><desc id="{self.key}-desc">{escape(self.description)}</desc>'
        )
        return head + "".join(map(_element, self.shapes)) + "</svg>"


def _element(shape: Shape) -> str:
    match shape:
        case Rect():
            made = f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"{_paint(shape)}/>'
            return _told(made, shape.title)
        case Dot():
            return _told(f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"{_paint(shape)}/>', shape.title)
        case Line():
            return (
                f'<line x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}" '
                f'stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"{_dash(shape.dash)}/>'
            )
        case Path():
            points = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points)
            fill = f' fill="{shape.fill}"' if shape.fill else ' fill="none"'
            stroke = f' stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"{_dash(shape.dash)}' if shape.stroke else ""
            return f'<path d="{points}{"Z" if shape.fill else ""}"{fill}{stroke}/>'
        case Label():
            strong = ' font-weight="700"' if shape.strong else ""
            anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}"{anchor} font-size="{_n(shape.size)}"{strong} fill="{shape.fill}"'
            return f"<text {place}>{escape(shape.text)}</text>"


def _paint(shape: Rect | Dot) -> str:
    return f' fill="{shape.fill}"' + (f' stroke="{shape.stroke}"' if shape.stroke else "")


def _dash(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _told(element: str, title: str) -> str:
    return f"<g><title>{escape(title)}</title>{element}</g>" if title else element


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is."""
    return len(text) * size * LETTER


def shortened(text: str, width: float, size: float = SIZE) -> str:
    """Return a text that fits into a width, cut with a dash of dots where it does not."""
    most = max(3, int(width / (size * LETTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def round_up(value: float) -> float:
    """Return the next round number at or above: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value * (1 - 1e-9))


def ticks(most: float, about: int = 5) -> list[float]:
    """Return round numbers from nought up to at least `most`."""
    step = round_up(most / about)
    count = int(most / step + 1 - 1e-9)
    return [step * place for place in range(max(1, count) + 1)]
