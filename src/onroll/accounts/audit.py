"""Append to the event log, and check that nobody altered it.

Each event carries the hash of the one before. The database refuses to edit or delete an event (triggers, see the
first migration); whoever takes the triggers away and edits is found by `verify_chain`.

Source  design, section 8; domain, section 8.1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from onroll.accounts.models import ChainHead, Event

GENESIS = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Who does something: a user, or a named job of the program itself."""

    name: str
    role: str
    authority: str = ""


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event before it has its place in the chain. Ids only: never a name, a date of birth or an address."""

    kind: str
    subject: str = ""
    purpose: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


def record(doer: Doer, happening: Happening) -> Event:
    """Append one event; call it in the transaction that makes the change."""
    return record_all(doer, [happening])[0]


def record_all(doer: Doer, happenings: Iterable[Happening]) -> list[Event]:
    """Append events in order, as one step. Two writers at once follow one another.

    SQLite: every transaction of ours begins immediately, so one writer is in at a time. PostgreSQL: the head's row is
    locked until the transaction ends.
    """
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().get(id=1)
        now = datetime.now(UTC)
        events = []
        seq, prev = head.seq, head.hash
        for happening in happenings:
            seq += 1
            event = Event(
                seq=seq,
                at=now,
                actor=doer.name,
                role=doer.role,
                authority=doer.authority,
                kind=happening.kind,
                subject=happening.subject,
                purpose=happening.purpose,
                body=json.dumps(happening.body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str),
                prev=prev,
                hash="",
            )
            event.hash = prev = hash_of(event)
            events.append(event)
        if events:
            Event.objects.bulk_create(events, batch_size=500)
            ChainHead.objects.filter(id=1).update(seq=seq, hash=prev)
        return events


def hash_of(event: Event) -> str:
    """Return the hash that an event must carry."""
    parts = [
        event.seq,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.role,
        event.authority,
        event.kind,
        event.subject,
        event.purpose,
        event.body,
        event.prev,
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def verify_chain() -> int | None:
    """Return the number of the first event that is not as it was written, or None where all are.

    A missing event is reported at its number; events cut off at the end, at the first that is missing.
    """
    expected_seq, prev = 1, GENESIS
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected_seq or event.prev != prev or event.hash != hash_of(event):
            return expected_seq
        expected_seq, prev = expected_seq + 1, event.hash
    head = ChainHead.objects.filter(id=1).first()
    if head is None or (head.seq, head.hash) != (expected_seq - 1, prev):
        return expected_seq if head is None or head.seq >= expected_seq else head.seq + 1
    return None
