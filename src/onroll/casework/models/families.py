"""What families ask of us: to see, to correct, to object, to complain; each followed to its answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from onroll.casework.models.cases import Case


class FamilyRequest(models.Model):
    """One request of a family, or of the child.

    Shape  kind: of `core/family_requests`. identity: how we know that it is they; empty until checked. complained_of: a username; who
           cannot handle it. due_on: as it stands now. outcome: empty while open.
    """

    kind = models.CharField(max_length=12)
    authority = models.CharField(max_length=3)
    child_id = models.CharField(max_length=64, blank=True)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="family_requests")
    shielded = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=200)
    relationship = models.CharField(max_length=12)
    reach = models.TextField()
    language = models.CharField(max_length=3, default="en")
    asks = models.TextField()
    received_on = models.DateField()
    acknowledge_by = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    extended = models.BooleanField(default=False)
    identity = models.CharField(max_length=300, blank=True)
    complained_of = models.CharField(max_length=150, blank=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="family_requests")
    outcome = models.CharField(max_length=16, blank=True)
    answer = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & ~Q(answer="") & Q(closed_on__isnull=False)),
                name="closed_family_request_has_an_answer",
            )
        ]
        indexes = [models.Index(fields=["authority", "closed_on", "due_on"], name="family_requests_due")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Return the number by which the family knows it."""
        return f"F{self.pk:06d}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.closed_on is None


class FamilyRequestStep(models.Model):
    """One thing that was done about a request. Never edited."""

    request = models.ForeignKey(FamilyRequest, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=24)
    words = models.CharField(max_length=400)
    because = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.what}: {self.request_id}"


class DisclosureDecision(models.Model):
    """Whether one item goes to whoever asked to see. Never edited: the newest of an item counts.

    Shape  item: the reference of the item. ground: of `core/harm_review`, where it is withheld.
    """

    request = models.ForeignKey(FamilyRequest, on_delete=models.PROTECT, related_name="decisions")
    item = models.CharField(max_length=200)
    disclose = models.BooleanField()
    ground = models.CharField(max_length=24, blank=True)
    because = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disclose=True) | (~Q(ground="") & ~Q(because="")), name="what_is_withheld_has_its_ground_and_reason"
            )
        ]
        indexes = [models.Index(fields=["request", "item", "-id"], name="disclosure_decisions_by_item")]

    def __str__(self) -> str:
        return f"{self.item}: {'disclose' if self.disclose else 'withhold'}"


class CorrectionAsked(models.Model):
    """A correction on its way back to the source that said so. Shape  answer: empty until the source answers."""

    request = models.ForeignKey(FamilyRequest, on_delete=models.PROTECT, related_name="corrections")
    register = models.CharField(max_length=32)
    supplier = models.CharField(max_length=40)
    record_id = models.CharField(max_length=100)
    as_at = models.DateField()
    field = models.CharField(max_length=60)
    held = models.CharField(max_length=300, blank=True)
    should_be = models.CharField(max_length=300)
    because = models.TextField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    due_on = models.DateField()
    answer = models.CharField(max_length=12, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=["corrected", "refused", "not_held"], answered_on__isnull=False),
                name="answered_correction_has_its_day",
            )
        ]
        indexes = [models.Index(fields=["register", "supplier", "answer"], name="corrections_by_source")]

    def __str__(self) -> str:
        return f"{self.field} of {self.register}:{self.supplier}:{self.record_id}"
