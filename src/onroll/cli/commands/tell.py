"""`onroll tell`: tell other systems what they asked to be told of. Run it by a timer, or let it stay."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.screen import Screen

PAUSE = 10.0


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tell")(tell)


def tell(
    stay: Annotated[bool, typer.Option("--stay", help="Go on until stopped, looking every ten seconds.")] = False,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Send the webhooks that are due, signed: that a case opened, closed or was offered, by its number alone.

    What does not arrive is sent again, under the same number, for about three days. Killed at any moment, nothing is lost.
    """
    bridge = open_casebook(home)
    while True:
        with Screen(as_json=as_json) as screen:
            counts = bridge.tell_other_systems()
            if any(counts.values()) or not stay:
                screen.result(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items()), counts)
        if not stay:
            return
        time.sleep(PAUSE)
