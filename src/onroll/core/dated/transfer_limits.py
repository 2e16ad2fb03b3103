"""How long a transfer between authorities may wait, and who is told when it waits longer.

Source  domain, section 3.5 (no published limit for acceptance was found); design, section 7 (an unanswered transfer climbs by itself).
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class TransferRung:
    """Who is told when an offer has waited so long.

    Units   after: working days since the offer; after_high: the same for a child at high risk.
    """

    told: str
    after: int
    after_high: int


CLIMB: tuple[Dated[tuple[TransferRung, ...]], ...] = (
    Dated(
        value=(
            TransferRung("the receiver's officer for children missing education", 1, 0),
            TransferRung("both team managers", 3, 1),
            TransferRung("both heads of service", 5, 2),
            TransferRung("both directors of children's services", 10, 3),
        ),
        source="Onroll's default",
        uncertain=True,
    ),
)

UNCLAIMED_CLIMB: tuple[Dated[tuple[TransferRung, ...]], ...] = (
    Dated(
        value=(
            TransferRung("the national data service's duty officer", 0, 0),
            TransferRung("the team managers of the authorities that the records name", 1, 0),
            TransferRung("the heads of service of those authorities", 3, 1),
            TransferRung("the directors of children's services of those authorities", 5, 2),
        ),
        source="Onroll's default",
        uncertain=True,
    ),
)
"""For a child for whom no authority can be said, in working days since the case was opened."""

RETURN_REASONS: dict[str, str] = {
    "not_resident": "The child does not live here, on our evidence",
    "address_not_found": "The address given does not exist or cannot be matched",
    "other_authority": "The child lives in another authority, named in the note",
    "evidence_missing": "What the offer rests on has not been shown",
    "already_ours": "We already have a case for this child",
}
"""What a receiver may return an offer with; each needs a note."""

LONGEST_SPLIT: tuple[Dated[int], ...] = (Dated(value=91, source="Onroll's default", uncertain=True),)
"""How long two authorities may share the work on a child before they look at it again. Units  calendar days."""
