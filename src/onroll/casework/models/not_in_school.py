"""The statutory register of children not in school, kept apart from cases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class NotInSchoolEntry(models.Model):
    """One child's entry in one authority's register.

    Shape  ground: of `core/not_in_school`. content: by field of `core/dated/not_in_school_content`: what is said, by whom and when.
           The days that follow are those of the duties; None until each is done. removed_on: None while the entry stands.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    ground = models.CharField(max_length=16)
    eligible_since = models.DateField()
    registered_on = models.DateField()
    shielded = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    parent_asked_on = models.DateField(null=True, blank=True)
    parent_informed_on = models.DateField(null=True, blank=True)
    visit_requested_on = models.DateField(null=True, blank=True)
    providers_asked_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    removed_because = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "authority"], condition=Q(removed_on__isnull=True), name="one_standing_entry_for_a_child"
            ),
            models.CheckConstraint(condition=Q(removed_on__isnull=True) | ~Q(removed_because=""), name="removed_entry_says_why"),
        ]
        indexes = [models.Index(fields=["authority", "removed_on"], name="register_by_authority")]

    def __str__(self) -> str:
        return f"entry {self.pk} of {self.authority}"


class NotInSchoolStep(models.Model):
    """One thing that was done about an entry. Never edited."""

    entry = models.ForeignKey(NotInSchoolEntry, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=24)
    words = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.what}: entry {self.entry_id}"
