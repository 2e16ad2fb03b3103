"""A child's transfer file: who gets it, what is in it, and that there is none of a shielded child."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from onroll.accounts.models import Event
from onroll.casework.queries import transfer_file
from onroll.pipeline.transfer_files_out import SchoolNumber
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import text_of

CHILD = "/children/c000024/transfer-file"


@pytest.fixture
def numbers(people: Any, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schools = {str(urn): SchoolNumber(f"30{1 + (urn // 100) % 4}", f"{urn % 100:04}", f"School {urn}") for urn in range(100_000, 100_400)}
    monkeypatch.setattr(transfer_file, "school_numbers", lambda _: schools)


def test_the_file_says_what_schools_said_and_where_the_child_goes(numbers: None) -> None:
    officer = client_of("officer")
    page = text_of(officer.get(CHILD))
    assert "Common Transfer File" in page and "school2school" in page
    made = officer.post(CHILD, {"destination": "unknown"})
    assert made["Content-Type"].startswith("application/xml") and "_CTF_XXXXXXX_001.xml" in made["Content-Disposition"]
    root = etree.fromstring(made.content)
    assert root.findtext("Header/DestSchool/LEA") == "XXX" and root.findtext("Header/SourceSchool/LEA") == "301"
    assert root.findtext("CTFpupilData/Pupil/Surname") and len(root.findall("CTFpupilData/Pupil")) == 1
    assert b"9990" not in made.content, "the NHS number is the health service's"
    event = Event.objects.get(kind="child.transfer_file_made")
    assert (event.subject, event.purpose) == ("c000024", "cme_enquiry") and "XXXXXXX" in event.body
    outside = officer.post(CHILD, {"destination": "outside"})
    assert etree.fromstring(outside.content).findtext("Header/DestSchool/Estab") == "MMMM"


@pytest.mark.parametrize(
    "said", [{}, {"destination": "moon"}, {"destination": "school", "urn": ""}, {"destination": "school", "urn": "999999"}]
)
def test_a_destination_that_is_none_is_asked_again(numbers: None, said: dict[str, str]) -> None:
    assert "There is a problem" in text_of(client_of("officer").post(CHILD, said))
    assert not Event.objects.filter(kind="child.transfer_file_made").exists()


def test_there_is_none_of_a_shielded_child_for_anybody(numbers: None) -> None:
    hidden = "/children/c000040/transfer-file"
    for address in ("/children/c000081/transfer-file", "/children/c000041/transfer-file", hidden.replace("40", "01")):
        for username in ("officer", "shielded-team", "shielded-team-302", "school"):
            for response in (client_of(username).get(address), client_of(username).post(address, {"destination": "unknown"})):
                assert response.status_code in (404, 409) and CANARY not in text_of(response), (username, address, response.status_code)
    assert client_of("shielded-team-302").get("/children/c000041/transfer-file").status_code == 409
    assert not Event.objects.filter(kind="child.transfer_file_made").exists()


def test_another_authoritys_child_and_one_without_a_school_have_none(numbers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client_of("officer-302").get(CHILD).status_code == 404 and client_of("analyst").get(CHILD).status_code == 403
    monkeypatch.setattr(transfer_file, "school_numbers", lambda _: {})
    refused = client_of("officer").get(CHILD)
    assert refused.status_code == 409 and "No school with a known number" in text_of(refused)
