"""Append to the event log, and check that nobody altered it.

Each event carries the hash of the one before. The database refuses to edit or delete an event (triggers, see the
first migration); whoever takes the triggers away and edits is found by `verify_chain`.

Source  design, section 8; domain, section 8.1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from onroll.accounts.audit_mark import set_mark
from onroll.accounts.many_rows import write_rows
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
    locked until the transaction ends. An event that cannot be written takes the change with it: no savepoint is needed.
    """
    with transaction.atomic(savepoint=False):
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
            write_rows(events)
            ChainHead.objects.filter(id=1).update(seq=seq, hash=prev)
            transaction.on_commit(lambda: set_mark(seq, prev), robust=True)
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
    return _digest(parts)


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def verify_chain() -> int | None:
    """Return the number of the first event that is not, byte for byte, as it was written, or None where all are.

    A missing event is reported at its number; events cut off at the end, at the first that is missing.
    """
    expected_seq, prev = 1, GENESIS
    for row in _stored_rows():
        if row[0] != expected_seq or not _is_as_written(row, prev):
            return expected_seq
        expected_seq, prev = expected_seq + 1, _text(row[-1])
    head = ChainHead.objects.filter(id=1).first()
    if head is None or (head.seq, head.hash) != (expected_seq - 1, prev):
        return expected_seq if head is None or head.seq >= expected_seq else head.seq + 1
    return None


_COLUMNS = ("at", "actor", "role", "authority", "kind", "subject", "purpose", "body", "prev", "hash")
_PAGE = 5000


def _stored_rows() -> Iterator[tuple[Any, ...]]:
    """Yield the events as they are stored, in order: on SQLite as bytes, since there two texts can be read as one moment."""
    columns = ", ".join(f"CAST({name} AS BLOB)" if connection.vendor == "sqlite" else name for name in _COLUMNS)
    after = -(2**62)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT seq, {columns} FROM accounts_event WHERE seq > %s ORDER BY seq LIMIT {_PAGE}", [after])
            rows = cursor.fetchall()
            yield from rows
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]


def _is_as_written(row: Sequence[Any], prev: str) -> bool:
    seq, at, *texts = row
    try:
        actor, role, authority, kind, subject, purpose, body, told_prev, told_hash = (_text(each) for each in texts)
        moment = _moment(at)
    except (UnicodeDecodeError, ValueError, TypeError):
        return False
    parts = [seq, moment, actor, role, authority, kind, subject, purpose, body, told_prev]
    return told_prev == prev and told_hash == _digest(parts)


def _text(stored: Any) -> str:
    return stored if isinstance(stored, str) else bytes(stored).decode("utf-8")


def _moment(stored: Any) -> str:
    """Return a stored moment as the hash has it.

    Raises  ValueError where it is not as Django writes it.
    """
    if isinstance(stored, datetime):
        return stored.astimezone(UTC).isoformat(timespec="microseconds")
    text = _text(stored)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None or str(moment) != text:
        raise ValueError(text)
    return moment.replace(tzinfo=UTC).isoformat(timespec="microseconds")
