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

    Units   notice_437, intention_438: calendar days, the day of service being the first. look_after: calendar days after an order
            until somebody looks whether it is kept. decide_within, review_after: working days until the authority's own next step.
            post_takes: working days after posting on which a prepaid letter counts as served.
    """

    notice_437: int = 15
    intention_438: int = 15
    look_after: int = 15
    decide_within: int = 5
    review_after: int = 20
    post_takes: int = 2


PERIODS: tuple[Dated[OrderPeriods], ...] = (
    Dated(
        value=OrderPeriods(),
        source="section 437(2): not less than 15 days beginning with the day of service [seen]; section 438 [from memory];"
        " look_after, decide_within, review_after and post_takes are Onroll's defaults",
    ),
)

HOW_SERVED: dict[str, str] = {
    "by_hand": "Given to the parent by hand",
    "left_at_home": "Left at the home",
    "post": "Sent by prepaid post to the home",
}
"""Ways to serve a paper of the Act. Source: Education Act 1996, section 572 [from memory]: have it checked before relying on it."""


@dataclass(frozen=True, slots=True)
class OrderProcess:
    """One way by which the law leads to an order. Shape  begins_with: its first step, as `attendance_orders` names it."""

    begins_with: str
    title: str


PROCESSES: tuple[Dated[OrderProcess], ...] = (
    Dated(
        value=OrderProcess("notice_437", "Education Act 1996, sections 437 to 443"),
        source="Education Act 1996, sections 437 to 443, in force when last read (summer 2026)",
    ),
)
"""The switch: on the day from which section 436H holds, end this version and add another. Until its steps are built, Onroll then
refuses to begin, and says why."""

PROSPECTIVE: dict[str, str] = {
    "436H": "Children's Wellbeing and Schools Act 2026, section 39: a preliminary notice replaces section 437; no day known",
}
"""Enacted and not in force. Nothing here acts on them."""
