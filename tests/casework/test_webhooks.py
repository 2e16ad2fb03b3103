"""Other systems are told at least once, under one number, signed, by numbers alone, and nowhere inside a network."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from onroll.accounts.models import Organisation
from onroll.casework import webhook_sending
from onroll.casework.actions.machine_tokens import Admitted, admit, give_token, take_back_token
from onroll.casework.actions.webhooks import LEASE, deliver, end_webhook, gather, signing_key, subscribe, webhooks_of
from onroll.casework.models import Case, CaseChange, Webhook, WebhookDelivery
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.webhook_sending import CannotSend, send
from onroll.config.home import CannotReadSettings, file_or_none
from onroll.core.webhooks import TOPICS, WAITS, is_inside, next_try, why_not_there
from support.case_people import DAY, SetClock, own_case, viewer
from support.certificates import NAMES, made_certificates
from support.opened_cases import open_current_run

TOLD = "https://told.example/in"


class Post:
    """A letter box that keeps what comes. Shape  answers: what it says to each, in turn; 200 once they are used up."""

    def __init__(self, *answers: int) -> None:
        self.came: list[tuple[str, bytes, dict[str, str]]] = []
        self.answers = list(answers)

    def __call__(self, address: str, body: bytes, headers: Any) -> int:
        self.came.append((address, body, dict(headers)))
        answer = self.answers.pop(0) if self.answers else 200
        if answer != 200:
            raise CannotSend(f"Answered with {answer}.")
        return answer


@pytest.fixture
def system(people: object, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> Admitted:
    SetClock(monkeypatch)
    open_current_run()
    return system_of("301")


def system_of(code: str) -> Admitted:
    body = Organisation.objects.get(code=code)
    return admit(
        give_token(
            by=viewer("administrator"), organisation_id=body.pk, role="officer", name="Our system", scopes=["events"], purpose="",
            expires_on=DAY + timedelta(days=30),
        )[1]
    )  # fmt: skip


def happened(case: Case, kind: str = "case.opened", **body: Any) -> None:
    CaseChange.objects.create(
        case=case, version=1, at=datetime.now(UTC), on=DAY, by="run", by_name="Onroll", kind=kind, words="w", body=body
    )


def let_time_pass() -> None:
    WebhookDelivery.objects.filter(state="waiting").update(due_at=datetime.now(UTC))


def test_a_case_is_told_once_by_its_number_signed(system: Admitted) -> None:
    webhook, case = subscribe(system, TOLD, ["case.opened"]), own_case()
    happened(case)
    happened(case, "case.close")
    assert (gather(), gather()) == (1, 0), "what was before is not told, and nothing twice"
    post = Post()
    assert deliver(post)["delivered"] == 1 and deliver(post)["delivered"] == 0
    ((address, body, headers),) = post.came
    said = json.loads(body)
    assert address == TOLD and set(said) == {"id", "subscription", "type", "case", "at"}
    assert (said["case"], said["type"], said["subscription"], said["id"]) == (case.pk, "case.opened", webhook.pk, headers["webhook-id"])
    assert case.child_id.encode() not in body
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signing_key()))
    signature = base64.b64decode(headers["webhook-signature"].removeprefix("v1a,"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode()
    key.verify(signature, signed + body)
    with pytest.raises(InvalidSignature):
        key.verify(signature, signed + body.replace(b"opened", b"closed"))


def test_whoever_is_told_is_the_authority_that_the_case_is_of_or_offered_to(system: Admitted) -> None:
    others, case = system_of("302"), own_case()
    for each in (system, others):
        subscribe(each, TOLD, list(TOPICS))
    happened(case)
    happened(case, "case.transfer_offer", to="302")
    Case.objects.filter(pk=case.pk).update(offered_to="302")
    assert gather() == 2
    told = dict(WebhookDelivery.objects.values_list("topic", "webhook__token"))
    assert told == {"case.opened": system.token.pk, "case.offered": others.token.pk}
    assert deliver(Post())["delivered"] == 2


def test_nobody_is_told_of_a_shielded_child_not_even_of_what_waited(system: Admitted) -> None:
    subscribe(system, TOLD, ["case.opened"])
    hidden = Case.objects.filter(shielded=True).order_by("pk")[0]
    Case.objects.filter(pk=hidden.pk).update(authority="301")
    happened(hidden)
    assert gather() == 0
    happened(own_case())
    assert gather() == 1
    Case.objects.filter(pk=own_case().pk).update(shielded=True)
    post = Post()
    assert deliver(post)["withheld"] == 1 and post.came == []


def test_what_fails_is_sent_again_under_the_same_number_and_then_given_up(system: Admitted) -> None:
    subscribe(system, TOLD, ["case.opened"])
    happened(own_case())
    gather()
    post = Post(*[503] * (len(WAITS) + 1))
    for _ in WAITS:
        assert deliver(post)["failed"] == 1 and deliver(post) == dict.fromkeys(("delivered", "failed", "given_up", "withheld"), 0)
        let_time_pass()
    assert deliver(post)["given_up"] == 1
    message = WebhookDelivery.objects.get()
    assert (message.state, message.said, message.attempts) == ("given_up", "Answered with 503.", len(WAITS) + 1)
    assert {headers["webhook-id"] for _, _, headers in post.came} == {message.number} and len({body for _, body, _ in post.came}) == 1


def test_whoever_is_killed_after_sending_sends_the_same_again(system: Admitted) -> None:
    subscribe(system, TOLD, ["case.opened"])
    happened(own_case())
    gather()
    post = Post()

    class Killed(BaseException):
        """As the machine would."""

    def killed(*words: Any) -> int:
        post(*words)
        raise Killed

    with pytest.raises(Killed):
        deliver(killed)
    assert deliver(post)["delivered"] == 0, "nobody else takes it up at once"
    WebhookDelivery.objects.filter(due_at__lte=datetime.now(UTC) + LEASE).update(due_at=datetime.now(UTC))
    assert deliver(post)["delivered"] == 1
    assert len(post.came) == 2 and post.came[0][1] == post.came[1][1] and post.came[0][2]["webhook-id"] == post.came[1][2]["webhook-id"]


def test_a_change_that_was_committed_late_under_a_lower_number_is_told_too(system: Admitted) -> None:
    subscribe(system, TOLD, ["case.opened"])
    happened(own_case())
    late = CaseChange.objects.order_by("-pk")[0].pk
    happened(own_case())
    WebhookDelivery.objects.all().delete()
    Webhook.objects.update(after=late + 1)
    assert gather() == 2


def test_a_subscription_ends_with_its_token_and_by_itself(system: Admitted) -> None:
    webhook = subscribe(system, TOLD, ["case.opened"])
    assert subscribe(system, TOLD, ["case.closed"]).pk == webhook.pk and webhooks_of(system)[0].topics == ["case.closed"]
    happened(own_case(), "case.close")
    assert gather() == 1
    with pytest.raises(CannotSee):
        end_webhook(system_of("302"), webhook.pk)
    take_back_token(system.token.pk, by=viewer("administrator"))
    assert deliver(Post())["withheld"] == 1
    happened(own_case(), "case.close")
    assert gather() == 0
    assert end_webhook(system, webhook.pk).ended_at == end_webhook(system, webhook.pk).ended_at and webhooks_of(system) == []


def test_a_token_has_a_handful_of_addresses_and_knows_its_topics(system: Admitted) -> None:
    for number in range(5):
        subscribe(system, f"{TOLD}/{number}", ["case.opened"])
    for address, topics in (
        (f"{TOLD}/6", ["case.opened"]),
        (f"{TOLD}/1", []),
        (f"{TOLD}/1", ["child.moved"]),
        ("http://told.example", ["case.opened"]),
    ):
        with pytest.raises(CannotDoNow):
            subscribe(system, address, topics)


INSIDE = [
    "https://127.0.0.1/", "https://10.1.2.3/", "https://192.168.0.1/", "https://169.254.169.254/latest/meta-data", "https://[::1]/",
    "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/", "https://0.0.0.0/", "https://localhost/", "https://db.internal/", "https://224.0.0.1/",
    "http://told.example/", "ftp://told.example/", "https://user:word@told.example/", "https:///x", "https://told.example:99999/",
    "https://told.example/#x", "https://told.example/ x", "https://told.exampl\u0117/", "javascript:alert(1)", "", "https://" + "a" * 500,
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_is_sent_inside_a_network_or_unencrypted(address: str) -> None:
    assert why_not_there(address, inside_too=False)


def test_an_address_outside_is_fine_and_the_setting_opens_ones_own_network() -> None:
    assert why_not_there(TOLD, inside_too=False) == "" == why_not_there("https://8.8.8.8:8443/x?y=1", inside_too=False)
    assert why_not_there("http://10.0.0.1/", inside_too=True) == "" and is_inside("2002:0a00:0001::1")


def test_a_name_that_leads_inside_is_found_when_it_is_looked_up(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ONROLL_WEBHOOKS_INSIDE = False
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("8.8.8.8", "10.0.0.5")]
    monkeypatch.setattr(webhook_sending.socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(webhook_sending.socket, "create_connection", lambda *_, **__: pytest.fail("a connection was opened"))
    with pytest.raises(CannotSend, match="inside a network"):
        send(TOLD, b"{}", {})


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[str, bytes, str]]]]:
    """A system that listens on this machine: `/away` sends elsewhere, `/broken` breaks off, all else is taken."""
    came: list[tuple[str, bytes, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((self.path, self.rfile.read(int(self.headers["content-length"])), self.headers["webhook-id"]))
            if self.path == "/broken":
                return
            self.send_response(302 if self.path == "/away" else 204)
            self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", came
    server.shutdown()
    server.server_close()


def test_a_message_goes_over_the_wire_and_no_redirect_is_followed(receiver: Any, settings: Any) -> None:
    settings.ONROLL_WEBHOOKS_INSIDE = True
    address, came = receiver
    assert send(f"{address}/in?a=1", b'{"case":1}', {"webhook-id": "msg_1"}) == 204
    assert came == [("/in?a=1", b'{"case":1}', "msg_1")]
    for path, said in (("/away", "Answered with 302"), ("/broken", "Not reached")):
        with pytest.raises(CannotSend, match=said):
            send(f"{address}{path}", b"{}", {"webhook-id": "msg_2"})
    assert [path for path, _, _ in came] == ["/in?a=1", "/away", "/broken"]
    with pytest.raises(CannotSend, match="Not reached"):
        send("http://127.0.0.1:9/", b"{}", {})


@contextmanager
def over_tls(certificate: tuple[Path, Path]) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Run a receiver that shows a certificate. Shape  what came: headers and body of each message."""
    came: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(
                ({name.lower(): value for name, value in self.headers.items()}, self.rfile.read(int(self.headers["content-length"])))
            )
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(*certificate)
    server.socket = trust.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a sender that refuses hangs up
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"https://localhost:{server.server_port}/in", came
    finally:
        server.shutdown()
        server.server_close()


