"""Others write for long: a page waits its turn; past the longest wait it says so calmly, and never “database is locked”."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from onroll.config.home import LONGEST_WAIT_SECONDS, sqlite_database
from support.casebook_file import put_casebook_into
from support.processes import PATHS

_PAGES = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from django.conf import settings
from django.db import connection
from onroll.accounts.models import Event
from support.people import client_of, make_people
make_people()
client = client_of("officer")
client.raise_request_exception = False
for timeout in sys.argv[2:]:
    connection.close()
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = float(timeout)
    print("ready", flush=True)
    sys.stdin.readline()
    answer = client.post("/purpose", {"purpose": "safeguarding"})
    print(answer.status_code, "locked" in answer.content.decode(), "send it again" in answer.content.decode(), flush=True)
connection.close()
settings.DATABASES["default"]["OPTIONS"]["timeout"] = float(sys.argv[2])
print(Event.objects.filter(kind="purpose.chosen").count(), flush=True)
"""


def hold_the_casebook(home: Path, seconds: float) -> None:
    """Keep every other writer out for so long."""
    writer = sqlite3.connect(home / "casebook.sqlite3", isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    threading.Timer(seconds, lambda: (writer.execute("COMMIT"), writer.close())).start()


def test_a_page_waits_for_another_writer_and_past_the_longest_wait_asks_to_send_it_again(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PYTHONPATH": PATHS, "ONROLL_HOME": str(tmp_path)}
    put_casebook_into(tmp_path)
    command = [sys.executable, "-c", _PAGES, str(tmp_path), str(LONGEST_WAIT_SECONDS), "0.2"]
    pages = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert pages.stdin is not None and pages.stdout is not None
    said = []
    for seconds in (1.0, 1.5):
        assert pages.stdout.readline().strip() == "ready"
        hold_the_casebook(tmp_path, seconds)
        started = time.monotonic()
        pages.stdin.write("go\n")
        pages.stdin.flush()
        said.append(pages.stdout.readline().split())
        assert time.monotonic() - started >= 0.2
    assert said == [["302", "False", "False"], ["503", "False", "True"]]
    done = pages.stdout.readline().strip()
    pages.stdin.close()
    pages.stdout.close()
    assert pages.wait(timeout=30) == 0
    assert done == "1", "the page that was asked to come again has done nothing"


def test_every_change_begins_as_a_change_and_readers_never_wait(tmp_path: Path) -> None:
    options = sqlite_database(tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE" and "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"] and options["timeout"] == LONGEST_WAIT_SECONDS
