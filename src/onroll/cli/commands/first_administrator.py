"""`onroll first-administrator` and `onroll locked-out`: who lets the first administrator in, and the last one back."""

from __future__ import annotations

from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.screen import Screen


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("first-administrator")(first_administrator)
    app.command("locked-out")(locked_out)


def first_administrator(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The person’s full name.")],
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="Their e-mail address, which is also their username.")],
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="CODE", help="An authority’s three digits; any other short name is a national body.")
    ],
    organisation_name: Annotated[str, typer.Option("--organisation-name", metavar="NAME", help="The organisation’s name.")],
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Make the first administrator’s account and print the link with which they set their password, once, within seven days.

    Refuses where there is an administrator. Where the one who was invited has not come yet, the same words make a new link.
    """
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen:
        link = bridge.invite_first_administrator(name=name, email=email, code=organisation, organisation=organisation_name)
        said = f"Hand this link to {name}, and to nobody else. It works once, for seven days:\n{link}"
        screen.result(said, {"username": email.strip().lower(), "link": link})


def locked_out(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="The administrator who cannot sign in any more.")],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="How you know who asks; it stands in the event log.")],
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Let an administrator in again whose telephone and recovery codes are lost, where no other administrator can do it in the pages.

    Their password, second factor and sessions end, and a link is printed that sets a new password, once, within seven days.
    """
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen:
        link = bridge.let_administrator_in_again(username, because=because)
        said = f"Hand this link to {username}, and to nobody else. It works once, for seven days:\n{link}"
        screen.result(said, {"username": username.strip().lower(), "link": link})
