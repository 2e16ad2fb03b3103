"""What people decide about pairs of children, and the list of those that are sealed from one another. Rows are never edited."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

VERDICTS = ("same", "different", "twins", "unsure", "undo")


class PairDecision(models.Model):
    """One thing that a person said about two children, or about some records of one; the latest words count.

    Shape  kind: `pair` (two children side by side), `split` (these records of one child are another's), `undo`. child_a, child_b: as
           they were called then; of a split both are the one child. left_keys, right_keys: the records of either side; the first of
           each was compared. probability, weight: as the run had them; evidence: how far they agreed, thing by thing.
           needs_second, second_because: a colleague must say the same before it counts. second_of: the decision of which this is
           the colleague's word; undoes: the decision that this one undoes. authorities: whose children they are; shielded: one of
           them is; ask: the random sample that is confirmed for the sake of quality.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3, blank=True)
    purpose = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    verdict = models.CharField(max_length=12)
    because = models.TextField()
    child_a = models.CharField(max_length=64)
    child_b = models.CharField(max_length=64)
    left_keys: models.JSONField[Any, Any] = models.JSONField(default=list)
    right_keys: models.JSONField[Any, Any] = models.JSONField(default=list)
    authorities: models.JSONField[Any, Any] = models.JSONField(default=list)
    shielded = models.BooleanField(default=False)
    run_id = models.CharField(max_length=40)
    probability = models.FloatField(null=True)
    weight = models.FloatField(null=True)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=dict)
    needs_second = models.BooleanField(default=False)
    second_because = models.CharField(max_length=200, blank=True)
    second_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="seconds")
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undoings")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="pair_decision_has_a_known_verdict"),
            models.CheckConstraint(condition=~Q(because=""), name="pair_decision_says_why"),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)), name="undoing_names_what"
            ),
            models.UniqueConstraint(fields=["second_of"], condition=Q(second_of__isnull=False), name="one_second_person_each"),
        ]
        indexes = [
            models.Index(fields=["child_a", "child_b"], name="pair_decisions_by_children"),
            models.Index(fields=["child_b"], name="pair_decisions_by_other_child"),
            models.Index(fields=["by", "-id"], name="pair_decisions_by_person"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class SealedRow(models.Model):
    """One entry of the sealed list, or the lifting of one. Holds marks only: nobody can tell from it whom it is about.

    Shape  kind: `adoption` or `protection`; authority: whose named team owns it. reference: the owner's own file number.
           former_marks, present_marks: what either identity is known by, made unreadable with the index's key. ended_on: from when
           on the former identity is no longer used, and word_of: who at the responsible authority said so. lifts: the entry that
           this row lifts.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3)
    kind = models.CharField(max_length=12)
    reference = models.CharField(max_length=60)
    because = models.TextField()
    former_marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    present_marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    ended_on = models.DateField(null=True)
    word_of = models.CharField(max_length=200, blank=True)
    lifts = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="liftings")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["adoption", "protection"]), name="sealed_row_has_a_known_kind"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | ~Q(word_of=""), name="an_ended_record_rests_on_a_word"),
            models.CheckConstraint(condition=Q(lifts__isnull=True) | ~Q(lifts=F("id")), name="no_row_lifts_itself"),
            models.UniqueConstraint(fields=["lifts"], condition=Q(lifts__isnull=False), name="lifted_once"),
        ]

    def __str__(self) -> str:
        return f"sealed entry {self.pk}"
