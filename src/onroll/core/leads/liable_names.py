"""Whether the person liable for an address is a child's parent, by name.

Source  issue 4, point 4 (liable name against parent); the forms of names: `core/names.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from onroll.core.names import folded, given_name_forms, parent_key, surname_forms, surname_parts

Agreement = Literal["same", "variant"]

TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "mx", "rev", "sir", "prof"])


@lru_cache(maxsize=100_000)
def agreement(liable: str | None, parent: str | None) -> Agreement | None:
    """Return how two names agree, None where they are two people's.

    Shape  same: letter for letter, titles and accents apart. variant: the surname alike (spelt otherwise, or one half of a
           double-barrelled one) and the given name a short form, another spelling, or its initial.
    """
    left, right = _parts(liable), _parts(parent)
    if left is None or right is None:
        return None
    if parent_key(liable) == parent_key(parent):
        return "same"
    return "variant" if surnames_agree(left[1], right[1]) and _given_agree(left[0], right[0]) else None


@lru_cache(maxsize=20_000)
def name_tokens(name: str | None) -> frozenset[str]:
    """Return the surnames by which a person may be written: one of them stands in any name that agrees."""
    parts = _parts(name)
    if parts is None:
        return frozenset()
    surname = parts[1]
    spelt = {form for form in surname_forms(surname) if form[0] not in "=~"}
    return frozenset({*surname_parts(surname), *spelt, *folded(surname).split()} - {""})


@lru_cache(maxsize=20_000)
def given_token(name: str | None) -> str:
    """Return a person's given name in small letters without accents; nothing, where there is no surname beside it."""
    parts = _parts(name)
    return folded(parts[0]) if parts else ""


def given_names_that_agree(wanted: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of given names, one wanted and one known, that may be one person's; as `agreement` has it.

    A whole country has some ten thousand given names: each is compared only with those that share a form, or an initial, with it.

    Shape  both as `given_token` gives them.
    """
    sharing: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for mark in _marks(name):
            sharing[mark].append(name)
    return [
        (name, other)
        for name in wanted
        for other in sorted({other for mark in _marks(name, of_those_alike=True) for other in sharing.get(mark, ())})
        if _given_agree(name, other)
    ]


def _marks(given: str, *, of_those_alike: bool = False) -> set[str]:
    """What a known given name is found by, or all that may agree with a wanted one: itself, its forms, and how it begins.

    An initial agrees with whatever begins so, and the other way round.
    """
    begins = "initial" if (len(given) == 1) != of_those_alike else "begins"
    return {_letters(given), f"{begins} {given[:1]}", *_spelt(given)}


def _spelt(given: str) -> set[str]:
    return {form for form in given_name_forms(given) if form[0] != "~"}


def _letters(given: str) -> str:
    return folded(given).replace(" ", "")


@lru_cache(maxsize=50_000)
def person_key(name: str | None) -> str:
    """Return a person's whole name as one word, titles apart."""
    return parent_key(name)


@lru_cache(maxsize=50_000)
def _parts(name: str | None) -> tuple[str, str] | None:
    """The given name and the surname: the last word, as people write names here."""
    words = [word for word in (name or "").split() if folded(word) not in TITLES and folded(word)]
    return (words[0], words[-1]) if len(words) > 1 else None


def surnames_agree(left: str, right: str) -> bool:
    """Whether two surnames are one, or one half of a double-barrelled one, spelling apart."""
    one, other = set(surname_parts(left)), set(surname_parts(right))
    if one & other:
        return True
    spelt = {form for form in surname_forms(left) if form[0] != "~"}
    return bool(spelt & ({form for form in surname_forms(right) if form[0] != "~"} | other)) or bool(one & set(surname_forms(right)))


def _given_agree(left: str, right: str) -> bool:
    one, other = _letters(left), _letters(right)
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    forms, theirs = _spelt(left), _spelt(right)
    return bool(forms & ({other} | {form for form in theirs if form[0] == "="})) or one in theirs
