"""A family's request is followed to its answer; nothing leaves undecided; and nobody answers about themselves."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.models import Event, User
from onroll.casework import clock
from onroll.casework.actions import family_requests as actions
from onroll.casework.actions.assigning import assign_case, open_case
from onroll.casework.actions.contacts import write_note
from onroll.casework.held_about import items_about
from onroll.casework.looks import gather_looks
from onroll.casework.models import (
    Contact,
    CorrectionAsked,
    DisclosureDecision,
    Enquiry,
    FamilyRequest,
    FamilyRequestStep,
    Letter,
    Note,
    Referral,
    TriageResult,
    Whereabouts,
)
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.children import child_page
from onroll.casework.queries.family_requests import corrections_asked_of, items_page, package_of, request_page, requests_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from support.made_up_run import CANARY
from support.pdf_text import pdf_text

PURPOSE = purpose_for("officer", "family_request")
CHILD, ELSEWHERE = "c000020", "c000021"


def viewer(people: dict[str, User], name: str = "officer") -> Viewer:
    return viewer_of(people[name])


def received(by: Viewer, **said: Any) -> FamilyRequest:
    usual = {
        "kind": "access",
        "child_id": CHILD,
        "asked_by": "Ada Parent",
        "relationship": "parent",
        "reach": "1 Other Street",
        "asks": "What do you hold?",
        "received_on": clock.today(),
    }
    return actions.receive_request(by=by, **{**usual, **said})


def opened_package(content: bytes) -> tuple[str, list[list[str]], dict[str, Any]]:
    package = zipfile.ZipFile(io.BytesIO(content))
    assert sorted(package.namelist()) == ["what-we-hold.csv", "what-we-hold.json", "what-we-hold.pdf"]
    rows = list(csv.reader(io.StringIO(package.read("what-we-hold.csv").decode("utf-8-sig"))))
    return pdf_text(package.read("what-we-hold.pdf")), rows, json.loads(package.read("what-we-hold.json"))


def test_what_is_held_is_sent_only_once_every_item_is_decided(people: Any, region: Any) -> None:
    officer = viewer(people)
    case = open_case(CHILD, by=officer, because="A neighbour told us.")
    write_note(case.pk, by=officer, text="The grandmother, Wilma, says that they moved.")
    request = received(officer)
    assert request.case_id == case.pk and request.due_on > request.acknowledge_by > request.received_on
    found = items_page(officer, PURPOSE, request.pk)
    assert found is not None
    waiting = [line.item.reference for line in found[1]]
    assert any("note" in each for each in waiting) and any("about_others" in each for each in waiting)
    with pytest.raises(CannotDoNow, match="nobody has decided"):
        package_of(officer, PURPOSE, request.pk)
    taken = actions.accept_proposals(request.pk, by=officer)
    left = list(actions.undecided_items(request))
    assert taken + len(left) == len(waiting) and {item.part for item in left} == {"judgement"}, "what people wrote is read one by one"
    for item in left:
        held = "note" in item.reference
        ground = ("third_person", "It is the grandmother’s.") if held else ("", "")
        actions.decide_items(request.pk, by=officer, decisions={item.reference: (not held, *ground)})
    with pytest.raises(CannotDoNow, match="know that it is they"):
        package_of(officer, PURPOSE, request.pk)
    actions.check_identity(request.pk, by=officer, how="Passport, seen at the visit.")
    content = package_of(officer, PURPOSE, request.pk)
    assert content is not None
    pdf, rows, data = opened_package(content)
    for text in (pdf, json.dumps(data, ensure_ascii=False), str(rows)):
        assert "Wilma" not in text and "Parent " not in text.replace("Parent or carer", "") and "07700900" not in text
        assert "999" in text, "the NHS number is the child’s own"
    assert data["held_back_on"] and "does not name" not in pdf
    actions.answer_request(request.pk, by=officer, outcome="sent", answer="Sent by secure post.")
    with pytest.raises(CannotDoNow, match="closed"):
        actions.extend_request(request.pk, by=officer, because="x")
    page = request_page(officer, PURPOSE, request.pk)
    assert page is not None and page.steps[0].what == "answered" and page.steps[-1].what == "received"


def test_what_stands_in_a_case_is_told_with_its_days_and_belongs_to_no_other_child(people: Any, region: Any) -> None:
    officer = viewer(people)
    case = open_case(CHILD, by=officer, because="A neighbour told us.")
    other = open_case("c000008", by=officer, because="A neighbour told us.")
    now, day = datetime(2026, 1, 14, 9, 30, tzinfo=UTC), date(2026, 1, 13)
    by: dict[str, Any] = {"case": case, "at": now, "by": "officer"}
    triage = TriageResult.objects.create(**by, on=day, points=3, level="high", reasons=[{"words": "No school"}], by_hand=True)
    contact = Contact.objects.create(
        **by, on=day, how="home_visit", child_seen=False, counts_as_seen=False, profession="Officer", note="Said “moved”."
    )
    place = Whereabouts.objects.create(**by, place="Abroad", source="An aunt", since=day)
    note = Note.objects.create(**by, by_name="Officer", text="First\nsecond")
    enquiry = Enquiry.objects.create(
        case=case, check_code="A1", asked_on=day, asked_by=people["officer"], lawful_basis="Section 436A", due_on=day
    )
    letter = Letter.objects.create(
        **by, by_name="Officer", episode=1, kind="first", language="en", template_version=0, subject="Ada", body="Dear",
        letterhead="x", recipient="Ada Parent\n1 Street", how="post", sent_on=day,
    )  # fmt: skip
    referral = Referral.objects.create(
        **by, child_id=CHILD, kind="public", organisation="Shop", referrer="Bo", because="Seen", received_on=day
    )
    Note.objects.create(case=other, at=now, by="officer", by_name="Officer", text="Of another child")
    items = [item for item in items_about(CHILD) if item.reference.startswith("case:")]
    told = {item.reference.partition("#")[0]: (item.title.partition(": ")[2], item.part, item.says) for item in items}
    key, on = f"case:{case.pk}", "13 January 2026"
    assert told.pop(f"{key}:states")[1] == "about_child"
    assert list(told) == [
        f"{key}:{kind}:{row.pk}"
        for kind, row in (
            ("triage", triage), ("contact", contact), ("place", place), ("note", note), ("enquiry", enquiry), ("letter", letter),
            ("referral", referral),
        )
    ]  # fmt: skip
    assert list(told.values()) == [
        ("how urgent it was thought", "judgement", (("Day", on), ("Level", "high"), ("Reason", "No school"))),
        (f"contact of {on}", "judgement", (("Day", on), ("How", "Home visit"), ("Who", "Officer"), ("Note", "Said “moved”."))),
        ("where the child was said to be", "place", (("Place", "Abroad"), ("Said by", "An aunt"), ("Since", on))),
        ("note of 14 January 2026", "judgement", (("Note", "First\nsecond"),)),
        (f"enquiry {enquiry.number}", "judgement", (("Asked", "A1"), ("Day", on), ("Law", "Section 436A"))),
        (f"letter {letter.number}", "judgement", (("Day", on), ("To", "Ada Parent"), ("Subject", "Ada"), ("Text", "Dear"))),
        ("who told of the child", "source_of_concern", (("Day", on), ("Who", "Bo"), ("From", "Shop"), ("Why", "Seen"))),
    ]
    assert items_about("") == []


def test_a_new_record_makes_a_new_item_of_which_nobody_has_decided(people: Any, region: Any) -> None:
    officer = viewer(people)
    request = received(officer)
    actions.accept_proposals(request.pk, by=officer)
    for item in actions.undecided_items(request):
        actions.decide_items(request.pk, by=officer, decisions={item.reference: (True, "", "")})
    case = open_case(CHILD, by=officer, because="A neighbour told us.")
    write_note(case.pk, by=officer, text="Something new.")
    assert any("note" in item.reference for item in actions.undecided_items(request))
    with pytest.raises(CannotDoNow, match="has changed"):
        actions.decide_items(request.pk, by=officer, decisions={"timeline#000000000000": (True, "", "")})


def test_of_a_shielded_child_no_place_leaves_even_where_somebody_decides_so(people: Any, region: Any) -> None:
    team, shielded = viewer(people, "shielded-team-302"), "c000041"
    request = received(team, child_id=shielded)
    assert request.shielded
    for item in items_about(shielded):
        if item.part in ("place", "about_others"):
            with pytest.raises(CannotDoNow, match="shielded"):
                actions.decide_items(request.pk, by=team, decisions={item.reference: (True, "", "")})
    actions.accept_proposals(request.pk, by=team)
    for item in actions.undecided_items(request):
        actions.decide_items(request.pk, by=team, decisions={item.reference: (True, "", "")})
    actions.check_identity(request.pk, by=team, how="Known to the team.")
    content = package_of(team, PURPOSE, request.pk)
    assert content is not None
    pdf, rows, data = opened_package(content)
    for text in (pdf, str(rows), json.dumps(data)):
        assert CANARY not in text and "ZZ" not in text
    # Nobody outside the named team knows that there is such a request.
    other = viewer(people, "officer-302")
    assert request_page(other, PURPOSE, request.pk) is None and items_page(other, PURPOSE, request.pk) is None
    assert package_of(other, PURPOSE, request.pk) is None
    listed, counts = requests_for(other, PURPOSE)
    assert request not in listed and counts["open"] == 0
    with pytest.raises(CannotSee):
        actions.acknowledge_request(request.pk, by=other, how="x")


def test_a_complaint_is_never_seen_or_answered_by_whom_it_is_about(people: Any, region: Any) -> None:
    officer, manager = viewer(people), viewer(people, "manager")
    case = open_case(CHILD, by=officer, because="A neighbour told us.")
    people["officer"].refresh_from_db()
    case.refresh_from_db()
    request = received(manager, kind="complaint", asks="He was rude.", complained_of="officer")
    assert request_page(officer, PURPOSE, request.pk) is None and requests_for(officer, PURPOSE)[1]["open"] == 0
    with pytest.raises(CannotSee):
        actions.acknowledge_request(request.pk, by=officer, how="x")
    with pytest.raises(CannotDoNow, match="about this person"):
        actions.give_request(request.pk, by=manager, username="officer")
    with pytest.raises(CannotDoNow, match="your authority"):
        actions.give_request(request.pk, by=manager, username="officer-302")
    actions.give_request(request.pk, by=manager, username="manager")
    actions.answer_request(request.pk, by=manager, outcome="upheld", answer="We are sorry; the officer was spoken with.")
    page = request_page(manager, PURPOSE, request.pk)
    assert page is not None and "officer" not in page.people and not page.request.is_open


def test_the_owner_of_the_case_does_not_answer_a_complaint_about_it(people: Any, region: Any) -> None:
    officer = viewer(people)
    case = open_case(CHILD, by=officer, because="A neighbour told us.")
    case.refresh_from_db()
    if case.owner is None:
        assign_case(case.pk, by=viewer(people, "manager"), username="officer")
    request = received(officer, kind="complaint", asks="Nobody calls back.")
    with pytest.raises(CannotDoNow, match="somebody else"):
        actions.answer_request(request.pk, by=officer, outcome="not_upheld", answer="No.")


def test_a_correction_travels_to_its_source_and_is_tracked_to_its_answer(people: Any, region: Any) -> None:
    officer = viewer(people)
    request = received(officer, kind="correction", asks="The birthday is wrong.")
    page = request_page(officer, PURPOSE, request.pk)
    assert page is not None and page.records
    register, supplier, number = next(iter(page.records)).split("|", 2)
    actions.check_identity(request.pk, by=officer, how="Birth certificate.")
    with pytest.raises(CannotDoNow, match="Nothing was sent"):
        actions.answer_request(request.pk, by=officer, outcome="corrected", answer="Done.")
    with pytest.raises(CannotDoNow, match="Choose the record"):
        actions.ask_source(
            request.pk, by=officer, register=register, supplier=supplier, record_id="no-such", field="surname", should_be="x", because="y"
        )
    made = actions.ask_source(
        request.pk,
        by=officer,
        register=register,
        supplier=supplier,
        record_id=number,
        field="date_of_birth",
        should_be="2015-01-01",
        because="Birth certificate",
    )
    assert made.held and made.due_on >= clock.today() + timedelta(days=28)
    with pytest.raises(CannotDoNow, match="not answered yet"):
        actions.answer_request(request.pk, by=officer, outcome="corrected", answer="Done.")
    with pytest.raises(CannotSee):
        actions.source_answered(made.pk, by=viewer(people, "officer-302"), answer="corrected", said="x")
    actions.source_answered(made.pk, by=officer, answer="corrected", said="The registrar wrote back.")
    with pytest.raises(CannotDoNow, match="already"):
        actions.source_answered(made.pk, by=officer, answer="refused", said="x")
    actions.answer_request(request.pk, by=officer, outcome="corrected", answer="It is corrected at the school.")
    assert CorrectionAsked.objects.get().answer == "corrected"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"child_id": ELSEWHERE}, "no such child for you"),
        ({"child_id": "c000001"}, "no such child for you"),
        ({"kind": "nonsense"}, "what kind"),
        ({"relationship": "neighbour"}, "what kind"),
        ({"asked_by": " "}, "who asks"),
        ({"received_on": date(2099, 1, 1)}, "not to come"),
        ({"complained_of": "nobody"}, "no user"),
    ],
)
def test_a_request_that_cannot_be_followed_is_refused(said: dict[str, Any], why: str, people: Any, region: Any) -> None:
    with pytest.raises(CannotDoNow, match=why):
        received(viewer(people), **said)
    assert not FamilyRequest.objects.exists()


def test_a_request_is_extended_once_and_in_time(people: Any, region: Any) -> None:
    officer = viewer(people)
    request = received(officer)
    first = request.due_on
    actions.extend_request(request.pk, by=officer, because="Many papers.")
    request.refresh_from_db()
    assert request.due_on > first + timedelta(days=50)
    with pytest.raises(CannotDoNow, match="already"):
        actions.extend_request(request.pk, by=officer, because="More.")
    late = received(officer, received_on=clock.today() - timedelta(days=90))
    assert requests_for(officer, PURPOSE, "late")[0] == [late]
    with pytest.raises(CannotDoNow, match="is over"):
        actions.extend_request(late.pk, by=officer, because="x")


def test_what_was_done_and_decided_is_never_edited_and_each_step_is_an_event(people: Any, region: Any) -> None:
    officer = viewer(people)
    request = received(officer)
    actions.accept_proposals(request.pk, by=officer)
    for attempt in (
        lambda: FamilyRequestStep.objects.update(words="x"),
        lambda: DisclosureDecision.objects.update(disclose=True),
        lambda: DisclosureDecision.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    kinds = list(Event.objects.filter(kind__startswith="family_request.").values_list("kind", flat=True))
    assert kinds == ["family_request.received", "family_request.reviewed"]
    assert "Ada" not in "".join(Event.objects.values_list("body", flat=True))


def test_a_subject_is_told_which_bodies_looked(people: Any, region: Any) -> None:
    child_page(viewer(people), purpose_for("officer", "cme_enquiry"), CHILD)
    gather_looks()
    looks = next(item for item in items_about(CHILD) if item.title.startswith("Who looked"))
    assert ("Eastshire", "Finding a child who is missing education") in looks.says


def test_a_source_answers_what_is_asked_of_it_and_sees_nothing_of_shielded_children(people: Any, region: Any) -> None:
    officer, source, other = viewer(people), viewer(people, "data-team"), viewer(people, "officer-302")
    quality = purpose_for("data_team", "data_quality")
    request = received(officer, kind="correction", asks="The birthday is wrong.")
    page = request_page(officer, PURPOSE, request.pk)
    assert page is not None
    register, supplier, number = next(iter(page.records)).split("|", 2)
    said = {"register": register, "supplier": supplier, "record_id": number, "field": "surname", "should_be": "Other", "because": "Deed"}
    made = actions.ask_source(request.pk, by=officer, **said)
    assert supplier == "301" and [row.pk for row in corrections_asked_of(source, quality)[0]] == [made.pk]
    assert corrections_asked_of(other, PURPOSE)[0] == []
    with pytest.raises(CannotSee):
        actions.answer_as_source(made.pk, by=other, answer="corrected", said="x")
    with pytest.raises(CannotDoNow, match="in which words"):
        actions.answer_as_source(made.pk, by=source, answer="corrected", said=" ")
    actions.answer_as_source(made.pk, by=source, answer="corrected", said="Done at the school.")
    with pytest.raises(CannotDoNow, match="already"):
        actions.answer_as_source(made.pk, by=source, answer="refused", said="x")
    FamilyRequest.objects.update(shielded=True)
    assert corrections_asked_of(source, quality)[0] == []


def test_what_registers_say_can_be_read_by_a_family(people: Any, region: Any) -> None:
    items = [item for item in items_about(CHILD) if item.register == "school_roll"]
    assert items and all(item.title.startswith("School roll, as sent by Eastshire: ") for item in items)
    said = [line for item in items for line in item.says]
    assert any(name == "Enrolment status: how to read it" and "C current" in value for name, value in said)
    assert not any(name.endswith("URN") and value.isdigit() for name, value in said)
