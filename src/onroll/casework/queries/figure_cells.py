"""The children behind cells of the figures of today: a count and its rows are one rule, however many cells narrow it."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.casework.figure_cells import CELLS, COUNTED_AS, MISSING, SEPARATOR, STATUSES, as_counted
from onroll.casework.permissions import Right
from onroll.casework.queries.findings import scope_of
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.measures.cme_census import labels_of
from onroll.pipeline.run_counted import counted_findings


def children_in_cells(viewer: Viewer, addresses: Sequence[str]) -> tuple[str, ...] | None:
    """Return the children of the viewer's own authority who are in each of some cells; None where none of them is a cell."""
    cells = [(topic, label) for topic, _, label in (each.partition(SEPARATOR) for each in addresses) if label in CELLS.get(topic, ())]
    tables = the_tables()
    if not cells or tables is None or not viewer.may(Right.SEE_CHILDREN):
        return None
    statuses = {STATUSES[label] for topic, label in cells if topic == COUNTED_AS} or {STATUSES[MISSING]}
    here = [each for each in counted_findings(tables, scope_of(viewer).authorities) if not each.shielded and {each.status} == statuses]
    reasons, on = recorded_reasons(), tables.run.on
    labels = ((each.child_id, labels_of(as_counted(each, reasons.get(each.child_id, each.reason)), on)) for each in here)
    return tuple(child_id for child_id, own in labels if all(topic == COUNTED_AS or own.get(topic) == label for topic, label in cells))
