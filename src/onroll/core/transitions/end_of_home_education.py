"""After home education: a spell that ends, by its own date or by the list's silence."""

from __future__ import annotations

from onroll.core.transitions.endings import at_once
from onroll.core.transitions.shape import SETTLED, Transition

KIND = Transition(
    code="end_of_home_education",
    title="After home education",
    who="Children whose home education ends soon, or has ended.",
    source="contracts, section 5, provision_ended",
    dates=at_once,
    settled=SETTLED - {"home_educated", "home_education_pending"},
)
