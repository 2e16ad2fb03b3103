"""Accounts, organisations and identities, for administrators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from onroll.accounts.models import Event, Organisation, OutsideIdentity, SecondFactor, Team, User
from onroll.accounts.open_sessions import SessionLine, sessions_of
from onroll.accounts.roles import OrganisationKind, Role
from onroll.casework.account_history import account_events
from onroll.casework.models import Case
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.viewers import Viewer

ROLES = {role.value: role.label for role in Role}
KINDS = {kind.value: kind.label for kind in OrganisationKind}
MOST_ON_A_PAGE = 500


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """One account, and everything that was ever done with it."""

    user: User
    role: str
    sessions: Sequence[SessionLine]
    second_factor: SecondFactor | None
    identities: Sequence[OutsideIdentity]
    open_cases: int
    history: Sequence[Event]
    invited: bool


def people_for(viewer: Viewer, *, words: str = "", role: str = "", ended: bool = False) -> Sequence[User]:
    """Return the accounts in the administrator's care, narrowed."""
    found = _users(viewer).filter(is_active=not ended).select_related("team").annotate(factors=Count("second_factor"))
    if words:
        found = found.filter(Q(username__icontains=words) | Q(full_name__icontains=words) | Q(organisation__name__icontains=words))
    if role in ROLES:
        found = found.filter(role=role)
    return list(found.order_by("organisation__name", "full_name", "username")[:MOST_ON_A_PAGE])


def person_page(viewer: Viewer, user_id: int) -> PersonPage:
    """Return one account.

    Raises  CannotSee.
    """
    user = _users(viewer).select_related("team").filter(pk=user_id).first()
    if user is None:
        raise CannotSee("There is no such account in your care.")
    return PersonPage(
        user=user,
        role=user.get_role_display(),
        sessions=sessions_of(user) if user.is_active else (),
        second_factor=SecondFactor.objects.filter(user=user).first(),
        identities=list(user.outside_identities.all()),
        open_cases=Case.objects.filter(owner=user, closed_on__isnull=True, joined_into__isnull=True).count(),
        history=list(account_events(user)[:30]),
        invited=user.invitations.filter(used_at=None).exists(),
    )


def organisations_for(viewer: Viewer) -> Sequence[Organisation]:
    """Return the organisations in the administrator's care, with their teams."""
    return list(
        organisations_in_care(viewer)
        .annotate(people=Count("users", filter=Q(users__is_active=True)))
        .prefetch_related("teams")
        .order_by("kind", "name")
    )


def organisation_choices(viewer: Viewer) -> Mapping[str, str]:
    """Return the organisations in the administrator's care, by number, as a choice of a form."""
    return {
        str(each.pk): f"{each.name} ({each.get_kind_display().lower()} {each.code})"
        for each in organisations_in_care(viewer).order_by("name")
    }


def team_choices(viewer: Viewer) -> Mapping[str, str]:
    """Return the teams of those organisations, by number."""
    teams = Team.objects.filter(organisation__in=organisations_in_care(viewer)).select_related("organisation")
    teams = teams.order_by("organisation__name", "name")
    return {"": "None", **{str(each.pk): f"{each.name}, {each.organisation.name}" for each in teams}}


def unmatched_identities(viewer: Viewer) -> Sequence[OutsideIdentity]:
    """Return who came by single sign-on and has no account, the latest first: whose care they are in, nobody knows yet."""
    require(viewer, Right.MANAGE_PEOPLE)
    return list(OutsideIdentity.objects.filter(user=None).order_by("-last_at")[:MOST_ON_A_PAGE])


def _users(viewer: Viewer) -> Any:
    require(viewer, Right.MANAGE_PEOPLE)
    return User.objects.all() if viewer.is_national else User.objects.filter(organisation__authority_code=viewer.authority or "none")


def organisations_in_care(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations in an administrator's care: all for a national one; an authority and its schools for its own."""
    require(viewer, Right.MANAGE_PEOPLE)
    return Organisation.objects.all() if viewer.is_national else Organisation.objects.filter(authority_code=viewer.authority or "none")
