"""From year 6 to year 7: the gap in which most children are lost, for no return tells of it."""

from __future__ import annotations

from onroll.core.transitions.school_entry import secondary_dates
from onroll.core.transitions.shape import Transition

KIND = Transition(
    code="year_6_to_7",
    title="Year 6 to year 7",
    who="Children in year 6 of a school that ends with it.",
    source="domain, sections 2.1 (blind spot) and 9; contracts, section 5, transition_gap",
    dates=secondary_dates,
    finishing_years=frozenset({6}),
)
