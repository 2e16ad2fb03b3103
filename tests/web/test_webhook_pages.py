"""What systems are told, on the administrator's page: each number opens to its messages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.accounts.models import MachineToken
from onroll.casework.models import Webhook, WebhookDelivery
from support.people import client_of
from support.responses import text_of

NOW = datetime(2026, 1, 19, 10, tzinfo=UTC)


def opened(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200 and len(asked) <= 12, (address, len(asked))
    return " ".join(text_of(response).split())


def test_each_number_opens_to_its_messages(people: Any, region: Any) -> None:
    token = MachineToken.objects.create(
        user=people["officer"], name="Our system", prefix="abcd1234", digest="x", made_at=NOW, made_by="a", expires_on="2026-12-01"
    )
    webhook = Webhook.objects.create(token=token, address="https://told.example/<b>", topics=["case.opened"], first=0, after=0, made_at=NOW)
    for number, state in enumerate(["waiting", "delivered", "delivered", "given_up"]):
        WebhookDelivery.objects.create(
            number=f"msg_{number}", webhook=webhook, change=number, topic="case.opened", case_number=7, made_at=NOW, state=state,
            due_at=NOW, attempts=number, said="Answered with 503." if state == "given_up" else "",
        )  # fmt: skip
    administrator = client_of("administrator")
    page = opened(administrator, "/machines/webhooks")
    assert "https://told.example/&lt;b&gt;" in page and "<strong>4 messages</strong>" in page and ">2<span" in page
    assert "<strong>2 messages</strong>" in opened(administrator, f"/machines/webhooks?webhook={webhook.pk}&state=delivered")
    failed = opened(administrator, f"/machines/webhooks?webhook={webhook.pk}&state=given_up")
    assert "Answered with 503." in failed and "msg_3" in failed and "msg_1" not in failed
    for nonsense in ("webhook=x&state=y", "webhook=-1", "webhook=99999999999999999999", "page=99"):
        assert "What systems are told" in opened(administrator, f"/machines/webhooks?{nonsense}")
    people["administrator"].organisation = people["officer-302"].organisation
    people["administrator"].save()
    assert "No system has asked" in opened(client_of("administrator"), "/machines/webhooks")
