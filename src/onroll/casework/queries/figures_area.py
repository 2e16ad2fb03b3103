"""What the pages of figures share: the area that a viewer looks at, how exactly, and where the figures come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from onroll.casework.permissions import Right
from onroll.casework.queries.figures import areas_for
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, lies_in
from onroll.core.charts.figure import Cell
from onroll.core.disclosure import LOCAL_STEP, LOW, NATIONAL_STEP, rounded
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.shielding import marked_children

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One area as a viewer sees it. Shape  exact: the viewer may see exact counts, and open them; marked: whom people shield today."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    exact: bool
    index: Index
    run: Run
    marked: frozenset[str]

    @property
    def step(self) -> int:
        """Return to what the area's counts are rounded for whoever may not see them exactly."""
        return NATIONAL_STEP if self.area == ENGLAND_NAME else LOCAL_STEP

    def cell(self, count: int) -> Cell:
        """Return a count as the viewer may see it."""
        return count if self.exact else _number(rounded(count, self.step))

    def change(self, then: int, now: int) -> Cell:
        """Return how a count has changed: for an analyst, of what is shown."""
        if self.exact:
            return now - then
        shown = [_number(rounded(each, self.step)) for each in (then, now)]
        return int(shown[1]) - int(shown[0]) if all(isinstance(each, int) for each in shown) else "not shown"  # type: ignore[arg-type]

    def drawn(self, count: int) -> float:
        """Return how long a count is drawn: as long as it is shown."""
        shown = self.cell(count)
        return float(shown) if isinstance(shown, int) else 0.0

    def inside(self, counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
        """Return the counts of the area. Shape  counts: by authority and what is counted."""
        found: dict[str, int] = {}
        for (la_code, name), count in counts.items():
            if self.area == ENGLAND_NAME or (la_code and lies_in(la_code, self.area)):
                found[name] = found.get(name, 0) + count
        return found

    def notes(self, on: date, run: Run | None = None) -> tuple[tuple[str, str], ...]:
        """Return what travels with a figure, so that anybody can make it again."""
        of = run or self.run
        return (
            ("Area", self.area_name),
            ("As at", on.isoformat()),
            ("Known by", of.known_by.isoformat() if of.known_by else of.made_at.date().isoformat()),
            ("Run", of.run_id),
            ("Position in the log", str(of.ledger_position)),
            ("Counts", "exact" if self.exact else f"rounded to {self.step}; {LOW}: rounds to nought, and is not"),
        )


def _number(shown: str) -> Cell:
    return int(shown) if shown.isdigit() else shown


def looked_at(viewer: Viewer, area: str = "") -> Looked | None:
    """Return the area that a viewer asks for, or their first; None where there is no run, or no area for them.

    Raises  CannotSee.
    """
    areas = areas_for(viewer)
    index = the_index()
    run = index.current_run()
    if run is None or not areas:
        return None
    area = area if area in areas else next(iter(areas))
    exact = not viewer.is_national and viewer.may(Right.SEE_CHILDREN)
    marked = marked_children(index.home)
    return Looked(area=area, area_name=areas[area], areas=areas, exact=exact, index=index, run=run, marked=marked)


def counted(viewer: Viewer, looked: Looked, run: Run, what: str, make: Callable[[RunFigures, Shown], T]) -> T:
    """Return counts of a run, made once for each run and for whom people shield. Shape  what: says what `make` counts.

    A run as it was known on a past day counts whom it counted then: a figure of then stays the same. Nobody's row is in it.

    Raises  StillBeingWorkedOut.
    """
    marked = looked.marked if run.run_id == looked.run.run_id else frozenset[str]()

    def made() -> T:
        figures = RunFigures(run)
        try:
            return make(figures, Shown(hidden=marked))
        finally:
            figures.close()

    return worked_out(("figures", str(run.folder), marked, what), made)
