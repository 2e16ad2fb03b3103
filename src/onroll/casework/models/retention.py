"""What is kept although its time is over, what went, and which backups may still hold it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class RetentionHold(models.Model):
    """That a record is kept although its time may be over, such as for a court or an inquiry.

    Shape  kind: of `core/dated/retention_periods`. reference: as the page names the record. authority: of who placed it.
    """

    kind = models.CharField(max_length=16)
    reference = models.CharField(max_length=200)
    authority = models.CharField(max_length=3, blank=True)
    because = models.TextField()
    placed_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], condition=Q(lifted_on__isnull=True), name="one_standing_hold_per_record"),
            models.CheckConstraint(condition=~Q(because=""), name="hold_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | (~Q(lifted_by="") & ~Q(lifted_because="")), name="lifted_hold_says_by_whom_and_why"
            ),
        ]

    def __str__(self) -> str:
        return f"hold of {self.kind} {self.reference}"


class Erasure(models.Model):
    """What is left of a record that was kept long enough: that it was there, by which rule it went, and a proof of what it said.

    Shape  proof: HMAC-SHA256 of the record's content, keyed with salt: who holds a copy can show that it is this; nobody can guess it.
           rows: how many went. files: hashes of attached files that go with it. event: the number of the log's event that has the same
           proof. finished_at: empty until nothing of it is left on disk.
    """

    kind = models.CharField(max_length=16)
    reference = models.CharField(max_length=200)
    authority = models.CharField(max_length=3, blank=True)
    rule = models.CharField(max_length=300)
    last_day = models.DateField()
    salt = models.CharField(max_length=64)
    proof = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    files: models.JSONField[Any, Any] = models.JSONField(default=list)
    event = models.BigIntegerField()
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="a_record_is_erased_once")]
        indexes = [models.Index(fields=["id"], condition=Q(finished_at__isnull=True), name="erasures_to_finish")]

    def __str__(self) -> str:
        return f"erasure of {self.kind} {self.reference}"


class BackupMade(models.Model):
    """That a backup was written, and where: it may hold what has been erased since."""

    path = models.CharField(max_length=500)
    encrypted = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"backup {self.pk}"
