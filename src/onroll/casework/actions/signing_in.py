"""Sign in, step by step: a password or single sign-on, then the second factor where one is due, and only then a session.

Between the steps the browser's session holds who is on the way, and opens nothing.
"""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import authenticate, login, password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction

from onroll.accounts import invitations, second_factor, single_sign_on
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import OutsideIdentity, User
from onroll.accounts.open_sessions import browser_of, end_sessions, remember
from onroll.accounts.second_factor import HasOneAlready, Verdict
from onroll.casework.actions.account_news import note
from onroll.casework.actions.sessions import record_sign_in
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of

__all__ = ["Step", "Verdict"]

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING, JOURNEY, SECRET, SHOWN = "signing_in", "single_sign_on", "new_second_factor", "second_factor_shown"
SECONDS_FOR_THE_STEPS = 600


class WrongPassword(CannotDoNow):
    """The password that somebody gave to change it is not theirs."""


class Step(StrEnum):
    """What somebody who signs in has to do next."""

    DONE = "done"
    CODE = "code"
    SET_UP = "set_up"


def after_password(request: Any, user: Any, onward: str) -> Step:
    """Go on with somebody whose password was right."""
    return _go_on(request, cast(User, user), "password", onward, needs_second=settings.ONROLL_SECOND_FACTOR == "required")


def after_identity(request: Any, identity: OutsideIdentity, onward: str) -> Step:
    """Go on with somebody whom the provider of single sign-on knows.

    Raises  CannotDoNow where nobody has said whose account it is.
    """
    provider = single_sign_on.provider()
    user = identity.user
    if user is None or not user.is_active or provider is None:
        record(Doer(name="single sign-on", role="system"), Happening(kind="account.identity_unknown", subject=f"identity {identity.pk}"))
        raise CannotDoNow(
            f"You are known there, and have no account here. Ask your administrator to match identity {identity.pk} to your account."
        )
    if provider.is_second_factor:
        return _finish(request, user, provider.name)
    return _go_on(request, user, provider.name, onward, needs_second=settings.ONROLL_SECOND_FACTOR == "required")


def on_the_way(request: Any) -> tuple[User, str] | None:
    """Return who is between two steps of signing in, and where they were going; None where nobody is, or it took too long."""
    pending = request.session.get(PENDING)
    if not pending or time.time() - pending["at"] > SECONDS_FOR_THE_STEPS:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    return (user, pending["onward"]) if user else None


def after_code(request: Any, code: str) -> Verdict:
    """Judge the second factor of somebody on the way; the right one ends the signing in.

    Raises  CannotDoNow where nobody is on the way.
    """
    user, _ = _whoever(request)
    verdict = second_factor.check_code(user, code)
    if verdict is Verdict.RIGHT:
        how = request.session[PENDING]["how"]
        _finish(request, user, f"{how} and {'telephone' if code.strip().replace(' ', '').isdigit() else 'recovery code'}")
    else:
        record(viewer_of(user).doer, Happening(kind=f"account.second_factor_{verdict.value}", subject=user.username))
    return verdict


def must_show_former(request: Any) -> bool:
    """Whether somebody who is signed in, and would set up another telephone, has yet to show the one that counts now.

    Otherwise whoever finds a browser open, or steals its session, would make the second factor their own.

    Source  OWASP ASVS 5.0, 7.5.1 (full re-authentication before factors are changed), read 2026-11-24; NCSC, Multi-factor authentication.
    """
    if not request.user.is_authenticated:
        return False
    number, shown = second_factor.number_of_second_factor(request.user), request.session.get(SHOWN)
    return number is not None and not (shown and shown["number"] == number and time.time() - shown["at"] <= SECONDS_FOR_THE_STEPS)


def show_former(request: Any, code: str) -> None:
    """Judge a code of the telephone that counts now, or a recovery code; the right one lets another be set up, once, within ten minutes.

    Raises  CannotDoNow.
    """
    user = cast(User, request.user)
    _must_be_right(user, code)
    request.session.pop(SECRET, None)  # the new secret is one that was made after this
    request.session[SHOWN] = {"number": second_factor.number_of_second_factor(user), "at": int(time.time())}


def begin_set_up(request: Any, user: User) -> tuple[str, str]:
    """Return a secret, and the address in the square code that a telephone reads; kept until a code shows that it arrived."""
    secret = request.session.get(SECRET) or second_factor.new_secret()
    request.session[SECRET] = secret
    return secret, second_factor.telephone_address(secret, user.username)


