"""What services owe the children of an authority: every referral without an outcome, the most overdue first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from onroll.casework import clock
from onroll.casework.models import Case, ServiceReferral
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class ReferralRow:
    """One line of the list."""

    row: ServiceReferral
    case: Case
    name: str
    days_late: int


@dataclass(frozen=True, kw_only=True)
class ReferralsPage:
    """One page of the list. Shape  late: how many of all are overdue."""

    rows: Sequence[ReferralRow]
    total: int
    late: int
    page: int
    pages: int
    on: date


def referrals_for(viewer: Viewer, purpose: Purpose, *, late_only: bool = False, mine_only: bool = False, page: int = 1) -> ReferralsPage:
    """Return one page of the referrals of the viewer's authority that have no outcome yet; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    rows = _open(viewer)
    if mine_only:
        rows = rows.filter(case__owner__username=viewer.username)
    counts = rows.aggregate(every=Count("id"), late=Count("id", filter=Q(due_on__lt=on)))
    if late_only:
        rows = rows.filter(due_on__lt=on)
    total = counts["late"] if late_only else counts["every"]
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = list(rows.order_by("due_on", "id")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    tables = the_tables()
    children = tables.children([row.case.child_id for row in shown]) if tables else {}
    visible = [row for row in shown if viewer.in_shielded_team or not _is_shielded(children.get(row.case.child_id))]
    record_reading(viewer, purpose, "referrals.listed", children=[row.case.child_id for row in visible], more={"of": total})
    return ReferralsPage(
        rows=[_row(row, children.get(row.case.child_id), on) for row in visible],
        total=total,
        late=counts["late"],
        page=page,
        pages=pages,
        on=on,
    )


def _open(viewer: Viewer) -> QuerySet[ServiceReferral]:
    rows = ServiceReferral.objects.filter(outcome="", case__closed_on=None, case__joined_into=None).select_related("case", "case__owner")
    rows = rows.filter(case__authority=viewer.authority) if viewer.authority else rows.none()
    return rows if viewer.in_shielded_team else rows.filter(case__shielded=False)


def _is_shielded(child: Child | None) -> bool:
    return child is not None and child.shielded


def _row(row: ServiceReferral, child: Child | None, on: date) -> ReferralRow:
    name = name_of(child.forename, child.surname) if child else f"Child {row.case.child_id}"
    return ReferralRow(row=row, case=row.case, name=name, days_late=max((on - row.due_on).days, 0))
