"""`onroll quarantine`: the rows of an extract that were set aside, by why; release or reject all of one reason in one act."""

from __future__ import annotations

from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.refusals import WrongUsage
from onroll.cli.screen import Screen
from onroll.core.wording import plural
from onroll.pipeline.intake import reject_group, release_group
from onroll.pipeline.intake.quarantine_groups import groups_of


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("quarantine")(quarantine)


def quarantine(
    extract: Annotated[str, typer.Argument(metavar="EXTRACT", help="The extract's id, as `onroll check` and the pages show it.")],
    release: Annotated[str | None, typer.Option(metavar="GROUP", help="Let all rows of one reason out, such as 201-date_of_birth.")] = None,
    reject: Annotated[str | None, typer.Option(metavar="GROUP", help="Leave all rows of one reason where they are, for good.")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="REASON", help="Why. It is kept with the extract.")] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """List the rows of an extract that were set aside, by reason; with --release or --reject, decide about all of one reason.

    A row that failed another such check too is not released with the group. Whatever is decided is kept, with the reason.
    """
    if release and reject:
        raise WrongUsage("--release and --reject are two decisions: give one.")
    if (release or reject) and not (why or "").strip():
        raise WrongUsage("A decision needs its reason: --why REASON.")
    if why and not (release or reject):
        raise WrongUsage("--why belongs to --release GROUP or --reject GROUP.")
    index = open_index(home)
    found = index.extract(extract)
    said = []
    with Screen(as_json=as_json) as screen:
        if release or reject:
            decide = release_group if release else reject_group
            with index.writing("onroll quarantine", wait_seconds=wait, say=screen.note):
                found, count = decide(index, extract, release or reject or "", why or "")
            became = f"let out of quarantine, in the new version {found.extract_id}" if release else "rejected; they are kept"
            said.append(f"{plural(count, 'row')} {became}: {why}.")
        groups = groups_of(found)
        said.append(f"{found.extract_id}: {plural(found.rows_quarantined, 'row')} in quarantine.")
        for each in groups:
            rejected = f", {len(each.rejected):,} rejected" if each.rejected else ""
            said.append(f"  {each.name:<32} {plural(len(each.lines), 'row')}{rejected}, the first on line {each.lines[0]}. {each.asks}")
        screen.result(
            "\n".join(said),
            {
                "extract": found.extract_id,
                "quarantined": found.rows_quarantined,
                "groups": [
                    {"group": each.name, "rows": len(each.lines), "releasable": len(each.to_release), "rejected": len(each.rejected)}
                    for each in groups
                ],
            },
        )
