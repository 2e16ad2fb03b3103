"""From an infant school to a junior school: a place in year 3 is applied for, and does not follow by itself."""

from __future__ import annotations

from onroll.core.transitions.school_entry import primary_dates
from onroll.core.transitions.shape import Transition

KIND = Transition(
    code="infant_to_junior",
    title="Infant to junior school",
    who="Children in year 2 of a school that ends with it.",
    source="issue 7, point 1; contracts, section 5, transition_gap",
    dates=primary_dates,
    finishing_years=frozenset({2}),
)
