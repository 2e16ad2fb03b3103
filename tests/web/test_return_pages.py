"""A deletion return as a form: slips of the pen open no case, and the officer sees what the school sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onroll.casework.models import Case, SchoolReturn, ToldChild
from onroll.pipeline.index import Index
from support.case_people import SetClock
from support.people import client_of
from support.responses import text_of

RETURN = {
    "step": "send",
    "ground": "g",
    "forename": "Seán",
    "surname": "O’Brien",
    "date_of_birth": "3/10/2017",
    "address_line_1": "1 High Street",
    "postcode": "ZZ1 1ZZ",
    "parent_1_name": "Ann O’Brien",
    "parent_1_phone": "07700 900111",
    "destination_school": "",
    "new_address": "9 Low Road",
    "new_address_from": "20.1.26",
    "ground_met_on": "16/1/2026",
    "deleted_on": "19/1/2026",
}


@pytest.fixture
def school(people: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school signs in on a Monday of January; nothing has been run."""
    Index(tmp_path / "home").create()
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date_of_birth": "3/10/1817"}, "makes the child 20 years old or older"),
        ({"date_of_birth": "3/10/2027"}, "is still to come"),
        ({"deleted_on": "1/1/2050"}, "more than a year ahead"),
        ({"parent_1_phone": "hello"}, "No emergency telephone number for Ann O’Brien"),
    ],
)
def test_a_return_with_a_slip_of_the_pen_opens_no_case(wrong: dict[str, str], sentence: str, school: None) -> None:
    text = text_of(client_of("school").post("/returns/new", {**RETURN, **wrong}))
    assert "The deletion does not stand" in text and sentence in text
    assert not Case.objects.exists() and not ToldChild.objects.exists()


@pytest.mark.parametrize(
    "name", ["surname", "forename", "upn", "address_line_1", "postcode", "parent_1_name", "parent_1_phone", "new_address"]
)
def test_a_return_with_ten_thousand_characters_is_not_kept(name: str, school: None) -> None:
    text = text_of(client_of("school").post("/returns/new", {**RETURN, name: "7" * 10_000}))
    assert "characters at most; there are 10,000" in text and not SchoolReturn.objects.exists()


def test_the_officer_sees_what_the_school_sent_on_the_return_and_from_the_case(school: None) -> None:
    school, officer = client_of("school"), client_of("officer")
    sent = school.post("/returns/new", {**RETURN, "upn": "A123"})
    assert sent.status_code == 302
    row = SchoolReturn.objects.get()
    for client in (school, officer):
        text = text_of(client.get(f"/returns/{row.pk}"))
        for words in (
            "1 High Street",
            "Ann O’Brien",
            "07700 900111",
            "9 Low Road",
            "20 January 2026",
            "16 January 2026",
            "The UPN is none",
        ):
            assert words in text, words
    assert row.case is not None
    signals = text_of(officer.get(f"/cases/{row.case_id}/signals"))
    assert f'href="/returns/{row.pk}"' in signals and "deletion return, ground g" in signals and "Nobody referred the child" not in signals
    overview = text_of(officer.get(f"/cases/{row.case_id}"))
    assert "1 High Street, ZZ1 1ZZ" in overview and "Ann O’Brien" in overview and 'href="tel:07700900111"' in overview
    officer.post("/private-screen", {"hide": "yes", "next": "/cases"})
    hidden = text_of(officer.get(f"/returns/{row.pk}"))
    assert "O’Brien" not in hidden and "1 High Street" not in hidden
