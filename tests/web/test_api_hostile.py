"""The doors for machines under what their schema allows and what it does not: never a fault of the program, never a trace of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from onroll.accounts.models import Organisation
from onroll.casework.actions.machine_tokens import give_token
from onroll.web.api.v1 import document
from support.case_people import DAY, SetClock, viewer
from support.lead_town import walked_town

SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = {each.ok().definition.raw["operationId"]: each.ok() for each in SCHEMA.get_all_operations()}
WHO = {
    "Returns": ("school", "100001"),
    "Children": ("officer", "301"),
    "Enquiries": ("officer", "301"),
    "Extracts": ("data_team", "301"),
    "Webhooks": ("officer", "301"),
}
SCOPES = {"Returns": ["returns"], "Children": ["find", "fetch"], "Enquiries": ["answers"], "Extracts": ["extracts"], "Webhooks": ["events"]}
PURPOSES = {"Returns": "cme_enquiry", "Children": "cme_enquiry"}


@pytest.fixture(autouse=True)
def on_a_monday(people: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Monday of January, over the town of movers."""
    settings.ONROLL_HOME = walked_town()
    settings.ONROLL_API_PER_MINUTE = 1_000_000
    SetClock(monkeypatch)


def client_for(tag: str) -> Client:
    role, code = WHO[tag]
    text = give_token(
        by=viewer("administrator"),
        organisation_id=Organisation.objects.get(code=code).pk,
        role=role,
        name="A made-up system",
        scopes=SCOPES[tag],
        purpose=PURPOSES.get(tag, ""),
        expires_on=DAY + timedelta(days=30),
    )[1]
    return Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {text}"})


def assert_answered(response: Any) -> None:
    assert response.status_code < 500, response.content
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json", response.content
        assert b"Traceback" not in response.content and b"site-packages" not in response.content


def hold(name: str, examples: int) -> None:
    """Send what the schema makes of one operation, right and wrong."""
    operation = OPERATIONS[name]
    client = client_for(operation.definition.raw["tags"][0])
    number = iter(range(10_000))

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=examples, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def send(case: Any) -> None:
            given_headers = {str(name): str(value) for name, value in (case.headers or {}).items() if str(value).isascii()}
            key = given_headers.get("Idempotency-Key", "")
            headers = {"Idempotency-Key": key if next(number) % 3 else f"key {next(number)}"}
            address = "/api/v1" + case.path.replace("{number}", str((case.path_parameters or {}).get("number", 1)))
            address = address.replace("{child_id}", str((case.path_parameters or {}).get("child_id", "x")).replace("/", "_") or "x")
            if operation.method == "get":
                query = {str(name): str(value) for name, value in (case.query or {}).items()}
                assert_answered(client.get(address, query, headers=headers))
            else:
                body = case.body if not isinstance(case.body, schemathesis.core.NotSet) else {}
                sent = json.dumps(body, default=str)
                assert_answered(client.post(address, sent, content_type="application/json", headers=headers))

        send()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_request_that_the_schema_allows_or_forbids_finds_a_fault(name: str) -> None:
    hold(name, 6)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_request_of_hundreds_finds_a_fault(name: str) -> None:
    hold(name, 250)


HOSTILE = [
    b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b'{"pupil": ' + b"[" * 50_000, b'{"pupil": {"surname": "\\ud800"}}', b"[" * 100_000,
    b'{"pupil": {"surname": "' + b"x" * 1_000_000 + b'"}}', b'{"days_missed": 1e400}', b'{"days_missed": ' + b"9" * 5000 + b"}",
    b'{"ground": "\\u0000"}', b'{"deleted_on": "0000-00-00"}', b'{"deleted_on": 99999999999999999999}', b'{"marks": [{}]}', b"\x00" * 100,
]  # fmt: skip


@pytest.mark.parametrize("address", ["returns/deletion", "returns/new-pupil", "returns/attendance", "returns/sickness", "children/find"])
def test_hostile_bodies_are_refused_in_one_sentence(address: str) -> None:
    client = client_for("Children" if "find" in address else "Returns")
    for place, body in enumerate(HOSTILE):
        response = client.post(f"/api/v1/{address}", body, content_type="application/json", headers={"Idempotency-Key": f"k{place}"})
        assert response.status_code in (400, 409, 422), (body[:60], response.content[:200])
        assert response["Content-Type"] == "application/problem+json" and json.loads(response.content)["detail"]
        assert len(response.content) < 20_000
    for header in ("", "Bearer", "Bearer ", "Basic eDp5", "Bearer onroll__", "Bearer " + "x" * 10_000, "Bearer onroll_é_x"):
        refused = Client(headers={"host": "127.0.0.1", "authorization": header}).post(
            f"/api/v1/{address}", b"{}", content_type="application/json"
        )
        assert refused.status_code == 401, header[:30]
