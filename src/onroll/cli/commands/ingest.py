"""`onroll ingest`: take extracts in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, day, give_way_to_pages, open_index
from onroll.cli.refusals import WrongUsage
from onroll.cli.screen import Screen
from onroll.core.wording import plural
from onroll.pipeline.intake import FileReport, checked_claim, claim_in_path, take_in, take_in_inbox, take_in_path


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files, or folders with a datapackage.json.")] = None,
    register: Annotated[str | None, typer.Option(help="Which register one file is of: school_roll, nhs, …")] = None,
    supplier: Annotated[str | None, typer.Option(help="Who sent it: an authority's code, a school's URN, an agency's short name.")] = None,
    as_at: Annotated[date | None, typer.Option("--as-at", parser=day, metavar="DATE", help="The day that the file describes.")] = None,
    inbox: Annotated[Path | None, typer.Option(metavar="DIR", help="Take in whatever is new in a drop folder.")] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Let a header-only snapshot in where there were 20 rows or more.")
    ] = False,
    accept: Annotated[str | None, typer.Option(metavar="REASON", help="Let in what the sanity gate would hold.")] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Take extracts in: files, folders with a package, or whatever is new in a drop folder.

    Exit status 1 where a file was refused or held; rows in quarantine do not change it.
    """
    if not paths and inbox is None:
        raise WrongUsage("Name at least one file or folder, or a drop folder with --inbox.")
    described = [register, supplier, as_at]
    if any(described) and not all(described):
        raise WrongUsage("For one file give all of --register, --supplier and --as-at.")
    if all(described) and (inbox is not None or len(paths or []) != 1):
        raise WrongUsage("--register, --supplier and --as-at describe exactly one file.")
    if register and supplier and as_at:
        checked_claim(register, supplier, as_at)
    else:
        for path in paths or []:
            claim_in_path(path)
    give_way_to_pages()
    index = open_index(home)
    reports: list[FileReport] = []
    with Screen(as_json=as_json) as screen, index.writing("onroll ingest", wait_seconds=wait, say=screen.note):
        for path in paths or []:
            if register and supplier and as_at:
                reports.append(
                    take_in(
                        index,
                        path,
                        register=register,
                        supplier=supplier,
                        as_at=as_at,
                        allow_empty=allow_empty,
                        accept=accept,
                        progress=screen.progress,
                    )
                )
            else:
                reports += take_in_path(index, path, allow_empty=allow_empty, accept=accept, progress=screen.progress)
        if inbox is not None:
            reports += take_in_inbox(index, inbox, allow_empty=allow_empty, accept=accept, progress=screen.progress)
        screen.result(_as_text(reports), {"files": [report.as_json() for report in reports]})
    if any(report.status in ("refused", "held") for report in reports):
        raise typer.Exit(1)


def _as_text(reports: list[FileReport]) -> str:
    lines = [f"{report.status}: {report.message}" for report in reports]
    read, accepted, quarantined = (sum(getattr(report, name) for report in reports) for name in ("read", "accepted", "quarantined"))
    files = plural(len(reports), "file")
    lines.append(f"{files}: {plural(read, 'row')} read = {accepted:,} accepted + {quarantined:,} quarantined.")
    return "\n".join(lines)
