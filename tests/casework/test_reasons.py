"""The reason that an officer records is what the termly return counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onroll.accounts.models import Event
from onroll.casework.actions.reasons import record_reason
from onroll.casework.models import CaseChange
from onroll.casework.queries.reading import CannotSee
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.refusals import CannotDoNow
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run


def test_the_latest_reason_counts_from_its_day_on(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> None:
    at = SetClock(monkeypatch)
    open_current_run()
    case = own_case()
    record_reason(case.pk, by=viewer("officer"), reason="Mental health")
    at.day = DAY + timedelta(days=7)
    record_reason(case.pk, by=viewer("officer"), reason="Other", because="The family wrote.")
    assert recorded_reasons(known_by=DAY - timedelta(days=1)) == {}
    assert recorded_reasons(known_by=DAY) == {case.child_id: "Mental health"}
    assert recorded_reasons() == {case.child_id: "Other"}
    assert Event.objects.filter(kind="case.reason_recorded").count() == 2
    assert CaseChange.objects.filter(case=case, kind="case.reason_recorded").last().because == "The family wrote."  # type: ignore[union-attr]


def test_only_a_published_reason_and_only_by_those_responsible(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    open_current_run()
    with pytest.raises(CannotDoNow):
        record_reason(own_case().pk, by=viewer("officer"), reason="Lazy")
    with pytest.raises(CannotSee):
        record_reason(own_case().pk, by=viewer("school"), reason="Other")
