"""Anchors and the mark: an end that was cut off is found, a log that was written anew too, and any one byte, at the right row."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, connection, transaction

from onroll.accounts.anchors import Anchor, CannotReadAnchors, as_csv, kept_anchors, make_anchor, read_csv
from onroll.accounts.audit import GENESIS, Doer, Happening, hash_of, record_all, verify_chain
from onroll.accounts.audit_mark import FILE, read_mark, set_mark
from onroll.accounts.audit_verdict import verify_audit
from onroll.accounts.models import ChainHead, DailyAnchor, Event

DOER = Doer(name="someone", role="officer", authority="301")
COLUMNS = ("at", "actor", "role", "authority", "kind", "subject", "purpose", "body", "prev", "hash")


def write(count: int) -> None:
    record_all(
        DOER,
        [Happening(kind="child.looked_at", subject=f"c{number}", purpose="cme_enquiry", body={"n": number}) for number in range(count)],
    )


@pytest.fixture
def log(db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Sixty events, two anchors (at 20 and at 40), and the mark as it stands after a commit."""
    settings.ONROLL_HOME = tmp_path
    for _ in range(2):
        write(20)
        make_anchor(again=True)
    write(20)
    head = ChainHead.objects.get()
    set_mark(head.seq, head.hash)
    yield


def on(table: str) -> str:
    """Return how a trigger's table is named where the database asks for it."""
    return f" ON {table}" if connection.vendor == "postgresql" else ""


def as_dba(*statements: str) -> None:
    """Do what only somebody can do who takes the triggers away."""
    with connection.cursor() as cursor:
        for what in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS accounts_event_no_{what}{on('accounts_event')}")
        for statement in statements:
            cursor.execute(statement)


def cut_off_after(seq: int) -> None:
    """Cut the end off, and make the head agree."""
    as_dba(
        f"DELETE FROM accounts_event WHERE seq > {seq}",
        f"UPDATE accounts_chainhead SET seq = {seq}, hash = (SELECT hash FROM accounts_event WHERE seq = {seq})",
    )


def write_anew_from(seq: int) -> None:
    """Alter an event and give it and all after it new hashes, so that the chain itself holds."""
    as_dba(f"UPDATE accounts_event SET actor = 'someone-else' WHERE seq = {seq}")
    prev = Event.objects.get(seq=seq - 1).hash if seq > 1 else GENESIS
    for event in Event.objects.filter(seq__gte=seq).order_by("seq"):
        event.prev = prev
        prev = hash_of(event)
        as_dba(f"UPDATE accounts_event SET prev = '{event.prev}', hash = '{prev}' WHERE seq = {event.seq}")
    as_dba(f"UPDATE accounts_chainhead SET hash = '{prev}'")
    assert verify_chain() is None


def test_a_whole_log_agrees_with_its_anchors_and_its_mark(log: None) -> None:
    verdict = verify_audit()
    assert verdict.whole and verdict.anchors == 2 and verdict.marked
    assert "All 60 events are as they were written. 2 anchors agree." in verdict.sentence


def test_an_end_cut_off_with_a_head_that_agrees_is_found_by_the_mark(log: None) -> None:
    cut_off_after(55)
    assert verify_chain() is None
    assert verify_audit().broken_at == 56


def test_all_since_the_last_anchor_cut_off_is_found(log: None) -> None:
    cut_off_after(40)
    verdict = verify_audit()
    assert verdict.broken_at == 41 and "mark" in verdict.because


def test_more_cut_off_than_since_the_last_anchor_is_found_without_the_mark(log: None, tmp_path: Path) -> None:
    kept = kept_anchors()
    (tmp_path / FILE).unlink()
    cut_off_after(33)
    assert verify_audit().broken_at == 34
    # Where the anchors of the casebook were cut off as well, the ones that somebody kept tell.
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER accounts_dailyanchor_no_delete{on('accounts_dailyanchor')}")
        cursor.execute("DELETE FROM accounts_dailyanchor WHERE seq > 33")
    assert verify_audit().whole
    assert verify_audit(kept).broken_at == 34


def test_without_the_mark_the_verdict_says_what_it_cannot_tell(log: None, tmp_path: Path) -> None:
    (tmp_path / FILE).unlink()
    verdict = verify_audit()
    assert verdict.whole and "no mark beside the casebook" in verdict.sentence


@pytest.mark.parametrize(("altered", "between"), [(7, (1, 20)), (20, (1, 20)), (21, (21, 40)), (40, (21, 40))])
def test_a_log_written_anew_is_found_between_two_anchors(log: None, altered: int, between: tuple[int, int]) -> None:
    write_anew_from(altered)
    verdict = verify_audit()
    assert (verdict.broken_at, verdict.until) == between


