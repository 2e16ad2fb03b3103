"""`onroll export`: write what came out, for other people's programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, KnownByOption, OnOption, WaitOption, open_index
from onroll.cli.refusals import CannotDo, WrongUsage
from onroll.cli.screen import Screen
from onroll.pipeline import line
from onroll.pipeline.exports import all_exports
from onroll.pipeline.exports.writing import write_export

FORMATS = ("csv", "parquet", "xlsx")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="children or findings.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")],
    on: OnOption = None,
    la: Annotated[str | None, typer.Option("--la", metavar="CODE", help="Only children who live in that authority.")] = None,
    file_format: Annotated[str | None, typer.Option("--format", help="csv, parquet or xlsx; by the file's ending, unless told.")] = None,
    known_by: KnownByOption = None,
    include_shielded: Annotated[
        str | None, typer.Option("--include-shielded", metavar="REASON", help="Put shielded children in; the reason is recorded.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Write a table: which rows are the same child, or who is missing education and why.

    A day that no run is for is computed first, without touching cases. Shielded children are left out.
    """
    exports = all_exports()
    if name not in exports:
        raise WrongUsage(f"There is no export called {name!r}. There are: {', '.join(exports)}.")
    chosen = file_format or output.suffix.lstrip(".").lower() or "csv"
    if chosen not in FORMATS:
        raise WrongUsage(f"{chosen!r} is not a format; choose csv, parquet or xlsx with --format.")
    if include_shielded is not None and not include_shielded.strip():
        raise WrongUsage("--include-shielded needs a reason: it is recorded.")
    if not output.parent.is_dir():
        raise CannotDo(f"The folder {output.parent} does not exist; make it first, or write elsewhere.")
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        decided = bridge.decided()
        day = on or line.newest_day(index, known_by=known_by)
        run = line.run_for(index, day, known_by=known_by, decided=decided)
        if run is None:
            with index.writing("onroll export", wait_seconds=wait, say=screen.note):
                run = line.compute(index, day, known_by=known_by, decided=decided, progress=screen.progress)
        if include_shielded is not None:
            bridge.record_shielded_export(export=name, run_id=run.run_id, la_code=la, because=include_shielded)
        written = write_export(exports[name], run, output, file_format=chosen, la_code=la, include_shielded=include_shielded is not None)  # type: ignore[arg-type]
    lines = [f"{written.row_count:,} rows of {name} on {day.isoformat()} written to {output}."]
    if written.shielded_left_out:
        lines.append(f"Shielded children left out: {written.shielded_left_out:,}.")
    if written.shielded_put_in:
        lines.append(f"Shielded children put in: {written.shielded_put_in:,}, because: {include_shielded}. This is recorded.")
    screen.result(
        "\n".join(lines),
        {
            "export": name,
            "on": day,
            "run": run.run_id,
            "rows": written.row_count,
            "shielded_left_out": written.shielded_left_out,
            "shielded_put_in": written.shielded_put_in,
            "file": str(output),
        },
    )
