"""The pages about work that two authorities share: proposed by the receiver, answered by the sender, done piece by piece."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.casework.actions import enquiries, transfers
from onroll.casework.models import Case, CaseSplit, SplitPiece
from support.case_people import DAY, SetClock, viewer
from support.people import client_of
from support.responses import assert_private, text_of

SOON, REVIEW = DAY + timedelta(days=3), DAY + timedelta(days=28)


@pytest.fixture
def case(case: Case) -> Case:
    enquiries.start_enquiry(case.pk, by=viewer("officer"), check_code="CALL", known=("contact details",))
    return transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="An aunt lives there.", to="302")


def opened(client: Client, address: str, status: int = 200) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    questions = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert response.status_code == status and len(questions) <= 12, (address, response.status_code, len(questions), questions)
    assert_private(response)
    return text_of(response)


def written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def terms(**more: Any) -> dict[str, Any]:
    said = {
        "responsible": "301", "afterwards": "302", "review_on": written(REVIEW), "proposal": "0", "because": "The aunt is ours.",
        "who_1": "301", "kind_1": "task", "what_1": "Ask the last school", "due_1": written(SOON),
        "who_3": "302", "kind_3": "visit", "what_3": "Call at the aunt's flat", "due_3": written(SOON),
    }  # fmt: skip
    return {**said, **more}


def test_the_receiver_proposes_the_sender_answers_with_a_change_and_both_see_who_is_responsible(case: Case) -> None:
    sender, receiver, address = client_of("officer"), client_of("officer-302"), f"/cases/{case.pk}/split"
    assert "Propose to share the work" in opened(receiver, f"/cases/{case.pk}/transfers")
    assert "Piece 6 of the work" in opened(receiver, f"{address}/propose")
    half = text_of(receiver.post(f"{address}/propose", terms(what_3="", due_1="")))
    assert "Say what is to be done in piece 3" in half and "Enter by when piece 1 is to be done" in half
    assert "Call at" not in half and 'value="Ask the last school"' in half, "what was typed is kept"
    alone = text_of(receiver.post(f"{address}/propose", terms(who_3="301")))
    assert "Authority 302 has nothing to do" in alone
    assert receiver.post(f"{address}/propose", terms()).status_code == 302
    waits = opened(receiver, address)
    assert "It is for" in waits and "Take it back" in waits and ">Agree<" not in waits
    assert "Sharing the work is proposed." in opened(sender, f"/cases/{case.pk}/transfers")
    assert ">Agree<" in opened(sender, address)
    # the sender gives one piece another form: an enquiry of its own that waits for its answer
    own = opened(sender, f"{address}/propose")
    assert "E0" in own and 'value="Call at the aunt&#39;s flat"' in own
    asked = case.enquiries.get()
    changed = terms(kind_1=f"enquiry:{asked.pk}", what_1="", proposal="1")
    assert sender.post(f"{address}/propose", changed).status_code == 302
    assert "was answered, changed or withdrew it first" not in text_of(sender.post(address, {"do": "agree", "proposal": "1"}))
    assert "no longer open" in text_of(sender.post(address, {"do": "agree", "proposal": "1"}))
    assert receiver.post(address, {"do": "agree", "proposal": "2"}).status_code == 302
    split = CaseSplit.objects.get()
    assert split.responsible == "301" and SplitPiece.objects.get(authority="301").enquiry_id == asked.pk
    for client in (sender, receiver):
        page = opened(client, address)
        assert "Who does what" in page and "Call at the aunt" in page and "End the shared work" in page
        assert "supported by" in opened(client, "/transfers?board=shared")
    assert "What you need for it" in text_of(receiver.get(address)) and "What you need for it" not in text_of(sender.get(address))
    assert receiver.get(f"/cases/{case.pk}").status_code == 404 and receiver.get(f"/cases/{case.pk}/enquiries").status_code == 404
    assert "does a part of the work until" in opened(sender, f"/cases/{case.pk}/transfers")


def shared(case: Case) -> None:
    client_of("officer-302").post(f"/cases/{case.pk}/split/propose", terms())
    client_of("officer").post(f"/cases/{case.pk}/split", {"do": "agree", "proposal": "1"})


def test_each_side_says_what_came_of_its_own_pieces_alone(case: Case, clock: SetClock) -> None:
    shared(case)
    sender, receiver = client_of("officer"), client_of("officer-302")
    ours, theirs = (SplitPiece.objects.get(authority=code) for code in ("301", "302"))
    address = f"/cases/{case.pk}/split/pieces"
    assert receiver.get(f"{address}/{ours.pk}").status_code == 404 and sender.get(f"{address}/{theirs.pk}").status_code == 404
    assert "What came of it?" in opened(receiver, f"{address}/{theirs.pk}")
    assert "Say what came of it" in text_of(receiver.post(f"{address}/{theirs.pk}", {"outcome": "done"}))
    clock.day = SOON + timedelta(days=2)
    late = opened(sender, "/transfers?board=shared")
    assert "2 late" in late and "has not been done" in opened(receiver, "/notices?role=owner")
    assert receiver.post(f"{address}/{theirs.pk}", {"outcome": "done", "report": "They left in May."}).status_code == 302
    assert "They left in May." in opened(sender, f"/cases/{case.pk}/split")
    assert "Look at what Westborough says of" in text_of(sender.get(f"/cases/{case.pk}"))


def test_it_ends_with_a_reason_and_strangers_see_nothing_of_it(case: Case) -> None:
    shared(case)
    address = f"/cases/{case.pk}/split"
    for username in ("data-team", "school", "analyst"):
        assert client_of(username).get(address).status_code == 403
    receiver = client_of("officer-302")
    assert "Say why" in text_of(receiver.post(address, {"do": "end", "proposal": "1"}))
    gone = receiver.post(address, {"do": "end", "proposal": "1", "because": "The aunt has moved."})
    assert gone.status_code == 302
    case.refresh_from_db()
    assert case.offered_to == "302" and case.authority == "301", "afterwards is an offer"
    theirs = opened(client_of("officer"), address)
    assert "The aunt has moved." in theirs and "Shared before" in theirs
    assert "Shared before" not in opened(receiver, address), "the one to whom the child is offered reads what was said, not what was before"
    assert receiver.post(address, {"do": "dance"}).status_code == 404
