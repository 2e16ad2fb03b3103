"""What a measure is: a name, its columns, and how its rows follow from a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onroll.pipeline.index import Extract, Run


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know of a run.

    Shape  extracts: those that the run was made from; first_day: the earlier of two days, for a measure between two; la_code: of one
           authority alone; reasons: by child, the Department's label that an officer recorded on the case; population: children aged
           5 to 16 by authority.
    """

    run: Run
    extracts: Sequence[Extract]
    first_day: date | None = None
    la_code: str | None = None
    include_shielded: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    population: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Measured:
    """The rows of a measure, and what is to be said beside them. Shape  shielded: children left out, or put in where that was asked."""

    rows: list[tuple[Any, ...]]
    shielded: int = 0
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Measure:
    """One published table of figures. Shape  between_two_days: it needs a first day; dates, numbers: the columns that are not text."""

    name: str
    columns: tuple[str, ...]
    measure: Callable[[Asked], Measured]
    about: str
    between_two_days: bool = False
    dates: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    title: str = ""
