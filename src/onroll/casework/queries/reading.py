"""Write down that children were looked at: one event for each request, with the ids that it showed and the agreements that let it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onroll.accounts.audit import Happening, record
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose, purpose_for
from onroll.casework.sharing import references_now
from onroll.casework.viewers import Viewer


class CannotSee(Exception):
    """The viewer's role does not let them look at that; pages answer as if it were not there."""


def require(viewer: Viewer, right: Right, purpose: Purpose | None = None) -> None:
    """Return where the viewer may do that, for that purpose.

    Raises  CannotSee; CannotUsePurpose.
    """
    if not viewer.may(right):
        raise CannotSee(f"Your role does not let you do that ({right.value}).")
    if purpose is not None:
        purpose_for(viewer.role, purpose.code)


def record_reading(
    viewer: Viewer,
    purpose: Purpose | None,
    kind: str,
    *,
    subject: str = "",
    children: Iterable[str] = (),
    more: Mapping[str, Any] | None = None,
) -> None:
    """Write down a look at children before it is shown."""
    body: dict[str, Any] = dict(more or {})
    shown = list(children)
    if shown:
        body["children"] = shown
    if (shown or subject) and (references := references_now()):
        body["agreements"] = list(references)
    record(viewer.doer, Happening(kind=kind, subject=subject, purpose=purpose.code if purpose else "", body=body))
