"""`onroll warning-signs`: make a card from this home's own history, and show how it does. Only people switch it on."""

from __future__ import annotations

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.pipeline.index import Index, Run

HELP = """Warning signs: which children offers of help reach first, learnt from this home's own past terms.

Nothing is switched on here: a manager or an administrator does that on the page of the check, with a reason."""
group = typer.Typer(help=HELP, no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="warning-signs")


@group.command("train")
def train(home: HomeOption = DEFAULT_HOME, wait: WaitOption = 60, as_json: JsonOption = False) -> None:
    """Make a card from all past terms but the newest, and check it on that. The card before it no longer counts."""
    from onroll.pipeline.warning_sign_text import card_json, card_text  # other commands start without what training needs
    from onroll.pipeline.warning_signs import train as make

    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        _present(index)
        with index.writing("onroll warning-signs train", wait_seconds=wait, say=screen.note):
            standing = make(index, _present(index), screen.progress)
        screen.result(card_text(standing), card_json(standing))


@group.command("show")
def show(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Show the card that stands, how it did, and whether it may be switched on."""
    from onroll.pipeline.warning_sign_text import card_json, card_text
    from onroll.pipeline.warning_signs import standing_card

    standing = standing_card(open_index(home))
    if standing is None:
        raise CannotDo("No card has been made in this home. Make one: onroll warning-signs train")
    with Screen(as_json=as_json) as screen:
        screen.result(card_text(standing), card_json(standing))


def _present(index: Index) -> Run:
    run = index.current_run()
    if run is None:
        raise CannotDo("There has been no run yet. Take extracts in, and run: onroll run")
    return run


@group.callback(help=HELP)
def warning_signs() -> None:
    """Keep the commands beside each other."""
