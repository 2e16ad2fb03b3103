"""What the pages of figures share: the area that a viewer looks at, how exactly, and where the figures come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from onroll.casework.figure_days import NOW, When, known_and_run, run_shown
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, REGIONS, authority, lies_in
from onroll.core.charts.figure import Cell, drawn
from onroll.core.disclosure import LOCAL_STEP, LOW, NATIONAL_STEP, shown
from onroll.core.measures.cme_census import Counts
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.run_counted import counted_places
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.shielding import marked_children

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One area as a viewer sees it.

    Shape  exact: the viewer may see exact counts; run: that the figures are counted from; present: that readers see; marked: whom people
           shield today.
    """

    area: str
    area_name: str
    areas: Mapping[str, str]
    exact: bool
    index: Index
    run: Run
    present: Run
    marked: frozenset[str]

    @property
    def is_present(self) -> bool:
        """Whether the figures are those of the run that readers see."""
        return self.run.run_id == self.present.run_id

    @property
    def opens(self) -> bool:
        """Whether counts open to their children: lists of children are of the present run alone."""
        return self.exact and self.is_present

    @property
    def days_in_address(self) -> dict[str, str]:
        """Return what an address says of another day than the present one; nothing of the present."""
        if self.is_present:
            return {}
        return {"as_at": self.run.on.isoformat()} | ({"known_by": self.run.known_by.isoformat()} if self.run.known_by else {})

    @property
    def step(self) -> int:
        """Return to what the area's counts are rounded for whoever may not see them exactly."""
        return NATIONAL_STEP if self.area == ENGLAND_NAME else LOCAL_STEP

    def cell(self, count: int) -> Cell:
        """Return a count as the viewer may see it."""
        return shown(count, 0 if self.exact else self.step)

    def change(self, then: int, now: int) -> Cell:
        """Return how a count has changed: for an analyst, of what is shown."""
        if self.exact:
            return now - then
        before, after = (shown(each, self.step) for each in (then, now))
        return after - before if isinstance(before, int) and isinstance(after, int) else "not shown"

    def drawn(self, count: int) -> float:
        """Return how long a count is drawn."""
        return drawn(self.cell(count))

    def inside(self, counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
        """Return the counts of the area. Shape  counts: by authority and what is counted."""
        found: dict[str, int] = {}
        for (la_code, name), count in counts.items():
            if self.area == ENGLAND_NAME or (la_code and lies_in(la_code, self.area)):
                found[name] = found.get(name, 0) + count
        return found

    def counts_inside(self, counts: Mapping[str, Counts]) -> Counts:
        """Return the counts of the area by breakdown and label. Shape  counts: by authority."""
        found: Counts = Counter()
        for la_code, own in counts.items():
            if self.area == ENGLAND_NAME or (la_code and lies_in(la_code, self.area)):
                found.update(own)
        return found

    def notes(self, on: date, run: Run | None = None) -> tuple[tuple[str, str], ...]:
        """Return what travels with a figure, so that anybody can make it again."""
        of = run or self.run
        return (
            ("Area", self.area_name),
            ("As at", on.isoformat()),
            *known_and_run(of),
            ("Counts", "exact" if self.exact else f"rounded to {self.step}; {LOW}: rounds to nought, and is not"),
        )


def areas_for(viewer: Viewer) -> dict[str, str]:
    """Return the areas whose figures the viewer may see, by code: their own, or all of them for a national body.

    Raises  CannotSee; StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_FIGURES)
    if not viewer.is_national:
        own = authority(viewer.authority) if viewer.authority else None
        return {own.la_code: own.name} if own else {}
    found = {ENGLAND_NAME: ENGLAND_NAME}
    tables = the_tables()
    places = [place for place in map(authority, _places(tables)) if place is not None]
    present = {place.region_code for place in places}
    found |= {code: name for code, name in REGIONS.items() if code in present}
    return found | {place.la_code: place.name for place in places}


def _places(tables: RunTables | None) -> Sequence[str]:
    """Return the authorities where children are missing; of a nation that takes longer than a page may, once for each run."""
    if tables is None:
        return ()
    return worked_out(("places", str(tables.run.folder)), partial(counted_places, tables)) if tables.is_large else counted_places(tables)


def looked_at(viewer: Viewer, area: str = "", when: When = NOW) -> Looked | None:
    """Return the area that a viewer asks for, or their first; None where there is no run, or no area for them.

    Raises  CannotSee; NotKept.
    """
    areas = areas_for(viewer)
    index = the_index()
    present = index.current_run()
    if present is None or not areas:
        return None
    area = area if area in areas else next(iter(areas))
    exact = not viewer.is_national and viewer.may(Right.SEE_CHILDREN)
    marked = marked_children(index.home)
    run = run_shown(index, present, when)
    return Looked(area=area, area_name=areas[area], areas=areas, exact=exact, index=index, run=run, present=present, marked=marked)


def missing_of_run(viewer: Viewer, looked: Looked, run: Run, reasons: Mapping[str, str]) -> tuple[Mapping[str, Counts], Mapping[str, int]]:
    """Return the counts of a run's return by authority, and how many are possibly missing in each.

    Shape  reasons: recorded by officers; none where only the total is asked for.
    Raises  StillBeingWorkedOut.
    """
    said = f"missing {hash(frozenset(reasons.items()))}"
    return counted(viewer, looked, run, said, lambda figures, shown: figures.missing(shown, reasons))


def statuses_of_run(viewer: Viewer, looked: Looked, run: Run, day: date) -> Mapping[tuple[str, str], int]:
    """Return how many children have each status on a day, by authority and status.

    Raises  StillBeingWorkedOut.
    """
    return counted(viewer, looked, run, f"statuses {day}", lambda figures, shown: figures.statuses(shown, day))


def counted(viewer: Viewer, looked: Looked, run: Run, what: str, make: Callable[[RunFigures, Shown], T]) -> T:
    """Return counts of a run, made once for each run and for whom people shield. Shape  what: says what `make` counts.

    A run as it was known on a past day counts whom it counted then: a figure of then stays the same. Nobody's row is in it.

    Raises  StillBeingWorkedOut.
    """
    marked = looked.marked if run.run_id == looked.present.run_id else frozenset[str]()

    def made() -> T:
        figures = RunFigures(run)
        try:
            return make(figures, Shown(hidden=marked))
        finally:
            figures.close()

    return worked_out(("figures", str(run.folder), marked, what), made)
