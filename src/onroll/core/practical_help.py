"""Whether children to whom help was offered were in school twelve weeks later, beside those to whom nothing was.

It is a comparison, not an effect: help goes to those who need it most, and whoever is offered help differs from whoever is not.

Source  issue 7, point 7; domain, section 9 (practical help; twelve weeks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from onroll.core.dated.help_offers import HELP
from onroll.core.holiday_contacts import Share, share_of

LATER = timedelta(weeks=12)
"""After so long it is looked at whether the child is in school."""

NOTHING = ""
"""The kind of help of children to whom none was offered."""

ANSWERS: Mapping[str, str] = {"accepted": "They took it", "declined": "They did not want it", "undecided": "They have not said yet"}

CAUTION = (
    "These figures do not say what help does. Help is offered to those who seem to need it most, and families who accept it differ from "
    "those who do not. Only a trial, or a design that compares like with like, could tell."
)


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """One child to whom something was offered, or nothing. Shape  what: NOTHING where nothing was. in_school: None before the day."""

    child_id: str
    what: str
    on: date
    answer: str
    in_school: bool | None


@dataclass(frozen=True, slots=True)
class HelpSeen:
    """One kind of help. Units  children; too_early: those for whom twelve weeks have not passed."""

    what: str
    title: str
    children: int
    accepted: int
    too_early: int
    in_school: Share


def twelve_weeks_later(offers: Iterable[OfferSeen]) -> list[HelpSeen]:
    """Return by kind of help how many children were in school after twelve weeks; the kinds in their order, nothing last.

    A child counts once for a kind, from the first offer of it. Who was offered several kinds is in each of them.
    """
    first: dict[str, dict[str, OfferSeen]] = {}
    accepted: dict[str, set[str]] = {}
    for offer in sorted(offers, key=attrgetter("on", "child_id", "what")):
        first.setdefault(offer.what, {}).setdefault(offer.child_id, offer)
        if offer.answer == "accepted":
            accepted.setdefault(offer.what, set()).add(offer.child_id)
    return [_seen(what, list(first[what].values()), len(accepted.get(what, ()))) for what in (*HELP, NOTHING) if what in first]


def _seen(what: str, offers: list[OfferSeen], accepted: int) -> HelpSeen:
    judged = [offer for offer in offers if offer.in_school is not None]
    title = HELP.get(what, "Nothing was offered, as far as is recorded")
    share = share_of(sum(offer.in_school is True for offer in judged), len(judged))
    return HelpSeen(what, title, len(offers), accepted, len(offers) - len(judged), share)
