"""The first administrator of a home that has none, and the last one who is locked out: whoever may run commands on the machine helps.

Everybody else is invited, and helped, in the pages, by an administrator who is not they themselves.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.invitations import invite
from onroll.accounts.models import ChainHead, Organisation, OutsideIdentity, User
from onroll.accounts.roles import OrganisationKind, Role
from onroll.casework.actions.case_book import needs_because
from onroll.casework.actions.people import may_manage, renew
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import viewer_of
from onroll.core.areas import no_such_authority


def invite_first_administrator(*, by: Doer, name: str, email: str, code: str, organisation: str) -> str:
    """Make the account of the first administrator, which opens nothing until its person sets a password; return the end of the link.

    Who was invited and has not come yet can be invited again: the former link is then worth nothing.

    Shape  code, organisation: of the body; three digits are an authority, all else is a national body.
    Raises  CannotDoNow.
    """
    name, email, organisation = name.strip(), email.strip().lower(), organisation.strip()
    _must_be_readable(name, email, code, organisation)
    with transaction.atomic():
        ChainHead.objects.select_for_update().get(id=1)  # of two who call this at once, the second finds the first's account
        user = _awaited(email)
        if user is None:
            user = _made(name, email, _body(code, organisation))
            record(by, Happening(kind="account.made", subject=user.username, body={"role": user.role, "first": True}))
        else:
            record(by, Happening(kind="account.link_renewed", subject=user.username, body={"because": "The first link was not used."}))
        return invite(user, by=by.name)


def let_administrator_in_again(username: str, *, by: Doer, because: str) -> str:
    """Forget the password and the second factor of an administrator whom no other can help; return the end of a new link.

    Raises  CannotDoNow where another administrator can do it in the pages: then a second person looks who it is.
    """
    why = needs_because(because)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).filter(username=username.strip().lower(), is_active=True).first()
        if user is None or user.role != Role.ADMINISTRATOR:
            raise CannotDoNow(
                "There is no administrator of that username. An administrator helps everybody else, in the pages, under People."
            )
        others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk).select_related("organisation")
        if helper := next((each for each in others if _has_come(each) and may_manage(viewer_of(each), user)), None):
            raise CannotDoNow(f"{helper.username} is an administrator too, and makes a new link for {user.username} in the pages.")
        return renew(user, by=by, because=why, second_factor_too=True)


def _must_be_readable(name: str, email: str, code: str, organisation: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise CannotDoNow(f"{email!r} is no e-mail address.") from None
    if not name or len(name) > 200 or not name.isprintable():
        raise CannotDoNow("Say the administrator’s full name, in 200 characters or fewer.")
    if len(email) > 100:
        raise CannotDoNow("The e-mail address is also the username: 100 characters or fewer.")
    if re.fullmatch(r"[0-9]{3}", code) and (unknown := no_such_authority(code)):
        raise CannotDoNow(f"The organisation's code {unknown}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{2,32}", code) or not organisation or len(organisation) > 200:
        raise CannotDoNow("Say the code of the organisation (an authority’s three digits, or a short name) and its name.")


def _awaited(email: str) -> User | None:
    """Return the administrator who was invited and has not come yet; None where nobody was invited.

    Raises  CannotDoNow where there is an administrator, or another one is awaited.
    """
    there = list(User.objects.filter(role=Role.ADMINISTRATOR, is_active=True))
    if not there:
        return None
    came = [each for each in there if _has_come(each)]
    if came or len(there) > 1:
        raise CannotDoNow("There is an administrator already. They invite others in the pages, under People.")
    if there[0].username != email:
        raise CannotDoNow(f"{there[0].username} has been invited and has not come yet. Name them again to make a new link.")
    return there[0]


def _has_come(user: User) -> bool:
    return user.has_usable_password() or OutsideIdentity.objects.filter(user=user).exists()


def _body(code: str, name: str) -> Organisation:
    kind = OrganisationKind.AUTHORITY if re.fullmatch(r"[0-9]{3}", code) else OrganisationKind.NATIONAL
    authority = code if kind is OrganisationKind.AUTHORITY else ""
    return Organisation.objects.get_or_create(kind=kind.value, code=code, defaults={"name": name, "authority_code": authority})[0]


def _made(name: str, email: str, body: Organisation) -> User:
    if User.objects.filter(username=email).exists():
        raise CannotDoNow(f"There is an account called {email} already. A username is never given to a second person.")
    return User.objects.create_user(email, None, role=Role.ADMINISTRATOR.value, organisation=body, full_name=name, email=email)
