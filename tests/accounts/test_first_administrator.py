"""How a home that nobody can sign in to gets its first account: once, by whoever may run commands on the machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from onroll.accounts.models import Event, Invitation, Organisation, SecondFactor, User
from onroll.casework import bridge
from onroll.casework.refusals import CannotDoNow
from support.casebook_file import put_casebook_into
from support.responses import text_of

ONROLL = str(Path(sys.executable).with_name("onroll"))
ADA = {"name": "Ada Example", "email": "Ada@Example.org ", "code": "213", "organisation": "Westborough Council"}


def link(**changed: str) -> str:
    return bridge.invite_first_administrator(**{**ADA, **changed})


def test_the_link_sets_a_password_and_the_person_is_in(db: None) -> None:
    address = link()
    user, body = User.objects.get(), Organisation.objects.get()
    assert (user.username, user.role, user.has_usable_password()) == ("ada@example.org", "administrator", False)
    assert (body.kind, body.code, body.authority_code) == ("authority", "213", "213")
    client = Client(headers={"host": "127.0.0.1"})
    client.post(address, {"new": "a long enough one", "again": "a long enough one"})
    user.refresh_from_db()
    assert user.has_usable_password() and Event.objects.filter(kind="account.made").count() == 1
    with pytest.raises(CannotDoNow, match="There is an administrator already"):
        link()
    with pytest.raises(CannotDoNow, match="There is an administrator already"):
        link(email="other@example.org")


def test_who_has_not_come_yet_can_be_invited_again(db: None) -> None:
    first = link()
    with pytest.raises(CannotDoNow, match="has not come yet"):
        link(email="other@example.org")
    second = link()
    client = Client(headers={"host": "127.0.0.1"})
    assert User.objects.count() == 1 and Invitation.objects.count() == 2
    assert "no longer works" in text_of(client.get(first)) and "no longer works" not in text_of(client.get(second))


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": ""},
        {"email": "a" * 120 + "@example.org"},
        {"name": " "},
        {"name": "A\x1b[31m"},
        {"code": "../x"},
        {"code": "999"},
        {"organisation": ""},
    ],
)
def test_what_cannot_be_read_is_refused_and_makes_nothing(wrong: dict[str, str], db: None) -> None:
    with pytest.raises(CannotDoNow):
        link(**wrong)
    assert not User.objects.exists() and not Organisation.objects.exists()


def test_the_command_prints_the_link_and_then_refuses(tmp_path: Path) -> None:
    home = put_casebook_into(tmp_path / "home")
    words = ["--name", "Ada Example", "--email", "ada@example.org", "--organisation", "DFE", "--organisation-name", "Department"]

    def onroll(*more: str) -> subprocess.CompletedProcess[str]:
        command = [ONROLL, "first-administrator", *words, *more, "--home", str(home)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    made = onroll("--json")
    assert made.returncode == 0 and re.fullmatch(r"/invitation/[\w-]{43}", json.loads(made.stdout)["link"])
    refused = onroll("--email", "other@example.org")
    assert (refused.returncode, refused.stdout) == (1, "") and "has not come yet" in refused.stderr and "Traceback" not in refused.stderr


def test_a_locked_out_administrator_is_let_in_again_where_no_other_can_do_it(db: None) -> None:
    address = link()
    Client(headers={"host": "127.0.0.1"}).post(address, {"new": "a long enough one", "again": "a long enough one"})
    ada = User.objects.get()
    SecondFactor.objects.create(user=ada, secret="x", set_up_at=ada.joined_at)
    with pytest.raises(CannotDoNow, match="Say why"):
        bridge.let_administrator_in_again(ada.username, because=" ")
    with pytest.raises(CannotDoNow, match="no administrator of that username"):
        bridge.let_administrator_in_again("nobody", because="-")
    again = bridge.let_administrator_in_again("Ada@Example.org", because="Rang the director, who knows her voice.")
    assert not SecondFactor.objects.exists()
    assert "no longer works" not in text_of(Client(headers={"host": "127.0.0.1"}).get(again))
    event = Event.objects.get(kind="account.link_and_second_factor_renewed")
    assert (event.actor, event.subject) == ("operator at the command line", "ada@example.org") and "voice" in event.body
    other = User.objects.create_user("ben", "a long enough one", role="administrator", organisation=ada.organisation, full_name="B")
    with pytest.raises(CannotDoNow, match="ben is an administrator too"):
        bridge.let_administrator_in_again(ada.username, because="-")
    other.organisation = Organisation.objects.create(kind="authority", code="214", name="Elsewhere", authority_code="214")
    other.save()
    assert bridge.let_administrator_in_again(ada.username, because="-"), "who cares for other accounts cannot help"
