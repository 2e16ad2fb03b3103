"""`onroll backup` and `onroll restore`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, PassphraseOption, WaitOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.core.wording import plural
from onroll.pipeline import backups
from onroll.pipeline.sealed_backups import read_passphrase


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    output: Annotated[Path, typer.Argument(metavar="FILE", help="The new file to write.")],
    passphrase_file: PassphraseOption = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Write the index and the casebook into one file, while people go on working."""
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so there is nothing to back up.")
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        with index.writing("onroll backup", wait_seconds=wait, say=screen.note):
            bridge = open_casebook(home)
            beside = index.building_folder("backup")  # of whoever is killed, the next writer sweeps the copy away
            try:
                extra = bridge.copy_of_casebook(beside)
                others = [path for path in home.rglob("*") if path.is_file() and bridge.belongs_in_backup(home, path)]
                not_held = bridge.files_named_in_settings()
                count = backups.back_up(
                    index, output, others=others, extra=extra, not_held=not_held, passphrase=passphrase, progress=screen.progress
                )
            finally:
                shutil.rmtree(beside)
            bridge.note_backup(output.resolve(), encrypted=passphrase is not None)
        sealed = ", encrypted" if passphrase else ""
        said = f"{plural(count, 'file')} backed up to {output}{sealed}.{_besides('It does not hold, so keep elsewhere', not_held)}"
        screen.result(said, {"files": count, "backup": str(output), "encrypted": passphrase is not None, "not_held": not_held})


def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `onroll backup` wrote.")],
    passphrase_file: PassphraseOption = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Put a backup back, into a home that is empty or not there."""
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    with Screen(as_json=as_json) as screen:
        back = backups.restore(backup_file, home, passphrase=passphrase, progress=screen.progress)
        besides = _besides("Put back before it serves (no backup holds them)", back.not_held)
        said = f"The backup of {back.made_on.isoformat()} is in {home}.{besides}"
        screen.result(said, {"made_on": back.made_on, "home": str(home), "not_held": dict(back.not_held)})


def _besides(words: str, not_held: Mapping[str, str]) -> str:
    return f"\n{words}: {', '.join(f'{place} ({name})' for name, place in not_held.items())}." if not_held else ""
