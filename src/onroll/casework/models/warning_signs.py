"""What people decided about the card of warning signs: switched on, or off."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class WarningSignSwitch(models.Model):
    """One decision of one authority; the newest counts, and only for the card of which it was taken. Never edited.

    Shape  how: `on` or `off`. listed_on: the day of the list on which the card had been checked. warnings: about groups, as they were shown
           to whoever decided.
    """

    authority = models.CharField(max_length=3)
    card = models.CharField(max_length=12)
    how = models.CharField(max_length=3)
    listed_on = models.DateField()
    warnings = models.JSONField(default=list)
    words = models.TextField()
    run_id = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="warning_sign_switch_says_why"),
            models.CheckConstraint(condition=Q(how__in=["on", "off"]), name="warning_sign_switch_is_on_or_off"),
        ]
        indexes = [models.Index(fields=["authority"], name="warning_sign_switches_by_place")]

    def __str__(self) -> str:
        return f"switch of warning signs {self.pk}"
