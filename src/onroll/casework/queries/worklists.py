"""The filters and worklists that somebody has, or shares with the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from onroll.casework.models import SavedFilter, Worklist
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import visible_cases
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One saved filter or worklist. Shape  count: of its cases that the viewer may see; None for a filter."""

    id: int
    name: str
    address: str
    for_team: bool
    is_mine: bool
    by: str
    count: int | None = None


def filters_of(viewer: Viewer) -> Sequence[Kept]:
    """Return the viewer's filters and the team's, by name."""
    require(viewer, Right.SEE_CASES)
    rows = SavedFilter.objects.filter(_mine_or_team(viewer)).select_related("by").order_by("name", "id")
    return [
        Kept(
            id=row.pk,
            name=row.name,
            address=row.address,
            for_team=row.for_team,
            is_mine=row.by.username == viewer.username,
            by=row.by.full_name,
        )
        for row in rows
    ]


def worklists_of(viewer: Viewer) -> Sequence[Kept]:
    """Return the viewer's worklists and the team's, by name, with how many of their cases the viewer may see."""
    require(viewer, Right.SEE_CASES)
    shown = Q(cases__joined_into__isnull=True, cases__authority=viewer.authority)
    if not viewer.in_shielded_team:
        shown &= Q(cases__shielded=False)
    rows = Worklist.objects.filter(_mine_or_team(viewer)).select_related("by").order_by("name", "id")
    return [
        Kept(
            id=row.pk,
            name=row.name,
            address=f"list=worklist&worklist={row.pk}",
            for_team=row.for_team,
            is_mine=row.by.username == viewer.username,
            by=row.by.full_name,
            count=row.n,
        )
        for row in rows.annotate(n=Count("cases", filter=shown))
    ]


def worklist_named(viewer: Viewer, worklist_id: int) -> str:
    """Return the name of a worklist that the viewer may open; empty where there is none."""
    require(viewer, Right.SEE_CASES)
    return Worklist.objects.filter(_mine_or_team(viewer), pk=worklist_id).values_list("name", flat=True).first() or ""


def may_see_cases(viewer: Viewer, case_ids: Sequence[int]) -> bool:
    """Whether all those cases are open to the viewer, as their authority's."""
    require(viewer, Right.SEE_CASES)
    wanted = set(case_ids)
    return bool(wanted) and visible_cases(viewer).filter(pk__in=wanted, authority=viewer.authority).count() == len(wanted)


def _mine_or_team(viewer: Viewer) -> Q:
    return Q(authority=viewer.authority) & (Q(by__username=viewer.username) | Q(for_team=True))
