"""The doors for machines: tokens and scopes, returns answered at once and once only, refusals without a trace of what was sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from onroll.accounts.models import Event, KeptAnswer, MachineToken, Organisation, User
from onroll.casework.actions.machine_tokens import give_token, take_back_token
from onroll.casework.models import Case, PupilReturn, SchoolReturn
from onroll.casework.permissions import Right, has_right
from onroll.casework.purposes import CannotUsePurpose
from onroll.casework.queries.machine_tokens import organisations_with_machines, tokens_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.machine_scopes import SCOPES
from onroll.pipeline.find import Query, find
from onroll.pipeline.index import Index
from onroll.pipeline.run_rows import Child
from onroll.web.api.v1 import api, document
from support.case_people import DAY, SetClock, viewer
from support.casebook_file import put_casebook_into
from support.lead_town import AMY, BEN, CARA, DALE_STREET, walked_town
from support.people import client_of
from support.postgres import postgres_address
from support.processes import PATHS

PUPIL = {
    "surname": "Thistlewood",
    "forename": "Piran",
    "date_of_birth": "2014-02-17",
    "address_line_1": "1 Made-up Street",
    "postcode": "ZZ1 1ZZ",
}
PARENT = {"name": "M. Parent", "phone": "07700900456"}
DELETION = {"pupil": PUPIL, "parents": [PARENT], "ground": "g", "ground_met_on": str(DAY), "deleted_on": str(DAY)}
ENTRY = {"pupil": PUPIL, "parents": [PARENT], "entered_on": str(DAY)}
ABSENCE = {"pupil": PUPIL, "first_missed_on": str(DAY - timedelta(days=21)), "days_missed": 12, "whereabouts_known": False}

OPERATIONS: dict[str, tuple[str, str, Any]] = {
    "sendDeletion": ("post", "/api/v1/returns/deletion", DELETION),
    "sendNewPupil": ("post", "/api/v1/returns/new-pupil", ENTRY),
    "sendAttendance": ("post", "/api/v1/returns/attendance", ABSENCE),
    "sendSickness": ("post", "/api/v1/returns/sickness", ABSENCE),
    "listReturns": ("get", "/api/v1/returns", None),
    "findChild": ("post", "/api/v1/children/find", {"surname": "Thistlewood", "forename": "Piran", "date_of_birth": "2014-02-17"}),
    "fetchChild": ("get", "/api/v1/children/c000020", None),
    "answerEnquiries": (
        "post",
        "/api/v1/enquiries/answers",
        {"answers": [{"enquiry": "E000001", "outcome": "NO_TRACE", "answered_on": str(DAY)}]},
    ),
    "sendExtract": ("post", "/api/v1/extracts", None),
    "followExtract": ("get", "/api/v1/extracts/1", None),
    "decideExtract": ("post", "/api/v1/extracts/1/decision", {}),
    "subscribe": ("post", "/api/v1/webhooks", {"address": "https://told.example/in", "topics": ["case.opened"]}),
    "listSubscriptions": ("get", "/api/v1/webhooks", None),
    "endSubscription": ("post", "/api/v1/webhooks/1/end", {}),
}
SCOPE_OF = {
    "sendDeletion": "returns",
    "sendNewPupil": "returns",
    "sendAttendance": "returns",
    "sendSickness": "returns",
    "listReturns": "returns",
    "findChild": "find",
    "fetchChild": "fetch",
    "answerEnquiries": "answers",
    "sendExtract": "extracts",
    "followExtract": "extracts",
    "decideExtract": "extracts",
    "subscribe": "events",
    "listSubscriptions": "events",
    "endSubscription": "events",
}
WITH = {
    "returns": ("school", "100001", "cme_enquiry"),
    "find": ("school", "100001", "cme_enquiry"),
    "fetch": ("officer", "301", "cme_enquiry"),
    "answers": ("officer", "301", ""),
    "extracts": ("data_team", "301", ""),
    "events": ("officer", "301", ""),
}


@pytest.fixture(autouse=True)
def on_a_monday(people: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Monday of January, over the town of movers."""
    settings.ONROLL_HOME = walked_town()
    SetClock(monkeypatch)


