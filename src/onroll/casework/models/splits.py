"""Work on one child that two authorities share: on what terms, and who does which piece."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import Enquiry


class CaseSplit(models.Model):
    """Terms on which two authorities share the work on a case. One of them is responsible: the case's own authority.

    Shape  number: of the proposal that was agreed on. supporting: the authority that is not responsible. afterwards: the one that is to
           be when it ends. review_on: the last day on which the supporting authority sees anything of it.
           supporting_officer: who works on it there. ended_on: None while it holds.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="splits")
    number = models.PositiveSmallIntegerField()
    responsible = models.CharField(max_length=3)
    supporting = models.CharField(max_length=3)
    supporting_officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="splits")
    afterwards = models.CharField(max_length=3)
    review_on = models.DateField()
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="one_standing_split_of_a_case"),
            models.CheckConstraint(condition=~Q(supporting=F("responsible")), name="split_is_between_two"),
        ]
        indexes = [models.Index(fields=["supporting", "review_on"], condition=Q(ended_on=None), name="standing_splits_by_supporter")]

    def __str__(self) -> str:
        return f"split {self.number} of case {self.case_id}"


class SplitPiece(models.Model):
    """One piece of the work, and what came of it.

    Shape  authority: the one that does it. enquiry: an open enquiry of the case that is answered with it. outcome: a key of
           PIECE_OUTCOMES, empty while it waits. dropped_on: when the split ended before it was done.
    """

    split = models.ForeignKey(CaseSplit, on_delete=models.PROTECT, related_name="pieces")
    authority = models.CharField(max_length=3)
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="pieces")
    outcome = models.CharField(max_length=10, blank=True)
    report = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=150, blank=True)
    done_by_name = models.CharField(max_length=200, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", done_on__isnull=True) | (~Q(outcome="") & Q(done_on__isnull=False) & ~Q(done_by="")),
                name="done_piece_is_signed",
            )
        ]
        indexes = [
            models.Index(fields=["authority", "due_on"], condition=Q(done_on=None, dropped_on=None), name="open_pieces_by_authority")
        ]

    def __str__(self) -> str:
        return f"piece {self.pk}"
