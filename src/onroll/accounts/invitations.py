"""Links with which somebody sets a password of their own, once, within some days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from onroll.accounts.models import Invitation, User

DAYS = 7


def invite(user: User, *, by: str) -> str:
    """Return the secret end of a new link; those made before no longer work."""
    withdraw_invitations(user)
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    Invitation.objects.create(user=user, token_hash=_hash_of(token), made_by=by, made_at=now, expires_at=now + timedelta(days=DAYS))
    return token


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of that link, where it still works."""
    return (
        Invitation.objects.select_related("user__organisation")
        .filter(token_hash=_hash_of(token), used_at=None, expires_at__gt=datetime.now(UTC), user__is_active=True)
        .first()
    )


def use(invitation: Invitation) -> bool:
    """Mark the link as used; whether it was the first time."""
    return Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=datetime.now(UTC)) == 1


def withdraw_invitations(user: User) -> None:
    """Make every link of the user's that nobody used worth nothing."""
    Invitation.objects.filter(user=user, used_at=None).update(expires_at=datetime.now(UTC))


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
