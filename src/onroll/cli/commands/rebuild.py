"""`onroll rebuild`: make a sheet of figures again from what travelled with it, and say whether it comes out the same."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.core.country_days import known_on
from onroll.pipeline import line
from onroll.pipeline.exports.measure_sheets import CannotMakeAgain, Sheet, make_again, read_package, run_of, same_log
from onroll.pipeline.index import Index
from onroll.pipeline.measures.sheets import as_day


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rebuild")(rebuild)


def rebuild(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="The .datapackage.json that stands beside the sheet.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Keep what is made again there.")] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Make a sheet of figures again, and compare it byte for byte. Exit status 1 where it differs.

    The run that it was made from is used where it is still there; else the line is walked again as it was known then.
    """
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        try:
            sheet = read_package(package)
            same_log(sheet, index)
            run = run_of(sheet, index)
            made_again = run is None
            if run is None:
                on, known_by = date.fromisoformat(sheet.query.on), _known_by(sheet, index)
                with index.writing("onroll rebuild", wait_seconds=wait, say=screen.note):
                    run = line.compute(index, on, known_by=known_by, decided=bridge.decided(known_by=known_by), progress=screen.progress)
            known = as_day(sheet.query.known_by)
            reasons = bridge.recorded_reasons(known_by=known, up_to=sheet.made_from.reason)
            same = make_again(sheet, run, index, reasons, output)
        except CannotMakeAgain as cannot:
            raise CannotDo(str(cannot)) from cannot
    how = "the line was walked again" if made_again else f"from run {run.run_id}"
    said = "the same, byte for byte" if same else "DIFFERENT from the sheet"
    screen.result(f"{sheet.path} made again ({how}): {said}.", {"same": same, "run": run.run_id, "walked_again": made_again})
    if not same:
        raise typer.Exit(1)


def _known_by(sheet: Sheet, index: Index) -> date:
    """Return the day by whose end exactly what the sheet was made from was known.

    Raises  CannotMakeAgain where more came in later on that day.
    """
    if sheet.query.known_by is not None:
        return date.fromisoformat(sheet.query.known_by)
    position = sheet.made_from.ledger_position
    day = known_on(datetime.fromisoformat(str(index.ledger()[position - 1]["at"])))
    if len(index.ledger(known_by=day)) != position:
        raise CannotMakeAgain(
            f"The run {sheet.made_from.run} is gone, and more came in later on {day.isoformat()}: nothing tells them apart."
        )
    return day
