"""Visits to homes: one of them, and those who are out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from onroll.casework import clock
from onroll.casework.models import Case, HomeVisit
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.cases import rows_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer
from onroll.core.home_visits import VisitNotice, missed_call_told


@dataclass(frozen=True, kw_only=True)
class VisitShown:
    """One visit as pages show it. Shape  told: who must know by now that the visitor has not called; empty where all is well."""

    visit: HomeVisit
    case: Case
    name: str
    leaves_at: datetime
    back_by: datetime
    told: Sequence[VisitNotice]
    is_out: bool


def visit_page(viewer: Viewer, purpose: Purpose, visit_id: int) -> VisitShown | None:
    """Return one visit, or None where there is none for the viewer; the look is written down."""
    require(viewer, Right.WORK_CASES, purpose)
    visit = HomeVisit.objects.select_related("case", "visitor", "knows").filter(pk=visit_id).first()
    allowed = visit is not None and may_work_on(viewer, visit.case)
    record_reading(
        viewer, purpose, "visit.looked_at", subject=visit.case.child_id if visit is not None and allowed else "", more={"visit": visit_id}
    )
    return _shown(viewer, [visit])[0] if visit is not None and allowed else None


def visits_out(viewer: Viewer, purpose: Purpose) -> Sequence[VisitShown]:
    """Return the visits of the viewer's authority that are planned or under way, by when the visitor calls."""
    require(viewer, Right.WORK_CASES, purpose)
    visits = HomeVisit.objects.filter(case__authority=viewer.authority, outcome="").filter(Q(checked_in_at=None) | Q(recorded_at=None))
    if not viewer.in_shielded_team:
        visits = visits.filter(case__shielded=False)
    rows = list(visits.select_related("case", "case__owner", "visitor", "knows").order_by("back_by", "id")[:100])
    record_reading(viewer, purpose, "visits.listed", children=[each.case.child_id for each in rows])
    return _shown(viewer, rows)


def _shown(viewer: Viewer, visits: Sequence[HomeVisit]) -> list[VisitShown]:
    now = clock.local_now()
    rows = {row.case.pk: row for row in rows_of(viewer, [visit.case for visit in visits], now.date())}
    return [
        VisitShown(
            visit=visit,
            case=visit.case,
            name=rows[visit.case_id].name,
            leaves_at=_local(visit.leaves_at),
            back_by=_local(visit.back_by),
            told=missed_call_told(_local(visit.back_by), visit.case.level == "high", now) if visit.checked_in_at is None else (),
            is_out=visit.checked_in_at is None and not visit.outcome,
        )
        for visit in visits
    ]


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.LONDON).replace(tzinfo=None)