def test_a_log_written_anew_after_the_last_anchor_is_found_by_the_mark(log: None) -> None:
    write_anew_from(50)
    assert verify_audit().broken_at is not None


def test_anchors_are_one_a_day_unless_asked_for_and_never_edited(log: None) -> None:
    assert [anchor.seq for anchor in kept_anchors()] == [20, 40]
    assert make_anchor() == DailyAnchor.objects.get(seq=40), "today has one already"
    newest = make_anchor(again=True)
    assert newest is not None and newest.seq == 60 and make_anchor(again=True) == newest
    for attempt in (lambda: DailyAnchor.objects.update(seq=1), lambda: DailyAnchor.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


def test_kept_anchors_are_read_back_and_a_changed_one_is_refused(log: None) -> None:
    text = as_csv(kept_anchors())
    assert read_csv(text) == kept_anchors()
    assert read_csv("\ufeff" + text.replace("\n", "\r\n")) == kept_anchors()
    changed = text.replace(",20,", ",21,")
    with pytest.raises(CannotReadAnchors, match="Line 2 is not as it was signed"):
        read_csv(changed)
    head = "date,last_event,hash,key,signature\n"
    for nonsense in ("", "hello", head, f"{head}x,y", f"{head}{'x' * 200_000}", f"{head}{signed(10**30)}", f"{head}{signed(0)}"):
        with pytest.raises(CannotReadAnchors):
            read_csv(nonsense)
    assert not Anchor(datetime.now(UTC).date(), 1, "0" * 64, "not base64", "neither").is_genuine


def signed(seq: int) -> str:
    """A line that is signed as it should be, with a key of its own."""
    key, digest = Ed25519PrivateKey.generate(), "0" * 64
    signature = key.sign(f"onroll anchor\n2026-01-01\n{seq}\n{digest}\n".encode())
    return f"2026-01-01,{seq},{digest}," + ",".join(
        base64.b64encode(each).decode() for each in (key.public_key().public_bytes_raw(), signature)
    )


def test_the_signing_key_is_for_its_owner_alone_and_made_once(log: None, tmp_path: Path) -> None:
    path = tmp_path / "anchor_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert len({anchor.key for anchor in kept_anchors()}) == 1
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".anchor_key")]


def test_the_mark_moves_on_and_never_back(log: None, tmp_path: Path) -> None:
    set_mark(70, "a" * 64)
    set_mark(65, "b" * 64)
    mark = read_mark()
    assert mark is not None and (mark.seq, mark.hash) == (70, "a" * 64)
    (tmp_path / FILE).write_text("70")
    assert verify_audit().broken_at == 61


@pytest.mark.parametrize("moment", ["2026-01-01T00:00:00.5", "soon", "2026-13-01 00:00:00", ""])
def test_a_moment_that_cannot_be_or_reads_the_same_is_found(log: None, moment: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL itself takes no moment that is none, and writes every moment in one way")
    as_dba(f"UPDATE accounts_event SET at = '{moment}' WHERE seq = 9")
    assert verify_chain() == 9


def one_byte_changed(choose: random.Random) -> tuple[str, bytes, bytes, int]:
    """Return the column, its bytes before and after, and the event: any byte of any stored value but the empty ones."""
    seq = choose.randint(1, 60)
    while True:
        column = choose.choice(COLUMNS)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT CAST({column} AS BLOB) FROM accounts_event WHERE seq = %s", [seq])
            before = bytes(cursor.fetchone()[0])
        if before:
            break
    place = choose.randrange(len(before))
    other = choose.choice([value for value in range(256) if value != before[place]])
    return column, before, before[:place] + bytes([other]) + before[place + 1 :], seq


def change_bytes_at_random(times: int, seed: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps typed values: a column’s bytes cannot be written one by one")
    choose = random.Random(seed)
    as_dba()
    for _ in range(times):
        column, before, after, seq = one_byte_changed(choose)
        for value, expected in ((after, seq), (before, None)):
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE accounts_event SET {column} = CAST(%s AS TEXT) WHERE seq = %s", [value, seq])
            assert verify_chain() == expected, (column, seq, before, after)


def test_one_byte_changed_in_any_event_is_found_at_its_row(log: None) -> None:
    change_bytes_at_random(30, seed=1)


@pytest.mark.long
def test_one_byte_changed_a_thousand_times_is_found_at_its_row_each_time(log: None) -> None:
    change_bytes_at_random(1000, seed=2)
