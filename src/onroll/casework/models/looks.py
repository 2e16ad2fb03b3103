"""Who looked at whom, gathered from the event log; what of it was odd; and what people declare so that it can be noticed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Look(models.Model):
    """What one user saw or did of one child on one day, in one way, for one purpose. Derived: the event log is the evidence.

    Shape  how: `opened`, `found` by a search, `listed`, or `wrote`. outside: the child was another authority's. first_seq, last_seq: the
           first and the last of the events.
    """

    child_id = models.CharField(max_length=64)
    actor = models.CharField(max_length=150)
    role = models.CharField(max_length=16)
    authority = models.CharField(max_length=3, blank=True)
    on = models.DateField()
    how = models.CharField(max_length=8)
    kind = models.CharField(max_length=40)
    purpose = models.CharField(max_length=32, blank=True)
    outside = models.BooleanField(default=False)
    times = models.IntegerField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child_id", "actor", "on", "kind", "purpose", "outside"], name="one_look_of_a_kind_a_day"),
            models.CheckConstraint(condition=Q(how__in=["opened", "found", "listed", "wrote"]), name="look_is_of_a_known_way"),
        ]
        indexes = [
            models.Index(fields=["actor", "on"], name="looks_by_actor"),
            models.Index(fields=["on", "how"], name="looks_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.how} {self.child_id} on {self.on}"


class LooksGathered(models.Model):
    """How far the event log has been gathered: one row."""

    id = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_place_where_gathering_stands")]

    def __str__(self) -> str:
        return f"gathered up to {self.seq}"


class ReadingAlert(models.Model):
    """Something about somebody's looks that another person should think about. Never edited; a review stands beside it.

    Shape  rule: of `core/reading_alerts`. child_id: empty where it is about no one child. because: the sentence, with the numbers.
    """

    rule = models.CharField(max_length=20)
    actor = models.CharField(max_length=150)
    authority = models.CharField(max_length=3, blank=True)
    child_id = models.CharField(max_length=64, blank=True)
    on = models.DateField()
    because = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "actor", "child_id", "on"], name="one_alert_of_a_rule_a_day")]
        indexes = [models.Index(fields=["-on", "-id"], name="reading_alerts_by_day")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.actor} on {self.on}"


class AlertReview(models.Model):
    """What came of thinking about an alert; it closes the alert. Never edited. Shape  verdict: `explained`, `mistaken` or `concern`."""

    alert = models.OneToOneField(ReadingAlert, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=10)
    because = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["explained", "mistaken", "concern"]) & ~Q(because=""), name="alert_review_has_verdict_and_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: alert {self.alert_id}"


class DeclaredTie(models.Model):
    """A surname or a postcode that somebody declared as their own family's. Nobody can read it: only its keyed mark is kept.

    Shape  kind: `surname` or `home`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=8)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "mark"], name="a_tie_is_declared_once"),
            models.CheckConstraint(condition=Q(kind__in=["surname", "home"]), name="tie_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of user {self.user_id}"
