"""`onroll withdraw`: a wrong delivery stops counting, and is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.screen import Screen
from onroll.pipeline.intake import withdraw as withdraw_extract


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("withdraw")(withdraw)


def withdraw(
    extract: Annotated[str, typer.Argument(metavar="EXTRACT", help="The extract's id, as `onroll check` and the pages show it.")],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why it should not count.")],
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Make a wrong delivery stop counting; it is kept."""
    index = open_index(home)
    with Screen(as_json=as_json) as screen, index.writing("onroll withdraw", wait_seconds=wait, say=screen.note):
        withdrawn = withdraw_extract(index, extract, why)
    screen.result(
        f"{withdrawn.extract_id} is withdrawn: {why}. It is kept, and counts no more from the next run on.",
        {"extract": withdrawn.extract_id, "state": withdrawn.state, "because": withdrawn.state_because},
    )
