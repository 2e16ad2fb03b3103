"""The reason that an officer records for the Department's return."""

from __future__ import annotations

from django.db import models

from onroll.casework.models.cases import Case


class CaseReason(models.Model):
    """One published reason for a case, from a day on. Never edited; the latest counts. Shape  reason: a label of `core.reasons`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reasons")
    reason = models.CharField(max_length=120)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.reason
