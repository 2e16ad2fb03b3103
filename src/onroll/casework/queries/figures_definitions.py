"""One's own figure under the definitions that others use: the same children, the same day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_days import NOW, When
from onroll.casework.figure_rows import Behind, Chosen, rows_behind
from onroll.casework.queries.figures_area import Looked, counted, looked_at
from onroll.casework.viewers import Viewer
from onroll.core.charts.bars import bar_chart, bar_of
from onroll.core.charts.figure import Figure
from onroll.core.measures.definitions import Definition
from onroll.pipeline.measures.counted import Shown
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.term_calendars import term_calendars

OF_DEFINITION = "definition"


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """The definitions of a day. Shape  definitions: those in force, the national one first."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    on: date
    known_by: date | None
    definitions: Sequence[Definition]
    figures: Sequence[Figure]


def definitions_for(viewer: Viewer, area: str = "", when: When = NOW) -> SideBySide | None:
    """Return an area's figure under each definition; nobody is shown. None where there is no run, or no area for the viewer.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area, when)
    if looked is None:
        return None
    run = looked.run
    definitions = [each for each in read_definitions(looked.index.home) if each.holds_on(run.on)]
    calendars = term_calendars(looked.index)
    what = f"definitions {definitions!r} {calendars.own!r}"
    found = looked.inside(counted(viewer, looked, run, what, lambda figures, shown: figures.by_definition(shown, definitions, calendars)))
    national = found.get(definitions[0].code, 0)
    bars, rows, opens = [], [], {}
    for number, each in enumerate(definitions):
        count = found.get(each.code, 0)
        shown = looked.cell(count)
        bars.append(bar_of(each.title, shown, tone=int(number > 0)))
        rows.append([each.title, shown, looked.change(national, count)])
        if looked.opens and count:
            opens[number, 1] = rows_behind(OF_DEFINITION, each.code)
    says = "The same children on the same day. Where the evidence is incomplete (possibly missing), no definition counts the child."
    title = "Your figure under the others’ rules" if looked.exact else "The figure under each definition"
    figure = Figure(
        key="definitions",
        title=title,
        says=says,
        drawing=bar_chart("definitions-drawn", title, says, bars),
        columns=("Definition", "Children", "Against the national definition"),
        rows=rows,
        opens=opens,
        notes=looked.notes(run.on),
    )
    named = {"area": looked.area, "area_name": looked.area_name, "areas": looked.areas}
    return SideBySide(**named, on=run.on, known_by=run.known_by, definitions=definitions, figures=[figure])  # type: ignore[arg-type]


def children_of_definition(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the children whom a definition counts. Shape  parts: its code."""
    found = [each for each in read_definitions(looked.index.home) if [each.code] == list(parts)]
    if not found:
        return None
    definition, calendars = found[0], term_calendars(looked.index)
    children = counted(
        viewer, looked, looked.run, f"of {looked.area} {definition!r} {calendars.own!r}",
        lambda figures, shown: figures.children_by_definition(Shown(hidden=shown.hidden, la_code=looked.area), definition, calendars),
    )  # fmt: skip
    return Chosen(title=definition.title, on=looked.run.on, rows=[Behind(child_id) for child_id in children])
