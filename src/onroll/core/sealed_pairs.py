"""Two identities that must never be joined: adoption, protection. Kept as marks, which tell nobody anything.

A mark is made with a key from what an identity is known by. Who has the list and not the key cannot tell whose marks they are, nor
try out whose they might be.

Source  domain, section 8 (sealed records); anchors, section 4, point 12: an exclusion that reveals nothing when it bites.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

IDENTIFIERS: Mapping[str, str] = {"upn": "upns", "nhs_number": "nhs_numbers", "uln": "ulns"}
"""Each identifier, and the list of a unit that holds it."""


class MarkKeys(NamedTuple):
    """The two keys with which marks are made: each fills one block of the hash."""

    inner: str
    outer: str


def mark_keys(secret: bytes) -> MarkKeys:
    """Return the keys of an index."""
    return MarkKeys(*(hmac.new(secret, f"sealed pairs, {name}".encode(), hashlib.sha256).hexdigest() for name in MarkKeys._fields))


def mark(keys: MarkKeys, text: str) -> str:
    """Return the mark of one thing that an identity is known by."""
    return hashlib.sha256((keys.outer + hashlib.sha256((keys.inner + text).encode()).hexdigest()).encode()).hexdigest()


def known_by(unit: Mapping[str, Sequence[object]]) -> frozenset[str]:
    """Return what an identity is known by: its identifiers, and each of its names with a birthday.

    Shape  unit: lists by column, as linking compares children.
    """
    found = {f"{kind}:{value}" for kind, column in IDENTIFIERS.items() for value in unit.get(column, ())}
    for given in unit.get("given", ()):
        for surname in unit.get("surnames", ()):
            found |= {f"named:{given}|{surname}|{birthday}" for birthday in unit.get("birthdays", ())}
    return frozenset(found)


@dataclass(frozen=True)
class SealedPair:
    """One pair that is never joined, as the line gets it.

    Shape  former, present: the marks of either identity, none in both. ended_on: from when on the former identity is no longer used,
           on the word of the authority that is responsible; None where both go on.
    """

    former: frozenset[str]
    present: frozenset[str]
    ended_on: date | None = None


class CannotSealPair(Exception):
    """The two cannot be told apart, or nothing is known of one; the sentence says which."""


def seal(keys: MarkKeys, former: Collection[str], present: Collection[str], ended_on: date | None = None) -> SealedPair:
    """Return the pair to keep, from what either identity is known by; what both are known by tells nobody apart.

    Raises  CannotSealPair.
    """
    both = set(former) & set(present)
    sides = [frozenset(mark(keys, text) for text in set(side) - both) for side in (former, present)]
    if not all(sides):
        raise CannotSealPair("Nothing tells these two identities apart: no name and no identifier that only one of them has.")
    return SealedPair(sides[0], sides[1], ended_on)
