"""Figures as they were known then: what has changed since last term, and each late correction with its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from onroll.casework.figure_days import whole_runs
from onroll.casework.figure_rows import EVERY_MISSING, status_opens
from onroll.casework.queries.figures_area import Looked, looked_at, missing_of_run, statuses_of_run
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.viewers import Viewer
from onroll.core.charts.figure import Cell, Figure
from onroll.core.country_days import known_on
from onroll.core.measures.cme_census import TOPICS, TOTAL, Counts, term_of
from onroll.core.measures.waterfall import missing_of
from onroll.pipeline.index import Index, Run

MOST_DAYS = 12
"""How many past days are looked at again, the newest first."""


@dataclass(frozen=True, kw_only=True)
class Revisions:
    """What later knowledge did to the figures of an area. Shape  empty: there is no past run to compare with."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    on: date
    figures: Sequence[Figure]
    empty: bool


def revisions_for(viewer: Viewer, area: str = "") -> Revisions | None:
    """Return the figures of past days as they were known then, and as they are known now; nobody is shown.

    None where there is no run, or no area for the viewer.

    Raises  StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area)
    if looked is None:
        return None
    past = _first_runs(looked.index, looked.run)
    figures = [_statuses_then(viewer, looked, past), _returns_made_again(viewer, looked)]
    named = {"area": looked.area, "area_name": looked.area_name, "areas": looked.areas}
    return Revisions(**named, on=looked.run.on, figures=figures, empty=not past)  # type: ignore[arg-type]


def _first_runs(index: Index, present: Run) -> list[Run]:
    """Return for each past day the first run that was made for it, the newest day first."""
    first: dict[date, Run] = {}
    for run in whole_runs(index):
        if run.on < present.on and run.known_by is None and run.run_id != present.run_id:
            first.setdefault(run.on, run)
    return [first[day] for day in sorted(first, reverse=True)[:MOST_DAYS]]


def _statuses_then(viewer: Viewer, looked: Looked, past: Sequence[Run]) -> Figure:
    rows: list[list[Cell]] = []
    opens = {}
    for run in past:
        day = run.on
        then, now = (_missing_on(viewer, looked, each, day) for each in (run, looked.run))
        came = _received_between(looked.index, run, looked.run, day)
        if looked.opens and now:
            opens[len(rows), 2] = status_opens(EVERY_MISSING, day)
        rows.append([day.isoformat(), looked.cell(then), looked.cell(now), looked.change(then, now), came, run.run_id])
    return Figure(
        key="missing-then-and-now",
        title="Missing, or possibly missing, on past days",
        says="As it was known when the day’s figures were first made, and as the present run knows the same day now. The difference is the "
        "size of the late corrections: extracts that came later, and links that were decided since.",
        drawing=None,
        columns=("As at", "Known then", "Known now", "Revision", "Extracts received since", "First run"),
        rows=rows,
        opens=opens,
        notes=looked.notes(looked.run.on),
    )


def _missing_on(viewer: Viewer, looked: Looked, run: Run, day: date) -> int:
    return missing_of(looked.inside(statuses_of_run(viewer, looked, run, day)))


def _received_between(index: Index, then: Run, now: Run, day: date) -> int:
    """Return how many extracts about the day or before came, changed or were withdrawn between two runs."""
    dated = {each.extract_id: each.as_at for each in index.extracts()}
    events = index.ledger()[then.ledger_position : now.ledger_position]
    return len({event["extract"] for event in events if dated.get(event["extract"], day) <= day})


def _returns_made_again(viewer: Viewer, looked: Looked) -> Figure:
    """Return each day whose return was made more than once, with how it changed from one time to the next."""
    of_day: dict[date, list[Run]] = {}
    for run in whole_runs(looked.index):
        of_day.setdefault(run.on, []).append(run)
    rows: list[list[Cell]] = []
    for day in sorted(of_day, reverse=True)[:MOST_DAYS]:
        former: int | None = None
        for run in sorted(of_day[day], key=lambda each: (each.ledger_position, each.run_id)):
            now = _total_of(looked, missing_of_run(viewer, looked, run, {})[0])
            if len(of_day[day]) > 1:
                known = run.known_by or known_on(run.made_at)
                change = "" if former is None else looked.change(former, now)
                rows.append([day.isoformat(), known.isoformat(), looked.cell(now), change, run.ledger_position, run.run_id])
            former = now
    return Figure(
        key="returns-made-again",
        title="Returns that were made more than once",
        says="The total of the return of one day, each time that it was made. `onroll export cme-census --on DAY --known-by DAY` makes any "
        "of them again; it comes out the same for ever.",
        drawing=None,
        columns=("As at", "Known by", "Children", "Revision", "Position in the log", "Run"),
        rows=rows,
        notes=looked.notes(looked.run.on),
    )


def _total_of(looked: Looked, counts: Mapping[str, Counts]) -> int:
    """Return the area's total."""
    return looked.counts_inside(counts)[TOTAL, TOTAL]


def changes_since_last_term(viewer: Viewer, area: str = "") -> Figure | None:
    """Return each cell of the return, last term and now; None where last term has no run.

    Raises  StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area)
    if looked is None:
        return None
    present = looked.run
    earlier = [run for run in whole_runs(looked.index) if run.on < present.on and term_of(run.on) != term_of(present.on)]
    if not earlier:
        return None
    last = max(earlier, key=lambda run: (run.on, run.ledger_position))
    then = looked.counts_inside(missing_of_run(viewer, looked, last, recorded_reasons(known_by=known_on(last.made_at)))[0])
    now = looked.counts_inside(missing_of_run(viewer, looked, present, recorded_reasons())[0])
    rows: list[list[Cell]] = []
    opens = {}
    for topic, labels in TOPICS.items():
        for label in labels:
            before, after = then[topic, label], now[topic, label]
            if not before and not after:
                continue
            if looked.exact and after:
                opens[len(rows), 2] = f"/findings?{urlencode({'cell': f'{topic}:{label}'})}"
            named = label if topic == TOTAL else f"{topic}: {label}"
            rows.append([named, looked.cell(before), looked.cell(after), looked.change(before, after)])
    year, term = term_of(last.on)
    return Figure(
        key="since-last-term",
        title="What has changed since last term",
        says=f"Last term is the {term.lower()} {year[:4]}/{year[4:]}, as at {last.on.isoformat()}, as known then (run {last.run_id}).",
        drawing=None,
        columns=("Cell", "Last term", "Now", "Change"),
        rows=rows,
        opens=opens,
        notes=looked.notes(present.on),
    )
