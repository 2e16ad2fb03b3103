"""Gather from the event log who looked at whom: one row for each user, child, day, way and purpose.

The log is the evidence; this is its index by child, so that a page can answer at once. It is gathered on before each question, and may
be thrown away and gathered anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from onroll.accounts.models import Event
from onroll.casework.models import LooksGathered
from onroll.core.retention import short_lived_on

LONDON = ZoneInfo("Europe/London")
CHUNK = 5000
OPENED = ("looked_at", "fetched", "printed", "downloaded", "prepared")
LISTED = ("listed", "sampled", "counted")
NOT_CHILDREN = (
    "account.",
    "extract.",
    "upload.",
    "filter.",
    "worklist.",
    "message.",
    "role.",
    "anchor.",
    "digest.",
    "letter_text.",
    "purpose.",
    "audit.",
)

_Key = tuple[str, str, str, str, date, str, str, str, bool]


@dataclass
class _Gathered:
    times: int
    first_seq: int
    last_seq: int


def log_day() -> date:
    """Return the day that it is in London: the log keeps real moments, in a made-up region too."""
    return datetime.now(LONDON).date()


def gather_looks() -> int:
    """Gather what the log has since the last time; return how many events the log has."""
    log, gathered = _ends()
    if log > gathered:
        with transaction.atomic():
            seq, more, kept_from = gathered, True, _kept_from()
            while more:
                events = list(Event.objects.filter(seq__gt=seq, at__gte=kept_from).order_by("seq")[:CHUNK])
                _keep(_gathered(events))
                seq, more = events[-1].seq if events else seq, len(events) == CHUNK
            if not LooksGathered.objects.filter(id=1, seq=gathered).update(seq=seq):
                transaction.set_rollback(True)  # somebody else gathered the same at the same time
    return log


def _kept_from() -> datetime:
    """Return the moment before which no look is gathered: it would be past its last day."""
    days = next(each.days for each in short_lived_on(log_day()) if each.kind == "look")
    return datetime.now(LONDON) - timedelta(days=days)


def gathered_up_to() -> tuple[int, int]:
    """Return how many events the log has, and up to which its looks have been gathered. Nothing is written: pages ask this."""
    return _ends(begin=False)


def _ends(*, begin: bool = True) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT max(seq) FROM accounts_event), (SELECT max(seq) FROM casework_looksgathered)")
        log, gathered = cursor.fetchone()
    if gathered is None and begin:
        LooksGathered.objects.get_or_create(id=1, defaults={"seq": 0})
    return log or 0, gathered or 0


def way_of(kind: str) -> str:
    """Return in which way an event of a kind touches a child: `opened`, `found`, `listed` or `wrote`."""
    what = kind.rpartition(".")[2]
    if what.endswith(OPENED):
        return "opened"
    if what.endswith("searched"):
        return "found"
    return "listed" if what.endswith(LISTED) else "wrote"


def _gathered(events: Iterable[Event]) -> dict[_Key, _Gathered]:
    rows: dict[_Key, _Gathered] = {}
    for event in events:
        how = way_of(event.kind)
        if event.kind.startswith(NOT_CHILDREN) or (event.role == "system" and how == "wrote"):
            continue
        for child_id, outside in _children_of(event, how):
            on = event.at.astimezone(LONDON).date()
            key = (child_id, event.actor, event.role, event.authority, on, how, event.kind, event.purpose, outside)
            standing = rows.get(key)
            if standing is None:
                rows[key] = _Gathered(1, event.seq, event.seq)
            else:
                standing.times += 1
                standing.last_seq = event.seq
    return rows


def _children_of(event: Event, how: str) -> Iterator[tuple[str, bool]]:
    body = json.loads(event.body)
    relation = body.get("relation", "")
    if body.get("seen") is False or relation == "nothing":
        return
    listed = body.get("children", ())
    is_child = bool(event.subject) and how != "found" and " " not in event.subject and ":" not in event.subject
    for child_id in dict.fromkeys([*([event.subject] if is_child and how != "listed" else []), *(each for each in listed if each)]):
        yield str(child_id)[:64], relation == "exists"


def _keep(rows: dict[_Key, _Gathered]) -> None:
    if not rows:
        return
    sql = (
        'INSERT INTO casework_look (child_id, actor, role, authority, "on", how, kind, purpose, outside, times, first_seq, last_seq)'
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        ' ON CONFLICT (child_id, actor, "on", kind, purpose, outside) DO UPDATE SET'
        " times = casework_look.times + excluded.times, last_seq = excluded.last_seq"
    )
    prepared = [
        (*key[:4], key[4].isoformat() if connection.vendor == "sqlite" else key[4], *key[5:], each.times, each.first_seq, each.last_seq)
        for key, each in rows.items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, prepared)
