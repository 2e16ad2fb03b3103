"""How long a visitor may be silent after the hour by which they said that they would call, and who is told.

Source  no published ladder was found: Onroll's default. Employers must look after those who work alone (Management of Health
        and Safety at Work Regulations 1999, regulation 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class VisitRung:
    """Who is told when a visitor has been silent for so long. Units  minutes after the agreed hour; after_high: at high risk."""

    told: str
    after: int
    after_high: int


VISIT_CLIMB: tuple[Dated[tuple[VisitRung, ...]], ...] = (
    Dated(
        value=(
            VisitRung("whoever knows of the visit", 0, 0),
            VisitRung("team manager", 15, 0),
            VisitRung("head of service", 30, 15),
            VisitRung("the police", 45, 30),
        ),
        source="Onroll's default",
        uncertain=True,
    ),
)

LONGEST_VISIT_HOURS: tuple[Dated[int], ...] = (Dated(value=12, source="Onroll's default", uncertain=True),)
