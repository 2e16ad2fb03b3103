"""`onroll papers`: the papers that an authority needs to go live, filled with this system's own facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.options import day as day_of
from onroll.cli.refusals import CannotDo, WrongUsage
from onroll.cli.screen import Screen
from onroll.core.wording import plural


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("papers")(papers)


def papers(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into; it is made.")],
    from_day: Annotated[date | None, typer.Option("--from", parser=day_of, metavar="DATE", help="Statistics: the first day.")] = None,
    to_day: Annotated[date | None, typer.Option("--to", parser=day_of, metavar="DATE", help="Statistics: the last day.")] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Write the impact assessment, the policy document, a sharing agreement, the statements, and how records were used.

    The registers, fields, purposes, roles and settings in them are read from the program and the home. The statistics are of the last
    365 days, unless told.
    """
    if from_day and to_day and from_day > to_day:
        raise WrongUsage(f"--from {from_day.isoformat()} lies after --to {to_day.isoformat()}.")
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}: the papers say what is kept there.")
    if output.exists() and not output.is_dir():
        raise CannotDo(f"{output} is not a folder.")
    output.mkdir(parents=True, exist_ok=True)
    with Screen(as_json=as_json) as screen:
        written = open_casebook(home).write_papers_into(output, first=from_day, last=to_day)
        screen.result(f"{plural(len(written), 'file')} written to {output}.", {"files": [str(path) for path in written]})
