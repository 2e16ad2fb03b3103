"""Record sign-ins, sign-outs, and the purpose that somebody works for; end sessions that are over."""

from __future__ import annotations

from typing import Any, cast

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.accounts.open_sessions import end_sessions, is_over
from onroll.casework.looks import gather_looks, gathered_up_to
from onroll.casework.purposes import CannotUsePurpose, Purpose, purpose_for
from onroll.casework.viewers import Viewer, viewer_of

SOON_GATHERED = 5_000
"""Events that are gathered while somebody signs in; more wait for the next run."""


def record_sign_in(user: Any) -> None:
    """Record that somebody signed in; who asks afterwards who looked at a child sees the looks up to then."""
    record(viewer_of(cast(User, user)).doer, Happening(kind="account.signed_in", subject=user.username))
    log, gathered = gathered_up_to()
    if log - gathered <= SOON_GATHERED:
        gather_looks()


def session_is_over(request: Any) -> bool:
    """Whether the request's session has lasted too long, or lain unused for too long."""
    return is_over(request.session)


def forget_session(request: Any) -> None:
    """Take the session that is about to end off its user's list."""
    end_sessions(request.user, key=request.session.session_key)


def record_sign_out(user: Any) -> None:
    """Record that somebody signed out."""
    record(viewer_of(cast(User, user)).doer, Happening(kind="account.signed_out", subject=user.username))


def choose_purpose(viewer: Viewer, code: str) -> Purpose:
    """Return the purpose chosen for this session; the choice is an event, a refused one too.

    Raises  CannotUsePurpose.
    """
    try:
        purpose = purpose_for(viewer.role, code)
    except CannotUsePurpose:
        record(viewer.doer, Happening(kind="purpose.refused", purpose=code[:32]))
        raise
    record(viewer.doer, Happening(kind="purpose.chosen", purpose=purpose.code))
    return purpose
