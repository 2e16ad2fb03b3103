"""Signing in and out: by password, locked after five wrong ones, and written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from onroll.accounts.demo import make_demo_accounts
from onroll.accounts.models import Event, Organisation, User
from onroll.casework.purposes import REFUSED, CannotUsePurpose, purpose_for
from onroll.casework.viewers import viewer_of
from support.people import make_people

PASSWORD = "four-made-up-words"


@pytest.fixture
def quick_hashes(settings: Any) -> None:
    """Passwords hashed without the cost that is right in life."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def client(db: None, region: object, quick_hashes: None) -> Client:
    organisation = Organisation.objects.create(kind="authority", code="301", name="Eastshire", authority_code="301")
    User.objects.create_user("officer", PASSWORD, role="officer", organisation=organisation, full_name="Test officer")
    return Client(headers={"host": "127.0.0.1"})


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> object:
    return client.post("/sign-in", {"username": "officer", "password": password, **more})


def test_the_right_password_leads_to_where_one_was_going(client: Client) -> None:
    response = sign_in(client, next="/findings")
    assert response["Location"] == "/findings"  # type: ignore[index]
    assert client.get("/").status_code == 200
    assert [event.kind for event in Event.objects.all()] == ["account.signed_in"]


def test_passwords_are_kept_as_argon2_hashes(db: None) -> None:
    assert make_password(PASSWORD).startswith("argon2$argon2id$")


def test_it_never_leads_to_another_site(client: Client) -> None:
    assert sign_in(client, next="https://example.org/")["Location"] == "/"  # type: ignore[index]
    assert sign_in(client, next="//example.org/")["Location"] == "/"  # type: ignore[index]


def test_a_wrong_password_is_said_without_saying_which_part_was_wrong(client: Client) -> None:
    response = sign_in(client, "wrong")
    assert b"The username or the password is wrong" in response.content  # type: ignore[attr-defined]
    assert b"<title>Error: Sign in" in response.content  # type: ignore[attr-defined]
    assert client.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_door_even_for_the_right_one(client: Client) -> None:
    for _ in range(django_settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, "wrong")
    assert response.status_code == 429  # type: ignore[attr-defined]
    assert sign_in(client).status_code == 429  # type: ignore[attr-defined]
    assert client.get("/").status_code == 302


def test_signing_out_ends_the_session_and_is_written_down(client: Client) -> None:
    sign_in(client)
    assert client.get("/sign-out").status_code == 302 and client.get("/").status_code == 200
    client.post("/sign-out")
    assert client.get("/").status_code == 302
    assert [event.kind for event in Event.objects.order_by("seq")] == ["account.signed_in", "account.signed_out"]


def test_an_account_that_was_closed_opens_nothing(client: Client) -> None:
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/").status_code == 302


def test_demo_accounts_can_sign_in_and_change_their_password_when_made_again(db: None, quick_hashes: None) -> None:
    first = make_demo_accounts(["301=Eastshire", "302"])
    roles = {account.role for account in first}
    assert {"officer", "manager", "data_team", "link_reviewer", "analyst", "auditor", "administrator"} <= roles
    assert {account.authority for account in first} == {"301", "302", ""}
    assert User.objects.get(username=first[0].username).check_password(first[0].password)
    second = make_demo_accounts(["301", "302"])
    assert [account.username for account in second] == [account.username for account in first]
    assert not User.objects.get(username=first[0].username).check_password(first[0].password)


def test_refused_purposes_are_refused_to_every_role(db: None) -> None:
    for user in make_people().values():
        for code in REFUSED:
            with pytest.raises(CannotUsePurpose, match="Nobody may"):
                purpose_for(viewer_of(user).role, code)
