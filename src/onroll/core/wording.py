"""How sentences are put together: a first letter, a code in words, a day, a count with its noun, a list of things.

Source  GOV.UK style guide: days as “4 July 2026”, no comma before the last “and” (read 24 November 2026).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

ABBREVIATIONS: Mapping[str, str] = {
    "urn": "URN",
    "upn": "UPN",
    "uln": "ULN",
    "nhs": "NHS",
    "gp": "GP",
    "nc": "NC",
    "sen": "SEN",
    "fsm": "FSM",
    "la": "LA",
    "cme": "CME",
    "ehe": "home education",
}
"""Parts of codes that are not words, as people say them."""


def capitalised(text: str) -> str:
    """Return words as they begin a sentence: the first letter large, all others as they are (NHS, UPN, January)."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return words as they stand inside a sentence: the first letter small, but an abbreviation (CME officer) as it is."""
    return text if text[:2].isupper() and text[:2].isalpha() else text[:1].lower() + text[1:]


def in_words(code: str | None) -> str:
    """Return any code as words, where it has none of its own: `on_roll` becomes “On roll”."""
    return capitalised(" ".join(ABBREVIATIONS.get(word, word) for word in (code or "").replace("_", " ").lower().split()))


def day_words(day: date | None) -> str:
    """Return the day of a date or a moment as people write it: 4 July 2026; of none, that nobody knows it."""
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 case`, `1,200 cases`.

    Shape    many: the plural where adding an s does not make it (authorities).
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(parts: Iterable[object], last: str = "and") -> str:
    """Return things as they are listed in a sentence: `a`, `a and b`, `a, b and c`; of none, nothing.

    Shape    last: the word before the last of them, “and” or “or”.
    """
    *others, end = [str(part) for part in parts] or [""]
    return f"{', '.join(others)} {last} {end}" if others else end
