"""The daily anchors of the event log: what an authority keeps, to hold the log against later."""

from __future__ import annotations

from django.db import models


class DailyAnchor(models.Model):
    """How far the log went on one day, and its last hash. Never edited.

    Shape  on: the day in London on which it was made. seq, hash: of the last event then. key, signature: Ed25519, base64, over the three.
    """

    on = models.DateField()
    seq = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        indexes = [models.Index(fields=["-on"], name="anchors_by_day")]

    def __str__(self) -> str:
        return f"anchor of {self.on} at {self.seq}"
