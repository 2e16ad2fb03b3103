"""`onroll notify`: write to people what waits for them. Run it by a timer, once a day."""

from __future__ import annotations

from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.screen import Screen


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("notify")(notify)


def notify(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Send the daily and weekly messages that people asked for: counts and case numbers, never a name. For a timer."""
    with Screen(as_json=as_json) as screen:
        sent = open_casebook(home).send_messages(dry_run=dry_run)
        screen.result(f"Messages: {sent.sentence}", sent.as_counts())
