"""The manager's table names officers who have no case: they are whom a manager looks for who has cases to give."""

from __future__ import annotations

import pytest

from onroll.accounts.models import User
from onroll.casework.actions import assigning
from onroll.casework.queries.cases import workload_for
from support.case_people import SetClock, own_case, viewer
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import text_of


def test_an_officer_without_a_case_stands_in_the_table(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    open_current_run()
    officer = User.objects.get(username="officer")
    lines = {line["username"]: line for line in workload_for(viewer("manager"))}
    assert lines["officer"]["open"] == 0 and lines["officer"]["name"] == officer.full_name and "officer-302" not in lines
    text = text_of(client_of("manager").get("/team"))
    assert officer.full_name in text and f"{officer.full_name} (0)" not in text, "there is nothing of theirs to give away"
    assigning.assign_case(own_case().pk, by=viewer("officer"), username="officer")
    lines = {line["username"]: line for line in workload_for(viewer("manager"))}
    assert lines["officer"]["open"] == 1 and f"{officer.full_name} (1)" in text_of(client_of("manager").get("/team"))
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert "officer" in {line["username"] for line in workload_for(viewer("manager"))}, "whoever left still has the case"
