"""What people do in a case: rows that are added, and never changed, but for an answer that is given once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case


class Contact(models.Model):
    """One contact with a child or about one; the last-seen clock reads those that nobody has taken back (`TakenBack`). Never edited.

    Shape  visit: the home visit of which it is the record, where it is one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    how = models.CharField(max_length=20)
    child_seen = models.BooleanField()
    counts_as_seen = models.BooleanField()
    name = models.CharField(max_length=200, blank=True)
    profession = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    visit = models.ForeignKey("casework.HomeVisit", null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counts_as_seen=False) | (Q(child_seen=True) & ~Q(name="") & ~Q(profession="")), name="sight_has_a_named_witness"
            )
        ]
        indexes = [models.Index(fields=["case", "-on", "-id"], name="contacts_by_case")]

    def __str__(self) -> str:
        return f"contact of case {self.case_id}"


class Whereabouts(models.Model):
    """Where a child is, who says so, and since when. Never edited; the latest that nobody has taken back counts.

    Shape  enquiry: whose answer says so, where one does.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="whereabouts")
    place = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    since = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    enquiry = models.ForeignKey("casework.Enquiry", null=True, blank=True, on_delete=models.PROTECT, related_name="whereabouts")

    def __str__(self) -> str:
        return f"whereabouts of case {self.case_id}"


class EnquiryOrder(models.Model):
    """In which order an officer wants to ask about a child, instead of the recommended one. Never edited; the latest of an episode counts.

    Shape  checks: codes, the first to be asked first; none: back to the recommended order.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enquiry_orders")
    episode = models.PositiveSmallIntegerField()
    checks = models.JSONField(default=list)
    because = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"order of enquiries of case {self.case_id}"


class TriageResult(models.Model):
    """One score with every reason. Never edited.

    Shape  reasons: points, words and source of each. triggers: those that fire. concerns: ticked by a person, with words.
           by_hand: a person looked; else it was worked out as the case arrived.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="triages")
    on = models.DateField()
    points = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    triggers: models.JSONField[Any, Any] = models.JSONField(default=list)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    by_hand = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="triages_by_case")]

    def __str__(self) -> str:
        return f"triage of case {self.case_id}"


class EscalationTask(models.Model):
    """One organisation that must be told today, and what it answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    episode = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=20)
    task = models.CharField(max_length=200)
    told = models.CharField(max_length=60)
    due_on = models.DateField()
    answer_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "episode", "trigger", "told"], name="one_task_per_trigger_and_organisation"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(answered_by="") & ~Q(decision="")),
                name="answered_task_has_a_name_and_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.trigger} of case {self.case_id}"


class Enquiry(models.Model):
    """One question about a child and, once there is one, its answer. Its number stands on what is sent out.

    Shape  ahead_because: why an officer went past a tier that is not finished. organisation: who was asked, where the check
           alone does not say.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enquiries")
    check_code = models.CharField(max_length=24)
    organisation = models.CharField(max_length=200, blank=True)
    episode = models.PositiveSmallIntegerField(default=1)
    group = models.CharField(max_length=32, blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enquiries")
    lawful_basis = models.CharField(max_length=300)
    due_on = models.DateField()
    ahead_because = models.CharField(max_length=300, blank=True)
    authorisation = models.CharField(max_length=300, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    why_not = models.CharField(max_length=300, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "check_code"], condition=Q(outcome=""), name="one_open_enquiry_of_a_kind"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_on__isnull=True) | (~Q(outcome="") & Q(answered_on__gte=F("asked_on"))),
                name="answered_enquiry_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(lawful_basis=""), name="enquiry_has_a_lawful_basis"),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(outcome=""), name="open_enquiries_by_due"),
            models.Index(fields=["-answered_on", "-id"], condition=~Q(outcome=""), name="answered_enquiries_latest"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which answers come back."""
        return f"E{self.pk:06d}"


class PlanVersion(models.Model):
    """A return plan as it stood from one moment on. Never edited; the latest of an episode counts.

    Shape  plan: what core's `ReturnPlan` holds, days as ISO texts.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    episode = models.PositiveSmallIntegerField()
    plan: models.JSONField[Any, Any] = models.JSONField()
    given_up = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="plans_by_case")]

    def __str__(self) -> str:
        return f"plan of case {self.case_id}"


class CaseObservation(models.Model):
    """One look at a child who is back. Never edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="observations")
    first_attended_on = models.DateField()
    week = models.PositiveSmallIntegerField()
    on = models.DateField()
    sessions_attended = models.PositiveSmallIntegerField()
    sessions_possible = models.PositiveSmallIntegerField()
    on_roll = models.BooleanField()
    source = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "first_attended_on", "week"], name="one_observation_of_a_week"),
            models.CheckConstraint(condition=Q(sessions_attended__lte=F("sessions_possible")), name="attended_what_was_possible"),
        ]

    def __str__(self) -> str:
        return f"week {self.week} of case {self.case_id}"


class CaseEnding(models.Model):
    """How somebody proposed to end a case, and what became of it.

    Shape  evidence: kind, day and reference of each piece. accepted_on: when whoever carries on took
           the child over. decided: empty while it waits for a second officer; then `confirmed` or `refused`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    episode = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=24)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list)
    handed_to = models.CharField(max_length=300, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    other_case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="carries_on")
    grade = models.PositiveSmallIntegerField(null=True)
    because = models.TextField()
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="endings_proposed")
    decided = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="endings_decided")
    decided_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decided=""), name="one_ending_waits"),
            models.CheckConstraint(
                condition=Q(decided="", decided_by__isnull=True)
                | (Q(decided__in=["confirmed", "refused"]) & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="decided_ending_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"ending of case {self.case_id}"


class TransferAct(models.Model):
    """One act of the relay between authorities, in the order in which they were written down. Never edited.

    Shape  terms: what a split is proposed on, as `split_terms` writes it, or the number of the proposal that is answered; None else.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfer_acts")
    verb = models.CharField(max_length=10)
    authority = models.CharField(max_length=3)
    on = models.DateField()
    to = models.CharField(max_length=3, blank=True)
    offer = models.PositiveSmallIntegerField(default=0)
    officer = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    terms: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="acts_by_case")]

    def __str__(self) -> str:
        return f"{self.verb} of case {self.case_id}"


class Note(models.Model):
    """What somebody wrote down. Never edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"note of case {self.case_id}"
