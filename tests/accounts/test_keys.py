"""Replacing the keys of a home: nobody notices, a kill at any moment costs nothing, and a leaked key counts for nothing at once."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet
from django.test import Client

from onroll.accounts import anchors, second_factor
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.audit_verdict import verify_audit
from onroll.accounts.models import Event, Organisation, RecoveryCode, SecondFactor, User
from onroll.accounts.second_factor import Verdict, check_code
from onroll.casework import bridge
from onroll.casework.actions import keys as key_actions
from onroll.casework.queries.readiness import what_is_not_ready
from onroll.casework.webhook_sending import own_key, signing_keys
from onroll.config.home import former_secret_keys, secret_key
from onroll.core.webhooks import headers_of
from onroll.pipeline import key_files
from onroll.pipeline.key_files import CannotReplaceKey
from support.people import client_of

NAMES = ("secret_key", "anchor_key", "webhook_key")


class Killed(BaseException):
    """Somebody killed the command."""


@pytest.fixture
def home(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ONROLL_SECRET_KEY", raising=False)
    settings.ONROLL_HOME = tmp_path
    restart(settings)
    record(Doer(name="test", role="system"), Happening(kind="something"))
    anchors.make_anchor(), own_key()
    return tmp_path


def restart(settings: Any) -> None:
    """Read the keys as a process does that begins."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = secret_key(settings.ONROLL_HOME), former_secret_keys(settings.ONROLL_HOME)


@pytest.fixture
def user(home: Path) -> User:
    organisation = Organisation.objects.create(kind="authority", code="301", name="Eastshire", authority_code="301")
    return User.objects.create_user("officer", "!", role="officer", organisation=organisation, full_name="Test officer")


def with_codes(user: User) -> list[str]:
    secret = second_factor.new_secret()
    totp = second_factor._totp(secret)
    codes = second_factor.set_up(user, secret, totp.generate(int(datetime.now(UTC).timestamp())).decode())
    assert codes is not None
    return codes


def test_nobody_notices_a_new_secret_key(home: Path, user: User, settings: Any) -> None:
    codes, signed_in = with_codes(user), client_of("officer")
    sealed = SecondFactor.objects.get().secret
    former = settings.SECRET_KEY
    assert "Restart" in bridge.replace_key("secret_key")
    assert any("secret key" in each for each in what_is_not_ready()), "a process that goes on with the former key is not ready"
    assert check_code(user, codes[0]) is Verdict.RIGHT, "and serves all the same"
    restart(settings)
    assert former != settings.SECRET_KEY and [former] == settings.SECRET_KEY_FALLBACKS
    assert not any("secret key" in each for each in what_is_not_ready())
    assert signed_in.get("/account").status_code == 200 and check_code(user, codes[1]) is Verdict.RIGHT
    with pytest.raises(CannotReplaceKey, match="still counts"):
        bridge.replace_key("secret_key")
    assert "1 second factors" in bridge.replace_key("secret_key", finish=True)
    restart(settings)
    assert settings.SECRET_KEY_FALLBACKS == [] and SecondFactor.objects.get().secret != sealed
    assert check_code(user, codes[2]) is Verdict.RIGHT and signed_in.get("/account").status_code == 200
    assert {path.stat().st_mode & 0o777 for path in home.iterdir() if path.name in NAMES} == {0o600}
    told = Event.objects.filter(subject="secret_key").order_by("seq")
    assert [each.kind for each in told] == ["key.replaced", "key.former_gone"]
    assert not any(settings.SECRET_KEY in each.body or former in each.body for each in Event.objects.all())
    with pytest.raises(CannotReplaceKey, match="No former"):
        bridge.replace_key("secret_key", finish=True)


def test_codes_that_hang_on_the_key_itself_work_until_it_goes_and_their_people_are_told(home: Path, user: User, settings: Any) -> None:
    with_codes(user)
    RecoveryCode.objects.all().delete()
    for code in ("aaaaa-aaaaa", "bbbbb-bbbbb"):  # as they were kept before they hung on the telephone's secret
        RecoveryCode.objects.create(user=user, code_hash=second_factor._old_hash_of(user, settings.SECRET_KEY, code))
    bridge.replace_key("secret_key")
    restart(settings)
    assert check_code(user, "aaaaa-aaaaa") is Verdict.RIGHT
    assert "1 people" in bridge.replace_key("secret_key", finish=True)
    assert check_code(user, "bbbbb-bbbbb") is Verdict.WRONG and second_factor.recovery_codes_left(user) == 0
    assert Event.objects.filter(kind="account.recovery_codes_void", subject="officer").count() == 1


