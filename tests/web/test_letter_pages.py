"""The pages of letters, orders and plans: what they ask, refuse and keep; and that nobody opens what is not theirs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.casework.actions import case_moves, plans
from onroll.casework.models import Case, Letter, LetterTemplate, OrderStep, PlanVersion, ServiceReferral
from support.case_people import DAY, viewer
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import assert_private, text_of

DETAILS = {
    "recipient": "Mrs A. Parent",
    "address": "1 Made-up Street\nZZ1 1ZZ",
    "contact": "01632 960 100",
    "how": "by_hand",
    "sent_on": "19/1/2026",
    "reply_by": "2/2/2026",
}


@pytest.fixture
def case(case: Case) -> Case:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    return case


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    assert_private(response)
    return len([query for query in asked if "SAVEPOINT" not in query["sql"]])


def test_a_letter_is_shown_changed_and_only_then_kept(case: Case) -> None:
    client, address = client_of("officer"), f"/cases/{case.pk}/letters/write/parent_first"
    assert "Which enquiry is it?" in text_of(client.get(address))
    missing = text_of(client.post(address, {**DETAILS, "contact": "", "enquiry": "WRITE"}))
    assert "There is a problem" in missing and "Mrs A. Parent" in missing
    shown = text_of(client.post(address, {**DETAILS, "enquiry": "WRITE"}))
    assert "Dear Mrs A. Parent" in shown and "Nothing has been kept yet" in shown and not Letter.objects.exists()
    changed = {**DETAILS, "enquiry": "WRITE", "step": "preview", "subject": "About school", "body": "Dear all\n\nRing 01632 960 100."}
    again = text_of(client.post(address, {**changed, "go": "show"}))
    assert "Dear all" in again and not Letter.objects.exists()
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        draft = client.post(address, {**changed, "go": form})
        assert draft.content.startswith(begins) and "attachment" in draft["Content-Disposition"]
    refused = text_of(client.post(address, {**changed, "body": "Dear all", "go": "send"}))
    assert "The letter must still say: how to reach who writes" in refused and not Letter.objects.exists()
    response = client.post(address, {**changed, "go": "send"})
    letter = Letter.objects.get()
    assert response["Location"] == f"/cases/{case.pk}/letters/{letter.pk}" and letter.subject == "About school" and letter.enquiry
    page = text_of(client.get(response["Location"]))
    assert "Dear all" in page and letter.number in page and letter.enquiry.number in page
    assert letter.number in text_of(client.get(f"/cases/{case.pk}/letters"))
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        assert client.get(f"{response['Location']}/{form}").content.startswith(begins)
    for address in (response["Location"], f"{response['Location']}/pdf", f"/cases/{case.pk}/letters"):
        assert client_of("officer-302").get(address).status_code == 404
    assert client.get(f"{response['Location']}/exe").status_code == 404
    assert client.get(f"/cases/{case.pk}/letters/write/nonsense").status_code == 404


def test_a_letter_in_a_script_that_our_pdfs_cannot_write_comes_as_a_word_file(case: Case) -> None:
    text = {"subject": "{child_first_name}", "body": "{recipient}\n\n{contact}", "because": "For families", "go": "save", "version": "0"}
    assert client_of("manager").post("/letters/last_address/ar/edit", text).status_code == 302
    client, address = client_of("officer"), f"/cases/{case.pk}/letters/write/last_address"
    details = {**DETAILS, "enquiry": "WRITE", "language": "ar"}
    assert "cannot write this language" in text_of(client.post(address, {**details, "step": "preview", "go": "pdf"}))
    kept = client.post(address, {**details, "step": "preview", "go": "send"})["Location"]
    assert client.get(f"{kept}/pdf").status_code == 409 and client.get(f"{kept}/docx").content.startswith(b"PK")


def test_a_notice_says_its_days_before_it_is_kept_and_help_comes_first(case: Case) -> None:
    client, address = client_of("officer"), f"/cases/{case.pk}/letters/write/notice_437"
    text = text_of(client.get(f"/cases/{case.pk}/orders"))
    assert text.index("What help was offered") < text.index("School attendance order") and "No help is recorded yet" in text
    details = {**DETAILS, "reasons": "No school since October.", "period_days": "15"}
    assert "Why was no help offered?" in text_of(client.get(address))
    refused = text_of(client.post(address, {**details, "step": "preview", "go": "send"}))
    assert "never the first step" in refused and not OrderStep.objects.exists()
    helped = {"what": "meeting", "words": "We visited.", "family_said": "Good.", "on": "19/1/2026"}
    assert client.post(f"/cases/{case.pk}/do/help", helped).status_code == 302
    shown = text_of(client.post(address, {**details, "how": "post"}))
    assert "It counts as served on 21 January 2026" in shown.replace("<strong>", "").replace("</strong>", "")
    assert "14 is too short" in text_of(client.post(address, {**details, "period_days": "14", "step": "preview", "go": "send"}))
    assert client.post(address, {**details, "step": "preview", "go": "send"}).status_code == 302
    orders = text_of(client.get(f"/cases/{case.pk}/orders"))
    assert "until the end of 2 February 2026" in orders and "Next: Decide about the parent’s reply" in orders.replace("<strong>", "")
    assert client.post(f"/cases/{case.pk}/do/order-satisfied", {"on": "19/1/2026", "because": "We saw the work."}).status_code == 302
    assert list(OrderStep.objects.order_by("id").values_list("step", flat=True)) == ["notice_437", "satisfied"]


def test_a_plan_is_written_section_by_section_and_goes_to_the_family(case: Case) -> None:
    client = client_of("officer")
    case_moves.locate(case.pk, by=viewer("officer"), because="-", place="Home", source="Visit", since=DAY)
    version = str(Case.objects.get(pk=case.pk).version)
    address = f"/cases/{case.pk}/do/plan-childs_account"
    assert client.post(address, {"part_barriers": "The bus", "version": version}).status_code == 302
    assert "This is a draft" in text_of(client.get(f"/cases/{case.pk}/plan"))
    assert client.get(f"/cases/{case.pk}/plan/paper").status_code == 404
    plans.write_plan(case.pk, by=viewer("officer"), because="-", plan={"lead": "Olive"})
    version = str(Case.objects.get(pk=case.pk).version)
    place = {"part_where": "Hill Primary", "place_applied": "12/1/2026", "version": version}
    assert client.post(f"/cases/{case.pk}/do/plan-placement", place).status_code == 302
    plan = PlanVersion.objects.order_by("-id")[0].plan
    assert plan["parts"]["placement"]["where"] == "Hill Primary" and plan["place"]["applied"] == "2026-01-12"
    referral = {"service": "School nurse", "wanted": "Fit for school", "referred_on": "19/1/2026", "due_on": "", "because": "Headaches"}
    assert client.post(f"/cases/{case.pk}/do/refer", referral).status_code == 302
    row = ServiceReferral.objects.get()
    assert f"referral={row.pk}" in text_of(client.get("/service-referrals")) and "0 overdue" in text_of(client.get("/service-referrals"))
    assert "School nurse" not in text_of(client_of("officer-302").get("/service-referrals"))
    assert "Hill Primary" in text_of(client.get(f"/cases/{case.pk}/plan/paper"))
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        assert client.get(f"/cases/{case.pk}/plan/paper/{form}").content.startswith(begins)
        assert client_of("officer-302").get(f"/cases/{case.pk}/plan/paper/{form}").status_code == 404
    assert client.get(f"/cases/{case.pk}/plan/paper/exe").status_code == 404


def test_a_manager_writes_a_text_with_its_preview_and_an_officer_reads_it(people: object, region: object) -> None:
    client, address = client_of("manager"), "/letters/closing/en"
    body = "Dear {recipient}\n\nYou are a truant. {contact}"
    shown = text_of(client.post(f"{address}/edit", {"subject": "Thanks", "body": body, "go": "show"}))
    assert "Dear Mrs A. Parent" in shown and "“truant”" in shown and not LetterTemplate.objects.exists()
    refused = text_of(client.post(f"{address}/edit", {"subject": "Thanks", "body": "{shoe_size}", "because": "-", "go": "save"}))
    assert "There is no field called {shoe_size} in this letter." in refused
    kept = {"subject": "Thanks", "body": "Dear {recipient}\n\nThank you.", "because": "Shorter", "go": "save", "version": "0"}
    assert client.post(f"{address}/edit", kept).status_code == 302
    at_once = client.post(f"{address}/edit", {**kept, "body": "Dear {recipient}\n\nMine."})
    assert at_once.status_code == 409 and "Mine." in text_of(at_once) and "Thank you." in text_of(at_once)
    assert "version 1" in text_of(client_of("officer").get(address)) and "Your own, version 1" in text_of(client.get("/letters"))
    assert client_of("officer").post(f"{address}/edit", kept).status_code == 403
    assert client.post(f"{address}/give-up", {"because": "No longer", "version": "1"}).status_code == 302
    assert client.get(f"{address}/give-up").status_code == 404 and client.get("/letters/closing/xx").status_code == 404


def test_each_page_is_quick_and_a_shielded_child_stands_on_none(case: Case) -> None:
    shielded = Case.objects.get(child_id="c000041")
    team, officer = client_of("shielded-team-302"), client_of("officer-302")
    for tab in ("letters", "orders", "plan", "letters/write/agency", "letters/write/parent_first"):
        assert queries_of(client_of("officer"), f"/cases/{case.pk}/{tab}") <= 12, tab
        assert CANARY not in text_of(team.get(f"/cases/{shielded.pk}/{tab}"))
        assert officer.get(f"/cases/{shielded.pk}/{tab}").status_code == 404
    assert queries_of(client_of("officer"), "/service-referrals") <= 12 and queries_of(client_of("officer"), "/letters") <= 12
