"""Whose a pair of children is who may be one: who may decide it, who reads both sides in full, and who sees what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from onroll.accounts.roles import Role
from onroll.casework.models import Case, PairDecision
from onroll.casework.permissions import Right
from onroll.casework.relations import Relation, relation_of
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def sees_in_full(viewer: Viewer, child: Child, own_cases: Iterable[str] = ()) -> bool:
    """Whether the viewer may read a child's values; of others they learn only whether they agree."""
    if relation_of(viewer, child) is Relation.FULL:
        return True
    if child.shielded:
        return False
    return child.child_id in own_cases or is_national_reviewer(viewer)


def is_national_reviewer(viewer: Viewer) -> bool:
    """Whether the viewer reviews pairs for the whole country."""
    return viewer.is_national and viewer.role == Role.LINK_REVIEWER.value


def may_review(viewer: Viewer, children: Sequence[Child], own_cases: Iterable[str] = ()) -> bool:
    """Whether a pair is the viewer's to decide: one child at least is theirs, and neither is hidden from them."""
    if not viewer.may(Right.REVIEW_LINKS):
        return False
    if any(relation_of(viewer, child) is Relation.NOTHING for child in children):
        return is_national_reviewer(viewer) and not any(child.shielded for child in children)
    return any(sees_in_full(viewer, child, own_cases) for child in children)


def may_see(viewer: Viewer, row: PairDecision) -> bool:
    """Whether a decision is about a child of the viewer's, and about no child who is hidden from them."""
    if row.shielded and not viewer.in_shielded_team:
        return False
    return (bool(viewer.authority) and viewer.authority in (*row.authorities, row.authority)) or is_national_reviewer(viewer)


def owned_by(viewer: Viewer, cases: Mapping[str, Case]) -> frozenset[str]:
    """Return the children of some whose open case is the viewer's authority's, and the viewer may see it."""
    return frozenset(child for child, case in cases.items() if case.authority == viewer.authority and viewer.may(Right.SEE_CASES))


def open_cases_of(child_ids: Iterable[str]) -> dict[str, Case]:
    """Return the open cases about some children, by child, whoever's they are: as much of them as a review needs."""
    return {case.child_id: case for case in open_cases().filter(child_id__in=list(child_ids))}


def open_cases() -> QuerySet[Case]:
    """Return the open cases, as much of them as a review needs."""
    return Case.objects.filter(closed_on__isnull=True, joined_into__isnull=True).only("id", "child_id", "authority", "level", "opened_on")