def after_set_up(request: Any, code: str) -> list[str] | None:
    """Set the second factor up with its first code, and return the recovery codes; whoever was signing in is then signed in.

    Where it replaces another, every other browser is signed out: one of them may be why it is replaced.

    Raises  CannotDoNow where there is nothing to set up, or where the one that it would replace has not been shown.
    """
    secret, former = request.session.get(SECRET), None
    if request.user.is_authenticated:
        user, how = cast(User, request.user), ""
        if must_show_former(request):
            raise CannotDoNow("Enter a code of the telephone that you have now first.")
        former = (request.session.get(SHOWN) or {}).get("number")
    else:
        user, how = _whoever(request)[0], request.session[PENDING]["how"]
    if not secret:
        raise CannotDoNow("There is nothing to set up. Start again.")
    try:
        with transaction.atomic():
            codes = second_factor.set_up(user, secret, code.strip().replace(" ", ""), instead_of=former)
            if codes is not None:
                note(user, "account.second_factor_replaced" if former else "account.second_factor_set_up")
                if former:
                    end_sessions(user, but=request.session.session_key)
    except HasOneAlready:
        raise CannotDoNow("This account has a second factor already.") from None
    if codes is not None:
        del request.session[SECRET]
        request.session.pop(SHOWN, None)
        if how:
            _finish(request, user, f"{how} and telephone")
    return codes


def fresh_recovery_codes(user: Any, code: str) -> list[str]:
    """Return new recovery codes to somebody who shows the telephone once more.

    Raises  CannotDoNow.
    """
    _must_be_right(user, code)
    with transaction.atomic():
        note(user, "account.recovery_codes_made")
        return second_factor.fresh_recovery_codes(user)


def change_password(request: Any, *, now: str, new: str) -> None:
    """Change one's own password; every other browser is signed out.

    Wrong passwords count as they do in signing in, and lock the name: an open browser is no place to guess one.

    Raises  CannotDoNow with what is wrong.
    """
    user = cast(User, request.user)
    if authenticate(request, username=user.username, password=now) is None:
        raise WrongPassword("The password that you have now is wrong")
    with transaction.atomic():
        _set_password(user, new)
        end_sessions(user)
    update_session_auth_hash(request, user)
    remember(request.session, user, how="password changed here", browser=browser_of(request.headers.get("User-Agent", "")))


def invitation_works(token: str) -> bool:
    """Whether a link still sets a password."""
    return invitations.invitation_of(token) is not None


def accept_invitation(token: str, password: str) -> User:
    """Set the first password, or a new one, with a link that works once.

    Raises  CannotDoNow.
    """
    with transaction.atomic():
        invitation = invitations.invitation_of(token)
        if invitation is None or not invitations.use(invitation):
            raise CannotDoNow("This link no longer works. Ask your administrator for another.")
        _set_password(invitation.user, password)
        end_sessions(invitation.user)
    return invitation.user


def end_own_session(viewer: Viewer, number: int) -> None:
    """Sign out of another browser."""
    user = User.objects.get(username=viewer.username)
    with transaction.atomic():
        if end_sessions(user, only=number):
            record(viewer.doer, Happening(kind="account.session_ended", subject=user.username))


def _set_password(user: User, password: str) -> None:
    try:
        password_validation.validate_password(password, user)
    except ValidationError as wrong:
        raise CannotDoNow(" ".join(wrong.messages)) from wrong
    user.set_password(password)
    user.save(update_fields=["password"])
    note(user, "account.password_set")


def _must_be_right(user: User, code: str) -> None:
    """Judge a code of somebody who is signed in already; a wrong one is in the event log, and five in a row lock.

    Raises  CannotDoNow.
    """
    verdict = second_factor.check_code(user, code)
    if verdict is Verdict.RIGHT:
        return
    record(viewer_of(user).doer, Happening(kind=f"account.second_factor_{verdict.value}", subject=user.username))
    if verdict is Verdict.LOCKED:
        raise CannotDoNow("The code was wrong too many times. Try again in half an hour.")
    raise CannotDoNow("The code is wrong")


def _go_on(request: Any, user: User, how: str, onward: str, *, needs_second: bool) -> Step:
    has_one = second_factor.has_second_factor(user)
    if not has_one and not needs_second:
        return _finish(request, user, how)
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "how": how, "onward": onward, "at": int(time.time())}
    return Step.CODE if has_one else Step.SET_UP


def _finish(request: Any, user: User, how: str) -> Step:
    for name in (PENDING, JOURNEY, SECRET, SHOWN):
        request.session.pop(name, None)
    login(request, user, backend=MODEL_BACKEND)
    remember(request.session, user, how=how, browser=browser_of(request.headers.get("User-Agent", "")))
    record_sign_in(user)
    return Step.DONE


def _whoever(request: Any) -> tuple[User, str]:
    found = on_the_way(request)
    if found is None:
        raise CannotDoNow("Signing in took too long. Start again.")
    return found
