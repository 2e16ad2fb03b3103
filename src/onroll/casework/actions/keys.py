"""Replace the keys of a home, each in steps that a kill cannot spoil: the new key counts, the former still reads, then the former goes.

What each protects, and why the index's secret is none of them, stands in docs/in-production.md.

Source  NIST SP 800-57 part 1, section 5.3 (how long a key may be used), read 2026-11-24; Django, SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from onroll.accounts import anchors, second_factor
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import Event, User
from onroll.accounts.open_sessions import end_sessions
from onroll.casework import webhook_sending
from onroll.casework.actions.account_news import note
from onroll.pipeline.key_files import CannotReplaceKey, former_key, let_former_go, replace_key

SECRET_KEY = "secret_key"


@dataclass(frozen=True, kw_only=True)
class HomeKey:
    """One key of the home. Shape  overlaps: the former goes on counting until somebody says that it may go."""

    name: str
    make: Callable[[], bytes]
    overlaps: bool
    protects: str


KEYS: Mapping[str, HomeKey] = {
    each.name: each
    for each in (
        HomeKey(
            name=SECRET_KEY,
            make=lambda: secrets.token_urlsafe(64).encode(),
            overlaps=True,
            protects="sessions, and the secrets of second factors",
        ),
        HomeKey(
            name=anchors.KEY_FILE,
            make=lambda: base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()),
            overlaps=False,
            protects="the signatures of anchors of the event log",
        ),
        HomeKey(
            name=webhook_sending.KEY_FILE,
            make=lambda: Ed25519PrivateKey.generate().private_bytes_raw(),
            overlaps=True,
            protects="the signatures of messages to other systems",
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class KeyStanding:
    """How one key stands: whether it is there, and whether the one before still counts."""

    name: str
    protects: str
    is_there: bool
    former_counts: bool


def standing_keys() -> list[KeyStanding]:
    """Return how each key of the home stands."""
    return [
        KeyStanding(
            name=each.name, protects=each.protects, is_there=_path(each.name).exists(), former_counts=_former(each.name) is not None
        )
        for each in KEYS.values()
    ]


def begin_replacing(name: str, *, by: Doer) -> bool:
    """Make a new key count, and return whether the former goes on counting beside it.

    Whoever was killed in the middle calls again: the key that was made then is the new one.

    Raises  CannotReplaceKey.
    """
    key = _key_to_replace(name)
    if not _is_half_done(name):
        if name == anchors.KEY_FILE:
            anchors.make_anchor(again=True)  # the former key vouches for everything up to here
        replace_key(_path(name), key.make)
    _write_down(name, by=by, leaked=False)
    if not key.overlaps:
        let_former_go(_path(name))
    return key.overlaps


def finish_replacing(name: str, *, by: Doer) -> str:
    """Let the former key go, after what it encrypted is encrypted anew; return what was done, in a sentence.

    Raises  CannotReplaceKey where no former key counts.
    """
    _key(name)
    if _former(name) is None and not _former_in_environment(name):
        raise CannotReplaceKey(f"No former {name} counts any more.")
    said = "The former key counts no more."
    if name == SECRET_KEY:
        anew, void = _seal_anew(by)
        said += f" {anew:,} second factors are encrypted with the new one."
        if void:
            said += f" {void:,} people’s recovery codes hung on the former key itself and are void; they are told."
    with transaction.atomic():
        record(by, Happening(kind="key.former_gone", subject=name, body={"key": mark_of(name)}))
    let_former_go(_path(name))
    return said


def replace_leaked(name: str, *, by: Doer) -> str:
    """Replace a key that somebody else may have: the former counts from now on for nothing. Return what was done, in a sentence.

    Raises  CannotReplaceKey.
    """
    key = _key_to_replace(name)
    if not _is_half_done(name):
        let_former_go(_path(name))
        replace_key(_path(name), key.make)
    said = "The former key counts no more."
    with transaction.atomic():
        if name == SECRET_KEY:
            people = _forget_second_factors(by)
            said += f" Every session has ended, and the second factors of {people:,} people are forgotten."
        _write_down(name, by=by, leaked=True)
    let_former_go(_path(name))
    return said


def mark_of(name: str) -> str:
    """Return a mark by which one knows a key again, and from which nobody has it."""
    given = os.environ.get("ONROLL_SECRET_KEY", "") if name == SECRET_KEY else ""
    return hashlib.sha256(b"onroll key\n" + (given.encode() or _path(name).read_bytes())).hexdigest()[:16]


def _seal_anew(by: Doer) -> tuple[int, int]:
    """Encrypt every second factor with the new key; return how many, and of how many people the recovery codes are void."""
    with transaction.atomic():
        anew = second_factor.seal_anew()
        void = second_factor.forget_codes_of_the_key()
        for user in void:
            note(user, "account.recovery_codes_void", by=by)
    return anew, len(void)


def _forget_second_factors(by: Doer) -> int:
    with_one = list(User.objects.filter(second_factor__isnull=False))
    for user in with_one:
        second_factor.remove(user)
        note(user, "account.second_factor_forgotten", by=by)
    for user in User.objects.filter(open_sessions__isnull=False).distinct():
        end_sessions(user)
    return len(with_one)


def _write_down(name: str, *, by: Doer, leaked: bool) -> None:
    """Write into the event log that a key counts from now on; once for each key."""
    with transaction.atomic():
        mark = mark_of(name)
        if not Event.objects.filter(kind="key.replaced", subject=name, body__contains=mark).exists():
            record(by, Happening(kind="key.replaced", subject=name, body={"key": mark, "leaked": leaked}))


def _is_half_done(name: str) -> bool:
    """Whether a new key has taken its place, and its caller was killed before what follows."""
    if _former(name) is None:
        return False
    return not KEYS[name].overlaps or not Event.objects.filter(kind="key.replaced", subject=name, body__contains=mark_of(name)).exists()


def _key(name: str) -> HomeKey:
    if name not in KEYS:
        for_good = " Children’s numbers follow from it for good; docs/in-production.md says what to do where it leaked."
        why = for_good if name == "secret" else ""
        raise CannotReplaceKey(f"There is no key called {name!r} that can be replaced.{why} Those that can: {', '.join(KEYS)}.")
    return KEYS[name]


def _key_to_replace(name: str) -> HomeKey:
    key = _key(name)
    if name == SECRET_KEY and os.environ.get("ONROLL_SECRET_KEY"):
        raise CannotReplaceKey(
            "The secret key is set in the environment. Put a new one into ONROLL_SECRET_KEY and the former into ONROLL_FORMER_SECRET_KEY, "
            "restart the pages, and then call: onroll replace-key secret_key --finish."
        )
    return key


def _former_in_environment(name: str) -> bool:
    return name == SECRET_KEY and bool(os.environ.get("ONROLL_FORMER_SECRET_KEY"))


def _former(name: str) -> bytes | None:
    return former_key(_path(name))


def _path(name: str) -> Path:
    return Path(settings.ONROLL_HOME) / name
