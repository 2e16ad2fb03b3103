"""Cases opened from a run's findings: by the program the first time, then, for the next test that begins just the same, as it left them.

`tests/casework/test_take_in_findings.py` and whoever tests the taking in itself call `take_in_findings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from typing import Any

from django.db import connection

from onroll.casework import clock
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.the_index import the_index
from onroll.pipeline.index import Run

Content = dict[str, tuple[Any, ...]]

_written: dict[Hashable, tuple[Content, Content]] = {}


def open_current_run() -> Run:
    """Take the findings in of the run that readers see, and return it."""
    run = the_index().current_run()
    assert run is not None
    open_cases(run)
    return run


def open_cases(run: Run) -> None:
    """Take a run's findings in.

    Where the same run was taken in before by a clock that stood at the same moment, with the same users and otherwise the same
    rows in every table, the rows that were written then are written again.
    """
    if connection.vendor != "sqlite" or clock.now() != clock.now():
        take_in_findings(run)
        return
    before = _content()
    key = (run.run_id, _digest(run), clock.now(), _users(), tuple(sorted(item for item in before.items() if item[0] != "accounts_user")))
    if key not in _written:
        take_in_findings(run)
        after = _content()
        if after["accounts_user"] == before["accounts_user"]:
            _written[key] = before, {table: rows for table, rows in after.items() if rows != before[table]}
        return
    former, written = _written[key]
    with connection.cursor() as cursor:
        for table, rows in written.items():
            if table == "sqlite_sequence":
                cursor.execute("DELETE FROM sqlite_sequence")
            verb = "INSERT OR REPLACE" if former[table] else "INSERT"
            cursor.executemany(f"{verb} INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)


def _content() -> Content:
    with connection.cursor() as cursor:
        names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: tuple(cursor.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in names}


def _users() -> Hashable:
    with connection.cursor() as cursor:
        return tuple(cursor.execute("SELECT id, username, role, organisation_id, in_shielded_team FROM accounts_user").fetchall())


def _digest(run: Run) -> str:
    digest = hashlib.sha256(str(sorted(run.manifest.items())).encode())
    for path in sorted(each for each in run.folder.rglob("*") if each.is_file()):
        digest.update(path.relative_to(run.folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
