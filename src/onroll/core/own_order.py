"""Putting things into an order of one's own, by numbers: without a mouse, and without a script.

Source  anchors, section 6, screens 1 (“change order”) and 5 (a recommended order that the officer may change).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)


def put_in_places(keys: Sequence[Key], wanted: Mapping[Key, int]) -> tuple[Key, ...]:
    """Return keys in a new order: who has another number than before goes there, and the others close up.

    Shape  keys: in the present order. wanted: number by key, 1 for the first; a number past the end means last.
    """
    moving = {key: number for place, key in enumerate(keys, 1) if (number := wanted.get(key, place)) != place}
    ordered = [key for key in keys if key not in moving]
    for key in sorted(moving, key=lambda each: (moving[each], keys.index(each))):
        ordered.insert(max(moving[key], 1) - 1, key)
    return tuple(ordered)
