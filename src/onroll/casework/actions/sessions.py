"""Record sign-ins, sign-outs, and the purpose that somebody works for."""

from __future__ import annotations

from typing import Any, cast

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework.purposes import CannotUsePurpose, Purpose, purpose_for
from onroll.casework.viewers import Viewer, viewer_of


def record_sign_in(user: Any) -> None:
    """Record that somebody signed in."""
    record(viewer_of(cast(User, user)).doer, Happening(kind="account.signed_in", subject=user.username))


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
