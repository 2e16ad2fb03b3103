"""One question to every authority in England, and who has answered it.

Source  requirement 33 (broadcast national enquiries to all authorities and record replies); issue 4, point 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.wording import day_words
from onroll.core.working_days import working_day_after

ANSWER_WITHIN = 10
"""Working days (Onroll's default; no published limit was found)."""

REMIND_AGAIN_AFTER = 5
"""Working days between two reminders to one authority (Onroll's default)."""

TOLD: Mapping[str, str] = {
    "name": "Name",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "last_school": "Last school known to us",
    "asked_by": "Who asks",
}
"""What every authority is told of the child: enough to look in its own records, and nothing of the home, the risk or the case.

Source  UK GDPR, Article 5(1)(c) (no more than is needed); the choice is Onroll's.
"""

REPLIES: Mapping[str, str] = {
    "known": "We know this child",
    "possibly": "Possibly: we know a child who may be this one",
    "not_known": "We do not know this child",
}
"""What an authority can answer. Silence is none of them."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A question about one child to all authorities but the one that asks.

    Shape  shielded: the child's whereabouts may be known to a named team only; such a question is never broadcast.
    """

    asked_by: str
    asked_on: date
    asked: tuple[str, ...]
    shielded: bool = False

    @property
    def due_on(self) -> date:
        """The day by which each should have answered."""
        return working_day_after(self.asked_on, ANSWER_WITHIN)


@dataclass(frozen=True, slots=True)
class BroadcastReply:
    """One authority's answer: whether it knows the child, in whose name, and what it says."""

    authority: str
    on: date
    by: str
    knows_child: bool
    note: str = ""


def may_broadcast(broadcast: Broadcast) -> Answer:
    """Return whether a question may go out to all."""
    if broadcast.shielded:
        return no("This child is shielded: ask through the named team, not every authority.")
    if broadcast.asked_by in broadcast.asked:
        return no("An authority does not ask itself.")
    return YES if broadcast.asked else no("There is nobody to ask.")


def is_needed(state: str, whereabouts_known: bool) -> bool:
    """Return whether a question is still open: from the moment that the child is found, nobody elsewhere needs to look."""
    return state in ("new", "enquiring") and not whereabouts_known


def may_send(broadcast: Broadcast, state: str, whereabouts_known: bool) -> Answer:
    """Return whether a question may go out from a case as it stands."""
    found = YES if is_needed(state, whereabouts_known) else no("It is known where this child is: no other authority needs to look.")
    return first_no([may_broadcast(broadcast), found])


def may_remind(broadcast: Broadcast, reminded_on: date | None, on: date) -> Answer:
    """Return whether an authority that has not answered may be reminded: once it is late, and not every day."""
    if on <= broadcast.due_on:
        return no(f"The answer is not due before {day_words(broadcast.due_on)}.")
    if reminded_on is not None and on < working_day_after(reminded_on, REMIND_AGAIN_AFTER):
        return no(f"Reminded on {day_words(reminded_on)} already.")
    return YES


def may_reply(broadcast: Broadcast, reply: BroadcastReply) -> Answer:
    """Return whether a reply is one: from an authority that was asked, in somebody's name, with what it knows where it knows the child."""
    if reply.authority not in broadcast.asked:
        return no(f"{reply.authority} was not asked.")
    if reply.on < broadcast.asked_on:
        return no("A reply cannot come before the question.")
    if not reply.by.strip():
        return no("Name who answered.")
    if reply.knows_child and not reply.note.strip():
        return no("Say what is known of the child.")
    return YES


def silent(broadcast: Broadcast, replies: Iterable[BroadcastReply]) -> tuple[str, ...]:
    """Return the authorities that have not answered. Silence is never read as not knowing the child."""
    answered = {reply.authority for reply in replies if may_reply(broadcast, reply)}
    return tuple(authority for authority in broadcast.asked if authority not in answered)


def knowing(broadcast: Broadcast, replies: Iterable[BroadcastReply]) -> tuple[BroadcastReply, ...]:
    """Return the replies of authorities that know the child, the latest first."""
    valid = (reply for reply in replies if reply.knows_child and may_reply(broadcast, reply))
    return tuple(sorted(valid, key=lambda reply: reply.on, reverse=True))
