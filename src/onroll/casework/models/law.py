"""Letters and the templates that they are made from, help that was offered, steps of the law, and what services answered."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import CaseEnding, Enquiry


class LetterTemplate(models.Model):
    """One version of an authority's own text of a letter. Never edited; the latest counts, unless it gives the text up again.

    Shape  kind, language: of `core.dated.letter_kinds`. shipped: from this version on, the text that comes with Onroll counts.
    """

    authority = models.CharField(max_length=3)
    kind = models.CharField(max_length=32)
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    shipped = models.BooleanField(default=False)
    because = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "language", "version"], name="one_text_per_version"),
            models.CheckConstraint(condition=Q(shipped=True) | (~Q(subject="") & ~Q(body="")), name="own_text_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}) version {self.version} of {self.authority}"


class Letter(models.Model):
    """One letter as it was sent: its text, to whom, how, and from which version of which template. Never edited.

    Shape  template_version: 0 for the text that comes with Onroll. letterhead, recipient: lines. enquiry: that it asks or chases.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    episode = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=32)
    language = models.CharField(max_length=12)
    template_version = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    letterhead = models.TextField()
    recipient = models.TextField()
    how = models.CharField(max_length=16)
    sent_on = models.DateField()
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="letters")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(recipient="") & ~Q(body=""), name="letter_says_something_to_somebody")]
        indexes = [models.Index(fields=["case", "-id"], name="letters_by_case")]

    def __str__(self) -> str:
        return f"letter of case {self.case_id}"

    @property
    def number(self) -> str:
        """The number that stands on it."""
        return f"L{self.pk:06d}"


class HelpOffer(models.Model):
    """Help that was offered to a family, and what they said. Never edited. Shape  what: a key of core's `HELP`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="help_offers")
    episode = models.PositiveSmallIntegerField()
    on = models.DateField()
    what = models.CharField(max_length=24)
    words = models.TextField()
    family_said = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"help offered in case {self.case_id}"


class OrderStep(models.Model):
    """One step on the way to a school attendance order, or after it. Never edited.

    Shape  authority: whose pathway it is; one that takes a child over begins its own. on: the day; of a paper, the day on which it
           is served. help_offered: what was known of it when a notice was served.
           how: of a paper, how it was served. letter: the paper itself.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="order_steps")
    episode = models.PositiveSmallIntegerField()
    authority = models.CharField(max_length=3)
    step = models.CharField(max_length=32)
    on = models.DateField()
    period_days = models.PositiveSmallIntegerField(default=0)
    school = models.CharField(max_length=200, blank=True)
    has_plan = models.BooleanField(default=False)
    how = models.CharField(max_length=16, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    help_offered: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    because = models.TextField()
    letter = models.OneToOneField(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="step")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="legal_step_has_a_reason")]
        indexes = [models.Index(fields=["case", "id"], name="order_steps_by_case")]

    def __str__(self) -> str:
        return f"{self.step} of case {self.case_id}"


class ServiceReferral(models.Model):
    """A referral of a child on a return plan to a service, and once, what came of it.

    Shape  wanted: the outcome that is needed. due_on: by when; it may be put off, with a reason in the case's history.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="service_referrals")
    episode = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=200)
    why = models.TextField()
    wanted = models.CharField(max_length=300)
    referred_on = models.DateField()
    due_on = models.DateField()
    outcome = models.TextField(blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True) | (~Q(outcome="") & Q(outcome_on__gte=F("referred_on"))),
                name="outcome_of_a_referral_has_its_day",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("referred_on")) & ~Q(wanted=""), name="referral_wants_something_by_a_day"),
        ]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(outcome=""), name="open_referrals_by_due")]

    def __str__(self) -> str:
        return f"referral of case {self.case_id}"


class EndingRecheck(models.Model):
    """A second look at an ending on somebody's word. Never edited.

    Shape  result: `borne_out` (better evidence came), `nothing_new` (looked at again on next_on) or `reopened`.
    """

    ending = models.ForeignKey(CaseEnding, on_delete=models.PROTECT, related_name="rechecks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rechecks")
    on = models.DateField()
    result = models.CharField(max_length=12)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    because = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"second look at case {self.case_id}"
