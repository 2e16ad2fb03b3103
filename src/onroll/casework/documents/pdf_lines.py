"""Break text into lines that are not wider than they may be: as fpdf2 breaks them, which measures each line anew for each letter."""

from __future__ import annotations

from collections.abc import Mapping

SPACES = frozenset(" \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
"""Where a line may end; not a space that holds its neighbours together."""

_HAIR = 1e-6


def broken(text: str, widths: Mapping[int, float], most: float) -> list[str]:
    """Return the lines of a text; the space at which a line ends is dropped, and a word longer than a line is cut.

    Shape  widths: of each letter, by its number. most: how wide a line may be; one letter stands in it, however narrow it is.
    """
    paragraphs = text.split("\n")
    if not paragraphs[-1]:
        paragraphs.pop()
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += _of_one(paragraph, widths, most + _HAIR)
    return lines


def _of_one(text: str, widths: Mapping[int, float], most: float) -> list[str]:
    lines: list[str] = []
    start, space, used, since = 0, -1, 0.0, 0.0  # since: how wide what follows the last space is
    for place, letter in enumerate(text):
        width = widths[ord(letter)]
        if used + width > most and place > start:
            if letter in SPACES:
                lines.append(text[start:place])
                start, space, used = place + 1, -1, 0.0
                continue
            if space >= start:
                lines.append(text[start:space])
                start, used = space + 1, since
            if used + width > most and place > start:
                lines.append(text[start:place])
                start, used = place, 0.0
            space = -1
        used += width
        if letter in SPACES:
            space, since = place, 0.0
        else:
            since += width
    if start < len(text) or not lines:
        lines.append(text[start:])
    return lines
