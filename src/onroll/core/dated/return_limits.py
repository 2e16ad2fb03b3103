"""When a return plan is reviewed, and how long a school place may take.

Source  domain, section 9 (reviews in weeks 1, 2, 4, 8 and 12 [design]; Fair Access and in-year offers [from memory]).
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class PlaceLimits:
    """How long each step to a school place may take.

    Units   school days: offer_usually and offer_at_most since the application, fair_access since the referral; acceptance and start
            since the step before. referral_days: working days until a service has said what came of a referral.
    """

    offer_usually: int = 10
    offer_at_most: int = 15
    fair_access: int = 20
    acceptance: int = 5
    start: int = 10
    referral_days: int = 20


REVIEW_WEEKS: tuple[Dated[tuple[int, ...]], ...] = (Dated(value=(1, 2, 4, 8, 12), source="domain 9 [design]"),)
REVIEW_AGAIN_WEEKS = 4
"""After the last of these weeks, every so many more, for as long as the plan runs (Onroll's proposal)."""

PLACE: tuple[Dated[PlaceLimits], ...] = (
    Dated(
        value=PlaceLimits(),
        source="domain 9 [from memory]: Fair Access 20, in-year offers 10, at most 15; the rest Onroll's proposal",
        uncertain=True,
    ),
)

MOST_PART_TIME_WEEKS: tuple[Dated[int], ...] = (
    Dated(value=6, source="Onroll's proposal; the regulations ask for a temporary timetable without naming a length", uncertain=True),
)
