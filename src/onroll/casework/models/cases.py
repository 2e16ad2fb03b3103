"""One case per child who is, or may be, missing education, and everything that was ever said about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.core.cases import OPEN_STATES, STATES

OPEN = Q(closed_on__isnull=True, joined_into__isnull=True)
PLACED = ("located", "returning", "watching")


class Case(models.Model):
    """One child's case, from the day that they are found.

    Shape  child_id: as the index knows the child. home_child_id: as it knew the child when the case was opened, where that is another
           id: where it leads, there the case belongs. authority: who owns the case. A case without an owner is in a queue;
           it always has a next action and a day by which it is due. counted_as: what the latest evidence says, `cme` or
           `possible_cme`; empty once no finding stands. joined_into: the case that this one became part of, because
           two children were found to be one. version: grows with each change, so that nobody overwrites another's.
           state: the latest of its `CaseState` rows. level, points: of the latest triage; high_since: since when it is high.
           triaged_on: when a person looked at the score in this episode. last_seen_on: when a named professional last saw
           the child; known_from: since when anything was known, where nobody ever did. last_action_on: when
           somebody last did anything, which whoever handed the child over goes on seeing. offered_to: the authority that an
           open offer waits for; offered_on and acknowledged_on speak of that offer alone. stages_done: for each stage of the
           time limits, the last day on which it was done.
           recheck_on: when an ending on weak evidence is looked at again. ending_waits: for a second officer.
           shielded: as the latest run says. restricted: the child has died; only managers and the named team see the record.
           new_leads: how many came since an officer looked. return_risk: what speaks against a return that is watched: `off_roll`,
           `under_90`, `no_data`; empty where nothing does.
           leaving_on: the last day of the child's compulsory school age; None while no birthday is known.
           arrived_on: when an older case of an authority's own list came here; its clocks begin then.
           referred_on: since when somebody who referred the child waits for an acknowledgement.
    """

    child_id = models.CharField(max_length=64)
    home_child_id = models.CharField(max_length=64, blank=True)
    authority = models.CharField(max_length=3)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    queue = models.CharField(max_length=40)
    counted_as = models.CharField(max_length=16, blank=True)
    since = models.DateField(null=True)
    next_action = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    opened_on = models.DateField()
    state = models.CharField(max_length=16, default="new")
    episode = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=8, default="standard")
    points = models.PositiveSmallIntegerField(default=0)
    high_since = models.DateField(null=True, blank=True)
    triaged_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    known_from = models.DateField(null=True, blank=True)
    last_action_on = models.DateField(null=True, blank=True)
    whereabouts_known = models.BooleanField(default=False)
    has_plan = models.BooleanField(default=False)
    first_attended_on = models.DateField(null=True, blank=True)
    offered_to = models.CharField(max_length=3, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    stages_done = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    ending_waits = models.BooleanField(default=False)
    shielded = models.BooleanField(default=False)
    new_leads = models.PositiveSmallIntegerField(default=0)
    return_risk = models.CharField(max_length=10, blank=True, default="")
    restricted = models.BooleanField(default=False)
    leaving_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    joined_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child_id"], condition=Q(closed_on__isnull=True, joined_into__isnull=True), name="one_open_case_per_child"
            ),
            models.CheckConstraint(
                condition=~OPEN | (~Q(next_action="") & Q(due_on__isnull=False)), name="open_case_has_a_next_action_and_its_day"
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="case_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | Q(state__in=OPEN_STATES, closed_on__isnull=True),
                name="closed_case_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(state__in=PLACED) | Q(whereabouts_known=True), name="placed_child_is_somewhere"),
            models.CheckConstraint(
                condition=~Q(state="watching") | Q(first_attended_on__isnull=False), name="watched_child_has_been_in_school"
            ),
            models.CheckConstraint(condition=~Q(offered_to=F("authority")), name="case_is_offered_to_another"),
            models.CheckConstraint(condition=~Q(queue="") | Q(owner__isnull=False), name="case_has_an_owner_or_a_queue"),
            models.CheckConstraint(condition=~Q(authority=""), name="case_has_an_authority"),
        ]
        indexes = [
            models.Index(fields=["authority", "due_on", "id"], name="cases_by_authority_and_due"),
            models.Index(fields=["child_id"], name="cases_by_child"),
            models.Index(fields=["owner", "due_on", "id"], condition=OPEN, name="open_cases_by_owner"),
            models.Index(fields=["offered_to", "id"], condition=~Q(offered_to=""), name="offered_cases"),
            models.Index(fields=["authority", "owner", "due_on"], condition=Q(closed_on=None), name="open_cases_of_authority"),
            models.Index(fields=["authority", "id"], condition=Q(ending_waits=True), name="cases_whose_ending_waits"),
            models.Index(fields=["authority", "recheck_on"], condition=~Q(closed_on=None), name="closed_cases_to_recheck"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do in it."""
        return self.closed_on is None and self.joined_into_id is None


class CaseChange(models.Model):
    """One change of a case in words, as its timeline shows it; never edited. The event log has the same change in ids.

    Shape  version: of the case after the change: what has changed since somebody looked is what has a higher one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=400)
    because = models.TextField(blank=True)
    body: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-id"], name="changes_by_case"),
            models.Index(fields=["by", "on"], name="changes_by_person_and_day"),
            models.Index(fields=["kind", "on"], name="changes_by_kind_and_day"),
            models.Index(fields=["case", "kind", "on"], name="changes_by_case_kind_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"


class CaseState(models.Model):
    """One state that a case came to: never edited; the latest counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    because = models.CharField(max_length=400)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="states_by_case")]

    def __str__(self) -> str:
        return self.state


class CaseFinding(models.Model):
    """What a run found about the case's child, kept whenever it differs from what the run before found. The latest counts.

    Shape  finding: one of the nine kinds, or `none` where the run found the child no longer missing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    run_id = models.CharField(max_length=40)
    found_on = models.DateField()
    finding = models.CharField(max_length=32)
    status = models.CharField(max_length=16, blank=True)
    since = models.DateField(null=True)
    la_code = models.CharField(max_length=3, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    rule = models.CharField(max_length=80, blank=True)
    coverage = models.CharField(max_length=8, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "run_id"], name="one_finding_per_case_and_run")]
        indexes = [models.Index(fields=["case", "-id"], name="findings_by_case")]

    def __str__(self) -> str:
        return f"{self.finding} in {self.run_id}"


class CaseProposal(models.Model):
    """Something that a run proposes about a case and a person decides: an ending, or another owner.

    Shape  kind: `ending` (no finding stands any longer), `transfer` (the child lives elsewhere now), `child` (a child in no register may be
           one whom the registers know now). outcome, evidence: how the case
           would end, and the pieces that speak for it (kind, dated_on, reference), for the form of the ending; empty where none fits.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=16)
    run_id = models.CharField(max_length=40)
    proposed_on = models.DateField()
    because = models.CharField(max_length=400)
    to_authority = models.CharField(max_length=3, blank=True)
    outcome = models.CharField(max_length=24, blank=True, default="")
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(withdrawn_on__isnull=True), name="one_standing_proposal_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"
