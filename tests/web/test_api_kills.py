"""A return whose work breaks off, and a clock that is set back: nothing is lost, and nothing is done twice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event, KeptAnswer, Organisation
from onroll.casework.actions import machine_tokens, pupil_returns
from onroll.casework.actions.machine_tokens import give_token
from onroll.casework.actions.webhooks import gather
from onroll.casework.models import Case, PupilReturn, WebhookDelivery
from support.case_people import DAY, SetClock, viewer
from support.lead_town import walked_town

PUPIL = {"surname": "Thistlewood", "forename": "Piran", "date_of_birth": "2014-02-17"}
PUPIL |= {"address_line_1": "1 Made-up Street", "postcode": "ZZ1 1ZZ"}
ABSENCE = {"pupil": PUPIL, "first_missed_on": str(DAY - timedelta(days=21)), "days_missed": 12, "whereabouts_known": False}


@pytest.fixture
def clock(people: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    settings.ONROLL_HOME = walked_town()
    return SetClock(monkeypatch)


@pytest.fixture
def token(clock: SetClock) -> str:
    school = Organisation.objects.get(code="100001")
    return give_token(
        by=viewer("administrator"), organisation_id=school.pk, role="school", name="A system", scopes=["returns", "find"],
        purpose="cme_enquiry", expires_on=DAY + timedelta(days=30),
    )[1]  # fmt: skip


def send(token: str, key: str) -> Any:
    headers = {"host": "127.0.0.1", "authorization": f"Bearer {token}", "idempotency-key": key}
    return Client(headers=headers).post("/api/v1/returns/attendance", json.dumps(ABSENCE), content_type="application/json")


def rows() -> tuple[int, int, int, int]:
    return PupilReturn.objects.count(), Case.objects.count(), KeptAnswer.objects.count(), Event.objects.filter(kind="case.opened").count()


class Killed(BaseException):
    """As the machine would."""


PLACES = [
    pytest.param(machine_tokens.KeptAnswer, "save", id="before-the-answer-is-kept"),
    pytest.param(pupil_returns.PupilReturn.objects, "create", id="before-the-return-is-written"),
    pytest.param(pupil_returns, "record", id="before-its-event"),
]
"""Where the work breaks off: before its first row, between its rows, after its last."""


@pytest.mark.parametrize(("where", "name"), PLACES)
def test_a_return_that_breaks_off_leaves_nothing_and_is_done_once_when_it_comes_again(
    where: Any, name: str, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows()

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(where, name, killed)
        with pytest.raises(Killed):
            send(token, "one")
    assert rows() == before and verify_chain() is None, "all or nothing"
    first, again = send(token, "one"), send(token, "one")
    assert first.status_code == again.status_code == 201 and first.content == again.content and again["Idempotency-Replayed"] == "true"
    assert rows() == (1, before[1] + 1, 1, before[3] + 1) and verify_chain() is None


def test_a_clock_that_is_set_back_loses_nothing_and_does_nothing_twice(token: str, clock: SetClock) -> None:
    first = send(token, "one")
    clock.day = DAY - timedelta(days=400)
    again = send(token, "one")
    assert again.content == first.content and again["Idempotency-Replayed"] == "true" and PupilReturn.objects.count() == 1
    other = send(token, "two")
    assert other.status_code == 201 and PupilReturn.objects.count() == 2
    assert Case.objects.filter(closed_on=None, pupil_returns__isnull=False).distinct().count() == 1, (
        "the second joins the child's open case"
    )
    gather()
    assert WebhookDelivery.objects.count() == 0
    clock.day = DAY + timedelta(days=1)
    assert verify_chain() is None
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs))), (
        "the log is in the order in which things were written, whatever the clock said"
    )
    assert send(token, "two").content == other.content
