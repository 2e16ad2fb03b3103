"""`onroll check`: is everything whole, and what has been taken in?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.pipeline.index import Index
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.link_quality_page import report_page
from onroll.pipeline.link_quality_tables import quality_tables


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    link_quality: Annotated[
        Path | None, typer.Option("--link-quality", metavar="FILE", help="Also write how good the links are, as a web page to print.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """List what has been taken in, and check that the index is whole. Exit status 1 where it is not."""
    index = open_index(home)
    if link_quality is not None:
        _write_link_quality(index, link_quality)
    with Screen(as_json=as_json) as screen:
        extracts = index.extracts()
        faults = list(faults_of(index, progress=screen.progress))
        current = index.current_run()
        lines = [
            f"{each.extract_id:<52} {each.state:<10} {each.rows_read:>9,} rows = {each.rows_accepted:,} + {each.rows_quarantined:,}"
            for each in extracts
        ]
        lines.append(f"Readers see the run {current.run_id}." if current else "There has been no run yet.")
        lines += faults or [f"{len(extracts)} extracts and {len(index.runs())} runs: all whole."]
        screen.result(
            "\n".join(lines),
            {
                "extracts": [
                    {
                        "extract": each.extract_id,
                        "state": each.state,
                        "because": each.state_because,
                        "read": each.rows_read,
                        "accepted": each.rows_accepted,
                        "quarantined": each.rows_quarantined,
                    }
                    for each in extracts
                ],
                "current": current.run_id if current else None,
                "faults": faults,
            },
        )
    if faults:
        raise typer.Exit(1)


def _write_link_quality(index: Index, path: Path) -> None:
    run = index.current_run()
    quality = quality_tables(run) if run else None
    if quality is None:
        raise CannotDo("There is no run whose links were measured. Make one first: onroll run")
    path.write_text(report_page(quality), encoding="utf-8")
