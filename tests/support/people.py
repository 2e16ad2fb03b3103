"""Made-up users of every role, without the cost of hashing passwords."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.test import Client

from onroll.accounts.models import Organisation, User
from onroll.casework.purposes import purposes_for

ORGANISATIONS = {
    "301": ("authority", "Eastshire", "301"),
    "302": ("authority", "Westborough", "302"),
    "100001": ("school", "Made-up School", "301"),
    "NHSE": ("agency", "Made-up Health", ""),
    "ENG": ("national", "National data service", ""),
}
PEOPLE = {
    "officer": ("officer", "301", False),
    "officer-302": ("officer", "302", False),
    "manager": ("manager", "301", False),
    "shielded-team": ("manager", "301", True),
    "shielded-team-302": ("manager", "302", True),
    "data-team": ("data_team", "301", False),
    "national-data-team": ("data_team", "ENG", False),
    "link-reviewer": ("link_reviewer", "301", False),
    "school": ("school", "100001", False),
    "agency": ("agency", "NHSE", False),
    "analyst": ("analyst", "ENG", False),
    "auditor": ("auditor", "ENG", False),
    "administrator": ("administrator", "ENG", False),
}


def make_people() -> dict[str, User]:
    """Make every organisation and user; nobody has a password."""
    organisations = {
        code: Organisation(kind=kind, code=code, name=name, authority_code=authority)
        for code, (kind, name, authority) in ORGANISATIONS.items()
    }
    Organisation.objects.bulk_create(organisations.values())
    users = [
        User(
            username=username,
            full_name=f"Test {username}",
            role=role,
            organisation=organisations[code],
            in_shielded_team=shielded,
            password=UNUSABLE_PASSWORD_PREFIX,
        )
        for username, (role, code, shielded) in PEOPLE.items()
    ]
    User.objects.bulk_create(users)
    return {user.username: user for user in users}


def client_of(username: str, *, purpose: bool = True) -> Client:
    """Return a browser in which that user is signed in; with purpose, the first that their role may have is chosen."""
    user = User.objects.get(username=username)
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    known = purposes_for(user.role)
    if purpose and known:
        session = client.session
        session["purpose"] = known[0].code
        session.save()
    return client
