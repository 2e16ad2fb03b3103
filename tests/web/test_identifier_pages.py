"""The page of a child's NHS number: asked by one button, checked, and said of; nothing of others' children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.casework.actions import consistent_identifiers as actions
from onroll.casework.demographic_service import forget_tokens
from onroll.casework.models import IdentifierClaim, IdentifierLookUp
from onroll.casework.the_index import the_tables
from support.demographics import Patient, StandIn, demographics
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import text_of

PAGE = "/children/c000020/nhs-number"
A, B = "9990900019", "9990900027"


@pytest.fixture
def service(people: object, region: object, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with demographics() as here:
        known = the_tables().child("c000020")  # type: ignore[union-attr]
        assert known
        here.patients = [
            Patient(number=A, family=known.surname or "", given=known.forename or "", born=str(known.date_of_birth), restricted=True)
        ]
        settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "Made-up <service>", "address": here.address, "seconds": 5}
        forget_tokens()
        yield here


def test_one_button_asks_once_and_the_page_itself_asks_nobody(service: StandIn) -> None:
    officer = client_of("officer")
    assert PAGE in text_of(officer.get("/children/c000020"))
    with CaptureQueriesContext(connection) as asked:
        page = text_of(officer.get(PAGE))
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 12
    assert "Made-up &lt;service&gt;" in page and "Ask for the child’s number" in page and "No number counts" in page and CANARY not in page
    assert service.asked == []
    assert officer.post(PAGE, {"go": "ask"}).status_code == 302 and len(service.asked) == 1
    with CaptureQueriesContext(connection) as asked:
        page = text_of(officer.get(PAGE))
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 12
    assert f'<span class="onroll-id">{A}</span> is the child’s number' in page and "found by: exact" in page and "(score 1.00)" in page
    assert "The service protects this person’s whereabouts" in page and "Version" in page and len(service.asked) == 1
    twice = officer.post(PAGE, {"go": "ask"})
    assert twice.status_code == 409 and "less than a minute ago" in text_of(twice) and len(service.asked) == 1


def test_a_number_is_checked_and_said_of(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = client_of("officer")
    officer.post(PAGE, {"go": "ask"})
    service.superseded, service.patients[0].number = {A: B}, B
    assert officer.post(PAGE, {"go": "check", "number": A}).status_code == 302
    page = text_of(officer.get(PAGE))
    assert f'<span class="onroll-id">{B}</span> is the child’s number' in page and "Replaced by another number" in page
    assert "There is a problem" in text_of(officer.post(PAGE, {"go": "say", "number": B, "verb": "invalid", "because": ""}))
    wrong = text_of(officer.post(PAGE, {"go": "say", "number": B, "verb": "superseded", "successor": "12", "because": "A letter."}))
    assert "ten digits" in wrong and "A letter." in wrong
    assert officer.post(PAGE, {"go": "say", "number": B, "verb": "invalid", "because": "<b>A letter.</b>"}).status_code == 302
    page = text_of(officer.get(PAGE))
    assert "No number counts" in page and "&lt;b&gt;A letter." in page and IdentifierClaim.objects.count() == 4


def test_an_outage_is_a_sentence_on_the_page(service: StandIn) -> None:
    service.wrong = "503"
    officer = client_of("officer")
    assert officer.post(PAGE, {"go": "ask"}).status_code == 302
    page = text_of(officer.get(PAGE))
    assert "No answer" in page and "is not there at the moment" in page


def test_others_learn_nothing_and_ask_nothing(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AGAIN_AFTER", actions.AGAIN_AFTER * 0)
    for username, nothing in (("officer-302", 404), ("school", 403), ("data-team", 403), ("auditor", 403)):
        for response in (client_of(username).get(PAGE), client_of(username).post(PAGE, {"go": "ask"})):
            assert response.status_code == nothing, (username, response.status_code)
    hidden = "/children/c000041/nhs-number"
    nobody = "/children/c999999/nhs-number"
    for username in ("officer", "officer-302", "shielded-team"):
        answers = [client_of(username).get(address) for address in (hidden, nobody)]
        assert [each.status_code for each in answers] == [404, 404]
    assert client_of("shielded-team-302").get(hidden).status_code == 409
    assert client_of("shielded-team-302").post(hidden, {"go": "ask"}).status_code == 409
    assert service.asked == [] and not IdentifierLookUp.objects.exists()
    assert client_of("officer").post(PAGE, {"go": "check", "number": "9990900035"}).status_code == 409


def test_without_a_service_the_page_says_so(service: StandIn, settings: Any) -> None:
    settings.ONROLL_DEMOGRAPHIC_SERVICE = {}
    page = text_of(client_of("officer").get(PAGE))
    assert "No demographic service is set up here" in page and "Ask for the child’s number" not in page
    assert client_of("officer").post(PAGE, {"go": "ask"}).status_code == 409 and service.asked == []
