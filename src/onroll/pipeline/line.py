"""The line, top to bottom: each station takes a table and hands on a table.

    extracts → records → links → children → timelines → findings        (here)
    → cases → enquiries → outcomes                                        (the casebook)
    → measures                                                            (exports)

A run is built beside the last one, and readers are switched to it when it is whole.

Source  design, sections 2 and 4.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair
from onroll.pipeline.children import link_records
from onroll.pipeline.drawing import draw_part
from onroll.pipeline.drawing_processes import DrawingProcesses
from onroll.pipeline.ended_identities import end_timelines
from onroll.pipeline.engine import many_objects
from onroll.pipeline.engines import DUCKDB, Engine, wide_tables
from onroll.pipeline.find import search_again
from onroll.pipeline.findings import find_missing
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.kept_apart import children_kept_apart, identities_ended
from onroll.pipeline.link_labels import LinkLabel, write_labels
from onroll.pipeline.link_quality import measure_link_quality
from onroll.pipeline.links.decided import mark_keys_of
from onroll.pipeline.listed_contradictions import list_contradictions
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.run_facts import gather_facts
from onroll.pipeline.run_figures import write_run_figures
from onroll.pipeline.school_practice import watch_school_practice
from onroll.pipeline.shielding import sheltered_children, with_refuge_rows
from onroll.pipeline.showing import show
from onroll.pipeline.standing_timelines import Former
from onroll.pipeline.timelines import CHILDREN_WORTH_A_SECOND_PROCESS, draw_timelines
from onroll.pipeline.transitions import watch_transitions

LINKED = "linked"
WHOLE = "whole"


class CannotWalkTheLine(Exception):
    """There is nothing to work on, or not for that day; the sentence says what to do."""


@dataclass(frozen=True)
class Decided:
    """What people decided that the line obeys: handed over by the casebook.

    Shape  links: pairs said to be, or not to be, the same child; enquiry_children: the child that each enquiry was
           about, by the enquiry's number; shielded: children marked as shielded, with the reason; sealed: pairs that are never
           joined; labels: what people said of pairs that they looked at, for whoever measures how good linking is.
    """

    links: Sequence[LinkDecision] = ()
    sealed: Sequence[SealedPair] = ()
    labels: Sequence[LinkLabel] = ()
    enquiry_children: Mapping[str, str] = field(default_factory=dict)
    shielded: Mapping[str, str] = field(default_factory=dict)


def newest_day(index: Index, *, known_by: date | None = None) -> date:
    """Return the newest day that an extract describes: the day that a run is for, unless told.

    A day that has not come is left out, unless no other was delivered: one year mistyped on one file would else have every child
    found missing who is on no roll ten years from now.

    Raises  CannotWalkTheLine where nothing has been taken in.
    """
    days = [each.as_at for each in index.extracts(known_by=known_by) if each.state == "counted"]
    if not days:
        raise CannotWalkTheLine("Nothing has been taken in yet. Take extracts in first: onroll ingest PATH")
    today = index.clock().date()
    return max([each for each in days if each <= today] or days)


def stands_aside(on: date, present: Run | None, today: date) -> bool:
    """Whether a run for that day is kept beside the present one: it is for an earlier day, or for one that has not come.

    A present run whose own day has not come (somebody mistyped it) keeps no run of a real day aside.
    """
    if present is None or present.on > today >= on:
        return False
    return on < present.on or on > today >= present.on


def run_for(index: Index, on: date, *, known_by: date | None = None, decided: Decided | None = None, stage: str = WHOLE) -> Run | None:
    """Return the newest run that still holds for a day: made from the extracts and decisions that count now."""
    extracts = index.counted_extracts(on, known_by=known_by)
    wanted = _made_from(extracts, decided or Decided(), _refuges_besides(index, extracts))
    for run in reversed(index.runs()):
        if run.on == on and run.known_by == known_by and run.manifest.get("made_from") == wanted and _reaches(run, stage):
            return run
    return None


def link(
    index: Index,
    on: date,
    *,
    known_by: date | None = None,
    decided: Decided | None = None,
    engine: Engine = DUCKDB,
    progress: Progress = silent,
) -> Run:
    """Link what has been taken in, and keep the children. Only inside `Index.writing`."""
    return _walk(index, on, known_by=known_by, decided=decided or Decided(), stage=LINKED, switch=False, engine=engine, progress=progress)


def begin_drawing(index: Index) -> DrawingProcesses:
    """Return the processes that draw timelines, begun where many children have had a delivery; close them.

    To load what they draw with takes them a while, in which a command that walks the line has much to load itself.
    """
    processes = DrawingProcesses()
    run = _previous_run(index)
    if run and _children_of(run) >= CHILDREN_WORTH_A_SECOND_PROCESS:
        counted = {each.extract_id for each in index.extracts() if each.state == "counted"}
        if counted != set(run.manifest["made_from"]["extracts"]):
            processes.begin(draw_part)
    return processes


def walk(
    index: Index,
    on: date,
    *,
    known_by: date | None = None,
    decided: Decided | None = None,
    processes: DrawingProcesses | None = None,
    engine: Engine = DUCKDB,
    progress: Progress = silent,
) -> Run:
    """Walk the whole line for a day, from the extracts to the findings. Only inside `Index.writing`.

    A run for today becomes the one that readers see; one that `stands_aside`, or is for what was known then, is kept beside it.
    Where an equal run has been made already, it is returned.

    Shape  processes: may have been begun already (`begin_drawing`); engine: what the work of joining records runs on.
    """
    aside = known_by is not None or stands_aside(on, index.current_run(), index.clock().date())
    return _walk(
        index,
        on,
        known_by=known_by,
        decided=decided or Decided(),
        stage=WHOLE,
        switch=not aside,
        processes=processes,
        engine=engine,
        progress=progress,
    )


def compute(index: Index, on: date, *, known_by: date | None = None, decided: Decided | None = None, progress: Progress = silent) -> Run:
    """Walk the whole line for an export's or an evaluation's sake: readers and cases see nothing of it."""
    return _walk(index, on, known_by=known_by, decided=decided or Decided(), stage=WHOLE, switch=False, progress=progress)


def _walk(
    index: Index,
    on: date,
    *,
    known_by: date | None,
    decided: Decided,
    stage: str,
    switch: bool,
    processes: DrawingProcesses | None = None,
    engine: Engine = DUCKDB,
    progress: Progress,
) -> Run:
    existing = run_for(index, on, known_by=known_by, decided=decided, stage=stage)
    if existing:
        if switch:
            show(index, existing, progress=progress)
        return existing
    extracts = index.counted_extracts(on, known_by=known_by)
    if not extracts:
        known = f" was known on {known_by.isoformat()} and" if known_by else ""
        raise CannotWalkTheLine(f"No extract{known} is dated on or before {on.isoformat()}, so there is nothing to work on for that day.")

    refuges = _refuges_besides(index, extracts)
    sheltering = _run_that_holds(index, refuges, decided, engine, progress) if refuges and stage == WHOLE else None
    into = index.building_folder("run")
    seconds: dict[str, float] = {}
    counts: dict[str, Any] = {"extracts": len(extracts), "rows_read": sum(e.rows_read for e in extracts)}
    counts |= {"records": sum(e.rows_accepted for e in extracts), "quarantined": sum(e.rows_quarantined for e in extracts)}

    def station(name: str, work: Callable[[], Any]) -> Any:
        started = time.monotonic()
        with many_objects():
            report = work()
        seconds[name] = round(time.monotonic() - started, 3)
        return report

    processes = processes or DrawingProcesses()
    linked = run_for(index, on, known_by=known_by, decided=decided, stage=LINKED)
    with wide_tables(engine, index.home, into) as wide:
        if linked:
            _take_over(linked, into)
            seconds |= linked.manifest["seconds"]
            counts |= {"links": linked.manifest["counts"].get("links")}
        else:
            previous = _previous_run(index)
            if stage == WHOLE and previous and _children_of(previous) >= CHILDREN_WORTH_A_SECOND_PROCESS:
                processes.begin(draw_part)
            report = station(
                "links",
                lambda: link_records(
                    index,
                    extracts,
                    into,
                    previous=previous,
                    decisions=decided.links,
                    sealed=decided.sealed,
                    labels=decided.labels,
                    on=on,
                    wide=wide,
                    progress=progress,
                ),
            )
            counts |= {"links": report.as_counts()}
            write_labels(decided.labels, into)
        if stage == WHOLE:
            former = _former(index)
            apart = children_kept_apart(into, decided.sealed, mark_keys_of(index))
            ended = identities_ended(into, decided.sealed, mark_keys_of(index))
            report = station(
                "timelines",
                lambda: draw_timelines(
                    extracts,
                    into,
                    on=on,
                    enquiry_children=decided.enquiry_children,
                    shielded={**decided.shielded, **(sheltered_children(into, sheltering.folder, refuges) if sheltering else {})},
                    former=former,
                    processes=processes,
                    wide=wide,
                    progress=progress,
                ),
            )
    if stage == WHOLE:
        end_timelines(into, ended)
        counts |= {"timelines": report.as_counts()}
        judged = report.judged
        previous = _previous_run(index)
        with closing(station("facts", lambda: gather_facts(extracts, into, on=on))) as facts, ThreadPoolExecutor(2) as beside:
            # None of these reads what another writes; while the engine works for one, Python does for the other.
            practice = beside.submit(station, "school practice", lambda: watch_school_practice(facts))
            contradictions = beside.submit(station, "contradictions", lambda: list_contradictions(facts))
            found = station(
                "findings",
                lambda: find_missing(
                    extracts,
                    into,
                    on=on,
                    search_again=partial(search_again, apart=apart),
                    enquiry_children=decided.enquiry_children,
                    ended=ended,
                    judged=judged,
                    progress=progress,
                ),
            )
            transitions = beside.submit(station, "transitions", lambda: watch_transitions(facts))
            figures = beside.submit(station, "figures", lambda: write_run_figures(into, on=on))
            quality = beside.submit(station, "link quality", lambda: measure_link_quality(extracts, into, previous, on=on))
        counts |= {"findings": found.as_counts(), "transitions": transitions.result().as_counts()}
        counts |= {"listed_contradictions": contradictions.result().as_counts(), "school_practice": practice.result().as_counts()}
        counts |= {"figures": figures.result(), "link_quality": quality.result().as_counts()}

    run = index.publish_run(
        into,
        on=on,
        known_by=known_by,
        ledger_position=index.ledger_position(),
        manifest={"stage": stage, "made_from": _made_from(extracts, decided, refuges), "counts": counts, "seconds": seconds},
        current=False,
    )
    if switch:
        show(index, run, progress=progress)
    return run


def _refuges_besides(index: Index, extracts: Sequence[Extract]) -> list[Extract]:
    """Return the extracts that show a child in a refuge and are of a later day, or became known later, than a run's own."""
    own = {each.extract_id for each in extracts}
    return with_refuge_rows(each for each in index.extracts() if each.state == "counted" and each.extract_id not in own)


