"""How an address asks for the very rows that a figure counts, and what answers it: a count and its rows are one rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

PARTS = ":"
OF_STATUS, EVERY_MISSING = "status", "missing"


@dataclass(frozen=True, slots=True)
class Behind:
    """One of the rows. Shape  case_id: of a figure that counts cases; 0 of one that counts children."""

    child_id: str
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a figure counts. Shape  title: of the figure; on: its day; rows: as many as the figure says."""

    title: str
    on: date
    rows: Sequence[Behind]


def rows_behind(kind: str, *parts: str) -> str:
    """Return the address of the rows of a figure. Shape  kind: which figure; parts: what narrows it."""
    return f"/figures/children?{urlencode({'of': PARTS.join((kind, *parts))})}"


def status_opens(status: str, on: date) -> str:
    """Return the address of the children who had a status on a day, or any of those that are missing education."""
    return rows_behind(OF_STATUS, status, on.isoformat())
