"""After custody: it counted as education, and ends on a day that is known before."""

from __future__ import annotations

from onroll.core.transitions.endings import at_once
from onroll.core.transitions.shape import SETTLED, Transition

KIND = Transition(
    code="end_of_custody",
    title="After custody",
    who="Children whose time in custody ends soon, or has ended.",
    source="contracts, section 5 (custody counts as education); domain, section 2.2, ground j",
    dates=at_once,
    settled=SETTLED - {"custody"},
)