def _run_that_holds(index: Index, extracts: Sequence[Extract], decided: Decided, engine: Engine, progress: Progress) -> Run:
    """Return the newest run that has linked those extracts; where none has, everything is linked."""
    wanted = {each.extract_id for each in extracts}
    run = next((run for run in reversed(index.runs()) if wanted <= set(run.manifest["made_from"]["extracts"])), None)
    return run or link(index, newest_day(index), decided=decided, engine=engine, progress=progress)


def _previous_run(index: Index) -> Run | None:
    """Return the run from which child ids are carried on: the one that readers see, else the newest there is."""
    runs = index.runs()
    return index.current_run() or (runs[-1] if runs else None)


def _children_of(run: Run) -> int:
    return int((run.manifest["counts"].get("links") or {}).get("children", 0))


def _former(index: Index) -> Former | None:
    """Return the run of whose timelines may stand what has not changed: the newest whole one."""
    whole = [run for run in index.runs() if _reaches(run, WHOLE)]
    if not whole:
        return None
    run = whole[-1]
    extracts = {each.extract_id: each for each in index.extracts()}
    return Former(run.folder, run.on, [extracts[name] for name in run.manifest["made_from"]["extracts"]])


def _made_from(extracts: Sequence[Extract], decided: Decided, refuges: Sequence[Extract]) -> dict[str, Any]:
    said: list[Any] = [list(decided.links), sorted(decided.enquiry_children.items()), sorted(decided.shielded.items())]
    if decided.sealed:
        said.append(sorted((sorted(each.former), sorted(each.present), str(each.ended_on)) for each in decided.sealed))
    return {
        "extracts": [each.extract_id for each in extracts],
        "decided": hashlib.sha256(repr(tuple(said)).encode()).hexdigest(),
    } | ({"refuges": [each.extract_id for each in refuges]} if refuges else {})


def _reaches(run: Run, stage: str) -> bool:
    return run.manifest.get("stage") == WHOLE or stage == LINKED


def _take_over(linked: Run, into: Path) -> None:
    """Bring the tables of a linked run along: they never change, so a hard link is a copy."""
    for file in linked.folder.glob("*.parquet"):
        try:
            os.link(file, into / file.name)
        except OSError:
            shutil.copyfile(file, into / file.name)
