"""How addresses are compared: postcode, and the number and street of the first line.

Nothing here decides anything: it turns an address as written into what can be compared with another.
"""

from __future__ import annotations

import re
from functools import cache

from onroll.core.names import folded

_STREET_WORDS = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cl": "close", "ln": "lane", "dr": "drive", "ct": "court",
    "cres": "crescent", "gdns": "gardens", "pl": "place", "sq": "square", "terr": "terrace", "tce": "terrace", "gr": "grove",
    "hse": "house", "apt": "flat", "apartment": "flat", "pk": "park",
}  # fmt: skip
_NUMBER = re.compile(r"\d+[a-z]?")


@cache
def address_key(line_1: str | None, line_2: str | None = None) -> str:
    """Return house number and street as one word, abbreviations spelt out; nothing where there is no number.

    A line without a number (a farm, a house name) says too little on its own: half the county lives at The Cottage.
    """
    for line in (line_1, line_2):
        text = (line or "").lower()
        numbers = _NUMBER.findall(text)
        words = [_STREET_WORDS.get(word, word) for word in folded(_NUMBER.sub(" ", text)).split()]
        if numbers and words:
            return " ".join(numbers) + " " + "".join(words)
    return ""


@cache
def outward(postcode: str | None) -> str:
    """Return the first half of a postcode: the post town's district."""
    return (postcode or "").split(" ")[0]


def tidy_postcode(text: str | None) -> str:
    """Return a postcode in capitals with one space before the last three, or nothing where it is too short to be one."""
    letters = re.sub(r"[^A-Z0-9]", "", (text or "").upper())
    return f"{letters[:-3]} {letters[-3:]}" if 5 <= len(letters) <= 7 else ""


def forget() -> None:
    """Forget what was remembered of lines: who asks about millions of different ones says so now and then."""
    address_key.cache_clear()
    outward.cache_clear()
