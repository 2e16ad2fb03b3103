"""Bar charts as inline SVG: small enough to write by hand, without scripts or style attributes.

Source  stack study, 1.13 (palette of the Analysis Function; chart and table together).
"""

from __future__ import annotations

from html import escape

BAR, GAP, LABEL_WIDTH, PLOT_WIDTH, VALUE_WIDTH = 22, 8, 260, 420, 110
BLUE, ORANGE = "#12436D", "#F46A25"


def bar_chart(chart_id: str, title: str, description: str, bars: list[tuple[str, float, str]], *, most: float | None = None) -> str:
    """Return a horizontal bar chart as SVG.

    Shape   bars: label, length, what to write at its end; most: the length that fills the width, else the longest's.
    """
    full = most or max((length for _, length, _ in bars), default=1) or 1
    height = len(bars) * (BAR + GAP) + GAP
    width = LABEL_WIDTH + PLOT_WIDTH + VALUE_WIDTH
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{chart_id}-title {chart_id}-desc" class="chart">',
        f'<title id="{chart_id}-title">{escape(title)}</title><desc id="{chart_id}-desc">{escape(description)}</desc>',
    ]
    for place, (label, length, written) in enumerate(bars):
        top = GAP + place * (BAR + GAP)
        middle = top + BAR * 0.7
        long = max(0.0, min(1.0, length / full)) * PLOT_WIDTH
        parts.append(f'<text x="{LABEL_WIDTH - 8}" y="{middle:.1f}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect x="{LABEL_WIDTH}" y="{top}" width="{long:.1f}" height="{BAR}" fill="{BLUE}"/>')
        parts.append(f'<text x="{LABEL_WIDTH + long + 6:.1f}" y="{middle:.1f}">{escape(written)}</text>')
    bottom = height - GAP / 2
    parts.append(f'<line x1="{LABEL_WIDTH}" y1="{GAP / 2}" x2="{LABEL_WIDTH}" y2="{bottom}" stroke="#0b0c0c" stroke-width="1"/></svg>')
    return "".join(parts)
