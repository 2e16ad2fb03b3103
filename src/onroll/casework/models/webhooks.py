"""Whom other systems asked to be told of, and each message on its way: numbers, and nothing of any child."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from onroll.accounts.models import MachineToken


class Webhook(models.Model):
    """One address to which a system wants to be told. It ends with its token.

    Shape  topics: of `core/webhooks`. after: the number of the last change of a case that has been looked at for it.
    """

    token = models.ForeignKey(MachineToken, on_delete=models.PROTECT, related_name="webhooks")
    address = models.CharField(max_length=500)
    topics: models.JSONField[Any, Any] = models.JSONField(default=list)
    first = models.BigIntegerField()
    after = models.BigIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "address"], condition=Q(ended_at__isnull=True), name="one_webhook_per_address")
        ]

    def __str__(self) -> str:
        return f"webhook {self.pk}"


class WebhookDelivery(models.Model):
    """One message, made once for one change of a case: tried again, it is the same message.

    Shape  number: random, by which the receiver knows it again. change: of the case's history. state: `waiting`, `delivered`, `given_up` or
           `withheld` (nobody may be told any longer). due_at: when it is tried next. said: what the last try met with.
    """

    number = models.CharField(max_length=40, unique=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    change = models.BigIntegerField()
    topic = models.CharField(max_length=20)
    case_number = models.BigIntegerField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    said = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "change"], name="one_message_per_change"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "delivered", "given_up", "withheld"]), name="message_has_a_known_state"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="messages_due")]

    def __str__(self) -> str:
        return f"message {self.number}"
