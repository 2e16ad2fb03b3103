"""The second factor, sessions that end, and invitations."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.accounts import second_factor
from onroll.accounts.models import Event, OpenSession, Organisation, RecoveryCode, SecondFactor, User
from onroll.accounts.second_factor import Verdict, check_code
from onroll.web.square_codes import square_code

PASSWORD = "four-made-up-words"


def digits(secret: str, step: int) -> str:
    """Return the digits of a half-minute, worked out by hand from RFC 4226, section 5.3."""
    said = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    start = said[-1] & 15
    return f"{(struct.unpack('>I', said[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Clock:
    """A clock that the test sets. Shape  step: the half-minute that it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 1_790_000_000
        monkeypatch.setattr(time, "time", lambda: self.seconds)

    @property
    def step(self) -> int:
        return self.seconds // 30


@pytest.fixture
def user(db: None, region: object, settings: Any) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organisation = Organisation.objects.create(kind="authority", code="301", name="Eastshire", authority_code="301")
    return User.objects.create_user("officer", PASSWORD, role="officer", organisation=organisation, full_name="Test officer")


@pytest.fixture
def client(user: User) -> Client:
    return Client(headers={"host": "127.0.0.1", "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})


def with_factor(user: User) -> tuple[str, list[str]]:
    secret = second_factor.new_secret()
    codes = second_factor.set_up(user, secret, digits(secret, int(time.time()) // 30 - 1))
    assert codes is not None
    return secret, codes


def password(client: Client, **more: str) -> Any:
    return client.post("/sign-in", {"username": "officer", "password": PASSWORD, **more})


@settings(deadline=None, max_examples=50)
@given(seed=st.binary(min_size=20, max_size=20), step=st.integers(min_value=1, max_value=2**33))
def test_the_digits_are_those_of_the_standard(seed: bytes, step: int) -> None:
    secret = base64.b32encode(seed).decode()
    assert second_factor._totp(secret).generate(step * 30).decode() == digits(secret, step)


def test_the_published_vectors_hold() -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    for moment, eight in ((59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")):
        assert digits(secret, moment // 30) == eight[2:]


def test_a_code_works_once_and_only_around_its_half_minute(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    secret, _ = with_factor(user)
    assert SecondFactor.objects.get().secret != secret, "the secret is kept encrypted"
    assert check_code(user, digits(secret, clock.step - 1)) is Verdict.WRONG, "the code of setting up is used"
    assert check_code(user, digits(secret, clock.step + 2)) is Verdict.WRONG
    assert check_code(user, f" {digits(secret, clock.step)[:3]} {digits(secret, clock.step)[3:]}") is Verdict.RIGHT
    assert check_code(user, digits(secret, clock.step)) is Verdict.WRONG
    clock.seconds += 3000
    assert check_code(user, digits(secret, clock.step - 3)) is Verdict.WRONG
    assert check_code(user, digits(secret, clock.step + 1)) is Verdict.RIGHT


def test_five_wrong_codes_lock_even_the_right_one(user: User) -> None:
    secret, codes = with_factor(user)
    verdicts = [check_code(user, "000000x") for _ in range(5)]
    assert verdicts == [Verdict.WRONG] * 4 + [Verdict.LOCKED]
    assert check_code(user, digits(secret, int(time.time()) // 30)) is Verdict.LOCKED
    assert check_code(user, codes[0]) is Verdict.LOCKED
    SecondFactor.objects.update(locked_until=None)
    assert check_code(user, codes[0].upper()) is Verdict.RIGHT
    assert check_code(user, codes[0]) is Verdict.WRONG, "a recovery code works once"
    assert not RecoveryCode.objects.filter(code_hash__in=codes).exists()


def test_whoever_has_one_is_asked_for_it_and_sees_nothing_before(client: Client, user: User) -> None:
    secret, codes = with_factor(user)
    assert password(client, next="/findings")["Location"] == "/sign-in/code"
    assert client.get("/").status_code == 302, "nobody is signed in yet"
    assert b"The code is wrong" in client.post("/sign-in/code", {"code": "123"}).content
    answer = client.post("/sign-in/code", {"code": digits(secret, int(time.time()) // 30)})
    assert answer["Location"] == "/findings" and client.get("/").status_code == 200
    row = OpenSession.objects.get()
    assert (row.browser, row.how) == ("Firefox on Windows", "password and telephone")
    second = Client(headers={"host": "127.0.0.1"})
    password(second)
    assert second.post("/sign-in/code", {"code": codes[3]})["Location"] == "/"
    assert [event.kind for event in Event.objects.order_by("seq")] == [
        "account.second_factor_wrong",
        "account.signed_in",
        "account.signed_in",
    ]


def test_where_it_is_required_it_is_set_up_before_anything_opens(client: Client, user: User, settings: Any) -> None:
    settings.ONROLL_SECOND_FACTOR = "required"
    assert password(client)["Location"] == "/sign-in/second-factor"
    assert client.get("/").status_code == 302
    page = client.get("/sign-in/second-factor").content.decode()
    found = re.search(r'<code class="onroll-id">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    assert b"The code is wrong" in client.post("/sign-in/second-factor", {"code": "000000"}).content
    done = client.post("/sign-in/second-factor", {"code": digits(secret, int(time.time()) // 30)}).content.decode()
    assert len(re.findall(r"<code class=\"onroll-id\">[a-z2-9]{5}-[a-z2-9]{5}</code>", done)) == 10
    assert client.get("/").status_code == 200
    other = Client(headers={"host": "127.0.0.1"})
    assert password(other)["Location"] == "/sign-in/code"
    assert other.post("/sign-in/second-factor", {"code": "1"}).status_code == 409, "the password alone sets up no second telephone"


def test_signing_in_takes_ten_minutes_at_most(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    secret, _ = with_factor(user)
    password(client)
    clock.seconds += 601
    assert client.post("/sign-in/code", {"code": digits(secret, clock.step)}).status_code == 200
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(("away", "open_after"), [(59, True), (61, False)])
def test_a_session_ends_when_nobody_uses_it(away: int, open_after: bool, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    password(client)
    clock.seconds += away * 60
    answer = client.get("/status")
    assert (answer.status_code == 200) is open_after
    if not open_after:
        assert answer["Location"] == "/sign-in?next=%2Fstatus&ended=yes"
        assert b"You were signed out" in client.get(answer["Location"]).content


def test_a_session_ends_after_its_hours_however_much_it_is_used(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    password(client)
    for _ in range(15):
        clock.seconds += 32 * 60
        assert client.get("/status").status_code == (200 if clock.seconds - 1_790_000_000 <= 8 * 3600 else 302)
    clock.seconds += 60
    assert client.get("/status").status_code == 302


def test_somebody_sees_where_they_are_signed_in_and_ends_it(client: Client, user: User) -> None:
    other = Client(headers={"host": "127.0.0.1", "user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    password(client), password(other)
    page = client.get("/account").content.decode()
    assert "Safari on iPhone" in page and "This one" in page
    row = OpenSession.objects.get(browser="Safari on iPhone")
    stranger = User.objects.create_user("stranger", PASSWORD, role="officer", organisation=user.organisation, full_name="S")
    elsewhere = Client(headers={"host": "127.0.0.1"})
    elsewhere.post("/sign-in", {"username": stranger.username, "password": PASSWORD})
    elsewhere.post("/account", {"session": row.pk})
    assert other.get("/").status_code == 200, "nobody ends another's session"
    client.post("/account", {"session": row.pk})
    assert other.get("/").status_code == 302 and client.get("/").status_code == 200


def test_nobody_guesses_a_password_in_a_browser_that_is_open(client: Client, user: User) -> None:
    password(client)
    new = "other-seven-quiet-lamps"
    tries = [client.post("/account/password", {"now": f"guess {n}", "new": new, "again": new}) for n in range(5)]
    assert [each.status_code for each in tries] == [200] * 4 + [429]
    assert client.post("/account/password", {"now": PASSWORD, "new": new, "again": new}).status_code == 429
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_new_password_ends_every_other_session(client: Client, user: User) -> None:
    other = Client(headers={"host": "127.0.0.1"})
    password(client), password(other)
    new = "other-seven-quiet-lamps"
    wrong = client.post("/account/password", {"now": "x", "new": new, "again": new})
    assert b"that you have now is wrong" in wrong.content
    assert b"too short" in client.post("/account/password", {"now": PASSWORD, "new": "short", "again": "short"}).content
    session = client.session
    session["began"] -= 1000
    session.save()
    assert client.post("/account/password", {"now": PASSWORD, "new": new, "again": new})["Location"] == "/account"
    assert client.get("/").status_code == 200 and other.get("/").status_code == 302
    assert OpenSession.objects.count() == 1
    assert client.session["began"] == session["began"], "a new password gives nobody more hours"


def test_the_square_code_is_one_that_readers_know() -> None:
    code = square_code("otpauth://totp/Onroll:officer?secret=ABC&issuer=Onroll")
    assert code.size >= 29 and code.path.startswith("M4 4h1v1h-1z"), "the corner mark begins inside a margin of four"


def replacement(client: Client, code: str) -> Any:
    return client.post("/sign-in/second-factor", {"step": "former", "code": code})


def offered_secret(client: Client) -> str:
    found = re.search(r'<code class="onroll-id">([A-Z2-7 ]+)</code>', client.get("/sign-in/second-factor").content.decode())
    return found[1].replace(" ", "") if found else ""


@pytest.mark.parametrize("by_recovery_code", [False, True])
def test_another_telephone_is_set_up_only_by_whoever_shows_the_one_that_counts(
    by_recovery_code: bool, client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    secret, codes = with_factor(user)
    elsewhere = Client(headers={"host": "127.0.0.1"})
    for each, code in ((elsewhere, codes[0]), (client, codes[1])):
        password(each), each.post("/sign-in/code", {"code": code})
    session = client.session
    session["new_second_factor"] = planted = second_factor.new_secret()  # as if it had been offered before the telephone was set up
    session.save()
    assert offered_secret(client) == "", "no secret is offered before"
    assert b"Enter the code" in replacement(client, "").content and b"The code is wrong" in replacement(client, "123").content
    client.post("/sign-in/second-factor", {"code": digits(planted, clock.step)})
    assert check_code(user, digits(secret, clock.step)) is Verdict.RIGHT, "the telephone that counted still counts"
    clock.seconds += 60
    assert replacement(client, codes[2] if by_recovery_code else digits(secret, clock.step)).status_code == 302
    fresh = offered_secret(client)
    assert fresh and fresh != planted
    clock.seconds += 601
    assert offered_secret(client) == "", "what was shown counts for ten minutes"
    clock.seconds += 60
    replacement(client, digits(secret, clock.step))
    fresh = offered_secret(client)
    with_consent = client.post("/sign-in/second-factor", {"code": digits(fresh, clock.step)}).content
    assert b"Keep these recovery codes" in with_consent
    clock.seconds += 60
    assert check_code(user, digits(secret, clock.step)) is Verdict.WRONG and check_code(user, codes[5]) is Verdict.WRONG
    assert check_code(user, digits(fresh, clock.step)) is Verdict.RIGHT
    assert client.get("/account").status_code == 200 and elsewhere.get("/account").status_code == 302, "every other browser is signed out"
    assert offered_secret(client) == "", "what was shown counts once"
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["account.signed_in", "account.signed_in", "account.second_factor_wrong", "account.second_factor_replaced"]
    assert "second factor replaced" in client.get("/account").content.decode()


def test_five_wrong_codes_of_whoever_would_replace_it_lock_it(client: Client, user: User) -> None:
    secret, codes = with_factor(user)
    password(client), client.post("/sign-in/code", {"code": codes[0]})
    pages = [replacement(client, "wrong").content for _ in range(5)]
    assert b"wrong too many times" in pages[-1] and b"wrong too many times" not in pages[-2]
    assert b"wrong too many times" in replacement(client, digits(secret, int(time.time()) // 30)).content
    assert Event.objects.filter(kind="account.second_factor_locked").exists()


def test_a_telephone_that_another_browser_set_up_meanwhile_keeps_its_place(client: Client, user: User) -> None:
    password(client)
    offered = offered_secret(client)
    secret, _ = with_factor(user)
    assert second_factor.number_of_second_factor(user) is not None
    with pytest.raises(second_factor.HasOneAlready):
        second_factor.set_up(user, offered, digits(offered, int(time.time()) // 30))
    page = client.post("/sign-in/second-factor", {"code": digits(offered, int(time.time()) // 30)}).content
    assert b"telephone that you have now" in page
    assert check_code(user, digits(secret, int(time.time()) // 30)) is Verdict.RIGHT


def test_its_person_is_told_of_every_change_and_a_dead_post_is_written_down(
    client: Client, user: User, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    user.email = "officer@example.org"
    user.save()
    _, codes = with_factor(user)
    password(client), client.post("/sign-in/code", {"code": codes[0]})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/recovery-codes", {"code": codes[1]})
    assert [(each.to, each.subject) for each in mailoutbox] == [(["officer@example.org"], "Onroll: your account")]
    assert "New recovery codes were made" in mailoutbox[0].body and "tell your administrator" in mailoutbox[0].body

    def dead(**_: Any) -> Any:
        raise ConnectionRefusedError

    monkeypatch.setattr("onroll.casework.actions.account_news.get_connection", dead)
    new = "other-seven-quiet-lamps"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/account/password", {"now": PASSWORD, "new": new, "again": new}).status_code == 302
    assert Event.objects.filter(kind="message.failed", subject="officer").exists()
