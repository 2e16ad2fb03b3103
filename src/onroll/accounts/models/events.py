"""The event log: what was done and what was looked at, one row each, never edited."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that somebody did or looked at.

    Shape  seq: 1, 2, 3 … without a gap. subject: an id (a child's, an extract's, a case's), never a name.
           body: canonical JSON, ids only. hash: SHA-256 over the row and the hash before it.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    role = models.CharField(max_length=16)
    authority = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    body = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="events_by_subject"),
            models.Index(fields=["actor", "seq"], name="events_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class ChainHead(models.Model):
    """The one row that says where the chain ends: locked by whoever appends, and checked against the last event."""

    id = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"head at {self.seq}"
