"""From which score on an answer of a demographic service counts as the same person.

Source  domain, section 6.5 (the Department's own prototype; seen as its defaults): used unreviewed from 0.95, a possible match from 0.85.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class MatchBands:
    """Scores between 0 and 1. Shape  match, potential: the lowest score of either band; what lies below is of low confidence."""

    match: float
    potential: float


MATCH_BANDS: tuple[Dated[MatchBands], ...] = (
    Dated(MatchBands(match=0.95, potential=0.85), source="domain, section 6.5: the defaults of the Department’s prototype"),
)
