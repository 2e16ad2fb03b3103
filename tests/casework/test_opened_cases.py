"""The shortcut of tests that begin with open cases: it leaves what the program leaves, in every table."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from onroll.accounts.audit import verify_chain
from onroll.casework.models import Case
from onroll.casework.the_index import the_index
from support import opened_cases
from support.case_people import SetClock


def test_what_is_written_again_is_what_the_program_wrote(region: Path, people: object, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The shortcut is for SQLite; elsewhere the program takes the findings in each time")
    SetClock(monkeypatch)
    monkeypatch.setattr(opened_cases, "_written", {})
    run = the_index().current_run()
    assert run is not None
    taken_in = []
    program = opened_cases.take_in_findings
    monkeypatch.setattr(opened_cases, "take_in_findings", lambda given: (taken_in.append(given), program(given)))
    found = []
    for _ in range(2):
        point = transaction.savepoint()
        opened_cases.open_cases(run)
        assert Case.objects.exists() and verify_chain() is None
        found.append(opened_cases._content())
        transaction.savepoint_rollback(point)
    assert taken_in == [run], "by the program once"
    assert found[0] == found[1]
