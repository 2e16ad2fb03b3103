"""Options that every command shares, and what they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import click
import typer

from onroll.pipeline.index import Index


class Day(click.ParamType):
    """A day in ISO form."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; a value that is none is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) != 10:
                raise ValueError
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-01-15.", param, ctx)


HomeOption = Annotated[
    Path,
    typer.Option("--home", envvar="ONROLL_HOME", metavar="DIR", help="Where the index and the casebook are kept.", show_default=True),
]
OnOption = Annotated[date | None, typer.Option("--on", click_type=Day(), help="The day; the newest as_at delivered, unless told.")]
KnownByOption = Annotated[date | None, typer.Option("--known-by", click_type=Day(), help="As it was known at the end of that day.")]
WaitOption = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another command that writes.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print a machine-readable summary on standard output.")]

DEFAULT_HOME = Path("onroll-data")


def open_index(home: Path) -> Index:
    """Return the index of that home."""
    return Index(home)
