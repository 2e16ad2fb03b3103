"""`onroll synth`: make up an England with known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.refusals import WrongUsage
from onroll.cli.screen import Screen
from onroll.synth import authority_limit, make_world


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("synth")(synth)


def synth(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write the package and, apart, the truth.")],
    children: Annotated[int, typer.Option(min=1, help="How many children.")] = 5000,
    authorities: Annotated[int, typer.Option(min=1, max=authority_limit(), help="How many authorities.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed makes the same world.")] = 1,
    error_factor: Annotated[
        float, typer.Option("--error-factor", min=0, max=10, help="How many times the usual slips of registers.")
    ] = 1.0,
    missing_factor: Annotated[
        float, typer.Option("--missing-factor", min=0, max=20, help="How many times the usual rate of going missing.")
    ] = 1.0,
    found_again_factor: Annotated[
        float,
        typer.Option("--found-again-factor", min=0, max=20, help="How many times the usual rate of having been missing before."),
    ] = 0.0,
    with_trouble: Annotated[bool, typer.Option("--with-trouble", help="A late roll and a truncated one among the files.")] = False,
    file_format: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Write a made-up region: a Data Package with every register, and the truth in a separate folder.

    --home is taken as by every command, and nothing there is read or written.
    """
    if file_format not in ("csv", "parquet"):
        raise WrongUsage(f"{file_format!r} is not a format; choose csv or parquet with --format.")
    with Screen(as_json=as_json) as screen:
        report = make_world(
            children, authorities, seed, output, file_format=file_format, error_factor=error_factor, missing_factor=missing_factor,
            found_again_factor=found_again_factor, with_trouble=with_trouble, progress=screen.progress,
        )  # fmt: skip
        screen.result(report.as_text(), report.as_json())
