"""The people and systems that sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from onroll.accounts.models.organisations import Organisation, Team
from onroll.accounts.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users with a hashed password."""

    def get_queryset(self) -> models.QuerySet[User]:
        """Return users with their organisation: no page needs the one without the other."""
        return super().get_queryset().select_related("organisation")

    def create_user(self, username: str, password: str | None, *, role: str, organisation: Organisation, **more: Any) -> User:
        """Return a new user who may sign in with that password, or with none until one is set."""
        user = self.model(username=username, role=role, organisation=organisation, **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """One account: a person, one role, one organisation.

    Shape  in_shielded_team: one of the few named people of the organisation who may know of its shielded children.
           is_active: whether the account opens anything; ended_at: since when it does not.
    """

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    role = models.CharField(max_length=16, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    in_shielded_team = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_has_a_known_role")]

    def __str__(self) -> str:
        return self.username

    @property
    def authority_code(self) -> str:
        """Return the authority that the user works for, empty for agencies and national bodies."""
        return self.organisation.authority_code
