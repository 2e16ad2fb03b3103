"""One question to every authority in England, and who has answered it.

Source  requirement 33 (broadcast national enquiries to all authorities and record replies); issue 4, point 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onroll.core.answers import YES, Answer, no
from onroll.core.working_days import working_day_after

ANSWER_WITHIN = 10
"""Working days (Onroll's default; no published limit was found)."""


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
