"""Who is looking: every query starts with one of these."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from onroll.accounts.audit import Doer
from onroll.accounts.models import User
from onroll.accounts.roles import OrganisationKind
from onroll.casework.permissions import Right, has_right


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """One person who looks, as the queries need to know them.

    Shape  authority: three digits, or empty for agencies and national bodies.
           user_id: of the account; 0 where nobody's own cases are meant.
           in_shielded_team: may know of the shielded children of their own authority.
    """

    username: str
    full_name: str
    role: str
    organisation_kind: str
    organisation_code: str
    organisation_name: str
    authority: str
    in_shielded_team: bool = False
    user_id: int = 0

    def may(self, right: Right) -> bool:
        """Whether the viewer's role has that right."""
        return has_right(self.role, right)

    @property
    def is_national(self) -> bool:
        """Whether the viewer works for a national body."""
        return self.organisation_kind == OrganisationKind.NATIONAL.value

    @property
    def doer(self) -> Doer:
        """Return who the event log shall name."""
        return Doer(name=self.username, role=self.role, authority=self.authority)


def viewer_of(user: User) -> Viewer:
    """Return the viewer that a signed-in user is."""
    organisation = user.organisation
    return Viewer(
        username=user.username,
        full_name=user.full_name,
        role=user.role,
        organisation_kind=organisation.kind,
        organisation_code=organisation.code,
        organisation_name=organisation.name,
        authority=organisation.authority_code,
        in_shielded_team=user.in_shielded_team,
        user_id=user.pk,
    )


_hidden: ContextVar[bool] = ContextVar("onroll_private_screen", default=False)
"""Whether others can see the screen: names are then shown as initials, wherever they would stand."""


def names_are_hidden() -> bool:
    """Whether names are shown as initials now."""
    return _hidden.get()


@contextmanager
def private_screen(hidden: bool) -> Iterator[None]:
    """Hide names, or show them, within the block: one request at a time."""
    token = _hidden.set(hidden)
    try:
        yield
    finally:
        _hidden.reset(token)
