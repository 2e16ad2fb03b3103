"""What makes daily work easier: saved filters, worklists, visits to homes, messages by post, and what jobs did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import CaseEnding


class SavedFilter(models.Model):
    """One list of cases that somebody wants to find again. Shape  address: what follows the question mark, never a name."""

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters")
    authority = models.CharField(max_length=3)
    for_team = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="one_saved_filter_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Worklist(models.Model):
    """Cases that somebody put together by hand: for themselves, or for their team."""

    name = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="worklists")
    authority = models.CharField(max_length=3)
    for_team = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    cases: models.ManyToManyField[Case, WorklistCase] = models.ManyToManyField(Case, through="WorklistCase", related_name="worklists")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="one_worklist_of_a_name")]

    def __str__(self) -> str:
        return self.name


class DayPlace(models.Model):
    """Where somebody put one of their things on one day, instead of where harm × urgency would. The next day forgets it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="day_places")
    on = models.DateField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="day_places")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "on", "case"], name="one_place_in_a_day")]

    def __str__(self) -> str:
        return f"place {self.place} on {self.on}"


class WorklistCase(models.Model):
    """One case on a worklist."""

    worklist = models.ForeignKey(Worklist, on_delete=models.CASCADE, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="worklist_entries")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worklist", "case"], name="a_case_once_on_a_worklist")]

    def __str__(self) -> str:
        return f"case {self.case_id} on worklist {self.worklist_id}"


class HomeVisit(models.Model):
    """A visit to a home, prepared before anybody leaves: the risk, who knows, and by when the visitor calls.

    Shape  leaves_at, back_by: moments. knows: who waits for the call, and sees at once where it does not come.
           checked_in_at: when the visitor called, or was reached; empty while out. outcome: empty until it is recorded:
           `seen`, `not_seen`, `no_access` or `called_off`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    place = models.CharField(max_length=300)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits")
    second_visitor = models.CharField(max_length=200, blank=True)
    knows = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits_known_of")
    phone = models.CharField(max_length=40)
    risk = models.TextField()
    leaves_at = models.DateTimeField()
    back_by = models.DateTimeField()
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=150)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(back_by__gt=models.F("leaves_at")), name="visit_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(phone="") & ~Q(risk=""), name="visit_has_a_telephone_and_a_risk_note"),
            models.CheckConstraint(
                condition=Q(outcome="", recorded_at__isnull=True)
                | Q(outcome__in=["seen", "not_seen", "no_access", "called_off"], recorded_at__isnull=False),
                name="recorded_visit_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["back_by"], condition=Q(checked_in_at__isnull=True, outcome=""), name="visits_out")]

    def __str__(self) -> str:
        return f"visit {self.pk} of case {self.case_id}"


class DigestChoice(models.Model):
    """Whether somebody wants to be written to, and when they last were. Shape  often: `daily` or `weekly`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    often = models.CharField(max_length=8)
    last_sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(often__in=["daily", "weekly"]), name="digest_is_daily_or_weekly")]

    def __str__(self) -> str:
        return f"{self.often} digest of {self.user_id}"


class NamedRole(models.Model):
    """Who somebody is whom an authority's escalations are told to: a head of service, a director. They need no account.

    Shape  told: as the ladders of `core/dated` write it.
    """

    authority = models.CharField(max_length=3)
    told = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "told"], name="one_person_for_a_named_role")]

    def __str__(self) -> str:
        return f"{self.told} of {self.authority}"


class EndingAudit(models.Model):
    """What somebody thought who looked again at an ending on weak evidence. Never edited. Shape  verdict: `stands` or `doubtful`."""

    ending = models.ForeignKey(CaseEnding, on_delete=models.PROTECT, related_name="audits")
    verdict = models.CharField(max_length=10)
    because = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verdict__in=["stands", "doubtful"]), name="audit_has_a_known_verdict")]

    def __str__(self) -> str:
        return f"{self.verdict}: ending {self.ending_id}"


class JobRun(models.Model):
    """One time that a job ran by itself. Shape  state: `working`, `done` or `failed`. said: what came of it, in numbers."""

    name = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8)
    said = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=["working", "done", "failed"]), name="job_run_has_a_known_state")]
        indexes = [models.Index(fields=["name", "-id"], name="job_runs_by_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
