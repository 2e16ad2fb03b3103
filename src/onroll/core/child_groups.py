"""The groups by which the quality of links is told: is anybody's link missed more often than another's?

Groups describe many children at once; nothing about one child follows from them.

Source  design, section 5, point 4; issue 3, point 5. The Department's ethnicity codes: domain, section 6.
"""

from __future__ import annotations

from onroll.core.name_origins import ORIGINS

TOPICS = ("sex", "ethnicity", "name origin", "deprivation", "looked after", "mobility")

NOT_KNOWN = "Not known"
SETTLED, ONE_MOVE, MANY_MOVES = "One home, one school", "Several homes or schools", "Several homes and schools"

_BROAD_ETHNICITIES = (
    ("WBRI", "White British"),
    ("WIRT", "Gypsy, Roma or Irish Traveller"),
    ("WRO", "Gypsy, Roma or Irish Traveller"),
    ("W", "Other White"),
    ("M", "Mixed"),
    ("A", "Asian"),
    ("B", "Black"),
    ("CHNE", "Chinese"),
    ("O", "Other"),
)

GROUPS: dict[str, tuple[str, ...]] = {
    "sex": ("Female", "Male", NOT_KNOWN),
    "ethnicity": (*dict.fromkeys(label for _, label in _BROAD_ETHNICITIES), NOT_KNOWN),
    "name origin": ORIGINS,
    "deprivation": ("Most deprived fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Least deprived fifth", NOT_KNOWN),
    "looked after": ("Looked after", "Not looked after"),
    "mobility": (SETTLED, ONE_MOVE, MANY_MOVES),
}
"""Every group of each topic, in the order in which they are shown."""


def sex_group(sex: str | None) -> str:
    """Return the group of a sex as registers write it."""
    return {"F": "Female", "M": "Male"}.get(sex or "", NOT_KNOWN)


def ethnicity_group(code: str | None) -> str:
    """Return the broad group of one of the Department's codes; refused, not obtained and unknown codes are not known."""
    return next((label for start, label in _BROAD_ETHNICITIES if (code or "").startswith(start)), NOT_KNOWN)


def deprivation_group(decile: int | None) -> str:
    """Return the fifth of a decile of income deprivation affecting children (1 is the most deprived)."""
    if decile is None or not 1 <= decile <= 10:
        return NOT_KNOWN
    return GROUPS["deprivation"][(decile - 1) // 2]


def mobility_group(homes: int, schools: int) -> str:
    """Return the group of a child by how many postcodes the rolls have given, and on the rolls of how many schools it has stood.

    Other registers' postcodes do not count: one that is out of date there is a slip of theirs, not a move of the child's.
    """
    return (SETTLED, ONE_MOVE, MANY_MOVES)[(homes > 1) + (schools > 1)]
