"""A case says at its head how to reach the family, is taken where it stands, and goes on with its contacts onto paper."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest

from onroll.casework import clock
from onroll.casework.actions import case_moves, contacts, enquiries, transfers
from onroll.casework.models import Case
from onroll.casework.queries.reaching import WAYS, reaching
from onroll.casework.the_index import the_index, the_tables
from support.case_people import DAY, viewer
from support.people import client_of
from support.responses import text_of


def panel(text: str) -> str:
    """Return what stands under “How to reach the family”."""
    rest = text[text.index("How to reach the family") :]
    return rest[: rest.index("This case")] if "This case" in rest else rest


def test_a_case_says_how_to_reach_the_family_with_source_and_day(case: Case) -> None:
    tables = the_tables()
    assert tables is not None
    child = tables.child(case.child_id)
    known = reaching(viewer("officer"), child)
    assert known and {each.what for each in known} <= set(WAYS)
    for address in (f"/cases/{case.pk}", f"/cases/{case.pk}/print"):
        shown = panel(text_of(client_of("officer").get(address)))
        for heading in ("Last known address", "Parents or carers", "Telephone"):
            assert heading in shown
        for each in known:
            assert each.value in shown and f"{each.last_on:%-d %B %Y}" in shown


def test_of_each_register_the_newest_row_is_read(case: Case) -> None:
    tables = the_tables()
    assert tables is not None
    every, newest = tables.records(the_index(), case.child_id), tables.records(the_index(), case.child_id, newest=True)
    assert {each.register for each in newest} == {each.register for each in every} and len({each.register for each in newest}) == len(
        newest
    )
    for each in newest:
        assert each.as_at == max(other.as_at for other in every if other.register == each.register)


def test_a_private_screen_shows_neither_street_nor_parent_nor_telephone(case: Case) -> None:
    tables = the_tables()
    assert tables is not None
    said = [
        each
        for record in tables.records(the_index(), case.child_id)
        for each in (record.said.get("address_line_1"), record.said.get("phone"))
    ]
    client = client_of("officer")
    client.post("/private-screen", {"hide": "yes", "next": "/cases"})
    shown = panel(text_of(client.get(f"/cases/{case.pk}")))
    assert any(said) and not any(each and each in shown for each in said)


def test_days_unseen_stand_once_at_the_head_of_a_case(case: Case) -> None:
    page = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    assert page.lower().count("named professional is known to have seen the child") == 1


@pytest.mark.parametrize(("whose", "owner"), [("mine", "officer"), ("queue", None)])
def test_whoever_scores_a_case_that_nobody_has_is_asked_to_take_it(whose: str, owner: str | None, case: Case) -> None:
    client, form = client_of("officer"), f"/cases/{case.pk}/do/triage"
    assert "Who works on this case from now on?" in text_of(client.get(form))
    assert client.post(form, {"because": "", "whose": whose}).status_code == 302
    kept = Case.objects.select_related("owner").get(pk=case.pk)
    assert (kept.owner.username if kept.owner else None, kept.state) == (owner, "enquiring")
    assert ("Who works on this case from now on?" in text_of(client.get(form))) == (owner is None)


def test_a_letter_to_the_family_begins_with_its_names_and_its_address(case: Case) -> None:
    tables = the_tables()
    assert tables is not None
    known = reaching(viewer("officer"), tables.child(case.child_id))
    parent = next(each.value for each in known if each.what == "parent")
    address = next(each.value for each in known if each.what == "address")
    page = text_of(client_of("officer").get(f"/cases/{case.pk}/letters/write/parent_first"))
    assert f'value="{parent}"' in page
    assert all(line in page for line in address.split(", "))


def test_a_case_that_nobody_has_is_taken_on_its_own_page_and_no_longer_offered(case: Case) -> None:
    client = client_of("officer")
    assert "Take this case" in text_of(client.get(f"/cases/{case.pk}"))
    answer = client.post(f"/cases/{case.pk}/take", {"back": "case"})
    assert answer["Location"] == f"/cases/{case.pk}"
    text = text_of(client.get(f"/cases/{case.pk}"))
    assert "Take this case" not in text and "Test officer works on it" in text
    assert "Somebody has taken this case already" in text_of(client_of("manager").post(f"/cases/{case.pk}/take", {"back": "case"}))


def test_the_timeline_calls_authorities_by_name_and_a_stay_ends_on_its_last_day(case: Case) -> None:
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="The family moved.", to="302")
    tables = the_tables()
    assert tables is not None
    over = [each for each in tables.spells(case.child_id) if each.ends_before and each.ends_before <= DAY]
    text = text_of(client_of("officer").get(f"/cases/{case.pk}/timeline"))
    assert "Eastshire offered the child to Westborough" in text and "Authority 301: offer" not in text
    assert over and not re.search(r"as at \d{4}-\d\d-\d\d", text)
    for each in over:
        last = each.ends_before
        assert last is not None
        assert f"to {last.replace(day=last.day - 1) if last.day > 1 else last:%-d %B %Y}" in text or last.day == 1


def test_the_timeline_tells_a_day_in_the_order_in_which_it_was_written_and_names_people(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = iter(range(0, 600))
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(DAY, time(10, 0), clock.LONDON) + timedelta(minutes=next(minutes)))
    officer = viewer("officer")
    case_moves.triage_case(case.pk, by=officer, because="First look")
    contacts.record_contact(case.pk, by=officer, on=DAY, how="telephone call", child_seen=False, note="Rang at ten.")
    enquiry = enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    contacts.write_note(case.pk, by=officer, text="Wrote to the aunt.")
    enquiries.chase_enquiry(enquiry.pk, by=officer, because="Rang them.")
    enquiries.answer_enquiry(enquiry.pk, by=officer, outcome="no_trace", answered_on=DAY, answer="Nothing on file.")
    text = text_of(client_of("officer").get(f"/cases/{case.pk}/timeline"))
    text = text[text.index("Everything that is known") :]
    told = ["Nothing on file.", f"Chased {enquiry.number}", "Wrote to the aunt.", "Asked:", "Rang at ten.", "First look"]
    places = [text.index(words) for words in told]
    assert places == sorted(places), "the latest first"
    assert "Test officer; known since" in text and ">officer;" not in text
