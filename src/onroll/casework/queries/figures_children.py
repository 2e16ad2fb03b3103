"""The very rows behind a figure of one's own authority that no other list shows: children, or cases."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_rows import OF_STATUS, PARTS, Behind, Chosen
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import ours, visible_cases
from onroll.casework.queries.comparison import OF_COMPARISON, OF_SCHOOL, cases_compared, children_who_left_a_school
from onroll.casework.queries.figures_any_time import OF_YEAR, children_of_year
from onroll.casework.queries.figures_area import Looked, looked_at
from onroll.casework.queries.figures_definitions import OF_DEFINITION, children_of_definition
from onroll.casework.queries.figures_waterfall import children_with_status
from onroll.casework.queries.findings import PAGE_SIZE, name_of
from onroll.casework.queries.flow import OF_FLOW, cases_of_flow
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.queries.unrolled import OF_ANALYSIS, children_of_analysis
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_queries import RunTables

CHOOSES: Mapping[str, Callable[[Viewer, Looked, Sequence[str]], Chosen | None]] = {
    OF_DEFINITION: children_of_definition,
    OF_STATUS: children_with_status,
    OF_YEAR: children_of_year,
    OF_ANALYSIS: children_of_analysis,
    OF_SCHOOL: children_who_left_a_school,
    OF_FLOW: cases_of_flow,
    OF_COMPARISON: cases_compared,
}
ELSEWHERE, NOT_OURS = "A child who lives elsewhere now", "A case that another authority has now, or that only a few may see"


@dataclass(frozen=True, kw_only=True)
class ChildRow:
    """One line. Shape  child_id, case_id: empty, and 0, where the row does not lead there: then `name` says why nobody is named."""

    child_id: str
    name: str
    date_of_birth: date | None = None
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class ChildrenOfFigure:
    """One page of the list. Shape  title: what the figure counts; total: as many as the figure says; of_cases: each row is a case."""

    title: str
    on: date
    rows: Sequence[ChildRow]
    total: int
    page: int
    pages: int
    of_cases: bool


def children_of_figure(viewer: Viewer, purpose: Purpose, of: str, page: int = 1) -> ChildrenOfFigure | None:
    """Return one page of the rows behind a figure; the look is written down. None where there is no such figure for the viewer.

    Whom the viewer may not know any more, because they live elsewhere now, is a row without a name.

    Shape  of: as `figure_rows.rows_behind` writes it.
    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_CHILDREN, purpose)
    looked, tables = looked_at(viewer), the_tables()
    kind, *parts = of.split(PARTS)
    if looked is None or tables is None or not looked.exact or kind not in CHOOSES:
        return None
    chosen = CHOOSES[kind](viewer, looked, parts)
    if chosen is None:
        return None
    pages = max(1, math.ceil(len(chosen.rows) / PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = _rows(viewer, tables, chosen.rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(
        viewer, purpose, "figures.opened", subject=looked.run.run_id, children=[row.child_id for row in rows if row.child_id],
        more={"of": of, "all": len(chosen.rows)},
    )  # fmt: skip
    of_cases = any(each.case_id for each in chosen.rows)
    return ChildrenOfFigure(title=chosen.title, on=chosen.on, rows=rows, total=len(chosen.rows), page=page, pages=pages, of_cases=of_cases)


def _rows(viewer: Viewer, tables: RunTables, behind: Sequence[Behind]) -> list[ChildRow]:
    known = tables.children([each.child_id for each in behind])
    asked = [each.case_id for each in behind if each.case_id]
    ours_of_them = set(visible_cases(viewer).filter(ours(viewer), pk__in=asked).values_list("pk", flat=True)) if asked else set[int]()
    rows = []
    for each in behind:
        child = known.get(each.child_id)
        if each.case_id and each.case_id not in ours_of_them:
            rows.append(ChildRow(child_id="", name=NOT_OURS))
        elif child is None or (not each.case_id and relation_of(viewer, child) is not Relation.FULL):
            rows.append(
                ChildRow(
                    child_id=each.child_id if each.case_id else "",
                    name=name_of(None, None) if each.case_id else ELSEWHERE,
                    case_id=each.case_id,
                )
            )
        else:
            name = name_of(child.forename, child.surname)
            rows.append(ChildRow(child_id=each.child_id, name=name, date_of_birth=child.date_of_birth, case_id=each.case_id))
    return rows
