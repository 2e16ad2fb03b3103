"""`onroll run`, `link` and `detect`: walk the line."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import (
    DEFAULT_HOME,
    EngineOption,
    HomeOption,
    JsonOption,
    KnownByOption,
    MasterOption,
    OnOption,
    WaitOption,
    engine_named,
    give_way_to_pages,
    open_index,
)
from onroll.cli.screen import Screen
from onroll.cli.warning_sign_upkeep import keep_up_warning_signs
from onroll.pipeline import line
from onroll.pipeline.engine import many_objects
from onroll.pipeline.engines import Engine
from onroll.pipeline.index import Index, Run
from onroll.pipeline.run_summary import summary_of, summary_text


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("link")(link)
    app.command("detect")(detect)


def run(
    on: OnOption = None,
    known_by: KnownByOption = None,
    no_cases: Annotated[bool, typer.Option("--no-cases", help="Leave the cases alone.")] = False,
    home: HomeOption = DEFAULT_HOME,
    engine: EngineOption = "duckdb",
    master: MasterOption = None,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Link and detect what has been taken in, then open and update cases.

    Cases are left alone, and readers go on seeing the newest run, where the day is before that run's or has not come yet.
    """
    give_way_to_pages()
    chosen = engine_named(engine, master)
    index = open_index(home)
    with (
        Screen(as_json=as_json) as screen,
        index.writing("onroll run", wait_seconds=wait, say=screen.note),
        line.begin_drawing(index) as processes,
    ):
        bridge = open_casebook(home)
        day = on or line.newest_day(index, known_by=known_by)
        made = line.walk(
            index,
            day,
            known_by=known_by,
            decided=bridge.decided(known_by=known_by),
            processes=processes,
            engine=chosen,
            progress=screen.progress,
        )
        present = index.current_run()
        cases: dict[str, int] | None = None
        if not no_cases and known_by is None and present is not None and present.run_id == made.run_id:
            screen.progress("Opening and updating cases", 0, 0)
            with many_objects():
                cases = bridge.take_in_findings(made).as_counts() | bridge.take_in_signals(made)
        if present is not None and present.run_id != made.run_id:
            screen.note(f"Readers go on seeing the run {present.run_id}, and no case was touched.")
        if present is not None and present.run_id == made.run_id:
            keep_up_warning_signs(index, made, screen)
        _show(screen, made, cases)


def link(
    on: OnOption = None,
    known_by: KnownByOption = None,
    home: HomeOption = DEFAULT_HOME,
    engine: EngineOption = "duckdb",
    master: MasterOption = None,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Work out which records are the same child."""
    _walk_alone(line.link, "onroll link", on, known_by, engine_named(engine, master), home=home, wait=wait, as_json=as_json)


def detect(
    on: OnOption = None,
    known_by: KnownByOption = None,
    home: HomeOption = DEFAULT_HOME,
    engine: EngineOption = "duckdb",
    master: MasterOption = None,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Draw the timelines and find who is missing, from the links of that day (made first where there are none)."""
    _walk_alone(line.walk, "onroll detect", on, known_by, engine_named(engine, master), home=home, wait=wait, as_json=as_json)


def _walk_alone(
    work: Any, name: str, on: date | None, known_by: date | None, engine: Engine, *, home: Any, wait: float, as_json: bool
) -> None:
    index: Index = open_index(home)
    with Screen(as_json=as_json) as screen, index.writing(name, wait_seconds=wait, say=screen.note):
        bridge = open_casebook(home)
        day = on or line.newest_day(index, known_by=known_by)
        decided = bridge.decided(known_by=known_by)
        _show(screen, work(index, day, known_by=known_by, decided=decided, engine=engine, progress=screen.progress), None)


def _show(screen: Screen, made: Run, cases: dict[str, int] | None) -> None:
    summary = summary_of(made) | ({"cases": cases} if cases is not None else {})
    screen.result(summary_text(summary), summary)