def test_a_leaked_secret_key_opens_nothing_any_more(home: Path, user: User, settings: Any) -> None:
    codes, signed_in = with_codes(user), client_of("officer")
    former, sealed = settings.SECRET_KEY, SecondFactor.objects.get().secret
    bridge.replace_key("secret_key", leaked=True)
    restart(settings)
    assert former != settings.SECRET_KEY and settings.SECRET_KEY_FALLBACKS == [] and not (home / "secret_key.former").exists()
    assert not SecondFactor.objects.exists() and check_code(user, codes[0]) is Verdict.WRONG
    assert signed_in.get("/account").status_code == 302
    assert Fernet(base64.urlsafe_b64encode(second_factor._derived(former, b"second factor"))).decrypt(sealed.encode())
    assert json.loads(Event.objects.get(kind="key.replaced").body)["leaked"] is True


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("step", range(8))
def test_who_is_killed_at_any_step_leaves_keys_that_read_everything_and_goes_on(
    name: str, step: int, home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (home / name).read_bytes()
    left = step

    def until_killed(really: Any) -> Any:
        def do(*args: Any, **more: Any) -> Any:
            nonlocal left
            if left == 0:
                left -= 1
                raise Killed
            left -= 1
            return really(*args, **more)

        return do

    for module, each in (
        (key_files, "write_atomically"),
        (key_actions, "let_former_go"),
        (key_actions, "record"),
        (key_files, "sync_folder"),
    ):
        monkeypatch.setattr(module, each, until_killed(getattr(module, each)))
    for finish in (False, True) if name != "anchor_key" else (False,):
        try:
            bridge.replace_key(name, finish=finish)
        except Killed:
            kept = {path.read_bytes() for path in home.glob(f"{name}*")}
            replaced = (home / name).read_bytes() != before
            assert before in kept or finish or (name == "anchor_key" and replaced), "what the former signed can still be read"
            restart(settings)
            if not finish or (home / f"{name}.former").exists():
                bridge.replace_key(name, finish=finish)
        restart(settings)
    assert (home / name).read_bytes() != before and not (home / f"{name}.former").exists()
    marks = [json.loads(each.body)["key"] for each in Event.objects.filter(kind="key.replaced", subject=name).order_by("seq")]
    assert len(set(marks)) == len(marks) and marks[-1] == key_actions.mark_of(name), "each key that ever counted has one event"


def test_the_former_anchors_go_on_agreeing(home: Path) -> None:
    bridge.replace_key("anchor_key")
    anchors.make_anchor(again=True)
    kept = anchors.kept_anchors()
    assert len({each.key for each in kept}) == 2 and all(each.is_genuine for each in kept)
    assert verify_audit(kept).whole


def test_a_message_carries_both_signatures_until_the_former_goes(home: Path) -> None:
    former = own_key().public_key()
    bridge.replace_key("webhook_key")

    def signatures() -> list[bytes]:
        headers = headers_of("msg_1", datetime(2026, 1, 20, tzinfo=UTC), b"{}", *(key.sign for key in signing_keys()))
        return [base64.b64decode(each.removeprefix("v1a,")) for each in headers["webhook-signature"].split()]

    said = f"msg_1.{int(datetime(2026, 1, 20, tzinfo=UTC).timestamp())}.{{}}".encode()
    new, old = signatures()
    own_key().public_key().verify(new, said), former.verify(old, said)
    with pytest.raises(InvalidSignature):
        former.verify(new, said)
    bridge.replace_key("webhook_key", finish=True)
    assert len(signatures()) == 1


def test_what_cannot_be_replaced_is_refused_with_the_reason(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotReplaceKey, match="Children’s numbers follow from it"):
        bridge.replace_key("secret")
    (home / "webhook_key").unlink()
    with pytest.raises(CannotReplaceKey, match="nothing to replace"):
        bridge.replace_key("webhook_key")
    monkeypatch.setenv("ONROLL_SECRET_KEY", "x" * 60)
    for leaked in (False, True):
        with pytest.raises(CannotReplaceKey, match="set in the environment"):
            bridge.replace_key("secret_key", leaked=leaked)
    monkeypatch.setenv("ONROLL_FORMER_SECRET_KEY", "y" * 60)
    assert former_secret_keys(home) == ["y" * 60]
    assert "second factors" in bridge.replace_key("secret_key", finish=True)
    assert Client(headers={"host": "127.0.0.1"}).get("/sign-in").status_code == 200
    assert {each.name: each.is_there for each in bridge.standing_keys()} == {"secret_key": True, "anchor_key": True, "webhook_key": False}


def test_files_that_settings_name_are_told_of_as_in_no_backup(db: None, settings: Any, tmp_path: Path) -> None:
    settings.ONROLL_WEBHOOKS_CA = "/etc/onroll/ca.pem"
    settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "PDS", "key_file": str(tmp_path / "key.pem"), "seconds": 5.0}
    named = bridge.files_named_in_settings()
    assert named == {"webhooks_ca": "/etc/onroll/ca.pem", "demographic_service.key_file": str(tmp_path / "key.pem")}
    assert not bridge.belongs_in_backup(tmp_path, tmp_path / "key.pem")
