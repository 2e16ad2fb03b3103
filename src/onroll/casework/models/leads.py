"""What the registers say already about a case's child, and what a person made of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import Enquiry


class CaseLead(models.Model):
    """One lead: a source, its day, what it says, how it was tied to the child, and how strong it is.

    Shape  key: what the rows say, without the day of the extract: the same lead never comes twice. about: another child whose rows
           it rests on. is_news: came to a case that was open already. seen_on: when an officer had looked. gone_on: when no row said
           it any longer. decided: empty, `used` (recorded as the answer to an enquiry) or `set_aside` (not this child).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="leads")
    key = models.CharField(max_length=32)
    source = models.CharField(max_length=16)
    register = models.CharField(max_length=24)
    supplier = models.CharField(max_length=40)
    as_at = models.DateField()
    says = models.TextField()
    matched = models.TextField()
    strength = models.CharField(max_length=6)
    why_so_strong = models.CharField(max_length=200)
    check_code = models.CharField(max_length=24)
    outcome = models.CharField(max_length=20)
    place = models.CharField(max_length=300, blank=True)
    la_code = models.CharField(max_length=3, blank=True)
    urn = models.CharField(max_length=6, blank=True)
    about = models.CharField(max_length=64, blank=True)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list)
    found_on = models.DateField()
    found_by = models.CharField(max_length=40)
    is_news = models.BooleanField(default=False)
    seen_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField(null=True, blank=True)
    decided = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="leads_decided")
    because = models.TextField(blank=True)
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="leads")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="one_lead_of_a_kind_per_case"),
            models.CheckConstraint(condition=Q(strength__in=["strong", "fair", "weak"]), name="lead_has_a_strength"),
            models.CheckConstraint(
                condition=Q(decided="", decided_by__isnull=True, decided_on__isnull=True, enquiry__isnull=True)
                | Q(decided="used", enquiry__isnull=False, decided_by__isnull=False, decided_on__isnull=False)
                | (Q(decided="set_aside", enquiry__isnull=True, decided_by__isnull=False, decided_on__isnull=False) & ~Q(because="")),
                name="decided_lead_is_signed",
            ),
            models.CheckConstraint(condition=Q(gone_on__isnull=True) | Q(gone_on__gte=F("found_on")), name="lead_goes_after_it_came"),
        ]
        indexes = [models.Index(fields=["case", "gone_on", "decided"], name="leads_by_case")]

    def __str__(self) -> str:
        return f"lead {self.pk} of case {self.case_id}"
