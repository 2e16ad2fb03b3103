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
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from onroll.core.country_days import known_on
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
from onroll.pipeline.judged import Judged
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

T = TypeVar("T")

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
    today = known_on(index.clock())
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
    return _walk(index, _Asked(on, known_by, decided or Decided(), LINKED), switch=False, engine=engine, progress=progress)


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
    aside = known_by is not None or stands_aside(on, index.current_run(), known_on(index.clock()))
    asked = _Asked(on, known_by, decided or Decided(), WHOLE)
    return _walk(index, asked, switch=not aside, processes=processes, engine=engine, progress=progress)


def compute(index: Index, on: date, *, known_by: date | None = None, decided: Decided | None = None, progress: Progress = silent) -> Run:
    """Walk the whole line for an export's or an evaluation's sake: readers and cases see nothing of it."""
    return _walk(index, _Asked(on, known_by, decided or Decided(), WHOLE), switch=False, progress=progress)


@dataclass(frozen=True)
class _Asked:
    """Which run is asked for: of a day, as known by a day (None: all that is known), by what was decided, up to a stage."""

    on: date
    known_by: date | None
    decided: Decided
    stage: str


def _walk(
    index: Index,
    asked: _Asked,
    *,
    switch: bool,
    processes: DrawingProcesses | None = None,
    engine: Engine = DUCKDB,
    progress: Progress,
) -> Run:
    """Return the run that is asked for, as it stands or made now; with switch, shown to readers."""
    standing = run_for(index, asked.on, known_by=asked.known_by, decided=asked.decided, stage=asked.stage)
    run = standing or _make(index, asked, processes or DrawingProcesses(), engine, progress)
    if switch:
        show(index, run, progress=progress)
    return run


def _make(index: Index, asked: _Asked, processes: DrawingProcesses, engine: Engine, progress: Progress) -> Run:
    """Build a run beside the last one, station by station, and put it in place."""
    on, decided, is_whole = asked.on, asked.decided, asked.stage == WHOLE
    extracts = index.counted_extracts(on, known_by=asked.known_by)
    if not extracts:
        known = f" was known on {asked.known_by.isoformat()} and" if asked.known_by else ""
        raise CannotWalkTheLine(f"No extract{known} is dated on or before {on.isoformat()}, so there is nothing to work on for that day.")
    refuges = _refuges_besides(index, extracts)
    sheltering = _run_that_holds(index, refuges, decided, engine, progress) if refuges and is_whole else None
    making = _Making(index, asked, extracts, index.building_folder("run"), progress)
    with wide_tables(engine, index.home, making.into) as wide:
        linked = run_for(index, on, known_by=asked.known_by, decided=decided, stage=LINKED)
        if linked:
            making.take_over(linked)
        else:
            making.link(wide, processes)
        if is_whole:
            apart = children_kept_apart(making.into, decided.sealed, mark_keys_of(index))
            ended = identities_ended(making.into, decided.sealed, mark_keys_of(index))
            sheltered = sheltered_children(making.into, sheltering.folder, refuges) if sheltering else {}
            judged = making.draw(wide, processes, sheltered)
    if is_whole:
        end_timelines(making.into, ended)
        making.judge(judged, ended, apart)
    return index.publish_run(
        making.into,
        on=on,
        known_by=asked.known_by,
        ledger_position=index.ledger_position(),
        manifest={
            "stage": asked.stage,
            "made_from": _made_from(extracts, decided, refuges),
            "counts": making.counts,
            "seconds": making.seconds,
        },
    )


