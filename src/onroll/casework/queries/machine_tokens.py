"""The tokens of other systems, for those who look after accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onroll.accounts.models import MachineToken, Organisation
from onroll.casework import clock
from onroll.casework.models import Webhook, WebhookDelivery
from onroll.casework.permissions import Right
from onroll.casework.queries.people import organisations_in_care
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer
from onroll.core.machine_scopes import SCOPES
from onroll.core.webhooks import TOPICS

__all__ = ["SCOPES", "TOPICS", "WebhookLine", "messages_for", "organisations_with_machines", "tokens_for", "webhooks_for"]


@dataclass(frozen=True, kw_only=True)
class WebhookLine:
    """One address to which a system is told. Shape  waiting, delivered, given_up, withheld: messages of the last 90 days."""

    webhook: Webhook
    waiting: int
    delivered: int
    given_up: int
    withheld: int


def tokens_for(viewer: Viewer) -> Sequence[MachineToken]:
    """Return the tokens of the viewer's organisations, those that still open something first."""
    require(viewer, Right.MANAGE_PEOPLE)
    tokens = MachineToken.objects.select_related("user__organisation").filter(user__organisation__in=organisations_in_care(viewer))
    today = clock.today()
    return sorted(tokens.order_by("-id"), key=lambda token: not token.user.is_active or token.expires_on < today)


def organisations_with_machines(viewer: Viewer) -> Sequence[Organisation]:
    """Return the organisations whose systems the viewer may give a token."""
    require(viewer, Right.MANAGE_PEOPLE)
    return list(organisations_in_care(viewer).exclude(kind="national").order_by("kind", "name"))


def webhooks_for(viewer: Viewer) -> Sequence[WebhookLine]:
    """Return the addresses to which systems of the viewer's organisations are told, those that stand first."""
    counts = {state: Count("deliveries", filter=Q(deliveries__state=state)) for state in ("waiting", "delivered", "given_up", "withheld")}
    found = _webhooks(viewer).annotate(**counts).select_related("token__user__organisation").order_by("-pk")
    lines = [WebhookLine(webhook=each, **{state: getattr(each, state) for state in counts}) for each in found]
    return sorted(lines, key=lambda line: line.webhook.ended_at is not None)


def messages_for(viewer: Viewer, *, webhook: int | None = None, state: str = "") -> QuerySet[WebhookDelivery]:
    """Return the messages to systems of the viewer's organisations, the latest first."""
    found = WebhookDelivery.objects.filter(webhook__in=_webhooks(viewer)).select_related("webhook__token__user__organisation")
    found = found.filter(webhook=webhook) if webhook is not None else found
    return (found.filter(state=state) if state else found).order_by("-pk")


def _webhooks(viewer: Viewer) -> QuerySet[Webhook]:
    require(viewer, Right.MANAGE_PEOPLE)
    return Webhook.objects.filter(token__user__organisation__in=organisations_in_care(viewer))
