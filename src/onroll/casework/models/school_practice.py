"""What schools are asked about in their own practice, and what they answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PracticeMark(models.Model):
    """One school that lies above what chance alone lets, in one measure.

    Shape  practice: a key of core's PRACTICES. shown_on: the day from which the school sees it. counted, total, expected, most: as they
           were then. ended_on: of the run by which it no longer lies above; empty while it does.
    """

    urn = models.CharField(max_length=32)
    authority = models.CharField(max_length=3)
    practice = models.CharField(max_length=30)
    shown_on = models.DateField()
    counted = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    expected = models.FloatField()
    most = models.PositiveIntegerField()
    run_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["urn", "practice"], condition=Q(ended_on__isnull=True), name="one_open_mark_per_school_and_measure"
            )
        ]
        indexes = [models.Index(fields=["authority", "ended_on"], name="practice_marks_by_authority")]

    def __str__(self) -> str:
        return f"mark {self.pk} of school {self.urn}"


class PracticeAnswer(models.Model):
    """What a school answered about one mark. Never edited; a school may add to it. Shape  how: a key of core's HOWS."""

    mark = models.ForeignKey(PracticeMark, on_delete=models.PROTECT, related_name="answers")
    how = models.CharField(max_length=12)
    words = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="practice_answer_says_why"),
            models.CheckConstraint(condition=Q(how__in=["explained", "wrong_data", "will_change"]), name="practice_answer_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} about a school's practice"
