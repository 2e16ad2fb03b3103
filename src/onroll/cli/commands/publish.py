"""`onroll publish`: write the figures that may leave the house, as one Data Package."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import (
    DEFAULT_HOME,
    HomeOption,
    JsonOption,
    KnownByOption,
    OnOption,
    PopulationOption,
    WaitOption,
    open_index,
    people_in,
)
from onroll.cli.options import day as day_of
from onroll.cli.refusals import CannotDo, WrongUsage
from onroll.cli.runs_at_hand import run_at_hand
from onroll.cli.screen import Screen
from onroll.pipeline import line
from onroll.pipeline.exports.open_data import Asking, CannotPublish, gather
from onroll.pipeline.exports.open_data import publish as write_package
from onroll.pipeline.measures.sheets import provenance_of


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A folder that is not there yet.")],
    on: OnOption = None,
    year_from: Annotated[
        date | None, typer.Option("--year-from", parser=day_of, metavar="DATE", help="First day of the count at any time.")
    ] = None,
    year_to: Annotated[date | None, typer.Option("--year-to", parser=day_of, metavar="DATE", help="Its last day.")] = None,
    unrolled_from: Annotated[
        date | None, typer.Option("--unrolled-from", parser=day_of, metavar="DATE", help="First day of the Commissioner's analysis.")
    ] = None,
    known_by: KnownByOption = None,
    population: PopulationOption = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Write the figures for publication: the return, the year, the definitions, every child by status and the Commissioner's
    analysis, in one Data Package.

    Counts under 5 are withheld, and as many others as it takes that nobody works them out; all are rounded, shares and rates with them.
    """
    if (year_from is None) != (year_to is None) or (year_from and year_to and year_from >= year_to):
        raise WrongUsage("Give --year-from and --year-to together, the first before the second.")
    people = people_in(population)
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        decided = bridge.decided(known_by=known_by)
        run_of = partial(run_at_hand, index, decided=decided, known_by=known_by, command="publish", wait_seconds=wait, screen=screen)
        day = on or line.newest_day(index, known_by=known_by)
        run = run_of(day)
        if unrolled_from is not None and unrolled_from >= day:
            raise WrongUsage("--unrolled-from must lie before the day of the figures.")
        year = (year_from, year_to) if year_from and year_to else None
        asking = Asking(on=day, year=year, unrolled_from=unrolled_from, known_by=known_by, population=people)
        made_from = provenance_of(index, run, reason=bridge.newest_reason_number())
        reasons = bridge.recorded_reasons(known_by=known_by, up_to=made_from.reason)
        extracts = index.counted_extracts(day, known_by=known_by)
        try:
            gathered = gather(run, run_of(year_to) if year_to else None, extracts, asking, reasons)
            files = write_package(gathered, asking, made_from, output)
        except CannotPublish as cannot:
            raise CannotDo(str(cannot)) from cannot
    names = [file.name for file in files]
    screen.result(f"Written to {output}: {', '.join(names)}.", {"folder": str(output), "files": names, "run": run.run_id})
