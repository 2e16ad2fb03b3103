"""What is asked and kept beyond one enquiry: rounds of chasing, questions to every authority, and files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from onroll.casework.models.cases import Case
from onroll.casework.models.work import CaseEnding, Contact, Enquiry, Note


class ChasingRound(models.Model):
    """One round in which somebody chased enquiries that were late; its letters are made from its rows. Never edited."""

    authority = models.CharField(max_length=3)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["authority", "-id"], name="rounds_by_authority")]

    def __str__(self) -> str:
        return f"round {self.pk} of authority {self.authority}"


class ChasedEnquiry(models.Model):
    """One enquiry of a round, and whom it was chased with. Never edited."""

    round = models.ForeignKey(ChasingRound, on_delete=models.PROTECT, related_name="chased")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="chased")
    organisation = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "enquiry"], name="an_enquiry_once_in_a_round")]

    def __str__(self) -> str:
        return f"enquiry {self.enquiry_id} in round {self.round_id}"


class Attachment(models.Model):
    """A file that somebody put into a case. Never edited; its content stands under its hash, outside the web's reach.

    Shape  enquiry, contact, ending, note: at most one, what the file belongs to; none: the case itself. kind: by its content.
           name: as it was called, text and nothing else. words: what the file shows.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    enquiry = models.ForeignKey(Enquiry, null=True, on_delete=models.PROTECT, related_name="attachments")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="attachments")
    ending = models.ForeignKey(CaseEnding, null=True, on_delete=models.PROTECT, related_name="attachments")
    note = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=True, ending__isnull=True, note__isnull=True)
                | Q(enquiry__isnull=True, ending__isnull=True, note__isnull=True)
                | Q(enquiry__isnull=True, contact__isnull=True, note__isnull=True)
                | Q(enquiry__isnull=True, contact__isnull=True, ending__isnull=True),
                name="file_belongs_to_one_thing",
            ),
            models.CheckConstraint(condition=Q(size__gt=0) & ~Q(sha256=""), name="file_has_content"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which evidence refers to the file."""
        return f"F{self.pk:06d}"


class AttachmentWithdrawal(models.Model):
    """Somebody took a file out of use, such as one that was put into the wrong case. Never edited."""

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="withdrawal")
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"withdrawal of file {self.attachment_id}"


class Broadcast(models.Model):
    """One question about a child to every authority, or to some.

    Shape  words: what the asker adds. withdrawn_on: when nobody needed to look any longer.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="broadcasts")
    episode = models.PositiveSmallIntegerField()
    authority = models.CharField(max_length=3)
    words = models.TextField(blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="broadcasts")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(withdrawn_on__isnull=True), name="one_open_broadcast_of_a_case"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__gte=F("asked_on")) & ~Q(withdrawn_because="")),
                name="withdrawn_broadcast_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which authorities speak of it."""
        return f"B{self.pk:06d}"


class BroadcastAsked(models.Model):
    """One authority that was asked and, once there is one, its answer.

    Shape  proposed: children of that authority who may be meant, as the index knew at the asking: id, probability and
           reasons. answer: `known`, `possibly` or `not_known`; empty while it is open. child_id: whom the answer names.
    """

    broadcast = models.ForeignKey(Broadcast, on_delete=models.PROTECT, related_name="asked")
    authority = models.CharField(max_length=3)
    proposed: models.JSONField[Any, Any] = models.JSONField(default=list)
    reminded_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="broadcast_answers")
    note = models.TextField(blank=True)
    child_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["broadcast", "authority"], name="an_authority_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | Q(answer__in=["known", "possibly", "not_known"], answered_on__isnull=False, answered_by__isnull=False),
                name="broadcast_answer_is_signed",
            ),
            models.CheckConstraint(condition=Q(answer__in=["", "not_known"]) | ~Q(note=""), name="known_child_is_described"),
        ]
        indexes = [models.Index(fields=["authority", "broadcast"], condition=Q(answer=""), name="open_broadcasts_by_asked")]

    def __str__(self) -> str:
        return f"authority {self.authority} in broadcast {self.broadcast_id}"

    @property
    def reference(self) -> str:
        """How the reply is named as evidence."""
        return f"B{self.broadcast_id:06d}, reply of authority {self.authority}"
