"""`onroll evaluate`: score links and findings against known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, OnOption, WaitOption, open_index
from onroll.cli.refusals import CannotDo
from onroll.cli.runs_at_hand import run_at_hand
from onroll.cli.screen import Screen
from onroll.pipeline import line
from onroll.pipeline.evaluate import evaluate_run
from onroll.pipeline.true_links import findings_given_true_links


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(
    truth: Annotated[Path, typer.Option("--truth", metavar="DIR", help="A folder with records.csv and children.csv.")],
    on: OnOption = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page with charts, too.")] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Score links and findings against known truth: recall, precision, missed links, false alarms, by subgroup."""
    for name in ("records.csv", "children.csv"):
        if not (truth / name).is_file():
            raise CannotDo(f"{truth / name} is missing: --truth names a folder that holds records.csv and children.csv.")
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        decided = bridge.decided()
        day = on or line.newest_day(index)
        run = run_at_hand(index, day, decided=decided, command="evaluate", wait_seconds=wait, screen=screen)
        screen.progress("Scoring against the truth", 0, 0)
        given_true_links = findings_given_true_links(index, run, truth, progress=screen.progress)
        evaluation = evaluate_run(run, truth, findings_given_true_links=given_true_links)
        if html is not None:
            evaluation.write_html(html)
        screen.result(evaluation.as_table(), evaluation.as_json())
