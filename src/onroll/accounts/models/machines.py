"""Tokens with which other systems come in, how often they did, and what they were answered."""

from __future__ import annotations

from typing import Any

from django.db import models

from onroll.accounts.models.users import User


class MachineToken(models.Model):
    """One token of one account that no person signs in to, and that ends with it. Of the token itself, nothing is kept but a digest.

    Shape  prefix: its first eight signs, by which people speak of it. scopes: what it opens. purpose: why records are looked at with it,
           empty where it looks at none.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="machine_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    purpose = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.prefix}"


class SpentMinute(models.Model):
    """How many requests came with a token in one minute. Units  minute: since 1970."""

    token = models.ForeignKey(MachineToken, on_delete=models.CASCADE, related_name="+")
    minute = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "minute"], name="one_count_per_token_and_minute")]

    def __str__(self) -> str:
        return f"{self.count} in minute {self.minute}"


class KeptAnswer(models.Model):
    """What a request with an idempotency key was answered: sent again, it is answered the same, and nothing is done twice.

    Shape  digest: of the request's address and body.
    """

    token = models.ForeignKey(MachineToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_token_and_key")]

    def __str__(self) -> str:
        return f"answer to {self.key}"
