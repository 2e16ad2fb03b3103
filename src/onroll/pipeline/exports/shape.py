"""What an export is: a name, its columns, and the query that fills them from one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onroll.pipeline.index import Run


@dataclass(frozen=True)
class Export:
    """One published table.

    Shape  query: given a run, the SQL that selects the columns in order, and a column `child_id` to leave shielded
           children out by; it may use the run's tables only.
           dates, numbers: the columns that are not text, for the formats that have types.
    """

    name: str
    columns: tuple[str, ...]
    query: Callable[[Run], str]
    about: str
    dates: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