def token(*scopes: str, role: str = "", code: str = "", purpose: str | None = None, by: Viewer | None = None) -> str:
    usual = WITH[scopes[0]]
    return give_token(
        by=by or viewer("administrator"),
        organisation_id=Organisation.objects.get(code=code or usual[1]).pk,
        role=role or usual[0],
        name="A made-up system",
        scopes=scopes,
        purpose=usual[2] if purpose is None else purpose,
        expires_on=DAY + timedelta(days=30),
    )[1]


def ask(operation: str, text: str = "", *, key: str = "", body: Any = None, address: str = "") -> Any:
    method, usual_address, usual = OPERATIONS[operation]
    address = address or usual_address
    headers = {"host": "127.0.0.1", **({"authorization": f"Bearer {text}"} if text else {})}
    if key:
        headers["idempotency-key"] = key
    client = Client(headers=headers, enforce_csrf_checks=True)
    if method == "get":
        return client.get(address)
    return client.post(address, json.dumps(usual if body is None else body), content_type="application/json")


def meant(row: dict[str, Any]) -> Child:
    """Return the child of the town that a row is about."""
    tables = whole_tables()
    assert tables is not None
    known = {name: row[name] for name in ("surname", "forename", "postcode")} | {"date_of_birth": date.fromisoformat(row["date_of_birth"])}
    child = tables.child(find(tables.run, Query(**known))[0].child_id)
    assert child is not None
    return child


def said(response: Any) -> Any:
    return json.loads(response.content)


def test_every_operation_is_in_the_table_and_has_a_door() -> None:
    described = {each["operationId"] for path in document()["paths"].values() for each in path.values()}
    assert described == set(OPERATIONS) == set(SCOPE_OF)
    assert document()["openapi"] == "3.1.0" and api.auth
    for path in document()["paths"].values():
        for each in path.values():
            assert each["security"] == [{"Token": []}]
            refusals = [response for status, response in each["responses"].items() if int(status) >= 400]
            assert refusals and all(set(response["content"]) == {"application/problem+json"} for response in refusals)


