"""The law of school attendance orders: periods, and what is to replace it.

Source  Education Act 1996, sections 437 to 443 and 447, as set out in domain, section 1.4. Children's Wellbeing and Schools Act 2026,
        section 39 (not commenced when last read, summer 2026): its day, once known, ends the version below.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class OrderPeriods:
    """Periods of the pathway.

    Units   calendar days, the day of service being the first.
    """

    notice_437: int = 15
    intention_438: int = 15


PERIODS: tuple[Dated[OrderPeriods], ...] = (
    Dated(
        value=OrderPeriods(),
        source="section 437(2): not less than 15 days beginning with the day of service [seen]; section 438 [from memory]",
    ),
)

PROSPECTIVE: dict[str, str] = {
    "436H": "Children's Wellbeing and Schools Act 2026, section 39: a preliminary notice replaces section 437; no day known",
}
"""Enacted and not in force. Nothing here acts on them."""
