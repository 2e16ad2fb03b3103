"""Accounts to try the program with: one of each role that matters. Never for real use."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.accounts.models import Organisation, User
from onroll.accounts.roles import OrganisationKind, Role
from onroll.core.wording import uncapitalised

WORDS = [
    "amber",
    "beacon",
    "cedar",
    "delta",
    "ember",
    "fable",
    "garnet",
    "harbour",
    "indigo",
    "juniper",
    "kestrel",
    "lantern",
    "maple",
    "nectar",
    "orchid",
    "pebble",
    "quartz",
    "river",
]


class DemoAccount(NamedTuple):
    """One demo sign-in; the password is shown once and kept as a hash only."""

    username: str
    password: str
    role: str
    authority: str


def make_demo_accounts(authorities: Sequence[str], schools: Sequence[str] = ()) -> list[DemoAccount]:
    """Make, or make anew, the demo users of each authority and the national ones, and return their sign-ins.

    Shape  authorities: three-digit codes, or `code=Name`; schools: `URN=Name=authority`. Run again, every password is a new one.
    """
    accounts: list[DemoAccount] = []
    with transaction.atomic():
        for number, each in enumerate(authorities):
            code, _, name = each.partition("=")
            own = _organisation(OrganisationKind.AUTHORITY, code, name or f"Authority {code}", code)
            roles = [Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.LINK_REVIEWER] if number == 0 else [Role.OFFICER, Role.DATA_TEAM]
            accounts += [_account(f"{role.value.replace('_', '-')}-{code}", role, own) for role in roles]
        national = _organisation(OrganisationKind.NATIONAL, "ENG", "National data service", "")
        accounts += [
            _account("national-data-team", Role.DATA_TEAM, national),
            _account("analyst", Role.ANALYST, national),
            _account("auditor", Role.AUDITOR, national),
            _account("administrator", Role.ADMINISTRATOR, national),
        ]
        for each in schools:
            urn, name, code = each.split("=", 2)
            accounts.append(_account(f"school-{urn}", Role.SCHOOL, _organisation(OrganisationKind.SCHOOL, urn, name, code)))
        health = _organisation(OrganisationKind.AGENCY, "HEALTH", "Community health service", "")
        accounts.append(_account("agency-health", Role.AGENCY, health))
        doer = Doer(name="onroll demo", role="system")
        record_all(
            doer,
            [Happening(kind="account.made", subject=account.username, body={"role": account.role, "demo": True}) for account in accounts],
        )
    return accounts


def _organisation(kind: OrganisationKind, code: str, name: str, authority_code: str) -> Organisation:
    made, _ = Organisation.objects.update_or_create(kind=kind, code=code, defaults={"name": name, "authority_code": authority_code})
    return made


def _account(username: str, role: Role, organisation: Organisation) -> DemoAccount:
    password = "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"
    user = User.objects.filter(username=username).first() or User(username=username)
    user.role, user.organisation, user.full_name = (
        role,
        organisation,
        f"Demo {uncapitalised(role.label)}",
    )
    user.in_shielded_team = role == Role.MANAGER
    user.set_password(password)
    user.save()
    return DemoAccount(username, password, role.value, organisation.authority_code)
