"""How old a reader must be to read a text with ease.

Source  Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas (1975): the Flesch-Kincaid grade; a grade and
        five years make an age. Syllables are counted by groups of vowels, which is near enough for a warning.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n\s*\n|\n(?=[-#])")
_WORD = re.compile(r"[A-Za-z’']+")
_VOWELS = re.compile(r"[aeiouy]+")

EASY = 11.0
"""The age that letters to families aim at: the government's own plain writing aims at nine, legal words included."""


def reading_age(text: str) -> float:
    """Return the age at which most readers read a text with ease; 5 for an empty one.

    Units   years. Names in braces count as one short word each.
    """
    plain = re.sub(r"\{[a-z_]+\}", "Sam", text)
    sentences = [each for each in _SENTENCE.split(plain) if _WORD.search(each)]
    words = _WORD.findall(plain)
    if not words:
        return 5.0
    syllables = sum(_syllables(word) for word in words)
    return round(max(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 0.0) + 5, 1)


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word.lower()))
    silent = word.lower().endswith(("e", "es", "ed")) and not word.lower().endswith(("le", "les", "ted", "ded"))
    return max(groups - (1 if silent and groups > 1 else 0), 1)
