"""Agreements as they came into use, looks behind the glass, and decisions not to share."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AgreementSeen(models.Model):
    """That a version of an agreement came into use, with the hash of its file. Never edited: a version never changes."""

    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="one_row_per_agreement_version")]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class BrokenGlass(models.Model):
    """That somebody looked at a child's record although it is not their authority's to see, and what a second person found of it.

    Shape  authority: the child's, whose manager reviews it. ends_at: until when it opens the record. verdict: `right` or `wrong`.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3, blank=True)
    purpose = models.CharField(max_length=32)
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="broken_glass")
    by_authority = models.CharField(max_length=3, blank=True)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_due_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="glass_reviews")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=5, blank=True)
    found = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="glass_is_broken_for_a_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True, verdict="")
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False, verdict__in=["right", "wrong"])
                    & ~Q(found="")
                    & ~Q(reviewed_by=F("by"))
                ),
                name="glass_is_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "review_due_on", "id"], condition=Q(reviewed_at__isnull=True), name="glass_to_review"),
            models.Index(fields=["by", "child_id", "-ends_at"], name="glass_by_viewer"),
        ]

    def __str__(self) -> str:
        return f"broken glass {self.pk}"


class NotShared(models.Model):
    """A decision not to share something of a child, and the detriment that sharing would have done. Never edited."""

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    asked_by = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    detriment = models.TextField()
    because = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by="") & ~Q(what="") & ~Q(detriment="") & ~Q(authority=""), name="not_shared_says_whom_what_and_why"
            )
        ]
        indexes = [models.Index(fields=["authority", "-id"], name="not_shared_by_authority")]

    def __str__(self) -> str:
        return f"not shared {self.pk}"
