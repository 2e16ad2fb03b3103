"""What people type into forms: days and hours as they write them, lines that are too long, and years that cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from onroll.casework.models import Case, Contact, HomeVisit
from onroll.web.case_forms import Ask, day_of, read
from support.case_people import DAY
from support.people import client_of
from support.responses import text_of


@pytest.mark.parametrize(
    "text",
    [
        "17/5/2026",
        "17.5.2026",
        "17-5-2026",
        "17 / 5 / 2026",
        "17/5/26",
        "17.05.26",
        "2026-05-17",
        "17 5 2026",
        "17 May 2026",
        "17 may 2026",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text) == date(2026, 5, 17)


@pytest.mark.parametrize("text", ["", "31/2/2026", "17/13/2026", "5/2026", "17/5", "1/1/126", "99999999999", "today", "٣/٤", "😀"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_line_that_is_too_long_is_said_and_kept_as_typed() -> None:
    ask = Ask(name="place", label="Where is the child?", longest=20)
    form = read([ask], _posted(place="y" * 21))
    assert form.errors == {"place": ["Where is the child: 20 characters at most; there are 21"]} and form.raw["place"] == "y" * 21
    assert read([ask], _posted(place="y" * 20)).errors == {}


def _posted(**said: str) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update(said)
    return made


def test_a_slip_in_the_year_does_not_take_a_case_off_the_list(case: Case) -> None:
    client = client_of("officer")
    address = f"/cases/{case.pk}/do/next"
    said = {"action": "Ring O’Brien", "version": str(case.version)}
    text = text_of(client.post(address, {**said, "due_on": "1/1/2090"}))
    assert "A next action is due by 20 April 2026 at the latest" in text and "1/1/2090" in text
    assert Case.objects.get(pk=case.pk).next_action != "Ring O’Brien"
    last = DAY + timedelta(days=91)
    assert client.post(address, {**said, "due_on": f"{last:%-d/%-m/%y}"}).status_code == 302
    assert Case.objects.get(pk=case.pk).next_action == "Ring O’Brien"


@pytest.mark.parametrize(("leaves", "back"), [("11am", "12.30 pm"), ("11", "1pm"), ("11.00", "12:30"), ("1100", "1230")])
def test_an_hour_is_read_as_people_write_it(leaves: str, back: str, case: Case) -> None:
    visit = {"place": "20 Made-up Street", "risk": "A dog", "visitor": "officer", "knows": "manager", "phone": "07700 900001"}
    said = {**visit, "on": "19/1/26", "leaves": leaves, "back": back, "second_visitor": "B. Green"}
    client = client_of("officer")
    assert "somebody else than the visitor" in text_of(client.post(f"/cases/{case.pk}/visit", {**said, "knows": "officer"}))
    assert client.post(f"/cases/{case.pk}/visit", said).status_code == 302
    assert HomeVisit.objects.get().place == "20 Made-up Street"


@pytest.mark.parametrize(("year", "sentence"), [("1815", "26 years old or older"), ("2030", "is still to come")])
def test_nobody_is_searched_for_or_told_of_with_a_birthday_that_cannot_be(year: str, sentence: str, case: Case) -> None:
    known = {"forename": "Zed", "surname": "O’Brien", "born_day": "1", "born_month": "1", "born_year": year}
    assert sentence in text_of(client_of("officer").post("/find", known))
    assert sentence in text_of(client_of("school").post("/referrals/new", {**known, "step": "search"}))


# -- a contact, and what is next --------------------------------------------------------------------------------------

CALL = {"how": "telephone call", "on": "19/1/2026", "note": "Rang twice, voicemail."}


def test_a_contact_says_what_is_next_in_the_same_form(case: Case) -> None:
    client = client_of("officer")
    address = f"/cases/{case.pk}/do/contact?asked=yes&seen=no"
    assert f"Leave it empty to keep what stands: {case.next_action}" in text_of(client.get(address))
    assert client.post(address, CALL).status_code == 302
    kept = Case.objects.get(pk=case.pk)
    assert (kept.next_action, kept.due_on) == (case.next_action, case.due_on)
    assert client.post(address, {**CALL, "next_action": "Ring again at six", "next_due_on": "20/1/26"}).status_code == 302
    kept = Case.objects.get(pk=case.pk)
    assert (kept.next_action, kept.due_on) == ("Ring again at six", date(2026, 1, 20))
    history = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "Rang twice, voicemail." in history and "Next: Ring again at six" in history


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"next_action": "Ring"}, "Say both what is to be done next and by when, or neither"),
        ({"next_due_on": "20/1/2026"}, "Say both what is to be done next and by when, or neither"),
        ({"next_action": "Ring", "next_due_on": "20/1/2062"}, "look at the year"),
        ({"on": "19/1/1026"}, "before the child was born"),
        ({"note": "z" * 4_001}, "4,000 characters at most; there are 4,001"),
    ],
)
def test_a_contact_that_cannot_be_kept_whole_is_not_kept_at_all(wrong: dict[str, str], sentence: str, case: Case) -> None:
    client = client_of("officer")
    text = text_of(client.post(f"/cases/{case.pk}/do/contact?asked=yes&seen=no", {**CALL, **wrong}))
    assert sentence in text and all(value in text for value in wrong.values()), "what was typed stands in the form"
    assert not Contact.objects.filter(case=case).exists()
    assert Case.objects.get(pk=case.pk).version == case.version
