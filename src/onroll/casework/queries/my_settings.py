"""What somebody has chosen for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onroll.accounts.models import User
from onroll.casework.models import DigestChoice
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class Digest:
    """How often somebody is written to, and where. Shape  often: empty where never."""

    often: str
    email: str
    last_sent_on: date | None


def digest_of(viewer: Viewer) -> Digest:
    """Return the viewer's own choice."""
    require(viewer, Right.SEE_CASES)
    choice = DigestChoice.objects.filter(user__username=viewer.username).first()
    email = User.objects.get(username=viewer.username).email
    return Digest(often=choice.often if choice else "", email=email, last_sent_on=choice.last_sent_on if choice else None)
