"""Charts of the quality of links as inline SVG: weights, calibration, and the waterfall of one pair. Each has its table beside it.

Source  stack study, 1.13 (palette of the Analysis Function; chart and table together; no scripts, no style attributes).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from onroll.pipeline.evaluate.charts import BLUE, ORANGE

BAR, GAP, LABELS, PLOT, VALUES = 18, 6, 300, 380, 90
GREY = "#6f777b"


def _open(chart_id: str, title: str, description: str, width: float, height: float, more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{chart_id}-title {chart_id}-desc" class="chart onroll-chart{more}">'
        f'<title id="{chart_id}-title">{escape(title)}</title><desc id="{chart_id}-desc">{escape(description)}</desc>'
    )


def weight_chart(chart_id: str, title: str, bars: Sequence[tuple[str, float]]) -> str:
    """Return bars to either side of nought: what speaks for one child to the right, what speaks against to the left.

    Units  bars: label and bits.
    """
    reach = max((abs(bits) for _, bits in bars), default=1.0) or 1.0
    height = len(bars) * (BAR + GAP) + GAP
    nought = LABELS + PLOT / 2
    parts = [
        _open(
            chart_id,
            title,
            "Bars to the right speak for one child, to the left against; numbers in the table.",
            LABELS + PLOT + VALUES,
            height,
        )
    ]
    for place, (label, bits) in enumerate(bars):
        top = GAP + place * (BAR + GAP)
        long = abs(bits) / reach * PLOT / 2
        start = nought if bits >= 0 else nought - long
        parts.append(f'<text x="{LABELS - 8}" y="{top + 13}" text-anchor="end" font-size="13">{escape(label)}</text>')
        parts.append(f'<rect x="{start:.1f}" y="{top}" width="{long:.1f}" height="{BAR}" fill="{BLUE if bits >= 0 else ORANGE}"/>')
        parts.append(f'<text x="{LABELS + PLOT + 8}" y="{top + 13}" font-size="13">{signed(bits)}</text>')
    parts.append(f'<line x1="{nought}" y1="0" x2="{nought}" y2="{height}" stroke="#0b0c0c"/></svg>')
    return "".join(parts)


def waterfall(chart_id: str, title: str, steps: Sequence[tuple[str, float]]) -> str:
    """Return how the weight of one pair adds up, from the first step to the last.

    Units  steps: label and bits; the first is where it starts.
    """
    sums, total = [], 0.0
    for _, bits in steps:
        sums.append((total, total + bits))
        total += bits
    lowest = min(0.0, *(min(pair) for pair in sums))
    highest = max(0.0, *(max(pair) for pair in sums))
    span = (highest - lowest) or 1.0

    def at(bits: float) -> float:
        return LABELS + (bits - lowest) / span * PLOT

    rows = [(label, *pair) for (label, _), pair in zip(steps, sums, strict=True)] + [("All together", 0.0, total)]
    height = len(rows) * (BAR + GAP) + GAP
    parts = [_open(chart_id, title, "Each bar begins where the one above it ends; numbers in the table.", LABELS + PLOT + VALUES, height)]
    for place, (label, start, end) in enumerate(rows):
        top = GAP + place * (BAR + GAP)
        colour = GREY if place == len(rows) - 1 else (BLUE if end >= start else ORANGE)
        left, right = sorted((at(start), at(end)))
        parts.append(f'<text x="{LABELS - 8}" y="{top + 13}" text-anchor="end" font-size="13">{escape(label)}</text>')
        parts.append(f'<rect x="{left:.1f}" y="{top}" width="{max(1.0, right - left):.1f}" height="{BAR}" fill="{colour}"/>')
        parts.append(f'<text x="{LABELS + PLOT + 8}" y="{top + 13}" font-size="13">{signed(end - start)}</text>')
    parts.append(f'<line x1="{at(0):.1f}" y1="0" x2="{at(0):.1f}" y2="{height}" stroke="#0b0c0c"/></svg>')
    return "".join(parts)


def calibration_chart(chart_id: str, title: str, points: Sequence[tuple[float, float, float, float]]) -> str:
    """Return stated against observed: a point on the line says that the stated probability is the true one.

    Shape  points: stated, observed, and the interval of what was observed.
    """
    side, margin = 300, 46

    def x(share: float) -> float:
        return margin + share * side

    def y(share: float) -> float:
        return 12 + (1 - share) * side

    description = "Points on the diagonal: as often one child as was stated; numbers in the table."
    parts = [_open(chart_id, title, description, side + 2 * margin, side + 64, " onroll-chart--square")]
    parts.append(f'<rect x="{margin}" y="12" width="{side}" height="{side}" fill="none" stroke="{GREY}"/>')
    parts.append(f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="{GREY}" stroke-dasharray="4 4"/>')
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<text x="{x(share)}" y="{side + 30}" text-anchor="middle" font-size="12">{share:g}</text>')
        parts.append(f'<text x="{margin - 6}" y="{y(share) + 4:.1f}" text-anchor="end" font-size="12">{share:g}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{side + 52}" text-anchor="middle" font-size="13">Stated probability</text>')
    for stated, observed, low, high in points:
        parts.append(
            f'<line x1="{x(stated):.1f}" y1="{y(low):.1f}" x2="{x(stated):.1f}" y2="{y(high):.1f}" stroke="{BLUE}" stroke-width="2"/>'
        )
        parts.append(f'<circle cx="{x(stated):.1f}" cy="{y(observed):.1f}" r="5" fill="{BLUE}"/>')
    parts.append("</svg>")
    return "".join(parts)


def signed(bits: float) -> str:
    """Return bits as written, with their sign."""
    return f"{bits:+.1f}".replace("-", "−")
