"""The auditor's pages, families' requests and the register, over the made-up region: what they show and refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.casework.actions.assigning import open_case
from onroll.casework.actions.family_requests import receive_request
from onroll.casework.actions.not_in_school import take_in_register
from onroll.casework.actions.reading_alerts import watch_readings
from onroll.casework.looks import gather_looks
from onroll.casework.models import DeclaredTie, FamilyRequest, NotInSchoolEntry, ReadingAlert
from onroll.casework.the_index import the_index
from onroll.casework.viewers import viewer_of
from onroll.core.dated.family_texts import FAMILY_TEXTS
from onroll.core.dated.letter_kinds import RIGHT_TO_LEFT
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import text_of


def opened(client: Client, address: str, most: int = 12) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    asking = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(asking) <= most, (address, len(asking), asking)
    text = text_of(response)
    assert CANARY not in text
    return text


@pytest.mark.parametrize("language", sorted(FAMILY_TEXTS[0].value))
def test_families_read_the_page_in_their_language_and_direction(language: str, db: None, region: Any) -> None:
    response = Client(headers={"host": "127.0.0.1"}).get(f"/families/{language}")
    page = response.content.decode()
    text = FAMILY_TEXTS[0].value[language]
    assert response.status_code == 200 and text.sentences["title"] in page and text.sentences["complain"].split("’")[0] in page
    assert f'lang="{language}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}"' in page
    assert (text.sentences["unchecked"].split("’")[0] in page) == (language != "en")


def test_there_is_no_page_in_a_language_that_nobody_wrote(db: None, region: Any) -> None:
    assert Client(headers={"host": "127.0.0.1"}).get("/families/xx").status_code == 404


def test_the_auditor_goes_from_an_alert_to_the_looks_and_closes_it(people: Any, region: Any) -> None:
    officer, auditor = client_of("officer"), client_of("auditor")
    officer.post("/own-family", {"surnames": "", "postcodes": "ZZ1 4ZZ"})
    assert DeclaredTie.objects.count() == 1
    assert "ZZ1" not in officer.get("/own-family").content.decode()
    officer.get("/children/c000004")
    assert auditor.post("/audit/alerts").status_code == 302
    alert = ReadingAlert.objects.get()
    assert "own family" in opened(auditor, "/audit/alerts")
    page = opened(auditor, f"/audit/alerts/{alert.pk}")
    assert "postcode that the user declared" in page and "c000004" in page
    assert "officer" in opened(auditor, "/audit/looks?child=c000004")
    assert "c000004" in opened(auditor, "/audit/looks?user=officer&how=opened&on=" + datetime.now(UTC).date().isoformat())
    assert opened(auditor, "/audit") and opened(auditor, "/audit/check")
    wrong = auditor.post(f"/audit/alerts/{alert.pk}", {"verdict": "explained", "because": ""})
    assert wrong.status_code == 200 and b"There is a problem" in wrong.content
    assert auditor.post(f"/audit/alerts/{alert.pk}", {"verdict": "explained", "because": "Own street, own case."}).status_code == 302
    assert "Own street" in opened(auditor, "/audit/alerts?closed=yes")
    assert watch_readings() == 0


def test_anchors_are_made_and_handed_out(people: Any, own_region: Any) -> None:
    auditor = client_of("auditor")
    assert auditor.post("/audit/anchors").status_code == 302
    assert "1 anchor" in opened(auditor, "/audit/anchors")
    csv = auditor.get("/audit/anchors/file.csv")
    assert csv["Content-Disposition"].endswith('"onroll-anchors.csv"') and csv.content.startswith(b"date,last_event,hash,key,signature\n")
    assert auditor.get("/audit/anchors/file.pdf").content.startswith(b"%PDF") and auditor.get("/audit/anchors/file.exe").status_code == 404


def test_a_request_is_written_down_reviewed_and_refused_to_others(people: Any, region: Any) -> None:
    officer, other = client_of("officer"), client_of("officer-302")
    open_case("c000020", by=viewer_of(people["officer"]), because="A neighbour told us.")
    empty = officer.post("/family-requests/new", {})
    assert empty.status_code == 200 and b"There is a problem" in empty.content
    said = {
        "kind": "access", "child_id": "c000020", "asked_by": "Ada Parent", "relationship": "parent", "reach": "x", "language": "en",
        "asks": "What do you hold?", "received_on": "15/1/2026", "complained_of": "",
    }  # fmt: skip
    assert officer.post("/family-requests/new", said).status_code == 302
    request = FamilyRequest.objects.get()
    address = f"/family-requests/{request.pk}"
    assert "16 February 2026" in opened(officer, address), "15 February is a Sunday"
    assert request.number in opened(officer, "/family-requests?list=late")
    assert "Proposed: hold it back" in opened(officer, f"{address}/items")
    assert officer.get(f"{address}/package.zip").status_code == 409
    assert officer.post(f"{address}/items", {"go": "proposals"}).status_code == 302
    assert officer.post(f"{address}/identity", {"how": "Passport"}).status_code == 302
    package = officer.get(f"{address}/package.zip")
    assert package.status_code == 200 and package.content.startswith(b"PK")
    assert officer.post(f"{address}/answer", {"outcome": "sent", "answer": "Sent."}).status_code == 302
    assert officer.get(f"{address}/answer").status_code == 404, "nothing more is done about it"
    for ending in ("", "/items", "/package.zip", "/give"):
        assert other.get(address + ending).status_code == 404


def test_the_register_is_hidden_until_its_day_and_worked_from_its_page(people: Any, region: Any, settings: Any) -> None:
    officer = client_of("officer")
    before = opened(officer, "/not-in-school")
    assert "not in force" in before and "Who would be on it" in before
    settings.ONROLL_NOT_IN_SCHOOL_FROM = date(2026, 1, 1)
    run = the_index().current_run()
    assert run is not None
    take_in_register(run)
    entry = NotInSchoolEntry.objects.filter(authority="301", shielded=False).first()
    assert entry is not None
    assert "Something is due" in opened(officer, "/not-in-school?list=due")
    address = f"/not-in-school/{entry.pk}"
    assert "Ask the parent" in opened(officer, address)
    assert officer.post(address, {"step": "ask_parent"}).status_code == 302
    assert officer.post(address, {"step": "parent", "parents": "Ada Parent"}).status_code == 302
    again = officer.post(address, {"step": "parent"})
    assert again.status_code == 200 and b"There is a problem" in again.content
    assert officer.post(address, {"step": "nonsense"}).status_code == 404
    assert "Ada Parent" in opened(officer, address) and "Ada Parent" in officer.get("/not-in-school.csv").content.decode("utf-8-sig")
    assert client_of("officer-302").get(address).status_code == 404


def test_who_reported_a_child_answers_corrections_and_sees_who_asked(people: Any, region: Any) -> None:
    client_of("officer").get("/children/c000020")
    gather_looks()
    data_team = client_of("data-team")
    page = opened(data_team, "/who-asked")
    assert "Eastshire" in page and "Test officer" not in page
    assert "c000020" in data_team.get("/who-asked?as=csv").content.decode("utf-8-sig")
    officer = viewer_of(people["officer"])
    receive_request(
        by=officer,
        kind="correction",
        child_id="c000020",
        asked_by="Ada",
        relationship="parent",
        reach="x",
        asks="Wrong",
        received_on=date(2026, 1, 15),
    )
    request = FamilyRequest.objects.get()
    form = {"record": "school_roll|301|r20", "field": "surname", "should_be": "Other", "because": "Deed"}
    assert client_of("officer").post(f"/family-requests/{request.pk}/ask-source", form).status_code == 302
    assert "Other" in opened(data_team, "/corrections")
    number = request.corrections.get().pk
    assert b"There is a problem" in data_team.post("/corrections", {"correction": number}).content
    assert data_team.post("/corrections", {"correction": number, "answer": "corrected", "said": "Done."}).status_code == 302
    assert data_team.post("/corrections", {"correction": "x", "answer": "corrected", "said": "Done."}).status_code == 404
