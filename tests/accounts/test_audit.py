"""The event log: appended in order, never edited, and any tampering is found at the right row."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from onroll.accounts.audit import Doer, Happening, record, record_all, verify_chain
from onroll.accounts.models import ChainHead, Event
from support.casebook_file import put_casebook_into
from support.postgres import postgres_address

DOER = Doer(name="someone", role="officer", authority="301")


@pytest.fixture
def events(db: None) -> list[Event]:
    return record_all(
        DOER, [Happening(kind="thing.done", subject=f"c{number}", purpose="cme_enquiry", body={"n": number}) for number in range(1, 21)]
    )


def without_triggers(sql: str) -> None:
    with connection.cursor() as cursor:
        for what in ("update", "delete"):
            on = " ON accounts_event" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER accounts_event_no_{what}{on}")
        cursor.execute(sql)


def test_events_follow_one_another_and_the_chain_holds(events: list[Event]) -> None:
    assert [event.seq for event in events] == list(range(1, 21))
    assert all(after.prev == before.hash for before, after in pairwise(events))
    assert verify_chain() is None
    assert record(DOER, Happening(kind="one.more")).seq == 21
    assert verify_chain() is None


def test_an_empty_log_holds(db: None) -> None:
    assert verify_chain() is None


@pytest.mark.parametrize("column", ["actor", "role", "authority", "kind", "subject", "purpose", "body", "prev", "hash"])
def test_one_altered_value_is_found_at_its_row(column: str, events: list[Event]) -> None:
    without_triggers(f"UPDATE accounts_event SET {column} = 'x' WHERE seq = 7")
    assert verify_chain() == 7


def test_an_altered_moment_is_found(events: list[Event]) -> None:
    without_triggers("UPDATE accounts_event SET at = '2026-01-01 00:00:00+00:00' WHERE seq = 3")
    assert verify_chain() == 3


def test_a_missing_event_is_found_at_its_place(events: list[Event]) -> None:
    without_triggers("DELETE FROM accounts_event WHERE seq = 12")
    assert verify_chain() == 12


def test_events_cut_off_at_the_end_are_found(events: list[Event]) -> None:
    without_triggers("DELETE FROM accounts_event WHERE seq > 15")
    assert verify_chain() == 16


def test_an_event_slipped_in_is_found(events: list[Event]) -> None:
    last = events[-1]
    copy = Event(seq=21, at=last.at, actor="x", role="x", kind="x", body="{}", prev=last.hash, hash="0" * 64)
    copy.save(force_insert=True)
    assert verify_chain() == 21


def test_the_database_refuses_to_edit_or_delete_an_event(events: list[Event]) -> None:
    for attempt in (lambda: Event.objects.filter(seq=5).update(kind="x"), lambda: Event.objects.filter(seq=5).delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert verify_chain() is None


def test_an_event_goes_with_its_change_or_not_at_all(events: list[Event]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(DOER, Happening(kind="undone"))
        raise RuntimeError
    assert ChainHead.objects.get().seq == 20 and verify_chain() is None


TWO_WRITERS = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from django.db import transaction
from onroll.accounts.audit import Doer, Happening, record, verify_chain
for number in range(int(sys.argv[3])):
    with transaction.atomic():
        record(Doer(name=sys.argv[2], role="officer"), Happening(kind="written", subject=str(number)))
"""

CHECK = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from django.db import DatabaseError, connection
from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
print(Event.objects.count(), verify_chain(), connection.vendor)
for attempt in (lambda: Event.objects.filter(seq=5).update(kind="x"), lambda: Event.objects.filter(seq=5).delete()):
    try:
        attempt()
    except DatabaseError as error:
        print("append-only" in str(error))
"""


def two_writers(home: Path, environment: dict[str, str]) -> list[str]:
    def python(script: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", script, str(home), *words], env=environment, stdout=subprocess.PIPE, text=True)

    put_casebook_into(home)
    writers = [python(TWO_WRITERS, name, "40") for name in ("one", "other")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    for writer in writers:
        writer.communicate()
    return python(CHECK).communicate(timeout=60)[0].split()


def test_two_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    assert two_writers(tmp_path, environment) == ["80", "None", "sqlite", "True", "True"]


def test_two_writers_at_once_make_one_chain_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        assert two_writers(tmp_path, {**os.environ, "DATABASE_URL": address}) == ["80", "None", "postgresql", "True", "True"]
