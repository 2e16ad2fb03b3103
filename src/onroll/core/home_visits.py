"""A visit to a home: what must be settled before anybody leaves, and who is told when the visitor does not call back.

Source  issue 4, point 9 (a home visit can be prepared: risk note, lone worker); domain, section 3.5 (home visit).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.values import value_on
from onroll.core.dated.visit_limits import LONGEST_VISIT_HOURS, VISIT_CLIMB

VISIT_OUTCOMES: Mapping[str, str] = {
    "seen": "The child was seen",
    "not_seen": "Somebody was met, the child was not seen",
    "no_access": "Nobody let us in, or nobody was there",
    "called_off": "The visit did not take place",
}
"""What may come of a visit."""


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What is settled before a visit. Shape  visitor, knows: who goes, and who waits for the call. Moments in local time."""

    place: str
    visitor: str
    knows: str
    phone: str
    risk: str
    leaves_at: datetime
    back_by: datetime
    second_visitor: str = ""


@dataclass(frozen=True, slots=True)
class VisitNotice:
    """Somebody is to be told that a visitor has not called. Shape  at: in local time."""

    told: str
    at: datetime


def may_set_out(plan: VisitPlan, is_high: bool, no_family_contact: bool, now: datetime) -> Answer:
    """Return whether a visit is prepared well enough for somebody to set out.

    Nobody visits alone where the risk is high, and nobody visits at all where contact with the family could put the child in danger.
    """
    if no_family_contact:
        return no("Do not visit: contact with the family could put the child in danger. Ask social care and the police first.")
    if not plan.place.strip():
        return no("Say which home is visited.")
    if not plan.risk.strip():
        return no("Write the risk note: what is known of the home, and how the visitor stays safe.")
    if not plan.phone.strip():
        return no("Give the telephone number on which the visitor can be reached.")
    if not plan.knows or plan.knows == plan.visitor:
        return no("Name somebody else who knows of the visit and waits for the call.")
    if is_high and not plan.second_visitor.strip():
        return no("The risk is high: nobody visits alone. Name who goes along.")
    if plan.back_by <= plan.leaves_at:
        return no("The visitor calls back after setting out, not before.")
    if plan.back_by <= now:
        return no("The hour by which the visitor calls has passed already.")
    longest = value_on(LONGEST_VISIT_HOURS, now.date())
    if plan.back_by - plan.leaves_at > timedelta(hours=longest):
        return no(f"A visit lasts {longest} hours at most: then the visitor calls.")
    return YES


def missed_call_told(back_by: datetime, is_high: bool, now: datetime) -> tuple[VisitNotice, ...]:
    """Return who has to have been told by now that a visitor has not called, in the order of the ladder; none before the hour."""
    told = []
    for rung in value_on(VISIT_CLIMB, now.date()):
        at = back_by + timedelta(minutes=rung.after_high if is_high else rung.after)
        if at < now:
            told.append(VisitNotice(rung.told, at))
    return tuple(told)
