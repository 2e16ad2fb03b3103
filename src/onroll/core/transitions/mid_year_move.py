"""Moves in the middle of a year: deleted from one roll for another that is named."""

from __future__ import annotations

from onroll.core.transitions.endings import after_a_move
from onroll.core.transitions.shape import Transition

KIND = Transition(
    code="mid_year_move",
    title="Moves during the year",
    who="Children deleted from a roll for a school or an authority that the deletion names.",
    source="domain, section 9 (in-year moves until enrolled); contracts, section 5, not_arrived",
    dates=after_a_move,
)
