"""The forecast's page: for managers, from their own authority's rates, with a what-if in the address."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from onroll.accounts.models import User
from onroll.casework.models import Case, CaseChange
from onroll.casework.queries.forecast import outlook_for
from support.case_people import DAY, SetClock, viewer
from support.flow_histories import write_histories
from support.people import client_of
from support.responses import text_of


@pytest.fixture
def histories(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    write_histories(300, by=User.objects.get(username="officer"), until=DAY, authorities=("301", "302"))
    User.objects.filter(username="officer").update(full_name="Olive Officer")


def test_the_forecast_begins_with_the_cases_that_are_open(histories: None) -> None:
    found = outlook_for(viewer("manager"))
    assert dict(found.facts)["Open now"] == str(Case.objects.filter(authority="301", closed_on=None).count())
    done = CaseChange.objects.filter(by="officer", on__gt=DAY - timedelta(weeks=8)).count()
    assert dict(found.facts)["Lines written by each of them in a week"] == f"{done / 8:.1f}"
    ahead, work = found.figures
    assert [len(row) for row in ahead.rows] == [4] * 4
    assert all(row[2] <= row[1] <= row[3] for row in ahead.rows)  # type: ignore[operator]
    assert work.rows[0][0] == "Can be done"


def test_a_what_if_stands_in_the_address_beside_what_is(histories: None) -> None:
    page = text_of(client_of("manager").get("/figures/forecast?officers=0.5&referrals=200&look_days=nonsense"))
    assert "Open, what if" in page and 'value="0.5"' in page and 'value="200"' in page and 'value="28"' in page
    found = outlook_for(viewer("manager"), {"officers": "0.5", "referrals": "200"})
    last = found.figures[0].rows[-1]
    assert last[4] > last[1]  # type: ignore[operator]
    assert outlook_for(viewer("manager"), {"officers": "nan", "referrals": "-5"}).asked.referrals == 0


def test_where_too_little_was_seen_nothing_is_foretold(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    assert outlook_for(viewer("manager")).figures == ()
    assert "Too little has been seen yet" in text_of(client_of("manager").get("/figures/forecast"))
