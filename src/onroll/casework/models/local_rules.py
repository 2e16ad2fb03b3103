"""What an authority sets for itself, and the children whom its named team shields."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.core.shield_reasons import SHIELD_REASONS


class LocalLimit(models.Model):
    """One authority's own time limit for one stage, from one day on. Never edited: the latest that has begun counts.

    Shape  high: for children at high risk alone. again: between two times, instead of to the first. count: None where the
           authority goes back to the national limit.
    """

    authority = models.CharField(max_length=3)
    stage = models.CharField(max_length=32)
    high = models.BooleanField(default=False)
    again = models.BooleanField(default=False)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    valid_from = models.DateField()
    because = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(authority="") & ~Q(because=""), name="local_limit_has_an_owner_and_a_reason"),
            models.CheckConstraint(
                condition=Q(count__isnull=True, unit="") | (Q(count__isnull=False) & ~Q(unit="")), name="local_limit_has_its_unit"
            ),
        ]
        indexes = [models.Index(fields=["authority", "valid_from", "id"], name="local_limits_by_authority")]

    def __str__(self) -> str:
        return f"{self.stage} in authority {self.authority} from {self.valid_from}"


class ShieldMark(models.Model):
    """That a named team shields a child. It ends only when a second person of the team agrees; the row stays.

    Shape  reason: a key of SHIELD_REASONS. end_asked_by: who asked for its end; ended_by: who agreed, somebody else.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    reason = models.CharField(max_length=24)
    because = models.TextField()
    shielded_from = models.DateField()
    review_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shield_marks")
    reviewed_on = models.DateField(null=True, blank=True)
    end_asked_on = models.DateField(null=True, blank=True)
    end_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="shield_ends_asked")
    end_because = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="shield_ends_agreed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child_id"], condition=Q(ended_on__isnull=True), name="one_standing_mark_per_child"),
            models.CheckConstraint(condition=Q(reason__in=list(SHIELD_REASONS)), name="mark_has_a_known_reason"),
            models.CheckConstraint(condition=~Q(because=""), name="mark_says_why"),
            models.CheckConstraint(condition=Q(review_on__gt=F("shielded_from")), name="mark_is_reviewed_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | (Q(ended_on__isnull=False, ended_by__isnull=False, end_asked_by__isnull=False) & ~Q(ended_by=F("end_asked_by"))),
                name="mark_is_ended_by_two",
            ),
        ]
        indexes = [models.Index(fields=["authority", "review_on", "id"], condition=Q(ended_on__isnull=True), name="standing_marks")]

    def __str__(self) -> str:
        return f"mark {self.pk}"