@pytest.mark.django_db
def test_a_wrong_address_or_method_is_a_problem_and_no_page() -> None:
    wrong_address = Client(headers={"host": "127.0.0.1"}).get("/api/v1/nothing-here")
    wrong_method = Client(headers={"host": "127.0.0.1"}).delete("/api/v1/children/find")
    for response, status in ((wrong_address, 404), (wrong_method, 405)):
        assert response.status_code == response.json()["status"] == status
        assert response["Content-Type"] == "application/problem+json"
    assert "POST" in wrong_method["Allow"]
    assert Client(headers={"host": "127.0.0.1"}).get("/nothing-here")["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_no_operation_opens_without_its_scope(operation: str) -> None:
    assert ask(operation).status_code == 401
    assert ask(operation, "onroll_00000000_nothing").status_code == 401
    for scope in SCOPES:
        response = ask(operation, token(scope), key="k1")
        if scope == SCOPE_OF[operation]:
            assert response.status_code not in (401, 403), (operation, scope, response.content)
        elif operation != "sendExtract":  # its form is read before its door: a wrong form is refused first
            assert response.status_code == 403, (operation, scope, response.content)
            assert response["Content-Type"] == "application/problem+json"


def test_a_role_is_given_no_scope_that_it_may_not_have() -> None:
    for role, code in (("school", "100001"), ("agency", "NHSE"), ("officer", "301"), ("data_team", "301")):
        for scope, door in SCOPES.items():
            if has_right(role, Right(door.right)):
                assert token(scope, role=role, code=code, purpose={"data_team": "data_quality"}.get(role, "cme_enquiry"))
            else:
                with pytest.raises(CannotDoNow, match="may not"):
                    token(scope, role=role, code=code, purpose="cme_enquiry")
    with pytest.raises(CannotUsePurpose, match="immigration"):
        token("find", purpose="immigration_enforcement")
    with pytest.raises(CannotUsePurpose):
        token("find", purpose="")


def test_a_system_acts_in_no_role_that_people_of_its_organisation_could_not_have() -> None:
    for scope, role, code in (
        ("events", "officer", "100001"),
        ("extracts", "data_team", "100001"),
        ("find", "school", "301"),
        ("find", "agency", "301"),
        ("events", "officer", "NHSE"),
    ):
        with pytest.raises(CannotDoNow, match="can act in that role"):
            token(scope, role=role, code=code)
    with pytest.raises(CannotDoNow, match="Choose the role"):
        token("extracts", role="analyst")
    with pytest.raises(CannotSee):
        token("extracts", code="ENG")


def test_an_administrator_gives_and_takes_back_tokens_of_the_organisations_in_their_care_alone() -> None:
    eastshire = Organisation.objects.get(code="301")
    User.objects.create(username="own-administrator", full_name="A", role="administrator", organisation=eastshire, password="!")
    own = viewer("own-administrator")
    for role, code in (("officer", "302"), ("agency", "NHSE")):
        scope = {"officer": "events", "agency": "find"}[role]
        text = token(scope, role=role, code=code, purpose="cme_enquiry")
        with pytest.raises(CannotSee):
            token(scope, role=role, code=code, purpose="cme_enquiry", by=own)
        other = MachineToken.objects.get(prefix=text.split("_")[1])
        with pytest.raises(CannotSee):
            take_back_token(other.pk, by=own)
    assert tokens_for(own) == [] and len(tokens_for(viewer("administrator"))) == 2
    text = token("events", by=own)
    kept = MachineToken.objects.get(prefix=text.split("_")[1])
    assert [each.pk for each in tokens_for(own)] == [kept.pk]
    assert {each.authority_code for each in organisations_with_machines(own)} == {"301"}
    take_back_token(kept.pk, by=own)
    assert ask("listSubscriptions", text).status_code == 401


def test_a_token_is_kept_as_a_digest_alone_and_ends_by_day_or_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    text = token("returns")
    kept = MachineToken.objects.get()
    assert text.split("_", 2)[2] not in json.dumps([str(value) for value in vars(kept).values()]) and kept.prefix in text
    assert ask("listReturns", text).status_code == 200
    assert MachineToken.objects.get().last_used_on == DAY
    assert not User.objects.get(pk=kept.user_id).has_usable_password()
    SetClock(monkeypatch, DAY + timedelta(days=30))
    assert ask("listReturns", text).status_code == 200, "its last day is one of its days"
    SetClock(monkeypatch, DAY + timedelta(days=31))
    assert ask("listReturns", text).status_code == 401
    SetClock(monkeypatch, DAY)
    take_back_token(kept.pk, by=viewer("administrator"))
    assert ask("listReturns", text).status_code == 401
    assert [event.kind for event in Event.objects.filter(kind__startswith="token.").order_by("seq")] == ["token.given", "token.taken_back"]


def test_a_deletion_return_is_answered_at_once_and_opens_its_case() -> None:
    answer = said(ask("sendDeletion", token("returns"), key="r1"))
    assert answer["stands"] and answer["answer"] == "enquire" and "case from today" in answer["next"] and answer["problems"] == []
    row = SchoolReturn.objects.get()
    assert row.case is not None and row.said["surname"] == "Thistlewood" and row.school == "100001"


def test_a_deletion_that_may_not_be_made_is_refused_in_words_and_kept() -> None:
    body = {**DELETION, "ground": "i"}
    answer = said(ask("sendDeletion", token("returns"), key="r1", body=body))
    assert not answer["stands"] and any(each["severity"] == "refused" for each in answer["problems"])
    assert SchoolReturn.objects.count() == 1 and Case.objects.filter(queue="referred").count() == 0


def test_a_return_sent_twice_is_done_once_and_answered_the_same() -> None:
    text = token("returns")
    first, again = ask("sendDeletion", text, key="same"), ask("sendDeletion", text, key="same")
    assert first.content == again.content and again["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first
    assert SchoolReturn.objects.count() == 1
    other = ask("sendDeletion", text, key="same", body={**DELETION, "ground": "h"})
    assert other.status_code == 422 and "another request" in said(other)["detail"] and SchoolReturn.objects.count() == 1
    assert ask("sendDeletion", text).status_code == 409 and KeptAnswer.objects.count() == 1
    assert ask("sendDeletion", token("returns"), key="same").status_code == 201 and SchoolReturn.objects.count() == 2


_AT_ONCE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from datetime import timedelta
from django.db import connection
from django.test import Client
from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Organisation
from onroll.casework import clock
from onroll.casework.actions.machine_tokens import give_token
from onroll.casework.models import SchoolReturn
from support.case_people import viewer
from support.people import make_people
make_people()
text = give_token(
    by=viewer("administrator"), organisation_id=Organisation.objects.get(code="100001").pk, role="school", name="A system",
    scopes=["returns"], purpose="cme_enquiry", expires_on=clock.today() + timedelta(days=30))[1]
headers = {"host": "127.0.0.1", "authorization": f"Bearer {text}", "idempotency-key": "at once"}

def send(_):
    try:
        return Client(headers=headers).post("/api/v1/returns/deletion", sys.argv[2], content_type="application/json").content.decode()
    finally:
        connection.close()

with ThreadPoolExecutor(6) as pool:
    answers = list(pool.map(send, range(6)))
print(json.dumps([answers, SchoolReturn.objects.count(), verify_chain()]))
"""


def assert_done_once(home: Path, where: dict[str, str]) -> None:
    Index(home).create()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ONROLL_HOME": str(home), "PYTHONPATH": PATHS, **where}
    command = [sys.executable, "-c", _AT_ONCE, str(home), json.dumps(DELETION)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers, rows, broken_at = json.loads(done.stdout.splitlines()[-1])
    assert rows == 1 and broken_at is None and len(set(answers)) == 1 and json.loads(answers[0])["kind"] == "deletion", answers


def test_a_return_that_comes_six_times_at_once_is_done_once(tmp_path: Path) -> None:
    assert_done_once(put_casebook_into(tmp_path / "home"), {})


@pytest.mark.long
def test_a_return_that_comes_six_times_at_once_is_done_once_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        assert_done_once(tmp_path / "home", {"DATABASE_URL": address})


def test_a_new_pupil_whom_nobody_knows_is_not_yet_elsewhere_and_one_of_another_roll_is() -> None:
    text = token("returns")
    assert said(ask("sendNewPupil", text, key="n1"))["answer"] == "not_yet"
    pupil = {"surname": BEN["surname"], "forename": BEN["forename"], "date_of_birth": BEN["date_of_birth"]}
    pupil |= {"address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1]}
    answer = said(ask("sendNewPupil", text, key="n2", body={**ENTRY, "pupil": pupil}))
    assert answer["answer"] == "registered_elsewhere" and "ground a" in answer["next"]
    assert PupilReturn.objects.filter(case=None).count() == 2


def test_an_absent_child_whose_whereabouts_nobody_knows_has_a_case_at_once() -> None:
    text = token("returns")
    answer = said(ask("sendAttendance", text, key="a1"))
    assert answer["answer"] == "enquire" and PupilReturn.objects.get().case is not None
    known = said(ask("sendAttendance", text, key="a2", body={**ABSENCE, "whereabouts_known": True}))
    ill = said(ask("sendSickness", text, key="a3", body={**ABSENCE, "whereabouts_known": True, "days_missed": 3}))
    assert known["answer"] == "noted" and "section 19" in ill["next"] and ill["problems"][0]["severity"] == "warning"
    assert PupilReturn.objects.filter(case=None).count() == 2


def test_the_list_of_returns_goes_on_where_it_ended_and_shows_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onroll.web.api.v1.PAGE", 3)
    text = token("returns")
    for number in range(4):
        assert ask("sendDeletion", text, key=f"d{number}").status_code == 201
        assert ask("sendSickness", text, key=f"s{number}").status_code == 201
    headers = {"host": "127.0.0.1", "authorization": f"Bearer {text}"}
    seen, after = [], ""
    while True:
        page = said(Client(headers=headers).get("/api/v1/returns", {"after": after}))
        seen += [(each["kind"], each["number"]) for each in page["returns"]]
        after = page["after"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 8
    assert said(Client(headers=headers).get("/api/v1/returns", {"after": "nonsense"}))["status"] == 409


def test_what_was_sent_is_not_said_again_in_a_refusal() -> None:
    body = {**DELETION, "pupil": {**PUPIL, "surname": "Secretname\x00", "unknown_field": "Secretvalue"}}
    response = ask("sendDeletion", token("returns"), key="x", body=body)
    assert response.status_code == 422 and b"Secret" not in response.content
    fields = {each["field"] for each in said(response)["errors"]}
    assert fields == {"pupil.surname", "pupil.unknown_field"}
    broken = Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {token('returns')}"})
    response = broken.post("/api/v1/returns/deletion", "{not json", content_type="application/json")
    assert response.status_code == 400 and response["Content-Type"] == "application/problem+json"


def test_a_shielded_child_is_to_a_new_school_as_a_child_whom_nobody_knows() -> None:
    pupil = {"surname": CARA["surname"], "forename": CARA["forename"], "date_of_birth": CARA["date_of_birth"]}
    pupil |= {"address_line_1": CARA["address_line_1"], "postcode": CARA["postcode"]}
    assert meant(CARA).shielded and not meant(BEN).shielded
    text = token("returns")
    told = said(ask("sendNewPupil", text, key="h1", body={**ENTRY, "pupil": pupil}))
    stranger = said(ask("sendNewPupil", text, key="h2"))
    assert {**told, "number": 0} == {**stranger, "number": 0}


def test_too_many_requests_in_a_minute_are_told_to_wait(settings: Any) -> None:
    settings.ONROLL_API_PER_MINUTE = 3
    text = token("returns")
    answers = [ask("listReturns", text) for _ in range(5)]
    assert [each.status_code for each in answers[:3]] == [200] * 3 and answers[-1].status_code == 429
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert ask("listReturns", token("returns")).status_code == 200


def test_a_fault_of_ours_is_written_down_for_operators_and_the_sender_hears_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ValueError("Secretvalue")

    monkeypatch.setattr("onroll.web.api.v1.send_return", fails)
    text = token("returns")
    response = ask("sendDeletion", text, key="f1")
    assert response.status_code == 500 and said(response)["title"] == "Something went wrong here" and b"Secret" not in response.content
    assert [record.exc_info is not None for record in caplog.records if record.levelname == "ERROR"] == [True]
    assert KeptAnswer.objects.count() == 0, "the same request may be sent again"


def test_finding_and_fetching_by_machine_say_no_more_than_the_pages_do() -> None:
    amy = f"/api/v1/children/{meant(AMY).child_id}"
    found = said(ask("fetchChild", token("fetch"), address=amy))
    assert found["relation"] == "full" and found["status"] and found["as_known_on"]
    elsewhere = said(ask("fetchChild", token("fetch", code="302"), address=amy))
    assert elsewhere.get("relation") == "exists" and elsewhere["name"] == "" and elsewhere["ask"]
    looked = Event.objects.filter(kind="child.looked_at").order_by("seq")
    assert [each.purpose for each in looked] == ["cme_enquiry"] * 2 and all(each.actor.startswith("machine-") for each in looked)
    assert ask("findChild", token("find")).status_code == 200


def test_a_school_without_a_system_sends_the_same_returns_as_a_form() -> None:
    client = client_of("school")
    form = {
        "forename": "Piran", "surname": "Thistlewood", "date_of_birth": "17/2/2014", "address_line_1": "1 Made-up Street",
        "postcode": "ZZ1 1ZZ", "parent_1_name": "M. Parent", "parent_1_phone": "07700900456",
        "day": f"{DAY:%d/%m/%Y}", "upn": "", "last_school": "",
    }  # fmt: skip
    shown = client.post("/returns/pupils/new/new_pupil", form, follow=True)
    assert b"No other register shows the child yet" in shown.content
    assert b"Thistlewood" in client.get("/returns/pupils").content
    empty = client.post("/returns/pupils/new/attendance", {})
    assert b"Say whether the school knows where the child is" in empty.content
    assert client_of("officer").get("/returns/pupils").status_code == 200


def test_an_administrator_gives_a_token_that_is_shown_once_and_takes_it_back() -> None:
    client = client_of("administrator")
    organisation = Organisation.objects.get(code="100001").pk
    form = {"name": "Attendance system", "organisation": organisation, "role": "school", "scopes": ["returns"], "purpose": "cme_enquiry"}
    last = date.fromordinal(DAY.toordinal() + 90)
    shown = client.post("/machines/new", {**form, "expires_on": f"{last:%d/%m/%Y}"})
    assert b"onroll_" in shown.content and b"shown this once" in shown.content
    listed = client.get("/machines").content
    assert MachineToken.objects.get().prefix.encode() in listed and b"Take back" in listed
    client.post(f"/machines/{MachineToken.objects.get().pk}/end")
    assert b"Taken back" in client.get("/machines").content
    late = client.post("/machines/new", {**form, "expires_on": "1/1/2030"})
    assert b"within a year" in late.content