def test_a_case_is_told_over_tls_and_the_receiver_knows_that_it_is_ours(system: Admitted, settings: Any, tmp_path: Path) -> None:
    root, certificate = made_certificates(tmp_path)
    settings.ONROLL_WEBHOOKS_INSIDE, settings.ONROLL_WEBHOOKS_CA = True, str(root)
    with over_tls(certificate) as (address, came):
        subscribe(system, address, ["case.opened"])
        happened(own_case())
        gather()
        assert deliver()["delivered"] == 1
    ((headers, body),) = came
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    signature = base64.b64decode(headers["webhook-signature"].removeprefix("v1a,"))
    Ed25519PublicKey.from_public_bytes(base64.b64decode(signing_key())).verify(signature, signed)
    assert json.loads(body)["case"] == own_case().pk and abs(time.time() - int(headers["webhook-timestamp"])) < 300
    assert WebhookDelivery.objects.get().said == "Answered with 204."


@pytest.mark.parametrize(
    ("trusted", "names", "ended", "why"),
    [
        (False, NAMES, False, "unable to get local issuer certificate"),
        (True, NAMES, True, "certificate has expired"),
        (True, (x509.DNSName("elsewhere.example"),), False, "Hostname mismatch"),
    ],
)
def test_a_certificate_that_is_refused_is_one_sentence_and_nothing_is_sent(
    trusted: bool, names: Any, ended: bool, why: str, system: Admitted, settings: Any, tmp_path: Path
) -> None:
    root, certificate = made_certificates(tmp_path, names=names, ended=ended)
    settings.ONROLL_WEBHOOKS_INSIDE, settings.ONROLL_WEBHOOKS_CA = True, str(root) if trusted else ""
    with over_tls(certificate) as (address, came):
        subscribe(system, address, ["case.opened"])
        happened(own_case())
        gather()
        assert deliver()["failed"] == 1 and came == []
    message = WebhookDelivery.objects.get()
    assert message.state == "waiting" and message.said.startswith(f"The certificate was refused: {why}"), message.said
    assert "\n" not in message.said and (len(message.said) == 200 or message.said.endswith("."))


def test_a_receiver_that_speaks_no_tls_is_not_reached(receiver: Any, settings: Any) -> None:
    settings.ONROLL_WEBHOOKS_INSIDE = True
    address, came = receiver
    with pytest.raises(CannotSend, match="Not reached: SSL"):
        send(address.replace("http:", "https:"), b"{}", {})
    assert came == []


def test_a_file_of_ones_own_authority_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotReadSettings, match="no such file"):
        file_or_none("own.pem", "webhooks_ca", tmp_path)
    assert file_or_none("", "webhooks_ca", tmp_path) == ""


def test_the_waits_grow_and_end() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    tries = [next_try(number, now) for number in range(1, len(WAITS) + 2)]
    assert tries[-1] is None and all(each for each in tries[:-1]) and list(WAITS) == sorted(WAITS)
