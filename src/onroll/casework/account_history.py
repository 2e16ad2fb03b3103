"""What happened to one account, from the event log."""

from __future__ import annotations

from django.db.models import QuerySet

from onroll.accounts.models import Event, User


def account_events(user: User) -> QuerySet[Event]:
    """Return what happened to an account, the latest first; whoever asks has been let see that account."""
    return Event.objects.filter(subject=user.username, kind__startswith="account.").order_by("-seq")
