"""Into and out of middle schools: first to middle, and middle to upper, after other years than most."""

from __future__ import annotations

from onroll.core.transitions.school_entry import secondary_dates
from onroll.core.transitions.shape import Transition

KIND = Transition(
    code="middle_schools",
    title="Into or out of a middle school",
    who="Children in the last year of a school that ends with year 3, 4, 5, 7, 8, 9 or 10.",
    source="issue 7, point 1; contracts, section 5, transition_gap",
    dates=secondary_dates,
    finishing_years=frozenset({3, 4, 5, 7, 8, 9, 10}),
)
