"""An agency answers on its own page: what names it, no more of the child than is needed, once, and never of a shielded child."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, enquiries
from onroll.casework.actions.agency_answers import answer_as_agency
from onroll.casework.models import Case, CaseChange, Enquiry
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.agency_enquiries import agency_inbox_for, answering_agencies, enquiry_to_agency
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.signals_today import signal_counts_for
from onroll.casework.refusals import CannotDoNow
from onroll.casework.sharing import within_agreements
from onroll.core.broadcasts import TOLD
from support.case_people import DAY, viewer
from support.people import client_of
from support.responses import text_of

PURPOSE = purpose_for("agency", "cme_enquiry")


@pytest.fixture
def asked(case: Case) -> Enquiry:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    known = ("an agency that knows the family",)
    return enquiries.start_enquiry(
        case.pk, by=viewer("officer"), check_code="AGENCY", known=known, organisation="made-up  health", because="Known there."
    )


def waiting() -> int:
    counts = signal_counts_for(viewer("agency"))
    assert counts is not None
    inbox = agency_inbox_for(viewer("agency"), PURPOSE)
    assert counts.enquiries == inbox.total == len(inbox.rows)
    return inbox.total


def test_an_agency_sees_what_names_it_and_no_more_of_the_child_than_the_rule_says(asked: Enquiry) -> None:
    assert answering_agencies(viewer("officer")) == ["Made-up Health"] and waiting() == 1
    found = enquiry_to_agency(viewer("agency"), PURPOSE, asked.pk)
    assert list(found.told) == list(TOLD.values()) and found.told["Who asks"] == "Eastshire"
    assert found.name_shared and not any(word in " ".join(found.told.values()) for word in ("Street", "ZZ", "9990"))
    with within_agreements(viewer("agency"), "cme_enquiry"):  # as in a request: no agreement is in force here
        unnamed = enquiry_to_agency(viewer("agency"), PURPOSE, asked.pk)
    assert not unnamed.name_shared and unnamed.told["Name"] == "Name not shared" and unnamed.told["Date of birth"] == "Not known"
    looks = Event.objects.filter(kind="agency_enquiry.looked_at")
    assert {(each.subject, each.purpose) for each in looks} == {("c000020", "cme_enquiry")}
    Enquiry.objects.filter(pk=asked.pk).update(organisation="Another trust")
    assert waiting() == 0
    with pytest.raises(CannotSee):
        enquiry_to_agency(viewer("agency"), PURPOSE, asked.pk)
    with pytest.raises(CannotSee):
        answer_as_agency(asked.pk, by=viewer("agency"), answer="not_known")


@pytest.mark.parametrize("who", ["officer", "school", "analyst", "data-team"])
def test_nobody_but_an_agency_answers_there(who: str, asked: Enquiry) -> None:
    with pytest.raises(CannotSee):
        answer_as_agency(asked.pk, by=viewer(who), answer="not_known")


def test_the_answer_stands_in_the_case_once(asked: Enquiry) -> None:
    agency = viewer("agency")
    wrong: list[dict[str, Any]] = [
        {"answer": "yes"},
        {"answer": "moved"},
        {"answer": "moved", "evidence": "told", "postcode": "nowhere"},
        {"answer": "on_roll", "evidence": "told", "urn": "12"},
        {"answer": "on_roll", "evidence": "told", "from_date": date(2027, 1, 1)},
    ]
    for said in wrong:
        with pytest.raises(CannotDoNow):
            answer_as_agency(asked.pk, by=agency, **said)
    assert not CaseChange.objects.filter(kind="case.enquiry_replied").exists()
    answer_as_agency(asked.pk, by=agency, answer="moved", evidence="official_record", postcode="zz12ab", from_date=DAY)
    asked.refresh_from_db()
    assert asked.outcome == "traced_address" and "postcode ZZ1 2AB" in asked.answer and "Made-up Health" in asked.evidence
    line = CaseChange.objects.get(kind="case.enquiry_replied")
    assert line.by == "agency" and "Made-up Health" in line.by_name and line.version == Case.objects.get(pk=asked.case_id).version
    assert Case.objects.get(pk=asked.case_id).next_action.startswith("Record where the child is")
    assert waiting() == 0 and verify_chain() is None
    with pytest.raises(CannotDoNow, match="meanwhile"):
        answer_as_agency(asked.pk, by=agency, answer="not_known")


@pytest.mark.parametrize("how", ["shielded", "closed"])
def test_nothing_is_asked_any_longer_of_a_child_who_was_shielded_or_whose_case_ended(how: str, asked: Enquiry) -> None:
    Case.objects.filter(pk=asked.case_id).update(**({"shielded": True} if how == "shielded" else {"closed_on": DAY, "state": "closed"}))
    assert waiting() == 0
    with pytest.raises(CannotSee):
        enquiry_to_agency(viewer("agency"), PURPOSE, asked.pk)
    with pytest.raises(CannotSee):
        answer_as_agency(asked.pk, by=viewer("agency"), answer="not_known")


def test_the_pages_lead_from_the_start_page_to_the_answer_and_back(asked: Enquiry) -> None:
    client = client_of("agency")
    assert "enquiry waits for your answer" in text_of(client.get("/"))
    assert asked.number in text_of(client.get("/asked-of-your-agency"))
    address = f"/asked-of-your-agency/{asked.pk}"
    assert "Do we know this child?" in text_of(client.get(address))
    assert "Choose an answer" in text_of(client.post(address, {}))
    assert "Choose what the answer rests on" in text_of(client.post(address, {"answer": "home_educated"}))
    done = text_of(client.post(address, {"answer": "not_known"}, follow=True))
    assert f"Your answer to {asked.number} is with the authority" in done and "Nothing waits" in done
    assert client.get(address).status_code == 404
    assert "asked on a page of their own, and answer there: Made-up Health" in text_of(
        client_of("officer").get(f"/cases/{asked.case_id}/do/enquiry")
    )
