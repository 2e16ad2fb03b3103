"""The pages of cases: counts open to their rows, each page is quick, and each thing that is done leads on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.accounts.models import Event
from onroll.casework.actions import assigning, case_moves, endings, enquiries, plans, transfers
from onroll.casework.models import Case, Contact, Enquiry, Note
from onroll.casework.queries.cases import LISTS
from onroll.web.case_work import PAGES
from support.case_people import DAY, viewer
from support.people import client_of
from support.responses import assert_private, count_in, text_of

TABS = ("", "/enquiries", "/timeline", "/plan", "/transfers", "/notes")


@pytest.fixture
def busy(case: Case) -> Case:
    """A case in which almost everything has happened that can stand side by side."""
    officer = viewer("officer")
    case_moves.triage_case(case.pk, by=officer, because="-", flags=["looked_after"], concerns={"danger": "Overheard"})
    enquiry = enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    enquiries.start_enquiry(case.pk, by=officer, check_code="GIAP_NPD")
    enquiries.answer_enquiry(
        enquiry.pk, by=officer, outcome="traced_school", answered_on=DAY, evidence="Letter", place="A school elsewhere"
    )
    plans.write_plan(case.pk, by=officer, because="-", plan={"lead": "L", "elements": {"childs_account": "I was afraid."}})
    case_moves.start_watching(case.pk, by=officer, because="-", first_attended_on=DAY)
    transfers.act_on_transfer(case.pk, "offer", by=officer, because="They moved.", to="302")
    return Case.objects.get(pk=case.pk)


def queries_of(client: Client, address: str) -> tuple[Any, list[str]]:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    return response, [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]


def test_each_tab_opens_with_at_most_twelve_queries(busy: Case) -> None:
    client = client_of("officer")
    for tab in TABS:
        response, asked = queries_of(client, f"/cases/{busy.pk}{tab}")
        assert response.status_code == 200, tab
        assert len(asked) <= 12, (tab, len(asked), asked)
        assert_private(response)
        assert "No named professional is known to have seen the child" in text_of(response)


@pytest.mark.parametrize("what", sorted(PAGES))
def test_each_thing_to_do_asks_before_it_does_anything(what: str, busy: Case) -> None:
    before = Case.objects.get(pk=busy.pk).version
    response, asked = queries_of(client_of("officer"), f"/cases/{busy.pk}/do/{what}")
    assert response.status_code == 200 and len(asked) <= 13, (what, len(asked), asked)
    client_of("officer").post(f"/cases/{busy.pk}/do/{what}", {})
    if what not in ("triage", "accept", "next", "contact"):
        assert Case.objects.get(pk=busy.pk).version == before, what


def test_every_count_opens_to_the_same_number_of_rows(busy: Case) -> None:
    client = client_of("manager")
    for page in ("/", "/team"):
        text = text_of(client.get(page))
        counts = re.findall(r'href="(/cases[^"]*)"><span class="onroll-(?:tile|counter)__count">([\d,]+)</span>', text)
        counts += re.findall(r'href="(/cases[^"]*)">(\d+)</a>', text)
        assert len(counts) >= 3
        for address, count in counts:
            assert count_in(text_of(client.get(address.replace("&amp;", "&")))) == int(count.replace(",", "")), address


@pytest.mark.parametrize("which", sorted(LISTS))
def test_each_list_opens_within_twelve_queries(which: str, busy: Case) -> None:
    for username in ("officer", "manager"):
        response, asked = queries_of(client_of(username), f"/cases?list={which}")
        assert response.status_code == 200 and len(asked) <= 12, (which, len(asked))


def test_a_case_is_as_if_it_were_not_there_for_another_authority_and_the_preview_for_the_receiver(busy: Case) -> None:
    assert client_of("officer").get(f"/cases/{busy.pk}").status_code == 200
    receiver = client_of("officer-302")
    preview = text_of(receiver.get(f"/cases/{busy.pk}/notes"))
    assert "What the sender shows" in preview and "I was afraid" not in preview and "Parts of this case" not in preview
    assert receiver.get(f"/cases/{busy.pk}/do/note").status_code == 404
    transfers.act_on_transfer(busy.pk, "withdraw", by=viewer("officer"), because="-", offer=1)
    assert receiver.get(f"/cases/{busy.pk}").status_code == 404
    assert receiver.get(f"/cases/{busy.pk}/do/accept?offer=1").status_code == 404


def test_a_shielded_childs_case_is_for_the_named_team_alone(case: Case) -> None:
    shielded = Case.objects.get(child_id="c000041")
    assert shielded.shielded and shielded.authority == "302"
    assert client_of("officer-302").get(f"/cases/{shielded.pk}").status_code == 404
    assert "c000041" not in text_of(client_of("officer-302").get("/cases?list=team"))
    assert client_of("officer-302").post(f"/cases/{shielded.pk}/do/note", {"text": "x"}).status_code == 404
    assert client_of("shielded-team-302").get(f"/cases/{shielded.pk}").status_code == 200


def test_a_contact_asks_first_whether_the_child_was_seen(case: Case) -> None:
    client = client_of("officer")
    address = f"/cases/{case.pk}/do/contact"
    assert "see the child with their own eyes" in text_of(client.get(address))
    seen = {"how": "in person", "name": "B. Green", "profession": "Nurse", "on": "19/1/2026", "note": "Well"}
    unanswered = text_of(client.get(f"{address}?asked=yes"))
    assert "There is a problem" in unanswered and "Say whether a named professional saw the child" in unanswered
    assert "There is a problem" not in text_of(client.get(address))
    missing = client.post(f"{address}?seen=yes", {**seen, "name": ""})
    assert "There is a problem" in text_of(missing) and "Nurse" in text_of(missing)
    assert client.post(f"{address}?seen=yes", seen).status_code == 302
    assert Contact.objects.get().counts_as_seen and "B. Green, Nurse" in text_of(client.get(f"/cases/{case.pk}"))
    assert client.post(f"{address}?seen=no", {"how": "telephone call", "on": "19/1/2026"}).status_code == 302
    assert Contact.objects.filter(counts_as_seen=True).count() == 1


def test_not_found_is_refused_with_what_happens_instead(case: Case) -> None:
    client = client_of("officer")
    assert "How did the case end?" in text_of(client.get(f"/cases/{case.pk}/end"))
    for word in ("not_found", "inconclusive"):
        text = text_of(client.post(f"/cases/{case.pk}/end", {"step": "reason", "outcome": word}))
        assert "cannot end a case" in text and "next best enquiry" in text
    assert Case.objects.get(pk=case.pk).is_open


def test_an_ending_goes_one_thing_per_page_to_the_second_officer(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    case_moves.locate(case.pk, by=viewer("officer"), because="-", place="Abroad", source="Uncle", since=DAY)
    client, address = client_of("officer"), f"/cases/{case.pk}/end"
    said = {"outcome": "abroad_confirmed"}
    assert "What is the evidence?" in text_of(client.post(address, {"step": "reason", **said}))
    assert "Choose the evidence" in text_of(client.post(address, {"step": "evidence", **said}))
    said |= {"kind": "relative_or_other_person", "dated_on": "19/1/2026", "reference": "Note 3", "because": "The uncle says so."}
    check = text_of(client.post(address, {"step": "evidence", **said}))
    assert "Check before you end the case" in check and "A second officer must agree" in check
    version = re.search(r'name="version" value="(\d+)"', check)
    assert version is not None
    assert client.post(address, {"step": "check", "version": version[1], **said}).status_code == 302
    second = f"/cases/{case.pk}/second-officer"
    assert "somebody else" in text_of(client.post(second, {"because": "Yes", "choice": "agree"}))
    assert client_of("manager").post(second, {"because": "I rang the uncle.", "choice": "agree"}).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_two_officers_at_once_the_second_sees_what_changed_and_keeps_their_words(case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    first, second = client_of("officer"), client_of("manager")
    version = re.search(r'name="version" value="(\d+)"', text_of(second.get(address)))
    assert version is not None
    mine = {"action": "Visit the flat", "due_on": "20/1/2026", "because": "A neighbour rang", "version": version[1]}
    assert first.post(address, {**mine, "action": "Ring the aunt"}).status_code == 302
    conflict = second.post(address, mine)
    text = text_of(conflict)
    assert conflict.status_code == 409
    assert "Next: Ring the aunt" in text and "Visit the flat" in text and "A neighbour rang" in text
    again = re.search(r'name="version" value="(\d+)"', text)
    assert again is not None and again[1] != version[1]
    assert second.post(address, {**mine, "version": again[1]}).status_code == 302
    assert Case.objects.get(pk=case.pk).next_action == "Visit the flat"


def test_searching_is_how_a_case_is_created(case: Case) -> None:
    client = client_of("officer")
    assert f"/cases/{case.pk}" in client.get("/children/c000020/open-case")["Location"]
    assert "/children/c000024/open-case" in text_of(client.get("/children/c000024"))
    assert client.post("/children/c000024/open-case", {"because": ""}).status_code == 200
    made = client.post("/children/c000024/open-case", {"because": "A neighbour rang."})
    assert made.status_code == 302 and Case.objects.get(child_id="c000024").authority == "301"
    assert client.post("/children/c000021/open-case", {"because": "Not ours."}).status_code == 404


def test_a_manager_gives_several_cases_to_one_person(case: Case) -> None:
    chosen = list(Case.objects.filter(authority="301", shielded=False).values_list("pk", flat=True)[:3])
    client = client_of("manager")
    assert client.post("/cases/assign", {"case": chosen, "username": "officer"}).status_code == 302
    assert Case.objects.filter(pk__in=chosen, owner__username="officer").count() == 3
    others = list(Case.objects.filter(authority="302").values_list("pk", flat=True)[:1])
    assert client.post("/cases/assign", {"case": [chosen[0], *others], "username": "manager"}).status_code == 404
    assert Case.objects.get(pk=chosen[0]).owner_id == Case.objects.get(pk=chosen[1]).owner_id


def test_enquiries_are_ranked_with_reasons_and_interval(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    text = text_of(client_of("officer").get(f"/cases/{case.pk}/enquiries"))
    assert "Next best enquiry" in text and re.search(r"Locates about \d+% \(\d+% to \d+%", text) and "Not now, and why" in text
    client = client_of("officer")
    assert client.post(f"/cases/{case.pk}/do/enquiry", {"check_code": "LA_LOCAL"}).status_code == 302
    row = Enquiry.objects.get()
    refused = client.post(f"/cases/{case.pk}/do/answer", {"enquiry": row.pk, "outcome": "traced_school", "answered_on": "19/1/2026"})
    assert "Say where the evidence is kept" in text_of(refused)


def test_what_people_write_is_text_and_never_markup(case: Case) -> None:
    evil = "<script>alert(1)</script>"
    client_of("officer").post(f"/cases/{case.pk}/do/note", {"text": evil})
    assert Note.objects.get().text == evil
    for tab in ("/notes", "/timeline"):
        assert "<script>alert" not in text_of(client_of("officer").get(f"/cases/{case.pk}{tab}"))


def test_each_look_at_a_case_is_written_down(case: Case) -> None:
    client_of("officer").get(f"/cases/{case.pk}/plan")
    client_of("officer-302").get(f"/cases/{case.pk}")
    looks = list(Event.objects.filter(kind="case.looked_at").order_by("seq"))
    assert [look.subject for look in looks] == ["c000020", ""] and {look.purpose for look in looks} == {"cme_enquiry"}


def test_the_responsible_authority_sees_the_record_of_a_child_who_moved(case: Case) -> None:
    made = assigning.open_case("c000024", by=viewer("officer"), because="-")
    Case.objects.filter(pk=made.pk).update(child_id="c000025")
    assert "Timeline" in text_of(client_of("officer").get("/children/c000025"))
    assert "Timeline" not in text_of(client_of("officer").get("/children/c000029"))


def test_a_case_that_ended_opens_again_with_its_history(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    case_moves.locate(case.pk, by=viewer("officer"), because="-", place="School", source="Roll", since=DAY)
    evidence = [{"kind": "school_roll", "dated_on": DAY.isoformat(), "reference": "r"}]
    endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="not_cme_on_roll", evidence=evidence)
    client = client_of("officer")
    assert "Open the case again" in text_of(client.get(f"/cases/{case.pk}"))
    assert client.post(f"/cases/{case.pk}/do/reopen", {"because": "Gone."}).status_code == 302
    text = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "Ended: On a school" in text and Case.objects.get(pk=case.pk).episode == 2
