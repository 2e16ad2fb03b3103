"""Before children vanish: plans for a holiday, the contacts planned in them, help that was offered, and families who went whole."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case


class HolidayPlan(models.Model):
    """What is done for one flagged child over one holiday, so that the child arrives after it.

    Shape  transition, moved_on: of the list on which the child stood, and the day of the move. stage: how far the child had come when
           the plan was made. holiday_from, holiday_to: without school, both included. named_adult: who waits for the child, at the
           next place.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    shielded = models.BooleanField(default=False)
    transition = models.CharField(max_length=32)
    moved_on = models.DateField()
    stage = models.CharField(max_length=20)
    holiday_from = models.DateField()
    holiday_to = models.DateField()
    because = models.TextField()
    named_adult = models.CharField(max_length=200, blank=True)
    run_id = models.CharField(max_length=40)
    made_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "child_id", "transition", "holiday_from"], name="one_plan_per_child_and_holiday"),
            models.CheckConstraint(condition=Q(holiday_to__gte=F("holiday_from")), name="holiday_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="holiday_plan_says_why"),
        ]
        indexes = [models.Index(fields=["child_id"], name="holiday_plans_by_child")]

    def __str__(self) -> str:
        return f"holiday plan {self.pk}"


class PlannedContact(models.Model):
    """One contact of a plan: by which approach, when, whose it is; and what came of it.

    Shape  approach: a key of core's APPROACHES. result: empty until it is recorded, else a key of core's RESULTS. family_said: the
           family's own words.
    """

    plan = models.ForeignKey(HolidayPlan, on_delete=models.PROTECT, related_name="contacts")
    approach = models.CharField(max_length=16)
    due_on = models.DateField()
    assigned = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="planned_contacts")
    result = models.CharField(max_length=12, blank=True)
    done_on = models.DateField(null=True, blank=True)
    family_said = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150, blank=True)
    recorded_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", done_on__isnull=True, recorded_at__isnull=True)
                | (~Q(result="") & Q(done_on__isnull=False, recorded_at__isnull=False)),
                name="recorded_contact_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(result=""), name="planned_contacts_open")]

    def __str__(self) -> str:
        return f"planned contact {self.pk}"


class ChildHelp(models.Model):
    """Practical help that was offered to the family of a child before anybody had vanished. Never edited.

    Shape  what: a key of core's HELP. answer: `accepted`, `declined` or `undecided`. family_said: the family's own words.
    """

    child_id = models.CharField(max_length=64)
    authority = models.CharField(max_length=3)
    shielded = models.BooleanField(default=False)
    transition = models.CharField(max_length=32, blank=True)
    on = models.DateField()
    what = models.CharField(max_length=24)
    words = models.TextField()
    answer = models.CharField(max_length=10)
    family_said = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=["accepted", "declined", "undecided"]), name="help_has_a_known_answer"),
            models.CheckConstraint(condition=~Q(words=""), name="help_says_what"),
        ]
        indexes = [models.Index(fields=["child_id"], name="help_by_child"), models.Index(fields=["authority"], name="help_by_authority")]

    def __str__(self) -> str:
        return f"help for child {self.child_id}"


class FamilyAlarm(models.Model):
    """A family whose children of school age have all gone: one alarm, whatever the number of cases.

    Shape  acknowledged_on: empty until somebody of the authority took note.
    """

    authority = models.CharField(max_length=3)
    found_on = models.DateField()
    run_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=150, blank=True)
    acknowledged_by_name = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True, acknowledged_by="") | (Q(acknowledged_on__isnull=False) & ~Q(acknowledged_by="")),
                name="acknowledged_alarm_says_by_whom",
            )
        ]
        indexes = [models.Index(fields=["authority", "-id"], name="family_alarms_by_authority")]

    def __str__(self) -> str:
        return f"family alarm {self.pk}"


class FamilyAlarmChild(models.Model):
    """One child of a family that went whole. A child is in one alarm for each going: `since` of the case's finding."""

    alarm = models.ForeignKey(FamilyAlarm, on_delete=models.PROTECT, related_name="children")
    child_id = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_alarms")
    episode = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "episode"], name="a_case_is_in_one_family_alarm")]

    def __str__(self) -> str:
        return f"child of family alarm {self.alarm_id}"
