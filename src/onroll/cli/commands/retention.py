"""`onroll retention`: what has been kept long enough; with --apply, it goes, and a proof stays."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, give_way_to_pages, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.cli.warning_sign_upkeep import keep_up_warning_signs
from onroll.pipeline import line
from onroll.pipeline.engine import many_objects
from onroll.pipeline.erasing import destroy_rows, erase
from onroll.pipeline.frozen_runs import is_made_from
from onroll.pipeline.index import Index

MOST_LINES = 50


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("retention")(retention)


def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Delete it. Without this, nothing changes.")] = False,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Say what has been kept long enough and what is held all the same; with --apply, delete it for good.

    Of each record a proof is left: what kind it was, under which rule it went, when, and a keyed hash of what it said. Where rows of
    registers go, a run is made without them first. Killed at any moment, it goes on where it was when it is called again.
    Exit status 1 where a proof does not agree with the event log, or something that was deleted is there again.
    """
    if not home.is_dir():
        raise CannotDo(f"There is no home at {home}, so nothing is kept there.")
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        due, bulk = bridge.due_for_erasure(), bridge.due_in_bulk()
        went: dict[str, Any] = {}
        if apply:
            give_way_to_pages()
            with index.writing("onroll retention", wait_seconds=wait, say=screen.note):
                went = _apply(index, bridge, due, screen)
        faults = list(bridge.faults_of_erasures())
        screen.result(
            "\n".join(_lines(due, went, faults, apply, bulk)),
            {"due": [each.as_json() for each in due], "in_bulk": bulk, "went": went, "faults": faults},
        )
    if faults:
        raise typer.Exit(1)


def _apply(index: Index, bridge: Any, due: Any, screen: Screen) -> dict[str, Any]:
    """Delete what is due: records of the casebook first, then the rows of extracts, once a run has been made without them."""
    went = {"records": bridge.erase_from_casebook(due, progress=screen.progress), "extracts": bridge.begin_extracts(index, due)}
    gone = bridge.extracts_to_destroy(index)
    for extract_id in gone:
        erase(index, extract_id, "kept as long as it may be")
    present = index.current_run()
    if present is not None and is_made_from(present, gone):
        made = line.walk(index, present.on, decided=bridge.decided(), progress=screen.progress)
        with many_objects():
            bridge.take_in_findings(made)
            bridge.take_in_signals(made)
        keep_up_warning_signs(index, made, screen)
    went["runs"] = destroy_rows(index, gone, hidden=bridge.hidden_children()) if gone else 0
    went["finished"] = bridge.finish_erasures()
    return went


def _lines(due: Any, went: dict[str, Any], faults: list[str], applied: bool, bulk: dict[str, int]) -> list[str]:
    going, staying = [each for each in due if not each.because], [each for each in due if each.because]
    lines = [f"{kind}: {count:,}" for kind, count in sorted(Counter(each.title for each in going).items())]
    first = "Deleted, having been kept long enough:" if applied else "Kept long enough; --apply deletes them:"
    lines = [first, *(f"  {each}" for each in lines)] if going else ["Nothing that has been kept long enough goes."]
    if not applied:
        lines += [f"  {each.sentence}" for each in going[:MOST_LINES]]
        lines += [f"  … and {len(going) - MOST_LINES:,} more: --json has them all."] if len(going) > MOST_LINES else []
    if staying:
        lines += [f"Past their last day, and kept all the same: {len(staying):,}"]
        lines += [f"  {each.sentence} {each.because}" for each in staying[:MOST_LINES]]
    if bulk:
        lines += ["Deleted in bulk:" if applied else "Past their last day, and deleted in bulk:"]
        lines += [f"  {title}: {count:,}" for title, count in bulk.items()]
    if went.get("runs"):
        lines += [f"Runs of which only the counts are left: {went['runs']:,}"]
    return [*lines, *faults]
