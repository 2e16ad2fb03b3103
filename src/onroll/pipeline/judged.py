"""What one station judged and the next need not judge again: the findings that the drawing of timelines came by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.findings.shape import Finding


@dataclass(frozen=True)
class Judged:
    """The findings of a day by child, before anybody is looked for again.

    Shape  judged: how many children were judged: all whom no fresh roll settles; shielded: of whom findings name no place.
    """

    found: Mapping[str, Finding]
    judged: int
    shielded: frozenset[str]
