"""What signing in leaves behind: second factors, recovery codes, open sessions, invitations, and who is who elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Invitation(models.Model):
    """One link with which somebody sets their own password, once. Shape  token_hash: the link itself is never kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class SecondFactor(models.Model):
    """The secret that somebody's telephone shares with us, encrypted.

    Shape  last_step: the latest half-minute whose code was used: no code works twice. failures: wrong codes in a row.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_factor")
    secret = models.TextField()
    set_up_at = models.DateTimeField()
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"second factor {self.pk}"


class RecoveryCode(models.Model):
    """One code for when the telephone is lost; it works once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class OpenSession(models.Model):
    """One browser in which somebody is signed in. It goes when the session ends. Shape  how: the ways in which they proved who they are."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    how = models.CharField(max_length=60)
    browser = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"session {self.pk}"


class OutsideIdentity(models.Model):
    """Who somebody is to a provider of single sign-on; without an account until an administrator says whose it is.

    Shape  subject: the provider's own name for the person, the only thing that is trusted. said_name, said_email: shown, never matched by.
    """

    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    said_name = models.CharField(max_length=200, blank=True)
    said_email = models.CharField(max_length=254, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="outside_identities")
    matched_by = models.CharField(max_length=150, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_identity_per_subject"),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | (~Q(matched_by="") & Q(matched_at__isnull=False)), name="identity_is_matched_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"identity {self.pk}"


class AccessReview(models.Model):
    """That somebody looked at whether an account is still needed, in one quarter. Never edited.

    Shape  quarter: 2026Q4. verdict: `keep` or `end`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_reviews")
    quarter = models.CharField(max_length=6)
    verdict = models.CharField(max_length=4)
    because = models.TextField(blank=True)
    role = models.CharField(max_length=16)
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "quarter", "role"], name="one_review_per_quarter_and_role"),
            models.CheckConstraint(condition=Q(verdict__in=["keep", "end"]), name="review_has_a_known_verdict"),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
