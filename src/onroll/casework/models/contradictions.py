"""What people decided about contradictions between registers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ContradictionDecision(models.Model):
    """One decision about one contradiction; the newest of a child and key counts. Never edited.

    Shape  key: of core's `key_of`. how: a key of core's HOWS. right, asked: `register:supplier` of the record that is right, and of the
           source that was asked to correct its own; both empty unless one was asked. waits_until: last day that the source has.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    shielded = models.BooleanField(default=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=16)
    how = models.CharField(max_length=10)
    right = models.CharField(max_length=80, blank=True)
    asked = models.CharField(max_length=80, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    words = models.TextField()
    run_id = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="contradiction_decision_says_why"),
            models.CheckConstraint(
                condition=Q(how="asked", waits_until__isnull=False) & ~Q(asked="")
                | Q(how__in=["explained", "exception", "reopened"], asked="", waits_until__isnull=True),
                name="asked_contradiction_says_whom",
            ),
        ]
        indexes = [models.Index(fields=["authority", "key"], name="contradictions_by_key")]

    def __str__(self) -> str:
        return f"decision about a contradiction {self.pk}"
