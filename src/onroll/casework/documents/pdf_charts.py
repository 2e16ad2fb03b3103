"""Draw a chart's shapes on a page of a PDF: the same shapes that a page on the screen shows as SVG."""

from __future__ import annotations

from typing import Any

from onroll.core.charts.drawing import INK, Dot, Label, Line, Path, Rect, Shape

POINT = 0.352778
"""Millimetres."""


def draw_shape(pdf: Any, shape: Shape, left: float, top: float, scale: float, family: str) -> None:
    """Draw one shape. Units  left, top: millimetres on the page; scale: millimetres for each unit of the drawing."""

    def x(value: float) -> float:
        return left + value * scale

    def y(value: float) -> float:
        return top + value * scale

    match shape:
        case Rect():
            _paint(pdf, shape.fill, shape.stroke)
            pdf.rect(x(shape.x), y(shape.y), shape.width * scale, shape.height * scale, style="DF" if shape.stroke else "F")
        case Dot():
            _paint(pdf, shape.fill, shape.stroke)
            pdf.circle(x(shape.x), y(shape.y), shape.radius * scale, style="DF" if shape.stroke else "F")
        case Line():
            _stroke(pdf, shape.stroke, shape.width * scale, shape.dash, scale)
            pdf.line(x(shape.x1), y(shape.y1), x(shape.x2), y(shape.y2))
            pdf.set_dash_pattern()
        case Path() if len(shape.points) > 1:
            points = [(x(a), y(b)) for a, b in shape.points]
            _stroke(pdf, shape.stroke or shape.fill, shape.width * scale, shape.dash, scale)
            if shape.fill:
                _paint(pdf, shape.fill, shape.stroke)
                pdf.polygon(points, style="DF" if shape.stroke else "F")
            else:
                pdf.polyline(points, style="D")
            pdf.set_dash_pattern()
        case Label():
            pdf.set_font(family, "B" if shape.strong else "", shape.size * scale / POINT * 0.92)
            pdf.set_text_color(*_rgb(shape.fill))
            wide = pdf.get_string_width(shape.text)
            start = {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            pdf.text(x(shape.x) - start, y(shape.y), shape.text)


def _paint(pdf: Any, fill: str, stroke: str) -> None:
    pdf.set_fill_color(*_rgb(fill))
    if stroke:
        pdf.set_draw_color(*_rgb(stroke))
        pdf.set_line_width(0.2)


def _stroke(pdf: Any, stroke: str, width: float, dash: str, scale: float) -> None:
    pdf.set_draw_color(*_rgb(stroke or INK))
    pdf.set_line_width(width)
    if dash:
        lengths = [float(each) * scale for each in dash.split()]
        pdf.set_dash_pattern(dash=lengths[0], gap=lengths[1])


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
