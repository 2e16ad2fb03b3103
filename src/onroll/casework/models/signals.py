"""What tells an authority of a child: its own list, referrals, schools' returns; and who else lives in the household."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from onroll.casework.models.cases import Case

REFERRER_KINDS = ("school", "authority", "agency", "public")
SIDES = ("school", "authority")


class OwnListEntry(models.Model):
    """One entry of an authority's own list that opened a case, or joined one.

    Shape  authority: whose list it is. record: the row's reference, `register:supplier:as_at:record_id`, as first seen. opened_on: when
           the authority listed the child. closed_on, outcome: as a later list says; empty while the list shows the child.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="list_entries")
    authority = models.CharField(max_length=3)
    record = models.CharField(max_length=300)
    as_at = models.DateField()
    opened_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    run_id = models.CharField(max_length=40)
    taken_in_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "authority", "opened_on"], name="one_list_entry_per_case_and_day")]

    def __str__(self) -> str:
        return f"list entry of case {self.case_id}"


class ToldChild(models.Model):
    """A child of whom somebody told, and whom no register knows: the details are as they were told.

    Shape  child_id: random, in the form of every child's id, and never derived from the details. became: the child of the index who
           was found to be the same, empty until a person says so. searched_in: the last run that was searched.
    """

    child_id = models.CharField(max_length=64, unique=True)
    surname = models.CharField(max_length=100, blank=True)
    forename = models.CharField(max_length=100, blank=True)
    former_surname = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    address_line_1 = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    parent_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    nhs_number = models.CharField(max_length=12, blank=True)
    last_school = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=3)
    told_on = models.DateField()
    became = models.CharField(max_length=64, blank=True)
    became_on = models.DateField(null=True, blank=True)
    searched_in = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(became="") | Q(became_on__isnull=False), name="told_child_became_another_on_a_day")
        ]
        indexes = [
            models.Index(fields=["became"], condition=Q(became=""), name="told_children_to_recognise"),
            models.Index(fields=["date_of_birth"], name="told_children_by_birthday"),
        ]

    def __str__(self) -> str:
        return f"told child {self.child_id}"


class ToldChildMatch(models.Model):
    """A child of the index who may be a told child, with the reasons; a person says yes or no, and a no is remembered.

    Shape  decision: empty, `same` or `other`.
    """

    told = models.ForeignKey(ToldChild, on_delete=models.PROTECT, related_name="matches")
    other_child_id = models.CharField(max_length=64)
    probability = models.FloatField()
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    run_id = models.CharField(max_length=40)
    proposed_on = models.DateField()
    decision = models.CharField(max_length=5, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["told", "other_child_id"], name="one_match_per_told_child_and_other"),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True) | (Q(decision__in=["same", "other"], decided_on__isnull=False)),
                name="decided_match_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"match of {self.told_id}"


class Referral(models.Model):
    """Somebody told an authority of a child.

    Shape  kind: one of REFERRER_KINDS. organisation: its name. sent_by_kind, sent_by_code: the organisation whose sign-in
           wrote it down. contact: where the acknowledgement goes. details: of the child, as told.
           child_id: as the child was known then. acknowledged_on: empty until somebody did.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    child_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    organisation = models.CharField(max_length=200, blank=True)
    sent_by_kind = models.CharField(max_length=12, blank=True)
    sent_by_code = models.CharField(max_length=32, blank=True)
    referrer = models.CharField(max_length=200)
    relation = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    because = models.TextField()
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    received_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=150, blank=True)
    acknowledged_how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=REFERRER_KINDS), name="referral_has_a_known_kind"),
            models.CheckConstraint(condition=Q(acknowledged_on__isnull=True) | ~Q(acknowledged_how=""), name="acknowledgement_says_how"),
        ]
        indexes = [
            models.Index(fields=["case", "-id"], name="referrals_by_case"),
            models.Index(fields=["sent_by_kind", "sent_by_code", "-id"], name="referrals_by_sender"),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"


class HouseholdCheck(models.Model):
    """What the registers said of one other child of the household when a child's case opened. Never edited.

    Shape  found: `in_education`, `missing` or `not_known`. words: where, and by what. other_case: the other child's case then.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="household_checks")
    episode = models.PositiveSmallIntegerField()
    other_child_id = models.CharField(max_length=64)
    same_surname = models.BooleanField()
    found = models.CharField(max_length=12)
    words = models.CharField(max_length=400)
    other_case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    run_id = models.CharField(max_length=40)
    checked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "episode", "other_child_id"], name="one_check_per_housemate_and_episode")]

    def __str__(self) -> str:
        return f"household check of case {self.case_id}"


