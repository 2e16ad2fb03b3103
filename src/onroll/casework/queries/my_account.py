"""One's own account, for its own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.accounts.models import Event, SecondFactor, User
from onroll.accounts.open_sessions import SessionLine, sessions_of
from onroll.accounts.second_factor import recovery_codes_left
from onroll.casework.account_history import account_events
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class MyAccount:
    """What somebody sees of their own account."""

    user: User
    role: str
    second_factor: SecondFactor | None
    codes_left: int
    sessions: Sequence[SessionLine]
    history: Sequence[Event]


def my_account(viewer: Viewer, this_session: str) -> MyAccount:
    """Return the viewer's own account, and where they are signed in."""
    user = User.objects.get(username=viewer.username)
    return MyAccount(
        user=user,
        role=user.get_role_display(),
        second_factor=SecondFactor.objects.filter(user=user).first(),
        codes_left=recovery_codes_left(user),
        sessions=sessions_of(user, this_session),
        history=list(account_events(user)[:10]),
    )
