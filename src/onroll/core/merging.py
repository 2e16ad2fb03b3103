"""Two people changed the same thing at once: what stands of each one's words, field by field.

A field that only one of them changed is merged by itself. Where both changed it, and differently, it collides: a person chooses,
or keeps both. Nothing is dropped by a rule.

Source  issue 4, point 10 (optimistic locking with a merge screen; nobody's words are lost).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Value = str | tuple[str, ...]
Outcome = Literal["unchanged", "mine", "theirs", "agreed", "united", "collides"]
Pick = Literal["theirs", "mine", "both"]


@dataclass(frozen=True, slots=True)
class MergedField:
    """One field as it was, as somebody else left it, and as I would have it.

    Shape  kept: what stands without anybody choosing; theirs, for as long as a collision has not been decided.
           united: of a list of ticks, to which each added, and from which each took, what they wanted.
    """

    name: str
    was: Value
    theirs: Value
    mine: Value
    outcome: Outcome
    kept: Value

    @property
    def collides(self) -> bool:
        """Whether a person has to choose."""
        return self.outcome == "collides"


def merge(was: Mapping[str, Value], theirs: Mapping[str, Value], mine: Mapping[str, Value]) -> tuple[MergedField, ...]:
    """Return what becomes of each of my fields, in my order. What `was` or `theirs` do not name was empty there."""
    return tuple(_merged(name, was.get(name, _empty(value)), theirs.get(name, _empty(value)), value) for name, value in mine.items())


def decided(field: MergedField, pick: Pick, *, between: str = "\n\n") -> Value:
    """Return what is kept of a field that collided.

    Shape  both: theirs, then mine; between: what stands between two texts.
    """
    if pick == "theirs":
        return field.theirs
    if pick == "mine":
        return field.mine
    if isinstance(field.theirs, tuple) or isinstance(field.mine, tuple):
        return tuple(dict.fromkeys((*field.theirs, *field.mine)))
    if field.theirs in field.mine:  # whoever wrote on from the other's words has them in theirs already
        return field.mine
    return field.theirs if field.mine in field.theirs else f"{field.theirs}{between}{field.mine}"


def _merged(name: str, was: Value, theirs: Value, mine: Value) -> MergedField:
    if mine == theirs:
        return MergedField(name, was, theirs, mine, "unchanged" if mine == was else "agreed", mine)
    if theirs == was:
        return MergedField(name, was, theirs, mine, "mine", mine)
    if mine == was:
        return MergedField(name, was, theirs, mine, "theirs", theirs)
    if isinstance(was, tuple) and isinstance(theirs, tuple) and isinstance(mine, tuple):
        added = [each for each in mine if each not in was]
        taken = {each for each in was if each not in mine}
        united = tuple(dict.fromkeys(each for each in (*theirs, *added) if each not in taken))
        return MergedField(name, was, theirs, mine, "united", united)
    return MergedField(name, was, theirs, mine, "collides", theirs)


def _empty(value: Value) -> Value:
    return () if isinstance(value, tuple) else ""
