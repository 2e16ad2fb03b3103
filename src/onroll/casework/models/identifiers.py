"""What was said about a child's consistent identifier, version by version, and each time that a demographic service was asked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from onroll.core.consistent_identifiers import IDENTIFIER_TYPES
from onroll.core.demographic_search import CHECKS, OUTCOMES

VERBS = ("claimed", "proposed", "accepted", "refused", "superseded", "invalid", "reissued")


class IdentifierLookUp(models.Model):
    """One time that a demographic service was asked about a child, and what it came to. Never edited.

    Shape  authority: that asked. what: `search` (for the child) or `check` (of a number). service: its name as the settings have it.
           asked_with: the names of the fields that were sent, never what stood in them; questions: how many were put. question: the one
           that found the person. notes: `restricted`, `died`, `held_by_another`. took_ms: milliseconds.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    kind = models.CharField(max_length=24)
    what = models.CharField(max_length=8)
    service = models.CharField(max_length=100)
    purpose = models.CharField(max_length=32)
    asked_with: models.JSONField[Any, Any] = models.JSONField(default=list)
    questions = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16)
    score = models.FloatField(null=True)
    question = models.CharField(max_length=60, blank=True)
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)
    said = models.CharField(max_length=300, blank=True)
    took_ms = models.PositiveIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(IDENTIFIER_TYPES)), name="look_up_is_of_a_known_type"),
            models.CheckConstraint(
                condition=Q(what="search", outcome__in=list(OUTCOMES)) | Q(what="check", outcome__in=list(CHECKS)),
                name="look_up_has_a_known_outcome",
            ),
            models.CheckConstraint(condition=~Q(outcome="error") | ~Q(said=""), name="look_up_that_failed_says_why"),
        ]
        indexes = [models.Index(fields=["child_id", "-id"], name="look_ups_by_child")]

    def __str__(self) -> str:
        return f"look-up {self.pk}"


class IdentifierClaim(models.Model):
    """One version of what is said about a number of a child. Never edited: the latest row about a number counts.

    Shape  kind: a key of IDENTIFIER_TYPES. version: 1, 2, 3 … of the child and the kind, within one authority. verb: of
           `core/consistent_identifiers`. successor: what replaced it, of `superseded` alone. source: who said so: a service, or an
           authority. look_up: that it rests on. home_record: a record of the child; wherever that record is, there the claim leads.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    kind = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    value = models.CharField(max_length=24)
    verb = models.CharField(max_length=12)
    successor = models.CharField(max_length=24, blank=True)
    source = models.CharField(max_length=200)
    look_up = models.ForeignKey(IdentifierLookUp, null=True, on_delete=models.PROTECT, related_name="claims")
    home_record = models.BigIntegerField(null=True)
    because = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child_id", "authority", "kind", "version"], name="one_claim_per_version"),
            models.CheckConstraint(condition=Q(verb__in=VERBS) & ~Q(because="") & ~Q(value=""), name="claim_says_what_and_why"),
            models.CheckConstraint(condition=Q(kind__in=list(IDENTIFIER_TYPES)), name="claim_is_of_a_known_type"),
            models.CheckConstraint(
                condition=(Q(verb="superseded") & ~Q(successor="")) | (~Q(verb="superseded") & Q(successor="")),
                name="only_a_superseded_claim_has_a_successor",
            ),
        ]
        indexes = [
            models.Index(fields=["home_record"], name="claims_by_home_record"),
            models.Index(fields=["kind", "value"], name="claims_by_value"),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"
