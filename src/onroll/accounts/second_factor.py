"""The second factor: six digits from somebody's telephone, which change each half-minute; and codes for when it is lost.

Source  RFC 6238; `cryptography` works the digits out. The secrets are encrypted with a key made from the installation's own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction

from onroll.accounts.models import RecoveryCode, SecondFactor, User

STEP_SECONDS = 30
STEPS_AROUND = 1
"""A telephone's clock may be half a minute wrong, either way."""
FAILURES_BEFORE_LOCK = 5
LOCKED_MINUTES = 30
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Verdict(StrEnum):
    """How a code was judged."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


class HasOneAlready(Exception):
    """The user has a second factor that was not named as the one to replace."""


def new_secret() -> str:
    """Return a secret as telephones take it: 160 bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def telephone_address(secret: str, username: str) -> str:
    """Return what the square code holds that a telephone reads."""
    return _totp(secret).get_provisioning_uri(username, "Onroll")


def has_second_factor(user: User) -> bool:
    """Whether the user has set one up."""
    return number_of_second_factor(user) is not None


def number_of_second_factor(user: User) -> int | None:
    """Return the number of the second factor that the user has, or None: another telephone is another number."""
    return SecondFactor.objects.filter(user=user).values_list("pk", flat=True).first()


def set_up(user: User, secret: str, code: str, *, instead_of: int | None = None) -> list[str] | None:
    """Keep the secret once a code shows that the telephone has it; return the recovery codes, or None where the code is wrong.

    Shape  instead_of: the number of the second factor whose place it takes; any other that stands keeps its place.
    Raises  HasOneAlready.
    """
    step = _step_of(secret, code, after=0)
    if step is None:
        return None
    with transaction.atomic():
        if instead_of is not None:
            SecondFactor.objects.filter(user=user, pk=instead_of).delete()
        if has_second_factor(user):
            raise HasOneAlready
        SecondFactor.objects.create(user=user, secret=_cipher().encrypt(secret.encode()).decode(), set_up_at=_now(), last_step=step)
        return fresh_recovery_codes(user)


def fresh_recovery_codes(user: User) -> list[str]:
    """Return new codes, shown once; the former ones no longer work."""
    secret = _secret_of(SecondFactor.objects.get(user=user))
    codes = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash_of(user, secret, code)) for code in codes)
    return codes


def check_code(user: User, code: str) -> Verdict:
    """Judge the digits from a telephone, or a recovery code. No code works twice; five wrong ones in a row lock for half an hour."""
    given = code.strip().replace(" ", "").lower()
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        if factor is None:
            return Verdict.WRONG
        if factor.locked_until is not None and factor.locked_until > _now():
            return Verdict.LOCKED
        secret = _secret_of(factor)
        step = _step_of(secret, given, after=factor.last_step) if given.isdigit() else None
        if step is not None or (not given.isdigit() and _use_recovery_code(user, secret, given)):
            factor.last_step, factor.failures, factor.locked_until = step or factor.last_step, 0, None
            verdict = Verdict.RIGHT
        else:
            factor.failures += 1
            verdict = Verdict.WRONG
            if factor.failures >= FAILURES_BEFORE_LOCK:
                factor.failures, factor.locked_until = 0, _now() + timedelta(minutes=LOCKED_MINUTES)
                verdict = Verdict.LOCKED
        factor.save()
        return verdict


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes still work."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def remove(user: User) -> None:
    """Forget the second factor and its recovery codes: the telephone is lost, or the person has left."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def seal_anew() -> int:
    """Encrypt every secret with the present key, whichever key it was encrypted with before; return how many. Twice is once."""
    cipher, done = _cipher(), 0
    for factor in SecondFactor.objects.select_for_update():
        try:
            fresh = cipher.rotate(factor.secret.encode()).decode()
        except InvalidToken:  # no key that we have opens it: it was dead before, and its person sets it up anew
            continue
        SecondFactor.objects.filter(pk=factor.pk).update(secret=fresh)
        done += 1
    return done


def forget_codes_of_the_key() -> list[User]:
    """Forget recovery codes whose hash hangs on the installation's key itself, as it did once; return whose they are."""
    old = RecoveryCode.objects.exclude(code_hash__startswith=_BY_TELEPHONE)
    people = list(User.objects.filter(pk__in=old.filter(used_at=None).values("user")))
    old.delete()
    return people


def _use_recovery_code(user: User, secret: str, code: str) -> bool:
    hashes = [_hash_of(user, secret, code), *(_old_hash_of(user, key, code) for key in _keys())]
    return RecoveryCode.objects.filter(user=user, code_hash__in=hashes, used_at=None).update(used_at=_now()) == 1


def _step_of(secret: str, code: str, *, after: int) -> int | None:
    """Return the half-minute whose code this is, where it is a later one than the last that was used."""
    now = int(time.time()) // STEP_SECONDS
    totp = _totp(secret)
    for step in range(now - STEPS_AROUND, now + STEPS_AROUND + 1):
        if hmac.compare_digest(totp.generate(step * STEP_SECONDS), code.encode()) and step > after:
            return step
    return None


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), 6, SHA1(), STEP_SECONDS)


def _secret_of(factor: SecondFactor) -> str:
    try:
        return _cipher().decrypt(factor.secret.encode()).decode()
    except InvalidToken:  # the installation's own key was taken away: no code is right until it is set up anew
        return new_secret()


_BY_TELEPHONE = "s"
"""How the hash of a recovery code begins that hangs on the telephone's secret: the installation's key can be replaced under it."""


def _hash_of(user: User, secret: str, code: str) -> str:
    return _BY_TELEPHONE + _keyed(_derived(secret, b"recovery codes of a telephone"), user, code)[:-1]


def _old_hash_of(user: User, key: str, code: str) -> str:
    """Return the hash as it was kept until 2026-11-24; it cannot be made anew under another key, for nobody has the code."""
    return _keyed(_derived(key, b"recovery codes"), user, code)


def _keyed(key: bytes, user: User, code: str) -> str:
    return hmac.new(key, f"{user.pk}:{code.strip().lower()}".encode(), hashlib.sha256).hexdigest()


def _cipher() -> MultiFernet:
    """Return what encrypts with the present key, and opens what the former one encrypted while that still counts."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, b"second factor"))) for key in _keys()])


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"onroll " + purpose).derive(key.encode())


def _now() -> datetime:
    return datetime.now(UTC)
