"""The dashboard of an area: who is missing education by every breakdown at once, where, and how it went from run to run.

What a run says is laid out once as columns of small numbers; a page with its filters is then a few counts over them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np

from onroll.casework.figure_cells import COUNTED_AS, MISSING, POSSIBLY, STATUSES, as_counted, rows_address
from onroll.casework.figure_days import NOW, When, known_and_run
from onroll.casework.queries.figures_area import Looked, counted, looked_at
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, REGIONS, authority, authority_name, lies_in
from onroll.core.charts.bars import Column, bar_chart, bar_of, column_chart
from onroll.core.charts.figure import Cell, Figure, drawn, written
from onroll.core.charts.tile_map import Tile, tile_map
from onroll.core.disclosure import LOCAL_STEP, shown
from onroll.core.measures.cme_census import TOPICS, labels_of
from onroll.core.reasons import REASONS
from onroll.core.wording import day_words
from onroll.pipeline.measures.run_counts import counts_of_runs
from onroll.pipeline.run_counted import counted_findings, statuses_on_the_day
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import CountedFinding

BREAKDOWNS = ("Sex", "Year group", "Duration", "Reason")
NOT_OF_SCHOOL_AGE = frozenset({"below_school_age", "over_school_age", "died", "left_england", "record_ended", "not_yet_known"})
FEWEST = 5
"""Of how many children a rate is told to somebody who may not know of single ones."""

FILTERS_OF_AN_AUTHORITY = 1
"""How many breakdowns at once an analyst may narrow the figures of one authority by: more would leave single children."""


NONE = -1
"""The place of a label that a child has not."""


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """What the page shows.

    Shape  filters: by breakdown, what it is narrowed to; left_out: filters that were not taken; totals: name, count, and the address of
           its children for whoever may see them.
    """

    area: str
    area_name: str
    areas: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    filters: Mapping[str, str]
    left_out: Sequence[str]
    on: date
    known_by: date | None
    run_id: str
    totals: Sequence[tuple[str, str, str]]
    figures: Sequence[Figure]


@dataclass(frozen=True)
class _Laid:
    """The children of a run who are or may be missing, a row each. Shape  columns: by breakdown, places in its labels."""

    places: Sequence[str]
    place: Any
    is_missing: Any
    columns: Mapping[str, Any]
    row_of: Mapping[str, int]
    of_school_age: Mapping[str, int]


def dashboard_for(viewer: Viewer, area: str = "", filters: Mapping[str, str] | None = None, when: When = NOW) -> Dashboard | None:
    """Return the dashboard of an area; nobody is shown. None where there is no run, or the viewer has no area.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked, tables = looked_at(viewer, area, when), the_tables()
    if looked is None or tables is None:
        return None
    area, run = looked.area, looked.run
    asked = {topic: label for topic, label in (filters or {}).items() if label in TOPICS.get(topic, ())}
    is_small = viewer.is_national and area not in REGIONS and area != ENGLAND_NAME
    taken = dict(list(asked.items())[:FILTERS_OF_AN_AUTHORITY]) if is_small else asked
    laid = _laid_out(tables) if looked.is_present else _laid_then(viewer, looked)
    columns = {**laid.columns, "Reason": _with_recorded(laid, recorded_reasons(known_by=run.known_by))}
    here = np.isin(laid.place, [number for number, code in enumerate(laid.places) if lies_in(code, area)])
    for topic, label in taken.items():
        here &= columns[topic] == TOPICS[topic].index(label)
    teller = _Teller(viewer, looked, taken)
    missing = here & laid.is_missing
    figures = [
        teller.breakdown(topic, np.bincount(columns[topic][missing] + 1, minlength=len(TOPICS[topic]) + 1)[1:]) for topic in BREAKDOWNS
    ]
    if area == ENGLAND_NAME or area in REGIONS:
        counts = np.bincount(laid.place[missing], minlength=len(laid.places))
        figures.append(teller.parts(dict(zip(laid.places, map(int, counts), strict=True)), laid.of_school_age))
    figures += teller.trend()
    return Dashboard(
        area=area,
        area_name=looked.area_name,
        areas=looked.areas,
        choices={topic: TOPICS[topic] for topic in BREAKDOWNS},
        filters=taken,
        left_out=[topic for topic in asked if topic not in taken],
        on=run.on,
        known_by=run.known_by,
        run_id=run.run_id,
        totals=[teller.total(MISSING, int(missing.sum())), teller.total(POSSIBLY, int((here & ~laid.is_missing).sum()))],
        figures=figures,
    )


