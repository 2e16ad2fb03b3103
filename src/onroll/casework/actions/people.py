"""Joiners, changes and leavers: who has an account, what it may do, and that it opens nothing from the moment somebody leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from axes.utils import reset as unlock
from django.db import IntegrityError, transaction

from onroll.accounts import invitations, second_factor
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import Organisation, OutsideIdentity, Team, User
from onroll.accounts.open_sessions import end_sessions
from onroll.accounts.roles import OrganisationKind, Role
from onroll.casework.actions.account_news import note
from onroll.casework.actions.case_book import needs_because
from onroll.casework.actions.cases_left import leave_cases
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer

ROLES_OF = {
    OrganisationKind.AUTHORITY.value: (
        Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.LINK_REVIEWER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR,
    ),
    OrganisationKind.SCHOOL.value: (Role.SCHOOL,),
    OrganisationKind.AGENCY.value: (Role.AGENCY,),
    OrganisationKind.NATIONAL.value: (Role.DATA_TEAM, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR),
}  # fmt: skip
"""Which roles somebody of each kind of organisation may have."""
MAY_BE_IN_SHIELDED_TEAM = (Role.OFFICER.value, Role.MANAGER.value)


def invite_person(
    *, by: Viewer, username: str, full_name: str, email: str, organisation_id: int, role: str, team_id: int | None, shielded: bool
) -> tuple[User, str]:
    """Make an account that opens nothing until its person sets a password; return it, and the end of the link to send.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.MANAGE_PEOPLE)
    name = username.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9.@_-]{2,99}", name):
        raise CannotDoNow("A username has three characters or more: letters, figures, full stops, hyphens, or an e-mail address.")
    organisation = organisation_for(by, organisation_id)
    user = User(username=name, full_name=full_name.strip(), email=email.strip(), is_active=True)
    _place(user, organisation, role, team_id, shielded)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record(by.doer, Happening(kind="account.made", subject=name, body=_standing(user)))
            return user, invitations.invite(user, by=by.username)
    except IntegrityError as twice:
        raise CannotDoNow(f"There is an account called {name} already. A username is never given to a second person.") from twice


def change_person(user_id: int, *, by: Viewer, organisation_id: int, role: str, team_id: int | None, shielded: bool, because: str) -> User:
    """Change what an account may do; whoever is signed in with it is signed out, and begins anew with the new rights.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with _in_hand(user_id, by) as user:
        if not user.is_active:
            raise CannotDoNow("This account has ended. Make a new one.")
        before = _standing(user)
        _place(user, organisation_for(by, organisation_id), role, team_id, shielded)
        after = _standing(user)
        if before == after:
            raise CannotDoNow("Nothing would change.")
        user.save()
        works_no_more = before["organisation"] != after["organisation"] or (
            user.role not in MAY_BE_IN_SHIELDED_TEAM and before["role"] in MAY_BE_IN_SHIELDED_TEAM
        )
        leave_cases(user, by=by, because=why, only_shielded=not works_no_more and not user.in_shielded_team)
        end_sessions(user)
        record(by.doer, Happening(kind="account.changed", subject=user.username, body={"before": before, "after": after, "because": why}))
    return user


def end_access(user_id: int, *, by: Viewer, because: str) -> tuple[User, int]:
    """End somebody's access at once: sessions, links and second factor; their open cases go to a queue. Return how many cases.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with _in_hand(user_id, by) as user:
        if not user.is_active:
            raise CannotDoNow("This account has ended already.")
        return user, _end(user, by, why)


def end_reviewed(user: User, *, by: Viewer, because: str) -> int:
    """End the access of somebody whose account a review found to be needed no more; the review has asked whether it may."""
    return _end(user, by, because)


def new_link(user_id: int, *, by: Viewer, second_factor_too: bool, because: str) -> str:
    """Return the end of a new link for somebody who lost the password; where the telephone is lost too, forget the second factor.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    with _in_hand(user_id, by) as user:
        if not user.is_active:
            raise CannotDoNow("This account has ended. Make a new one.")
        return renew(user, by=by.doer, because=why, second_factor_too=second_factor_too)


def renew(user: User, *, by: Doer, because: str, second_factor_too: bool) -> str:
    """End the sessions of an open account and return the end of a new link to it; whoever calls has asked whether they may."""
    if second_factor_too:
        second_factor.remove(user)
    end_sessions(user)
    unlock(username=user.username)
    kind = "account.link_and_second_factor_renewed" if second_factor_too else "account.link_renewed"
    note(user, kind, by=by, body={"because": because})
    return invitations.invite(user, by=by.name)


def match_identity(identity_id: int, *, by: Viewer, username: str, because: str) -> User:
    """Say whose account somebody's identity at the provider of single sign-on is.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.MANAGE_PEOPLE)
    why = needs_because(because)
    with transaction.atomic():
        identity = OutsideIdentity.objects.select_for_update().filter(pk=identity_id).first()
        user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
        if identity is None:
            raise CannotSee("There is no such identity.")
        if user is None or not may_manage(by, user):
            raise CannotDoNow("There is no such account in your care. Enter its username.")
        if user.username == by.username:
            raise CannotDoNow("Another administrator matches your own account.")
        identity.user, identity.matched_by, identity.matched_at, identity.because = user, by.username, datetime.now(UTC), why
        identity.save()
        record(by.doer, Happening(kind="account.identity_matched", subject=user.username, body={"identity": identity.pk, "because": why}))
    return user


