"""After a stay in a refuge: the family moves on, and the school of the stay may be far away. For named teams alone."""

from __future__ import annotations

from onroll.core.transitions.endings import after_a_move
from onroll.core.transitions.shape import Transition

KIND = Transition(
    code="end_of_refuge",
    title="After a refuge",
    who="Children whose stay in a refuge ends soon, or has ended. Shielded: shown to the named team alone.",
    source="issue 7, point 1; design, section 8",
    dates=after_a_move,
)
