"""Days since anybody saw the child: the clock that counts.

Source  design, section 7 ("the clock that counts is days since anybody saw the child, not days in a stage"); anchors,
        section 4, point 4 (recorded contact without sight does not reset it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.answers import YES, Answer, no
from onroll.core.wording import day_words, plural

How = Literal["in person", "at school", "telephone call", "video call", "message", "told by somebody", "record"]
IN_SIGHT: frozenset[How] = frozenset(["in person", "at school"])
"""A picture on a screen shows neither where a child is nor who else is in the room: it is no sight."""

_WHAT_IT_WAS: dict[How, str] = {
    "telephone call": "A telephone call",
    "video call": "A video call",
    "message": "A message",
    "told by somebody": "Somebody's word",
    "record": "An entry in a register",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with a child or about one.

    Shape  child_seen: what the person who recorded it answered to "did you see the child?". name and profession: of the
           professional who saw the child; empty where nobody is named. place: where.
    """

    on: date
    how: How
    child_seen: bool
    name: str = ""
    profession: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LastSeen:
    """How long nobody has seen a child.

    Shape  seen_on: None where no named professional ever did; days then count from the first day on which anything was
           known of the child.
    """

    days: int
    seen_on: date | None
    sentence: str


def counts_as_seen(contact: Contact) -> Answer:
    """Return whether a contact resets the last-seen clock: a named professional saw the child with their own eyes."""
    if contact.how not in IN_SIGHT:
        return no(f"{_WHAT_IT_WAS[contact.how]} does not show that anybody saw the child: the last-seen clock runs on.")
    if not contact.child_seen:
        return no("The child was not seen: the last-seen clock runs on.")
    if not contact.name.strip() or not contact.profession.strip():
        return no("Nobody is named who saw the child: give the professional's name and profession.")
    return YES


def last_seen(contacts: Iterable[Contact], known_from: date, on: date) -> LastSeen:
    """Return how long, on a day, nobody has seen a child.

    Units   days: calendar days; 0 on the day of the sight. Contacts after the day are left out: nobody knew them yet.
    """
    sights = [contact for contact in contacts if contact.on <= on and counts_as_seen(contact)]
    if not sights:
        days = max((on - known_from).days, 0)
        return LastSeen(
            days,
            None,
            f"No named professional is known to have seen the child since {day_words(known_from)}, {plural(days, 'day')} ago.",
        )
    latest = max(sights, key=lambda contact: contact.on)
    days = (on - latest.on).days
    where = f", {latest.place}" if latest.place else ""
    return LastSeen(
        days, latest.on, f"Last seen {day_words(latest.on)} by {latest.name}, {latest.profession}{where}: {plural(days, 'day')} ago."
    )
