"""A value, the days on which it holds, and its source.

Source  requirement 7 (all rules and code lists with valid-from and valid-to dates).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from onroll.core.wording import day_words

T = TypeVar("T")

EVER = date(1996, 11, 1)
"""The day on which the Education Act 1996 came into force: from here on our own defaults hold, having no older start."""


class NotInForce(LookupError):
    """No version of a value holds on a day."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One version of a value.

    Shape  valid_from: first day; valid_before: first day on which it no longer holds, None while it does.
           uncertain: the source is memory or a proposal; have it checked before relying on it.
    """

    value: T
    source: str
    valid_from: date = EVER
    valid_before: date | None = None
    uncertain: bool = False

    def holds_on(self, day: date) -> bool:
        """Return whether this version holds on a day."""
        return self.valid_from <= day and (self.valid_before is None or day < self.valid_before)


def version_on(versions: Sequence[Dated[T]], day: date) -> Dated[T]:
    """Return the version that holds on a day.

    Raises  NotInForce where none does.
    """
    for version in versions:
        if version.holds_on(day):
            return version
    raise NotInForce(f"No version of this value holds on {day_words(day)}.")


def value_on(versions: Sequence[Dated[T]], day: date) -> T:
    """Return the value that holds on a day.

    Raises  NotInForce where none does.
    """
    return version_on(versions, day).value


def overlapping(versions: Sequence[Dated[T]]) -> list[tuple[Dated[T], Dated[T]]]:
    """Return the pairs of versions that hold on the same day: there must be none."""
    ordered = sorted(versions, key=lambda version: version.valid_from)
    return [(a, b) for a, b in pairwise(ordered) if a.valid_before is None or b.valid_from < a.valid_before]
