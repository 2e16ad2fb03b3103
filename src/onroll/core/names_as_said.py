"""How a name is shown: as people write it, where a register sends it in capitals alone.

What was sent stays as it was sent in the records themselves; this is for headings and lists.
"""

from __future__ import annotations

import re

_LOWERED = frozenset(["van", "von", "der", "den", "bin", "bint", "ibn"])
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"(['’])S\b")


def as_said(name: str) -> str:
    """Return a name as people write it: `AMINA O'BRIEN` becomes `Amina O'Brien`; a name in mixed case stays as it is."""
    if not name or (name != name.upper() and name != name.lower()):
        return name
    words = []
    for number, word in enumerate(name.split()):
        lowered = word.lower()
        words.append(lowered if number and lowered in _LOWERED else _WORD.sub(_capital, lowered))
    return _POSSESSIVE.sub(r"\1s", " ".join(words))


def initials_of(name: str) -> str:
    """Return what stands for a name on a screen that others can see: `A. K.`"""
    return " ".join(f"{part[0].upper()}." for part in re.split(r"[\s-]+", name) if part[:1].isalpha())


def _capital(found: re.Match[str]) -> str:
    word = found.group()
    if word.startswith("mc") and len(word) > 3:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
