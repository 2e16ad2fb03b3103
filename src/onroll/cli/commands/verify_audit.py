"""`onroll verify-audit` and `onroll anchors`: has anybody altered the record of who did and saw what?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("verify-audit")(verify_audit)
    app.command("anchors")(anchors)


def verify_audit(
    anchors: Annotated[
        Path | None, typer.Option("--anchors", metavar="FILE", help="Anchors that you kept, as `onroll anchors` wrote them.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Check the chain of events from the first to the last; name the first that was altered. Exit status 1 where one was.

    The log is also held against the mark beside the casebook and against every daily anchor, so that an end that was cut off, or a log
    that was written anew, is found too.
    """
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so there is nothing to verify.")
    kept = _text_of(anchors)
    bridge = open_casebook(home)
    with Screen(as_json=as_json) as screen:
        verdict = bridge.verify_audit(kept)
        screen.result(verdict.sentence, verdict.as_json())
    if not verdict.whole:
        raise typer.Exit(1)


def anchors(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write all anchors as CSV.")] = None,
    page: Annotated[Path | None, typer.Option("--page", metavar="FILE", help="Write the newest as a PDF to print.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Make one of this moment, even where today has one.")] = False,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Make the day's anchor of the event log, and write the anchors down for somebody to keep elsewhere. For a timer.

    Without -o and --page they are printed. `onroll notify` sends them to those whom the setting `anchor_keepers` names.
    """
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so there is nothing to anchor.")
    for path in (output, page):
        if path is not None and not path.parent.is_dir():
            raise CannotDo(f"The folder {path.parent} does not exist; make it first, or write elsewhere.")
        if path is not None and path.is_dir():
            raise CannotDo(f"{path} is a folder: name a file in it.")
    with Screen(as_json=as_json) as screen:
        text, pdf, count = open_casebook(home).anchors_to_keep(again=again)
        if output is not None:
            output.write_text(text, encoding="utf-8")
        if page is not None:
            page.write_bytes(pdf)
        written = [str(path) for path in (output, page) if path is not None]
        said = f"Anchors written to {' and '.join(written)}: {count:,}. Keep them away from this machine." if written else text.rstrip("\n")
        screen.result(said, {"anchors": count, "files": written})


def _text_of(path: Path | None) -> str | None:
    if path is None:
        return None
    if not path.is_file():
        raise CannotDo(f"There is no file {path}.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CannotDo(f"{path} holds no anchors.") from None