def part_identity(identity_id: int, *, by: Viewer, because: str) -> None:
    """Say that an identity is nobody's here any more; sessions that it began end.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.MANAGE_PEOPLE)
    why = needs_because(because)
    with transaction.atomic():
        identity = OutsideIdentity.objects.select_for_update(of=("self",)).select_related("user").filter(pk=identity_id).first()
        if identity is None or identity.user is None or not may_manage(by, identity.user):
            raise CannotSee("There is no such identity.")
        end_sessions(identity.user)
        body = {"identity": identity.pk, "because": why}
        record(by.doer, Happening(kind="account.identity_parted", subject=identity.user.username, body=body))
        identity.user, identity.matched_by, identity.matched_at, identity.because = None, "", None, ""
        identity.save()


def make_organisation(*, by: Viewer, kind: str, code: str, name: str, authority_code: str) -> Organisation:
    """Add an authority, a school, an agency or a national body.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.MANAGE_PEOPLE)
    code, authority = code.strip(), authority_code.strip()
    if kind == OrganisationKind.AUTHORITY:
        authority = code
    if kind in (OrganisationKind.AUTHORITY, OrganisationKind.SCHOOL) and not re.fullmatch(r"[0-9]{3}", authority):
        raise CannotDoNow("An authority has a code of three figures, and a school lies in one.")
    if kind == OrganisationKind.SCHOOL and not re.fullmatch(r"[0-9]{6}", code):
        raise CannotDoNow("A school’s code is its URN: six figures.")
    if kind not in OrganisationKind.values or not re.fullmatch(r"[A-Za-z0-9_-]{2,32}", code) or not name.strip():
        raise CannotDoNow("Say what kind it is, its code as its extracts use it, and its name.")
    if not by.is_national and authority != by.authority:
        raise CannotDoNow("You may add schools of your own authority. The national administrator adds others.")
    if kind in (OrganisationKind.AGENCY, OrganisationKind.NATIONAL):
        authority = ""
    try:
        with transaction.atomic():
            made = Organisation.objects.create(kind=kind, code=code, name=name.strip(), authority_code=authority)
            record(by.doer, Happening(kind="organisation.made", subject=f"{kind}:{code}", body={"authority": authority}))
            return made
    except IntegrityError as twice:
        raise CannotDoNow("There is one with that code already.") from twice


def make_team(organisation_id: int, *, by: Viewer, name: str) -> Team:
    """Add a team to an organisation.

    Raises  CannotSee; CannotDoNow.
    """
    organisation = organisation_for(by, organisation_id)
    if not name.strip():
        raise CannotDoNow("Enter the name of the team.")
    with transaction.atomic():
        made, is_new = Team.objects.get_or_create(organisation=organisation, name=name.strip()[:100])
        if is_new:
            record(by.doer, Happening(kind="team.made", subject=f"{organisation.kind}:{organisation.code}", body={"team": made.pk}))
    return made


def may_manage(by: Viewer, user: User) -> bool:
    """Whether an administrator cares for that account: the national one for all, an authority's for its own and its schools'."""
    return by.may(Right.MANAGE_PEOPLE) and (by.is_national or (bool(by.authority) and user.organisation.authority_code == by.authority))


def organisation_for(by: Viewer, organisation_id: int) -> Organisation:
    """Return an organisation in the administrator's care.

    Raises  CannotSee.
    """
    require(by, Right.MANAGE_PEOPLE)
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None or not (by.is_national or (bool(by.authority) and found.authority_code == by.authority)):
        raise CannotSee("There is no such organisation in your care.")
    return found


@contextmanager
def _in_hand(user_id: int, by: Viewer) -> Iterator[User]:
    require(by, Right.MANAGE_PEOPLE)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).filter(pk=user_id).first()
        if user is None or not may_manage(by, user):
            raise CannotSee("There is no such account in your care.")
        if user.username == by.username:
            raise CannotDoNow("Another administrator changes your own account.")
        yield user


def _end(user: User, by: Viewer, why: str) -> int:
    user.is_active, user.ended_at, user.in_shielded_team = False, datetime.now(UTC), False
    user.set_unusable_password()
    user.save()
    end_sessions(user)
    invitations.withdraw_invitations(user)
    second_factor.remove(user)
    OutsideIdentity.objects.filter(user=user).update(user=None, matched_by="", matched_at=None, because="")
    left = leave_cases(user, by=by, because=why)
    record(by.doer, Happening(kind="account.ended", subject=user.username, body={"because": why, "cases_left": left}))
    return left


def _place(user: User, organisation: Organisation, role: str, team_id: int | None, shielded: bool) -> None:
    if role not in [each.value for each in ROLES_OF[organisation.kind]]:
        raise CannotDoNow(f"Nobody of {organisation.name} can have that role.")
    if shielded and (role not in MAY_BE_IN_SHIELDED_TEAM or organisation.kind != OrganisationKind.AUTHORITY):
        raise CannotDoNow("Only officers and managers of an authority can be in its named team for shielded children.")
    team = Team.objects.filter(pk=team_id, organisation=organisation).first() if team_id else None
    if team_id and team is None:
        raise CannotDoNow("That team belongs to another organisation.")
    user.organisation, user.role, user.team, user.in_shielded_team = organisation, role, team, shielded


def _standing(user: User) -> dict[str, object]:
    organisation = user.organisation
    return {
        "organisation": f"{organisation.kind}:{organisation.code}",
        "role": str(user.role),
        "team": user.team_id,
        "in_shielded_team": user.in_shielded_team,
    }
