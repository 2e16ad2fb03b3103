"""What was said to be done of a case's stages, and what of all that was said has been taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import Contact, Enquiry, Whereabouts
from onroll.casework.models.worklists import HomeVisit

THINGS = ("contact", "whereabouts", "stage", "enquiry", "visit")
"""What can be taken back, as `TakenBack` names it."""

ONE_THING = Q()
for thing in THINGS:
    ONE_THING |= Q(**{f"{each}__isnull": each != thing for each in THINGS})


class StageDone(models.Model):
    """One time that somebody recorded a stage of the time limits as done. Never edited; `TakenBack` says which count no longer.

    Shape  on: the day on which it was done. who: who did it, as it was written down; outcome: what came of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stages")
    episode = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=30)
    on = models.DateField()
    who = models.CharField(max_length=200, blank=True)
    outcome = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["case", "stage", "-on"], name="stages_by_case")]

    def __str__(self) -> str:
        return f"{self.stage} of case {self.case_id}"


class TakenBack(models.Model):
    """Something in a case that was recorded by mistake and counts no longer. Never edited: what was said stays, and so does this.

    Shape  contact, whereabouts, stage, enquiry, visit: which of them, one alone. said: what an answer or a visit had said, as its row is
           open again; empty for the others, whose rows stay as they are.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="taken_back")
    contact = models.OneToOneField(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back")
    whereabouts = models.OneToOneField(Whereabouts, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back")
    stage = models.OneToOneField(StageDone, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back")
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_taken_back")
    visit = models.ForeignKey(HomeVisit, null=True, blank=True, on_delete=models.PROTECT, related_name="records_taken_back")
    said: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    because = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="one_thing_is_taken_back"),
            models.CheckConstraint(condition=~Q(because=""), name="what_is_taken_back_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"taken back in case {self.case_id}"