def _laid_out(tables: RunTables) -> _Laid:
    def lay() -> _Laid:
        found = [each for each in counted_findings(tables) if not each.shielded]
        return _laid(found, statuses_on_the_day(tables), tables.run.on)

    return worked_out(("dashboard", str(tables.run.folder), tables.run.run_id, tables.marked), lay)


def _laid_then(viewer: Viewer, looked: Looked) -> _Laid:
    """Return the same of a run of another day: it stays as it was then."""
    on = looked.run.on
    return counted(
        viewer, looked, looked.run, "dashboard", lambda figures, shown: _laid(figures.found_missing(shown), figures.statuses(shown, on), on)
    )


def _laid(found: Sequence[CountedFinding], statuses: Mapping[tuple[str, str], int], on: date) -> _Laid:
    places = sorted({each.la_code or "" for each in found})
    number = {code: place for place, code in enumerate(places)}
    where = {topic: {label: place for place, label in enumerate(TOPICS[topic])} for topic in BREAKDOWNS}
    columns = {topic: np.zeros(len(found), dtype=np.int16) for topic in BREAKDOWNS}
    for row, each in enumerate(found):
        labels = labels_of(as_counted(each, each.reason), on)
        for topic in BREAKDOWNS:
            columns[topic][row] = where[topic].get(labels.get(topic, ""), NONE)
    known: Counter[str] = Counter()
    for (la_code, status), count in statuses.items():
        if status not in NOT_OF_SCHOOL_AGE:
            known[la_code] += count
    return _Laid(
        places,
        np.array([number[each.la_code or ""] for each in found], dtype=np.int16),
        np.array([each.status == "cme" for each in found], dtype=bool),
        columns,
        {each.child_id: row for row, each in enumerate(found)},
        known,
    )


def _with_recorded(laid: _Laid, recorded: Mapping[str, str | None]) -> Any:
    """Return the column of reasons, with what officers recorded since."""
    column = laid.columns["Reason"].copy()
    labels = TOPICS["Reason"]
    for child_id, reason in recorded.items():
        row = laid.row_of.get(child_id)
        if row is not None:
            label = None if reason is None else reason if reason in REASONS else "Other"
            column[row] = labels.index(label) if label in labels else NONE
    return column


