"""The pages of the board, the letters, the bundle, the files and the questions to all authorities."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.accounts.models import Event
from onroll.casework.actions import broadcasts, case_moves, enquiries
from onroll.casework.models import Attachment, BroadcastAsked, Case, ChasingRound, Enquiry
from support.case_people import DAY, SetClock, own_case, viewer
from support.made_up_run import CANARY
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import assert_private, count_in, text_of

PNG = b"\x89PNG\r\n\x1a\n" + b"made up" * 20


@pytest.fixture
def case(people: object, own_region: object, clock: SetClock) -> Case:
    open_current_run()
    return own_case()


@pytest.fixture
def asked(case: Case, clock: SetClock) -> list[Enquiry]:
    """Four open enquiries of three cases; most of them late by now."""
    officer = viewer("officer")
    made = []
    for child in ("c000020", "c000040", "c000060"):
        own = Case.objects.get(child_id=child)
        Case.objects.filter(pk=own.pk).update(authority="301")
        case_moves.triage_case(own.pk, by=officer, because="-")
        made.append(enquiries.start_enquiry(own.pk, by=officer, check_code="LA_LOCAL", organisation="Borough of Made-up"))
    made.append(enquiries.start_enquiry(case.pk, by=officer, check_code="GIAP_NPD"))
    clock.day = DAY + timedelta(days=30)
    return made


def queries_of(client: Client, address: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as ran:
        response = client.get(address)
    return response, len([query for query in ran if "SAVEPOINT" not in query["sql"]])


def test_every_count_of_the_board_opens_to_its_rows(asked: list[Enquiry]) -> None:
    client = client_of("officer")
    text = text_of(client.get("/enquiries"))
    links = re.findall(r'<a class="govuk-link" href="(\?[^"]+)#rows">(\d+)<', text)
    assert len(links) >= 6
    for address, count in links:
        found = text_of(client.get("/enquiries" + address.replace("&amp;", "&")))
        assert count_in(found) == int(count), address
    assert "Borough of Made-up" in text and "days late" in text


def test_the_board_is_quick_sorted_and_private(asked: list[Enquiry]) -> None:
    client = client_of("officer")
    for query in ("", "?sort=-due", "?sort=source&owner=mine", "?age=late&check=LA_LOCAL&asked_of=borough", "?page=99&age=nonsense"):
        response, count = queries_of(client, f"/enquiries{query}")
        assert response.status_code == 200 and count <= 12, (query, count)
        assert_private(response)
    assert "no open enquiry" in text_of(client_of("officer-302").get("/enquiries"))


def test_chosen_enquiries_are_chased_and_lead_to_one_letter_for_each_organisation(asked: list[Enquiry]) -> None:
    client = client_of("officer")
    response = client.post("/enquiries/chase", {"enquiry": [each.pk for each in asked]})
    made = ChasingRound.objects.get()
    assert response["Location"] == f"/enquiries/chased/{made.pk}"
    page = text_of(client.get(response["Location"]))
    assert "2 letters to send" in page and "Borough of Made-up" in page and "Get Information About Pupils" in page
    names = Case.objects.values_list("child_id", flat=True)
    assert names and "Made-up Street" not in page and not re.search(r"born \d", page)
    pdf = client.get(f"/enquiries/chased/{made.pk}/letters.pdf")
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF-") and "attachment" in pdf["Content-Disposition"]
    assert client_of("officer-302").get(response["Location"]).status_code == 404
    again = client.post("/enquiries/chase", {"whole": "yes", "age": "open"})
    assert again["Location"] == "/enquiries" and "Nothing was chased" in text_of(client.get("/enquiries"))


def test_a_table_of_answers_is_looked_at_before_anything_is_written(asked: list[Enquiry]) -> None:
    client = client_of("officer")
    table = f"enquiry,outcome,answered_on,evidence,answer\n{asked[0].number},No trace,20/1/2026,,=1+1\nE999999,no_trace,2026-01-20,,\n"
    looked = text_of(client.post("/enquiries/answers", {"table": table}))
    assert "1 row can be recorded" in looked and "no open enquiry of this number for you" in looked
    assert not Enquiry.objects.exclude(outcome="").exists()
    client.post("/enquiries/answers", {"table": table, "step": "record"})
    assert Enquiry.objects.get(pk=asked[0].pk).outcome == "no_trace"
    assert "1 answer recorded" in text_of(client.get("/enquiries"))
    as_file = SimpleUploadedFile("answers.csv", table.encode("utf-16"), "text/csv")
    assert "Missing: enquiry" in text_of(client.post("/enquiries/answers", {"file": as_file})) or "nothing in the table"
    assert "Choose a file" in text_of(client.post("/enquiries/answers", {}))


def test_one_answer_for_many_says_nothing_of_where_a_child_is(asked: list[Enquiry]) -> None:
    client = client_of("officer")
    chosen = [each.pk for each in asked[:2]]
    form = text_of(client.post("/enquiries/answer-alike", {"enquiry": chosen}))
    assert "One answer for 2 enquiries" in form and "traced_school" not in form
    said = {"enquiry": chosen, "step": "record", "outcome": "no_trace", "answered_on": "20/1/2026", "answer": "Nothing known"}
    assert client.post("/enquiries/answer-alike", {**said, "outcome": "traced_school"}).status_code == 200
    assert client.post("/enquiries/answer-alike", said).status_code == 302
    assert set(Enquiry.objects.filter(pk__in=chosen).values_list("outcome", flat=True)) == {"no_trace"}


def test_the_table_to_fill_in_holds_numbers_and_nobodys_name(asked: list[Enquiry]) -> None:
    text = client_of("officer").get("/enquiries/answers.csv?check=LA_LOCAL").content.decode()
    assert asked[0].number in text and asked[3].number not in text and "Borough of Made-up" in text and "c000020" not in text


def test_the_bundle_says_what_was_asked_and_how_far_it_has_come(asked: list[Enquiry], case: Case) -> None:
    client = client_of("officer")
    page = text_of(client.get(f"/cases/{case.pk}/enquiries/bundle"))
    assert "Reasonable enquiries so far: 0 of" in page and asked[0].number in page and "Printed by Test officer, Eastshire" in page
    pdf = client.get(f"/cases/{case.pk}/enquiries/bundle.pdf")
    assert pdf.content.startswith(b"%PDF-") and pdf["Content-Type"] == "application/pdf"
    printed = Event.objects.get(kind="case.bundle_printed")
    assert printed.subject == "c000020" and printed.purpose == "cme_enquiry"
    tab = text_of(client.get(f"/cases/{case.pk}/enquiries"))
    assert f"/cases/{case.pk}/enquiries/bundle.pdf" in tab
    assert client_of("officer-302").get(f"/cases/{case.pk}/enquiries/bundle.pdf").status_code == 404


def test_a_file_is_kept_handed_over_and_taken_out_of_use(case: Case) -> None:
    client, address = client_of("officer"), f"/cases/{case.pk}/files/add"
    response, count = queries_of(client, f"{address}?to=enquiry&id=99")
    assert response.status_code == 200 and count <= 12 and "The case itself" in text_of(response)
    assert "Choose a file" in text_of(client.post(address, {"words": "x"}))
    html = SimpleUploadedFile("picture.png", b"<html><script>alert(1)</script>", "image/png")
    assert "name says a PNG picture, but its content" in text_of(client.post(address, {"file": html, "words": "x"}))
    name = "../../etc/pa\u202essword; x.png"
    given = SimpleUploadedFile("a.png", PNG, "text/html")
    given._name = name
    assert client.post(address, {"file": given, "words": "Letter of the school", "target": "note-99"}).status_code == 302
    kept = Attachment.objects.get()
    response = client.get(f"/cases/{case.pk}/files/{kept.pk}")
    assert response.content == PNG and response["Content-Type"] == "image/png" and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename=") and "\n" not in response["Content-Disposition"]
    assert Event.objects.filter(kind="case.file_fetched", subject="c000020", purpose="cme_enquiry").exists()
    assert "Letter of the school" in text_of(client.get(f"/cases/{case.pk}/files"))
    assert client_of("officer-302").get(f"/cases/{case.pk}/files/{kept.pk}").status_code == 404
    other = Case.objects.exclude(pk=case.pk).filter(authority="301", shielded=False).first()
    assert other is not None and client.get(f"/cases/{other.pk}/files/{kept.pk}").status_code == 404
    assert client.post(f"/cases/{case.pk}/files/{kept.pk}/withdraw", {"because": "Wrong child"}).status_code == 302
    assert client.get(f"/cases/{case.pk}/files/{kept.pk}").status_code == 404
    assert "taken out of use" in text_of(client.get(f"/cases/{case.pk}/files"))


def test_a_question_to_other_authorities_is_answered_from_their_inbox(case: Case, clock: SetClock) -> None:
    client, there = client_of("officer"), client_of("officer-302")
    form = text_of(client.get(f"/cases/{case.pk}/broadcast/send"))
    assert "name, date of birth, sex, last school known to us, who asks" in form
    assert client.post(f"/cases/{case.pk}/broadcast/send", {"whom": "all"}).status_code == 302
    row = BroadcastAsked.objects.get(authority="302")
    inbox, count = queries_of(there, "/asked-of-us")
    assert count_in(text_of(inbox)) == 1 and count <= 12
    page, count = queries_of(there, f"/asked-of-us/{row.pk}")
    text = text_of(page)
    assert count <= 12 and "Do we know this child?" in text and "Eastshire" in text
    assert "Made-up Street" not in text and "points" not in text and "999" not in re.sub(r"c\d+", "", text)
    assert client_of("officer").get(f"/asked-of-us/{row.pk}").status_code == 404
    assert "Say what is known" in text_of(there.post(f"/asked-of-us/{row.pk}", {"answer": "known"}))
    assert there.post(f"/asked-of-us/{row.pk}", {"answer": "possibly", "note": "At a school here."}).status_code == 302
    assert "Possibly" in text_of(client.get(f"/cases/{case.pk}/broadcast")) and count_in(text_of(there.get("/asked-of-us"))) == 0
    assert there.get(f"/cases/{case.pk}").status_code == 404
    assert client.post(f"/cases/{case.pk}/broadcast/remind").status_code == 409
    assert client.post(f"/cases/{case.pk}/broadcast/withdraw", {"because": "Enough."}).status_code == 302
    assert there.get(f"/asked-of-us/{row.pk}").status_code == 404


def test_nothing_of_a_shielded_child_stands_on_any_of_these_pages(asked: list[Enquiry], case: Case) -> None:
    officer = viewer("officer")
    made = client_of("officer").post("/enquiries/chase", {"enquiry": [each.pk for each in asked]})["Location"]
    broadcasts.send_broadcast(case.pk, by=officer)
    row = BroadcastAsked.objects.get(authority="302")
    Case.objects.filter(pk=case.pk).update(shielded=True)
    officer_pages = ("/enquiries", made, f"{made}/letters.pdf", "/enquiries/answers.csv")
    for address in officer_pages:
        response = client_of("officer").get(address)
        assert response.status_code == 200 and asked[0].number not in response.content.decode("latin-1"), address
        assert CANARY not in response.content.decode("latin-1")
    for address in ("enquiries/bundle", "enquiries/bundle.pdf", "files", "broadcast", "files/add"):
        assert client_of("officer").get(f"/cases/{case.pk}/{address}").status_code == 404, address
    assert client_of("officer-302").get(f"/asked-of-us/{row.pk}").status_code == 404
    assert count_in(text_of(client_of("officer-302").get("/asked-of-us"))) == 0
    assert asked[0].number in text_of(client_of("shielded-team").get("/enquiries"))
    assert asked[0].number not in text_of(client_of("shielded-team").get(made))
    assert client_of("shielded-team").get(f"/cases/{case.pk}/enquiries/bundle").status_code == 200
