"""The children behind cells of the figures of today: a count and its rows are one rule, however many cells narrow it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote, urlencode

from onroll.casework.permissions import Right
from onroll.casework.queries.findings import scope_of
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.measures.cme_census import TOPICS, CountedChild, labels_of
from onroll.pipeline.run_rows import CountedFinding

SEPARATOR = ":"
COUNTED_AS, MISSING, POSSIBLY = "Counted as", "Missing education", "Possibly missing"
STATUSES = {MISSING: "cme", POSSIBLY: "possible_cme"}
"""A cell is of children who are missing education, unless it says otherwise."""

CELLS: Mapping[str, Collection[str]] = {**TOPICS, COUNTED_AS: tuple(STATUSES)}
"""By what the list of children can be narrowed to the rows of a figure."""


def cell_address(topic: str, label: str) -> str:
    """Return how one cell is written in an address."""
    return f"{topic}{SEPARATOR}{label}"


def rows_address(cells: Mapping[str, str]) -> str:
    """Return the address of the list of the children who are in every one of some cells. Shape  cells: label by topic."""
    return f"/findings?{urlencode([('cell', cell_address(*each)) for each in cells.items()], quote_via=quote, safe='')}"


def children_in_cells(viewer: Viewer, addresses: Sequence[str]) -> tuple[str, ...] | None:
    """Return the children of the viewer's own authority who are in each of some cells; None where none of them is a cell."""
    cells = [(topic, label) for topic, _, label in (each.partition(SEPARATOR) for each in addresses) if label in CELLS.get(topic, ())]
    tables = the_tables()
    if not cells or tables is None or not viewer.may(Right.SEE_CHILDREN):
        return None
    statuses = {STATUSES[label] for topic, label in cells if topic == COUNTED_AS} or {STATUSES[MISSING]}
    here = [each for each in tables.counted_findings(scope_of(viewer).authorities) if not each.shielded and {each.status} == statuses]
    reasons, on = recorded_reasons(), tables.run.on
    labels = ((each.child_id, labels_of(as_counted(each, reasons.get(each.child_id) or each.reason), on)) for each in here)
    return tuple(child_id for child_id, own in labels if all(topic == COUNTED_AS or own.get(topic) == label for topic, label in cells))


def as_counted(found: CountedFinding, reason: str | None) -> CountedChild:
    """Return a finding as the return counts it, for a reason."""
    return CountedChild(found.la_code or "", found.sex, found.date_of_birth, found.since, reason or "Unknown")
