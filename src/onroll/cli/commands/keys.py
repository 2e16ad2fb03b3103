"""`onroll keys` and `onroll replace-key`: the keys of a home, and a new one in the place of one."""

from __future__ import annotations

from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.refusals import WrongUsage
from onroll.cli.screen import Screen


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("keys")(keys)
    app.command("replace-key")(replace_key)


def keys(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Show the keys of the home that can be replaced, what each protects, and whether a former one still counts."""
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen:
        found = bridge.standing_keys()
        lines = [f"{each.name:<14}{_standing(each):<34}{each.protects}" for each in found]
        screen.result("\n".join(lines), {"keys": [vars(each) for each in found]})


def replace_key(
    name: Annotated[str, typer.Argument(metavar="KEY", help="Which: `onroll keys` names them.")],
    finish: Annotated[bool, typer.Option("--finish", help="Let the former key go, after what it encrypted is encrypted anew.")] = False,
    leaked: Annotated[
        bool, typer.Option("--leaked", help="Somebody else may have the key: the former counts no more at once, with all that hangs on it.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Put a new key into the place of one. The former still reads what it signed and encrypted, until `--finish`.

    Nothing is lost where this is killed: the same words again go on from there.
    """
    if finish and leaked:
        raise WrongUsage("Say --finish or --leaked: a leaked key does not go on counting, so there is nothing to finish.")
    index = open_index(home)
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen, index.writing("onroll replace-key", wait_seconds=wait, say=screen.note):
        screen.result(bridge.replace_key(name, finish=finish, leaked=leaked), {"key": name, "finished": finish or leaked})


def _standing(key: object) -> str:
    if not getattr(key, "is_there", False):
        return "not made yet"
    return "counts, and the former one too" if getattr(key, "former_counts", False) else "counts"
