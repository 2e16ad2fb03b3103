"""An authority's own time limits: stricter, never looser; dated, kept, and shown before they are set."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.models import Event
from onroll.casework.actions.local_limits import go_back_to_national, set_limit
from onroll.casework.local_rules import own_limits
from onroll.casework.models import Case, LocalLimit
from onroll.casework.queries.case_tabs.overview import overview
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import text_of

SAID = {"count": "3", "unit": "working day", "valid_from": "19/1/2026", "because": "Agreed by the board"}


@pytest.fixture
def clock(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    made = SetClock(monkeypatch)
    open_current_run()
    Case.objects.filter(authority="301").update(opened_on=DAY - timedelta(days=4))
    return made


def due_of(case: Case, stage: str, on: object = DAY) -> object:
    return next(each.due.on for each in overview(viewer("officer"), case, None, on)["duties"] if each.stage == stage)  # type: ignore[arg-type]


def test_a_stricter_limit_makes_duties_fall_due_earlier_from_its_day_and_in_its_authority(clock: SetClock) -> None:
    case = own_case()
    before = due_of(case, "core_checks")
    set_limit(by=viewer("manager"), stage="core_checks", count=1, unit="working day", valid_from=DAY + timedelta(days=2), because="Board")
    assert due_of(case, "core_checks") == before and own_limits("301", DAY) == ()
    later = DAY + timedelta(days=2)
    assert due_of(case, "core_checks", later) < before  # type: ignore[operator]
    assert own_limits("302", later) == () and len(own_limits("301", later)) == 1
    go_back_to_national(by=viewer("manager"), stage="core_checks", valid_from=later + timedelta(days=1), because="Too short")
    assert own_limits("301", later) and own_limits("301", later + timedelta(days=1)) == ()
    assert Event.objects.filter(kind="local_limit.set").count() == 2


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [(6, "working day", "shorter, not longer"), (5, "school day", "may run slower"), (2, "office hour", "cannot be replaced")],
)
def test_a_looser_limit_is_refused_with_the_reason_in_the_action_and_on_the_page(
    count: int, unit: str, words: str, clock: SetClock
) -> None:
    with pytest.raises(CannotDoNow, match=words):
        set_limit(by=viewer("manager"), stage="core_checks", count=count, unit=unit, valid_from=DAY, because="-")
    for step in ("", "set"):
        answer = client_of("manager").post("/local-rules/core_checks", {**SAID, "count": str(count), "unit": unit, "step": step})
        assert answer.status_code == 200 and "There is a problem" in text_of(answer) and words in text_of(answer)
    assert not LocalLimit.objects.exists()


def test_the_manager_sees_what_would_change_before_anything_is_set(clock: SetClock) -> None:
    client = client_of("manager")
    shown = text_of(client.post("/local-rules/core_checks", {**SAID, "count": "1"}))
    assert "What would change" in shown and "would be late in this today, where 0 are now" in shown
    assert not LocalLimit.objects.exists()
    assert client.post("/local-rules/core_checks", {**SAID, "count": "1", "step": "set"}).status_code == 302
    page = text_of(client.get("/local-rules"))
    assert "1 working day" in page and "Agreed by the board" in page and "England’s usual ones" in page
    assert client.get("/local-rules/no_such_stage").status_code == 404


def test_a_limit_is_never_edited_never_begins_in_the_past_and_is_the_managers_to_set(clock: SetClock) -> None:
    row = set_limit(by=viewer("manager"), stage="home_visit", count=3, unit="school day", valid_from=DAY, because="Board")
    with pytest.raises(DatabaseError), transaction.atomic():
        LocalLimit.objects.filter(pk=row.pk).update(count=9)
    with pytest.raises(CannotDoNow, match="past"):
        set_limit(by=viewer("manager"), stage="home_visit", count=2, unit="school day", valid_from=DAY - timedelta(days=1), because="-")
    with pytest.raises(CannotSee):
        set_limit(by=viewer("officer"), stage="home_visit", count=2, unit="school day", valid_from=DAY, because="-")
