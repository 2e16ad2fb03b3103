"""`onroll reseal`: another passphrase for a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.options import JsonOption, PassphraseOption
from onroll.cli.screen import Screen
from onroll.pipeline import backups
from onroll.pipeline.sealed_backups import read_passphrase


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reseal")(reseal)


def reseal(
    backup_file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `onroll backup` wrote.")],
    new_passphrase_file: Annotated[Path, typer.Option("--new-passphrase-file", metavar="FILE", help="A file with the new passphrase.")],
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Encrypt a backup with another passphrase, in its place: the same content, held against the former to the last byte."""
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    new = read_passphrase(new_passphrase_file)
    with Screen(as_json=as_json) as screen:
        count = backups.reseal(backup_file, passphrase=passphrase, new_passphrase=new)
        said = f"{backup_file} is encrypted with the new passphrase; copies of it elsewhere still open with the former."
        screen.result(said, {"backup": str(backup_file), "bytes": count})
