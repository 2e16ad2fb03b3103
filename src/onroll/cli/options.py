"""Options that every command shares, and what they mean."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.refusals import CannotDo
from onroll.pipeline.engines import DUCKDB, Engine
from onroll.pipeline.index import Index
from onroll.pipeline.measures.population import CannotReadPopulation, read_population
from onroll.pipeline.spark.session import CannotStartSpark, why_no_spark


def day(text: str) -> date:
    """Return the day that a text in ISO form names; anything else is wrong usage."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError  # Python knows more ISO forms: a week of ten characters, digits without hyphens
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-01-15.") from None


HomeOption = Annotated[
    Path,
    typer.Option("--home", envvar="ONROLL_HOME", metavar="DIR", help="Where the index and the casebook are kept.", show_default=True),
]
OnOption = Annotated[
    date | None,
    typer.Option("--on", parser=day, metavar="DATE", help="The day; unless told, the newest as_at delivered that is not in the future."),
]
KnownByOption = Annotated[date | None, typer.Option("--known-by", parser=day, metavar="DATE", help="As it was known on that day.")]
PopulationOption = Annotated[
    Path | None, typer.Option("--population", metavar="FILE", help="Children aged 5 to 16 (la_code, population), for the rates.")
]
WaitOption = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another command that writes.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print a machine-readable summary on standard output.")]
EngineOption = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="What joins records: duckdb on this machine, or spark beyond it.", show_default=True)
]
MasterOption = Annotated[
    str | None,
    typer.Option("--master", metavar="URL", help="Where Spark runs: yarn, k8s://…, spark://…, or local[4]; this machine, unless told."),
]

PassphraseOption = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="A file with the passphrase of an encrypted backup; without it, not encrypted."),
]

DEFAULT_HOME = Path("onroll-data")


GIVES_WAY = 10


def give_way_to_pages() -> None:
    """Let pages go first where both want the processor: taking files in and running the line are work in the background."""
    os.nice(GIVES_WAY)


def people_in(population: Path | None) -> dict[str, int] | None:
    """Return how many children live in each authority, by the file of `--population`.

    Raises  CannotDo where it cannot be read.
    """
    try:
        return read_population(population) if population else None
    except CannotReadPopulation as cannot:
        raise CannotDo(str(cannot)) from cannot


def open_index(home: Path) -> Index:
    """Return the index of that home."""
    return Index(home)


def engine_named(name: str, master: str | None) -> Engine:
    """Return the engine that was asked for; wrong usage where there is none of that name, one sentence where it cannot run here.

    Raises  CannotStartSpark
    """
    if name not in ("duckdb", "spark"):
        raise typer.BadParameter(f"{name!r} is no engine; write duckdb or spark.", param_hint="--engine")
    if name == "duckdb":
        if master:
            raise typer.BadParameter("only Spark has a master; write --engine spark with it.", param_hint="--master")
        return DUCKDB
    if reason := why_no_spark():
        raise CannotStartSpark(reason)
    return Engine("spark", master)
