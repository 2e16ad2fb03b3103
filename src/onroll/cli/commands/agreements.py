"""`onroll agreements`: check the agreements to share, and have new versions come into use."""

from __future__ import annotations

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.screen import Screen

HELP = """Agreements to share: who may see which fields of which register, and for what.

`onroll agreements check` names every fault of the files in `agreements/`, and has sound new versions come into use."""
group = typer.Typer(help=HELP, no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="agreements")


@group.command("check")
def check(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Check every file in `agreements/`, and have the sound ones come into use. Exit status 1 where one has a fault."""
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        brought = bridge.bring_agreements_into_use()
        faults = bridge.faults_of_agreements()
        standing = bridge.agreements_in_force()
        lines = [f"{reference} comes into use." for reference in brought]
        lines += [f"{each.reference}, {each.valid_from} to {each.valid_to}: {each.title}" for each in standing]
        lines += faults or ["Every agreement is sound." if standing else "There is no agreement: each body sees what it sent itself."]
        screen.result("\n".join(lines), {"new": brought, "in_force": [each.reference for each in standing], "faults": faults})
    if faults:
        raise typer.Exit(1)


@group.callback(help=HELP)
def agreements() -> None:
    """Keep `check` a command of its own beside those to come."""
