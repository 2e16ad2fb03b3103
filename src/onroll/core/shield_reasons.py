"""Why a child is shielded, and how soon that is looked at again.

Source  domain, section 8 (shielding: flag reasons); issue 4; the intervals are Onroll's proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onroll.core.answers import YES, Answer, no

SHIELD_REASONS: Mapping[str, str] = {
    "refuge": "Domestic abuse, or in a refuge",
    "adoption": "Adopted: the former identity is sealed",
    "witness_protection": "Witness protection",
    "threat": "A threat to the child or to those around",
    "high_profile": "A family in the public eye",
    "gender_history": "A history of gender that is not to be told",
}
LONGEST_WITHOUT_REVIEW = timedelta(days=366)


def may_mark(reason: str, on: date, review_on: date) -> Answer:
    """Return whether a mark may be set: for a reason of the list, and looked at again within a year."""
    if reason not in SHIELD_REASONS:
        return no("Choose why the child is shielded.")
    if review_on <= on:
        return no("The day on which it is looked at again must be in days to come.")
    if review_on - on > LONGEST_WITHOUT_REVIEW:
        return no("A mark is looked at again within a year.")
    return YES
