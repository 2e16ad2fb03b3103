"""Who is missing education, for those who may know."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.models import Case
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer, names_are_hidden
from onroll.core.finding_words import FINDINGS as FINDINGS
from onroll.core.finding_words import finding_name as finding_name
from onroll.core.names_as_said import as_said, initials_of
from onroll.pipeline.run_rows import FindingFilters, FoundChild, Scope
from onroll.pipeline.shared_fields import is_limited

__all__ = [
    "FindingFilters",
    "FindingRow",
    "FindingsPage",
    "authorities_in_findings",
    "every_finding_for",
    "finding_counts_for",
    "findings_for",
]

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class FindingRow:
    """One line of the list. A shielded child's line says nothing of where they are."""

    child_id: str
    name: str
    date_of_birth: date | None
    year: int | None
    finding: str
    status: str
    since: date | None
    days: int | None
    coverage: str
    reason: str
    la_code: str
    roll_urn: str
    shielded: bool
    case_opened_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FindingsPage:
    """One page of the list. Shape  on: the day that the run is about; None before the first run."""

    rows: Sequence[FindingRow]
    total: int
    page: int
    pages: int
    on: date | None
    run_id: str = ""


def scope_of(viewer: Viewer) -> Scope:
    """Return which children's findings the viewer may list."""
    own = frozenset({viewer.authority}) if viewer.authority and viewer.may(Right.SEE_CHILDREN) else frozenset()
    return Scope(authorities=own, shielded=viewer.in_shielded_team)


def findings_for(viewer: Viewer, purpose: Purpose, filters: FindingFilters, page: int = 1) -> FindingsPage:
    """Return one page of the findings about children of the viewer's authority; the look is written down."""
    require(viewer, Right.SEE_CHILDREN, purpose)
    tables = the_tables()
    if tables is None:
        return FindingsPage(rows=(), total=0, page=1, pages=1, on=None)
    scope, filters = scope_of(viewer), _without_hidden_places(viewer, filters)
    found, total = tables.findings(scope, filters, limit=PAGE_SIZE, offset=(max(page, 1) - 1) * PAGE_SIZE)
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if not found and page > 1:
        page = pages
        found, total = tables.findings(scope, filters, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    record_reading(
        viewer, purpose, "findings.listed", subject=tables.run.run_id, children=[each.child_id for each in found], more={"of": total}
    )
    rows = _rows(found, tables.run.on)
    return FindingsPage(rows=rows, total=total, page=max(page, 1), pages=pages, on=tables.run.on, run_id=tables.run.run_id)


def every_finding_for(viewer: Viewer, purpose: Purpose, filters: FindingFilters) -> FindingsPage:
    """Return all the findings that pass the filters, for a download: an event of its own."""
    require(viewer, Right.DOWNLOAD_FINDINGS, purpose)
    tables = the_tables()
    if tables is None:
        return FindingsPage(rows=(), total=0, page=1, pages=1, on=None)
    scope = dataclasses.replace(scope_of(viewer), shielded=False)
    found, total = tables.findings(scope, filters)
    record_reading(
        viewer, purpose, "findings.downloaded", subject=tables.run.run_id, children=[each.child_id for each in found], more={"of": total}
    )
    return FindingsPage(rows=_rows(found, tables.run.on), total=total, page=1, pages=1, on=tables.run.on, run_id=tables.run.run_id)


def finding_counts_for(viewer: Viewer) -> dict[str, int]:
    """Return how many children the viewer's list holds, by status; nobody is shown."""
    tables = the_tables()
    return tables.finding_counts(scope_of(viewer)) if tables else {}


def authorities_in_findings(viewer: Viewer) -> list[str]:
    """Return the authorities where the children of the viewer's list live."""
    tables = the_tables()
    return tables.finding_authorities(dataclasses.replace(scope_of(viewer), shielded=False)) if tables else []


def _without_hidden_places(viewer: Viewer, filters: FindingFilters) -> FindingFilters:
    # A filter by place would tell where a shielded child is by who is left in the list.
    return filters if not viewer.in_shielded_team else dataclasses.replace(filters, hide_shielded_by_place=True)


def _rows(found: Sequence[FoundChild], on: date) -> list[FindingRow]:
    opened = dict(
        Case.objects.filter(child_id__in=[each.child_id for each in found], closed_on__isnull=True, joined_into__isnull=True).values_list(
            "child_id", "opened_on"
        )
    )
    return [
        FindingRow(
            child_id=each.child_id,
            name=name_of(each.forename, each.surname),
            date_of_birth=each.date_of_birth,
            year=each.year,
            finding=each.finding,
            status=each.status,
            since=each.since,
            days=(on - each.since).days if each.since else None,
            coverage=each.coverage,
            reason=each.reason or "Unknown",
            la_code="" if each.shielded else each.la_code or "",
            roll_urn="" if each.shielded else each.roll_urn or "",
            shielded=each.shielded,
            case_opened_on=opened.get(each.child_id),
        )
        for each in found
    ]


def name_of(forename: str | None, surname: str | None) -> str:
    """Return a child's name as people write it; on a private screen, the initials."""
    name = " ".join(as_said(part) for part in (forename, surname) if part)
    if not name:
        return "Name not shared" if is_limited() else "Name not recorded"
    return initials_of(name) if names_are_hidden() else name
