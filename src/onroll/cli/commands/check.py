"""`onroll check`: is everything whole, and what has been taken in?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import faults_of_casebook, open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.core.wording import plural
from onroll.pipeline.index import Index
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.link_quality_page import report_page
from onroll.pipeline.link_quality_tables import quality_tables
from onroll.pipeline.relinking import Comparison, compare_with_full_linking
from onroll.pipeline.relinking import as_json as as_json_of


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    link_quality: Annotated[
        Path | None, typer.Option("--link-quality", metavar="FILE", help="Also write how good the links are, as a web page to print.")
    ] = None,
    relink: Annotated[
        bool, typer.Option("--relink", help="Also link everything at once, and say where that differs from the children of the run.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """List what has been taken in, and check that the index is whole and that casebook and program match. Exit status 1 if not."""
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so there is nothing to check. Name one with --home.")
    index = open_index(home)
    if link_quality is not None:
        _write_link_quality(index, link_quality)
    with Screen(as_json=as_json) as screen:
        extracts = index.extracts()
        faults = [*faults_of(index, progress=screen.progress), *faults_of_casebook(home)]
        current = index.current_run()
        lines = [
            f"{each.extract_id:<52} {each.state:<10} {each.rows_read:>9,} rows = {each.rows_accepted:,} + {each.rows_quarantined:,}"
            for each in extracts
        ]
        lines.append(f"Readers see the run {current.run_id}." if current else "There has been no run yet.")
        lines += faults or [f"{plural(len(extracts), 'extract')} and {plural(len(index.runs()), 'run')}: all whole."]
        compared = _relinked(index, home, screen) if relink else None
        if compared:
            lines += _differences(compared)
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
                **({"relinked": as_json_of(compared)} if compared else {}),
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


def _relinked(index: Index, home: Path, screen: Screen) -> Comparison:
    run = index.current_run()
    if run is None:
        raise CannotDo("There has been no run yet, so there is nothing to compare. Make one first: onroll run")
    decided = open_casebook(home).decided()
    return compare_with_full_linking(index, run, decisions=decided.links, sealed=decided.sealed, progress=screen.progress)


def _differences(compared: Comparison) -> list[str]:
    if not compared.differences:
        return [f"Linked all at once, the records are the same {plural(compared.children, 'child', 'children')}."]
    lines = [
        f"Linked all at once, {plural(compared.children_in_full, 'child', 'children')} instead of {compared.children:,}. Where, and why:"
    ]
    for each in compared.differences:
        lines += [f"  {each.says}", *(f"    {reason}" for reason in each.because)]
    return lines
