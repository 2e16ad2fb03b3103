"""Contradictions as work: which kinds people settle, in which words, and when one comes back.

Source  issue 7, point 4; the anomaly lists of CALPADS (exit reason against next entry; reviewed, corrected, known non-anomaly).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

ARRIVES_WITHIN_DAYS = 30
"""After the expected first day, so long nobody is said never to have been enrolled."""

LONG_ELSEWHERE_DAYS = 180
"""So long the other registers must have had the child elsewhere, and the roll not."""

REGISTERS_ELSEWHERE = 2
"""So many registers besides the roll must agree where the child lives: one alone is often out of date."""

SOURCE_HAS_DAYS = 28
"""So long a source that was asked to correct its record has; then the contradiction is open again."""


@dataclass(frozen=True, slots=True)
class ListedKind:
    """One kind, in words."""

    title: str
    means: str
    next_step: str


LISTED: Mapping[str, ListedKind] = {
    "dead_and_attending": ListedKind(
        "Said to have died, and at school later",
        "One register says that the child has died, another shows the child afterwards.",
        "Ask the school on the telephone whether the child is there. Write to no family before it is clear.",
    ),
    "left_to_school_never_enrolled": ListedKind(
        "Left for a school that never enrolled them",
        "A school took the child off its roll for another school, whose rolls since do not have the child.",
        "Ask the named school whether the child ever came, and the former school what the family said.",
    ),
    "abroad_and_seen": ListedKind(
        "Said to have left England, and shown here later",
        "One register says that the child has left England, another still shows or newly registers the child here.",
        "Ask health when the child was last there. A registration that nobody ended is not a sighting.",
    ),
    "abroad_and_registered": ListedKind(
        "Left the roll for abroad, and newly registered here later",
        "A school took the child off its roll as gone abroad, and a register shows a new start in England after that day.",
        "Ask the register of the new start for the address, and whether the child was seen.",
    ),
    "home_educated_and_on_roll": ListedKind(
        "Home educated, and on a roll",
        "An authority has the child as home educated while a school has the child on its roll.",
        "Ask the school whether the family has told it in writing, and the home education team since when.",
    ),
    "on_two_rolls": ListedKind(
        "On two rolls at once",
        "Two schools have the child on their rolls, and neither says that it is by agreement.",
        "Ask both schools where the child has sat in the last weeks.",
    ),
    "lives_elsewhere_than_roll_says": ListedKind(
        "Lives in one authority, on a roll in another",
        "Two registers or more have had the child at an address in another authority for half a year; the roll has not.",
        "Ask the school for the address by its records, and whether the child still comes.",
    ),
    "deleted_as_over_age_too_early": ListedKind(
        "Taken off the roll as over age, long before",
        "A school took the child off its roll as over compulsory school age, years before that is so.",
        "Ask the school for the right ground of the deletion.",
    ),
}
"""The kinds, the gravest first."""

HOWS: Mapping[str, str] = {
    "asked": "One record is wrong: ask its source to correct it",
    "explained": "Both can be right, and this is why",
    "exception": "A known exception, which will stay so",
    "reopened": "Open it again",
}
"""What a person can decide about one."""


def key_of(kind: str, starts_on: date, sources: Iterable[str]) -> str:
    """Return what makes a contradiction the same from run to run: its kind, its first day and who says so. Another is a new one.

    Shape  sources: `register:supplier` of each row that says so; the day of the extract is no part of it.
    """
    said = "|".join([kind, starts_on.isoformat(), *sorted(set(sources))])
    return sha256(said.encode()).hexdigest()[:16]


def state_of(how: str, decided_on: date | None, today: date) -> str:
    """Return whether a contradiction is `open`, `asked` or `settled`, by what was decided last."""
    if how in ("explained", "exception"):
        return "settled"
    if how == "asked" and decided_on is not None and today <= decided_on + timedelta(days=SOURCE_HAS_DAYS):
        return "asked"
    return "open"
