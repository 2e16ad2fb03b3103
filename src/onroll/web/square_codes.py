"""Draw the square code that a telephone reads, as a drawing of the page itself: no file, no script, no other site."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]


@dataclass(frozen=True)
class SquareCode:
    """A drawing. Shape  path: every dark square, as the `d` of an SVG path; size: how many squares wide, margins too."""

    path: str
    size: int


def square_code(text: str) -> SquareCode:
    """Return the square code of a text."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return SquareCode("".join(dark), len(rows))