class _Making:
    """One run while it is built: each method is a station or several, and notes what came of it and how long it took.

    Shape  into: the folder that is built, and becomes the run's; counts, seconds: by station, as the run's manifest keeps them.
    """

    def __init__(self, index: Index, asked: _Asked, extracts: Sequence[Extract], into: Path, progress: Progress) -> None:
        self.index, self.asked, self.extracts, self.into, self.progress = index, asked, extracts, into, progress
        self.seconds: dict[str, float] = {}
        self.counts: dict[str, Any] = {
            "extracts": len(extracts),
            "rows_read": sum(each.rows_read for each in extracts),
            "records": sum(each.rows_accepted for each in extracts),
            "quarantined": sum(each.rows_quarantined for each in extracts),
        }

    def _station(self, name: str, work: Callable[[], T]) -> T:
        started = time.monotonic()
        with many_objects():
            report = work()
        self.seconds[name] = round(time.monotonic() - started, 3)
        return report

    def take_over(self, linked: Run) -> None:
        """Bring links and children along from a run that went no further."""
        _take_over(linked, self.into)
        self.seconds |= linked.manifest["seconds"]
        self.counts["links"] = linked.manifest["counts"].get("links")

    def link(self, wide: Any, processes: DrawingProcesses) -> None:
        """Say which records are the same child: links, children. Where many children are drawn next, whoever draws begins to load."""
        previous, decided = _previous_run(self.index), self.asked.decided
        if self.asked.stage == WHOLE and previous and _children_of(previous) >= CHILDREN_WORTH_A_SECOND_PROCESS:
            processes.begin(draw_part)
        report = self._station(
            "links",
            lambda: link_records(
                self.index,
                self.extracts,
                self.into,
                previous=previous,
                decisions=decided.links,
                sealed=decided.sealed,
                labels=decided.labels,
                on=self.asked.on,
                wide=wide,
                progress=self.progress,
            ),
        )
        self.counts["links"] = report.as_counts()
        write_labels(decided.labels, self.into)

    def draw(self, wide: Any, processes: DrawingProcesses, sheltered: Mapping[str, str]) -> Judged | None:
        """Draw each child's timeline; return what the rules said of children on the way."""
        decided, former = self.asked.decided, _former(self.index)
        report = self._station(
            "timelines",
            lambda: draw_timelines(
                self.extracts,
                self.into,
                on=self.asked.on,
                enquiry_children=decided.enquiry_children,
                shielded={**decided.shielded, **sheltered},
                former=former,
                processes=processes,
                wide=wide,
                progress=self.progress,
            ),
        )
        self.counts["timelines"] = report.as_counts()
        return report.judged

    def judge(self, judged: Judged | None, ended: Mapping[str, date], apart: Collection[frozenset[str]]) -> None:
        """Find who is missing, and watch schools, contradictions and changes of school; count what figures show."""
        on, extracts, into, previous = self.asked.on, self.extracts, self.into, _previous_run(self.index)
        with closing(self._station("facts", lambda: gather_facts(extracts, into, on=on))) as facts, ThreadPoolExecutor(2) as beside:
            # None of these reads what another writes; while the engine works for one, Python does for the other.
            practice = beside.submit(self._station, "school practice", lambda: watch_school_practice(facts))
            contradictions = beside.submit(self._station, "contradictions", lambda: list_contradictions(facts))
            found = self._station(
                "findings",
                lambda: find_missing(
                    extracts,
                    into,
                    on=on,
                    search_again=partial(search_again, apart=apart),
                    enquiry_children=self.asked.decided.enquiry_children,
                    ended=ended,
                    judged=judged,
                    progress=self.progress,
                ),
            )
            transitions = beside.submit(self._station, "transitions", lambda: watch_transitions(facts))
            figures = beside.submit(self._station, "figures", lambda: write_run_figures(into, on=on))
            quality = beside.submit(self._station, "link quality", lambda: measure_link_quality(extracts, into, previous, on=on))
        self.counts |= {
            "findings": found.as_counts(),
            "transitions": transitions.result().as_counts(),
            "listed_contradictions": contradictions.result().as_counts(),
            "school_practice": practice.result().as_counts(),
            "figures": figures.result(),
            "link_quality": quality.result().as_counts(),
        }


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
