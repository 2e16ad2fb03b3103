"""`onroll verify-audit`: has anybody altered the record of who did and saw what?"""

from __future__ import annotations

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify-audit")(verify_audit)


def verify_audit(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Check the chain of events from the first to the last; name the first that was altered. Exit status 1 where one was."""
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so there is nothing to verify.")
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen:
        verdict = bridge.verify_audit()
        screen.result(verdict.sentence, verdict.as_json())
    if not verdict.whole:
        raise typer.Exit(1)
