"""Single sign-on, against a provider beside the tests: nobody gets in, or gets a right, unless an administrator said who they are."""

from __future__ import annotations

import base64
import hashlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from onroll.accounts import single_sign_on
from onroll.accounts.models import Event, OpenSession, OutsideIdentity, User
from onroll.casework.actions import people as accounts
from onroll.config.home import CannotReadSettings
from onroll.config.signing_in import single_sign_on_settings
from support.case_people import viewer
from support.people import client_of


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    provider = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2).close()
            break
        except OSError:
            assert time.monotonic() < deadline and provider.poll() is None, "the provider did not start"
            time.sleep(0.1)
    yield address
    provider.terminate()
    provider.wait(timeout=30)


@pytest.fixture
def client(issuer: str, people: object, region: object, settings: Any) -> Client:
    settings.ONROLL_SINGLE_SIGN_ON = {"name": "Made-up sign-in", "issuer": issuer, "client_id": "onroll", "client_secret": "made-up"}
    return Client(headers={"host": "127.0.0.1"})


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def sign_in_there(address: str, subject: str) -> str:
    """Say at the provider who one is, and return where it sends the browser back to."""
    form = urllib.parse.urlencode({"sub": subject}).encode()
    try:
        urllib.request.build_opener(_Stay).open(urllib.request.Request(address, data=form), timeout=20)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"].removeprefix("http://127.0.0.1")
    raise AssertionError("the provider did not send the browser back")


def go(client: Client, subject: str, onward: str = "/") -> Any:
    there = client.get(f"/sign-in/elsewhere?next={onward}")["Location"]
    return client.get(sign_in_there(there, subject))


def test_a_stranger_gets_no_account_and_an_administrator_says_who_they_are(client: Client) -> None:
    assert b"Sign in with Made-up sign-in instead" in client.get("/sign-in").content
    before = User.objects.count()
    answer = go(client, "officer")  # the same name as an account's: it is never matched by what the provider sends
    identity = OutsideIdentity.objects.get()
    assert f"match identity {identity.pk}" in answer.content.decode() and client.get("/").status_code == 302
    assert User.objects.count() == before and identity.user is None

    administrator = client_of("administrator")
    assert f"Identity {identity.pk}" in administrator.get("/people/identities").content.decode()
    form = {"identity": identity.pk, "username": "officer", "because": "Rang them at their desk."}
    assert administrator.post("/people/identities", form).status_code == 302
    assert go(client, "officer", "/findings")["Location"] == "/findings"
    assert client.get("/").status_code == 200 and OpenSession.objects.get().how == "Made-up sign-in"
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"account.identity_unknown", "account.identity_matched", "account.signed_in"} <= kinds

    accounts.part_identity(identity.pk, by=viewer("administrator"), because="Wrong person.")
    assert client.get("/").status_code == 302 and b"match identity" in go(client, "officer").content


def test_the_second_factor_is_asked_for_where_the_provider_asks_for_none(client: Client, settings: Any) -> None:
    go(client, "jo")
    accounts.match_identity(OutsideIdentity.objects.get().pk, by=viewer("administrator"), username="officer", because="-")
    settings.ONROLL_SECOND_FACTOR = "required"
    assert go(client, "jo")["Location"] == "/sign-in/second-factor" and client.get("/").status_code == 302
    settings.ONROLL_SINGLE_SIGN_ON = {**settings.ONROLL_SINGLE_SIGN_ON, "is_second_factor": True}
    assert go(client, "jo")["Location"] == "/" and client.get("/").status_code == 200


def test_an_account_that_has_ended_is_not_opened_from_elsewhere(client: Client) -> None:
    go(client, "jo")
    accounts.match_identity(OutsideIdentity.objects.get().pk, by=viewer("administrator"), username="officer", because="-")
    accounts.end_access(User.objects.get(username="officer").pk, by=viewer("administrator"), because="Left.")
    assert b"no account here" in go(client, "jo").content and client.get("/").status_code == 302


def test_an_answer_for_another_browser_or_another_sign_in_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = client.get("/sign-in/elsewhere")["Location"]
    back = sign_in_there(there, "jo")
    assert b"began in another browser" in Client(headers={"host": "127.0.0.1"}).get(back).content
    wrong_state = back.replace("state=", "state=x")
    assert b"does not belong to this browser" in client.get(wrong_state).content
    assert b"began in another browser" in client.get(back).content, "a journey is used once, a wrong one too"
    for odd in ("é", "%00", "%FF"):
        client.get("/sign-in/elsewhere")
        assert b"does not belong to this browser" in client.get(f"/sign-in/back?state={odd}&code=x").content, (
            "whatever it is, it is refused"
        )

    back = sign_in_there(client.get("/sign-in/elsewhere")["Location"], "jo")
    session = client.session
    session["single_sign_on"] = {**session["single_sign_on"], "nonce": "another"}
    session.save()
    assert b"made for another sign-in" in client.get(back).content
    assert not OutsideIdentity.objects.exists() and client.get("/").status_code == 302


def test_the_code_is_bound_to_this_browser_by_a_hash_of_what_only_it_keeps(client: Client) -> None:
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(client.get("/sign-in/elsewhere")["Location"]).query))
    kept = client.session["single_sign_on"]["verifier"]
    hashed = base64.urlsafe_b64encode(hashlib.sha256(kept.encode()).digest()).decode().rstrip("=")
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (hashed, "S256") and kept not in str(asked) and len(kept) >= 43


def test_an_identity_that_was_not_signed_by_the_provider_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import jwt

    provider = single_sign_on.provider()
    assert provider is not None
    journey = single_sign_on.Journey(state="s", nonce="n", verifier="v")
    said = {"iss": provider.issuer, "aud": "onroll", "sub": "jo", "nonce": "n", "iat": int(time.time()), "exp": int(time.time()) + 60}
    for token in (jwt.encode(said, "x" * 64, algorithm="HS256"), jwt.encode(said, None, algorithm="none"), "rubbish"):
        monkeypatch.setattr(single_sign_on, "_exchange", lambda *args, token=token: token)
        with pytest.raises(single_sign_on.CannotSignInThere):
            single_sign_on.identity_from(provider, journey, {"state": "s", "code": "c"}, "http://127.0.0.1/sign-in/back")


def test_a_provider_that_is_down_leaves_the_password(client: Client, settings: Any) -> None:
    settings.ONROLL_SINGLE_SIGN_ON = {**settings.ONROLL_SINGLE_SIGN_ON, "issuer": "http://127.0.0.1:9"}
    answer = client.get("/sign-in/elsewhere")
    assert answer.status_code == 200 and b"does not answer as it should" in answer.content and b"id_password" in answer.content


def test_settings_that_are_not_right_are_refused_at_start() -> None:
    right = {"name": "N", "issuer": "https://sign-in.example", "client_id": "a", "client_secret": "b"}
    assert single_sign_on_settings({}, {}) == {} and single_sign_on_settings(right, {}) == right
    secret = {name: value for name, value in right.items() if name != "client_secret"}
    assert single_sign_on_settings(secret, {"ONROLL_SINGLE_SIGN_ON_SECRET": "b"}) == right
    for wrong, word in (
        (secret, "client_secret"),
        (right | {"issuer": "http://elsewhere.example"}, "https"),
        (right | {"auto_create": True}, "auto_create"),
    ):
        with pytest.raises(CannotReadSettings, match=word):
            single_sign_on_settings(wrong, {})
