"""The pages of retention: the schedule with its numbers, each of which opens to its rows; holds; what went, with its proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.casework import bridge
from onroll.casework.models import BackupMade, Case, Erasure, FamilyRequest, RetentionHold
from support.case_people import DAY, SetClock
from support.people import client_of
from support.responses import text_of

PAST = [("301", date(2000, 1, 1)), ("301", date(2000, 2, 1)), ("302", date(2000, 1, 1)), ("301", date(2020, 1, 1))]


@pytest.fixture
def cases(people: Any, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    SetClock(monkeypatch)
    made = [
        Case.objects.create(
            child_id=f"c90{number}", authority=authority, queue="q", opened_on=date(1999, 1, 1), state="closed", closed_on=closed_on
        )
        for number, (authority, closed_on) in enumerate(PAST)
    ]
    return made


def opened(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    asking = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert response.status_code == 200 and len(asking) <= 12, (address, len(asking), asking)
    return " ".join(text_of(response).split())


def test_each_number_of_the_schedule_opens_to_its_rows(cases: list[Case]) -> None:
    auditor = client_of("auditor")
    assert ">3<span" in opened(auditor, "/retention") and "Hold a record" not in opened(auditor, "/retention")
    page = opened(auditor, "/retention/due/case")
    assert "<strong>3 records</strong>: 3 to be deleted, 0 kept" in page and not any(each.child_id in page for each in cases)
    for kind in ("child_paper", "school_return", "pupil_return", "joint_enquiry", "family_request", "extract"):
        assert "Nothing here has been kept longer" in opened(auditor, f"/retention/due/{kind}")
    assert auditor.get("/retention/due/pets").status_code == 404


def test_an_authoritys_own_administrator_sees_its_own(cases: list[Case], people: Any) -> None:
    people["administrator"].organisation = people["officer"].organisation
    people["administrator"].save()
    own = client_of("administrator")
    assert ">2<span" in opened(own, "/retention") and "2 records" in opened(own, "/retention/due/case")
    wrong = own.post("/retention/holds/new", {"kind": "case", "reference": str(cases[2].pk), "because": "x"})
    assert "no such record in your care" in text_of(wrong) and not RetentionHold.objects.exists()


def test_a_hold_is_placed_and_lifted_on_the_page(cases: list[Case]) -> None:
    administrator, auditor = client_of("administrator"), client_of("auditor")
    assert auditor.get("/retention/holds/new").status_code == 403
    for wrong in ({}, {"kind": "case", "reference": "7e9", "because": "x"}, {"kind": "pets", "reference": "1", "because": "x"}):
        assert "There is a problem" in text_of(administrator.post("/retention/holds/new", wrong))
    said = {"kind": "case", "reference": str(cases[0].pk), "because": "An <b>inquest</b>."}
    assert administrator.post("/retention/holds/new", said).status_code == 302
    assert "An &lt;b&gt;inquest" in opened(auditor, "/retention") and "Stays. Held since" in opened(auditor, "/retention/due/case")
    hold = RetentionHold.objects.get()
    lift = f"/retention/holds/{hold.pk}/lift"
    assert "inquest" in opened(administrator, lift) and "There is a problem" in text_of(administrator.post(lift, {"because": ""}))
    assert administrator.post(lift, {"because": "It is over."}).status_code == 302 and administrator.get(lift).status_code == 404


def test_a_familys_request_is_held_by_the_number_that_stands_on_it(cases: list[Case]) -> None:
    asked = FamilyRequest.objects.create(
        kind="complaint", authority="301", asked_by="A", relationship="parent", reach="x", asks="x", received_on=DAY, acknowledge_by=DAY,
        due_on=DAY,
    )  # fmt: skip
    said = {"kind": "family_request", "reference": asked.number, "because": "An inquest."}
    assert client_of("administrator").post("/retention/holds/new", said).status_code == 302
    assert RetentionHold.objects.get().reference == str(asked.pk)


def test_what_went_is_shown_with_its_proof_and_the_backups_that_may_hold_it(cases: list[Case], tmp_path: Path) -> None:
    kept = tmp_path / "kept.onroll"
    kept.touch()
    for path in (kept, tmp_path / "gone.onroll"):
        BackupMade.objects.create(path=str(path), encrypted=True, at="2026-01-01T10:00Z")
    bridge.erase_from_casebook(bridge.due_for_erasure(), progress=lambda *_: None)
    auditor = client_of("auditor")
    page = opened(auditor, "/retention/deleted?kind=case")
    left = Erasure.objects.order_by("pk")[0]
    assert left.proof in page and "Not finished" in page and left.salt not in page
    bridge.finish_erasures()
    assert "Not finished" not in opened(auditor, "/retention/deleted")
    whole = opened(auditor, "/retention")
    assert "kept.onroll" in whole and "gone.onroll" not in whole and ">0<span" in whole
    file = auditor.get("/retention/deleted?as=csv")
    assert left.proof in text_of(file) and left.salt in text_of(file) and file["Content-Disposition"].endswith('"deleted.csv"')
