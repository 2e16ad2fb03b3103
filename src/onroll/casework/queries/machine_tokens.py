"""The tokens of other systems, for those who look after accounts."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.accounts.models import MachineToken, Organisation
from onroll.casework import clock
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer
from onroll.core.machine_scopes import SCOPES

__all__ = ["SCOPES", "organisations_with_machines", "tokens_for"]


def tokens_for(viewer: Viewer) -> Sequence[MachineToken]:
    """Return the tokens of the viewer's organisations, those that still open something first."""
    require(viewer, Right.MANAGE_PEOPLE)
    tokens = MachineToken.objects.select_related("user__organisation").order_by("-id")
    if viewer.authority:
        tokens = tokens.filter(user__organisation__authority_code__in=["", viewer.authority])
    today = clock.today()
    return sorted(tokens, key=lambda token: not token.user.is_active or token.expires_on < today)


def organisations_with_machines(viewer: Viewer) -> Sequence[Organisation]:
    """Return the organisations whose systems the viewer may give a token."""
    require(viewer, Right.MANAGE_PEOPLE)
    found = Organisation.objects.exclude(kind="national").order_by("kind", "name")
    return list(found.filter(authority_code__in=["", viewer.authority]) if viewer.authority else found)