class JointEnquiry(models.Model):
    """What a school and the authority find out together before a name may be deleted on ground h or i."""

    school = models.CharField(max_length=32)
    school_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3)
    ground = models.CharField(max_length=1)
    pupil = models.CharField(max_length=300)
    date_of_birth = models.DateField()
    upn = models.CharField(max_length=13, blank=True)
    last_attended_on = models.DateField(null=True, blank=True)
    began_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    completed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["school", "-id"], name="joint_enquiries_by_school"),
            models.Index(fields=["authority", "-id"], name="joint_enquiries_by_authority"),
        ]

    def __str__(self) -> str:
        return f"joint enquiry {self.pk}"


class JointEnquiryPart(models.Model):
    """What one side did and found, each time it was written or signed. Never edited; the latest of each side counts.

    Shape  checks: code, day, outcome and by whom. found: `unknown`, `will_not_attend` or empty. signed: whether its writer stands by it.
    """

    joint_enquiry = models.ForeignKey(JointEnquiry, on_delete=models.PROTECT, related_name="parts")
    side = models.CharField(max_length=9)
    checks: models.JSONField[Any, Any] = models.JSONField(default=list)
    found = models.CharField(max_length=16, blank=True)
    steps_considered = models.TextField(blank=True)
    signed = models.BooleanField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(side__in=SIDES), name="joint_enquiry_has_two_sides")]
        indexes = [models.Index(fields=["joint_enquiry", "-id"], name="parts_by_joint_enquiry")]

    def __str__(self) -> str:
        return f"{self.side} part of joint enquiry {self.joint_enquiry_id}"


class SchoolReturn(models.Model):
    """One deletion return as a school sent it, with the answer that it got. Never edited.

    Shape  said: every answer of the form. stands: whether the deletion may be made. problems: code, severity and sentence. route: what
           follows by the ground. next_words: what happens next, as the school was told. case: that it opened or joined.
    """

    school = models.CharField(max_length=32)
    school_name = models.CharField(max_length=200)
    authority = models.CharField(max_length=3)
    pupil = models.CharField(max_length=300)
    date_of_birth = models.DateField(null=True, blank=True)
    child_id = models.CharField(max_length=64, blank=True)
    ground = models.CharField(max_length=1, blank=True)
    deleted_on = models.DateField()
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    stands = models.BooleanField()
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    route = models.CharField(max_length=60, blank=True)
    next_words = models.CharField(max_length=600)
    due_on = models.DateField(null=True, blank=True)
    joint_enquiry = models.ForeignKey(JointEnquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="returns")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="school_returns")
    shielded = models.BooleanField(default=False)
    received_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        indexes = [
            models.Index(fields=["school", "-id"], name="returns_by_school"),
            models.Index(fields=["authority", "-id"], name="returns_by_authority"),
        ]

    def __str__(self) -> str:
        return f"deletion return {self.pk}"


class ReturnFollowUp(models.Model):
    """How what follows from a deletion return was settled: once each. Never edited.

    Shape  outcome: `confirmed` (nothing more to do) or `case` (a case was opened, or joined).
    """

    school_return = models.OneToOneField(SchoolReturn, on_delete=models.PROTECT, related_name="follow_up")
    outcome = models.CharField(max_length=12)
    words = models.TextField()
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=["confirmed", "case"]), name="follow_up_has_a_known_outcome")]

    def __str__(self) -> str:
        return f"follow-up of return {self.school_return_id}"