class _Teller:
    """Figures of one area for one viewer: exact for the authority's own people, rounded for all others."""

    def __init__(self, viewer: Viewer, looked: Looked, filters: Mapping[str, str]) -> None:
        self.viewer, self.looked, self.area, self.filters = viewer, looked, looked.area, filters
        self.step = looked.step if viewer.is_national else 0
        narrowed = ", ".join(f"{topic} {label}" for topic, label in filters.items()) or "all children"
        run = looked.run
        self.notes = (("Area", looked.area_name), ("Of", narrowed), ("As at", run.on.isoformat()), *known_and_run(run))

    def count(self, number: int, step: int | None = None) -> Cell:
        return shown(number, self.step if step is None else step)

    def rows_of(self, cells: Mapping[str, str], count: int) -> str:
        """Return the address of the very children of a count; empty for whoever may not see them, or where there are none."""
        return rows_address(cells) if count and self.looked.opens else ""

    def total(self, name: str, count: int) -> tuple[str, str, str]:
        """Return one of the counts at the head of the page."""
        return name, written(self.count(count)), self.rows_of({**self.filters, COUNTED_AS: name}, count)

    def breakdown(self, topic: str, counts: Any) -> Figure:
        """Return one breakdown; each count opens to its children, by what narrows the page and by its own label."""
        labels = TOPICS[topic]
        cells = [self.count(int(each)) for each in counts]
        key = topic.lower().replace(" ", "-")
        addresses = [self.rows_of({**self.filters, topic: label}, int(counts[n])) for n, label in enumerate(labels)]
        opens = {(n, 1): address for n, address in enumerate(addresses) if address}
        bars = [bar_of(label, count) for label, count in zip(labels, cells, strict=True)]
        title = f"Missing education, by {topic.lower()}"
        says = "; ".join(f"{bar.label} {bar.written}" for bar in bars)
        return Figure(
            key=key, title=title, says="", drawing=bar_chart(key, title, says, bars), columns=[topic, "Children"],
            rows=[[label, cell] for label, cell in zip(labels, cells, strict=True)], opens=opens, notes=self.notes,
        )  # fmt: skip

    def parts(self, counts: Mapping[str, int], known: Mapping[str, int]) -> Figure:
        """Return the authorities of the area: on a map of tiles, and by name; shown by rate, never ranked."""
        step = self.step and LOCAL_STEP
        of_area = sorted({*counts, *known} - {""}, key=authority_name)
        rows: list[list[Cell]] = []
        tiles: dict[str, Tile] = {}
        opens: dict[tuple[int, int], str] = {}
        for code in (each for each in of_area if lies_in(each, self.area) and authority(each) is not None):
            count, whole = counts.get(code, 0), known.get(code, 0)
            told = bool(whole) and (not step or count >= FEWEST or count == 0)
            rate = round(1000 * count / whole, 1) if told else None
            opens[len(rows), 0] = f"/figures/dashboard?{urlencode({'area': code, **self.looked.days_in_address})}"
            rows.append([authority_name(code), self.count(count, step), self.count(whole, step), rate])
            tiles[code] = Tile(authority_name(code), rate, f"{rate:g}" if rate is not None else "")
        title = "Where they live"
        says = (
            "Of 1,000 children of compulsory school age whom any register knows in the authority, how many are missing education. "
            "The order is that of names: chance alone moves small authorities most; the comparison page shows how far."
        )
        unit = "Missing education, of 1,000 children known"
        return Figure(
            key="where", title=title, says=says, drawing=tile_map("where", title, f"{unit}; numbers in the table.", tiles, unit),
            columns=["Authority", "Missing education", "Children known", "Of 1,000"], rows=rows, opens=opens, notes=self.notes,
        )  # fmt: skip

    def trend(self) -> list[Figure]:
        """Return how many were missing on the days of earlier runs, as each of them knew it; nothing where there is but one."""
        runs = counts_of_runs(self.looked.index, self.looked.run, self.looked.marked if self.looked.is_present else ())
        if len(runs) < 2:
            return []
        rows: list[list[Cell]] = []
        columns = []
        here: dict[str, int] = {}
        for on, by_place in runs:
            inside = [(status, n) for (la_code, status), n in by_place.items() if lies_in(la_code, self.area)]
            here = {name: sum(n for status, n in inside if status == code) for name, code in STATUSES.items()}
            cells = [self.count(count) for count in here.values()]
            rows.append([day_words(on), *cells])
            columns.append(Column(f"{on.day} {on:%b %y}", [drawn(count) for count in cells]))
        title = "From run to run"
        says = "All children of the area, as each run knew it on its day: nothing that was learned later is in it."
        names = [name.lower() for name in STATUSES]
        drawing = column_chart("runs", title, says, names, columns)
        # Of earlier days the list of children knows nothing: only the present run's counts open.
        addresses = [self.rows_of({COUNTED_AS: name}, count) for name, count in here.items()]
        opens = {(len(rows) - 1, place): address for place, address in enumerate(addresses, 1) if address}
        heads = ["Day of the run", *STATUSES]
        return [Figure(key="runs", title=title, says=says, drawing=drawing, columns=heads, rows=rows, opens=opens, notes=self.notes[2:])]
