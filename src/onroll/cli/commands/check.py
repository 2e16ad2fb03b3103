"""`onroll check`: is everything whole, and what has been taken in?"""

from __future__ import annotations

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, open_index
from onroll.cli.screen import Screen
from onroll.pipeline.index_check import faults_of


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """List what has been taken in, and check that the index is whole. Exit status 1 where it is not."""
    index = open_index(home)
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
