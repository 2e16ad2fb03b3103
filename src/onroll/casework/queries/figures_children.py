"""The very children behind a figure of one's own authority that no other list shows: of a definition, or of a status on a day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.figures_area import Looked, counted, looked_at
from onroll.casework.queries.figures_definitions import OF_DEFINITION
from onroll.casework.queries.figures_waterfall import OF_STATUS, SAID
from onroll.casework.queries.findings import PAGE_SIZE, name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.statuses import MISSING, STATUSES
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.term_calendars import term_calendars


@dataclass(frozen=True, kw_only=True)
class ChildRow:
    """One line."""

    child_id: str
    name: str
    date_of_birth: date | None


@dataclass(frozen=True, kw_only=True)
class ChildrenOfFigure:
    """One page of the list. Shape  title: what the figure counts; total: as many as the figure says."""

    title: str
    on: date
    rows: Sequence[ChildRow]
    total: int
    page: int
    pages: int


def children_of_figure(viewer: Viewer, purpose: Purpose, of: str, page: int = 1) -> ChildrenOfFigure | None:
    """Return one page of the children behind a figure; the look is written down. None where there is no such figure for the viewer.

    Shape  of: `definition:CODE`, or `status:CODE:DAY`.
    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_CHILDREN, purpose)
    looked, tables = looked_at(viewer), the_tables()
    if looked is None or tables is None or not looked.exact:
        return None
    chosen = _definition(viewer, looked, of) or _status(viewer, looked, of)
    if chosen is None:
        return None
    title, on, children = chosen
    pages = max(1, math.ceil(len(children) / PAGE_SIZE))
    page = min(max(page, 1), pages)
    here = children[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    record_reading(viewer, purpose, "figures.opened", subject=looked.run.run_id, children=here, more={"of": of, "all": len(children)})
    known = tables.children(here)
    rows = [
        ChildRow(child_id=each.child_id, name=name_of(each.forename, each.surname), date_of_birth=each.date_of_birth)
        for each in (known[child_id] for child_id in here if child_id in known)
    ]
    return ChildrenOfFigure(title=title, on=on, rows=rows, total=len(children), page=page, pages=pages)


Chosen = tuple[str, date, tuple[str, ...]]


def _definition(viewer: Viewer, looked: Looked, of: str) -> Chosen | None:
    kind, _, code = of.partition(":")
    found = [each for each in read_definitions(looked.index.home) if kind == OF_DEFINITION and each.code == code]
    if not found:
        return None
    definition, calendars = found[0], term_calendars(looked.index)

    def make(figures: RunFigures, shown: Shown) -> tuple[str, ...]:
        return figures.children_by_definition(Shown(hidden=shown.hidden, la_code=looked.area), definition, calendars)

    return definition.title, looked.run.on, counted(viewer, looked, looked.run, f"of {looked.area} {definition!r} {calendars.own!r}", make)


def _status(viewer: Viewer, looked: Looked, of: str) -> Chosen | None:
    kind, _, rest = of.partition(":")
    code, _, written = rest.partition(":")
    if kind != OF_STATUS or code not in {rule.code for rule in STATUSES if rule.side == MISSING}:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None

    def make(figures: RunFigures, shown: Shown) -> tuple[str, ...]:
        return figures.children_with_status(Shown(hidden=shown.hidden, la_code=looked.area), code, day)

    return SAID.get(code, code), day, counted(viewer, looked, looked.run, f"of {looked.area} {code} {day}", make)
