"""New-pupil, attendance and sickness returns of schools."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from onroll.casework.models.cases import Case

PUPIL_RETURNS = ("new_pupil", "attendance", "sickness")


class PupilReturn(models.Model):
    """One return about one pupil as a school sent it, with the answer that it got. Never edited.

    Shape  kind: one of PUPIL_RETURNS. day: entered on the register, or first missed. said: all that was sent. stands: whether it is
           complete. problems: code, severity and sentence. answer: `registered_elsewhere`, `not_yet`, `enquire` or `noted`.
           next_words: what happens next, as the school was told. case: that it opened or joined.
    """

    kind = models.CharField(max_length=12)
    school = models.CharField(max_length=32)
    school_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3)
    pupil = models.CharField(max_length=300)
    date_of_birth = models.DateField()
    child_id = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    stands = models.BooleanField()
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    answer = models.CharField(max_length=20)
    next_words = models.CharField(max_length=400)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="pupil_returns")
    shielded = models.BooleanField(default=False)
    received_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=PUPIL_RETURNS), name="pupil_return_has_a_known_kind")]
        indexes = [
            models.Index(fields=["school", "-id"], name="pupil_returns_by_school"),
            models.Index(fields=["authority", "-id"], name="pupil_returns_by_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} return {self.pk}"
