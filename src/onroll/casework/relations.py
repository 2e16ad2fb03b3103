"""How a child stands to a viewer: the whole record, that there is one, or nothing.

Source  design, section 8.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from onroll.casework.models import Case, CaseSplit
from onroll.casework.permissions import Right
from onroll.casework.viewers import Viewer
from onroll.core.transfers import NATIONAL, unanswered_if_offered_by
from onroll.pipeline.run_rows import Child


class Relation(StrEnum):
    """What a viewer may know of a child."""

    FULL = "full"
    EXISTS = "exists"
    NOTHING = "nothing"


def relation_of(viewer: Viewer, child: Child) -> Relation:
    """Return what the viewer may know of the child.

    Full: the child lives in the viewer's authority, or was last on a roll there. A shielded child is nothing to anybody
    outside the named team of that authority.
    """
    own = bool(viewer.authority) and viewer.authority in (child.la_code, child.roll_la_code)
    if child.shielded:
        return Relation.FULL if own and viewer.in_shielded_team and viewer.may(Right.SEE_CHILDREN) else Relation.NOTHING
    if own and viewer.may(Right.SEE_CHILDREN):
        return Relation.FULL
    return Relation.EXISTS if viewer.may(Right.FIND_A_CHILD) else Relation.NOTHING


def may_recognise(viewer: Viewer, child: Child) -> bool:
    """Whether the viewer may say that a child of whom somebody told is this child: one of their own, or one whom no authority has yet."""
    if relation_of(viewer, child) is Relation.FULL:
        return True
    nobodys = not child.shielded and not child.la_code and not child.roll_la_code
    return nobodys and viewer.may(Right.WORK_CASES)


def may_work_on(viewer: Viewer, case: Case, *, as_receiver: bool = False) -> bool:
    """Whether a case is the viewer's authority's, or, as the receiver, offered to it; a shielded child's only for the named team.

    The record of a child who has died is for managers and the named team.
    """
    if case.shielded and not viewer.in_shielded_team:
        return False
    if case.restricted and not viewer.in_shielded_team and not viewer.may(Right.SEE_RESTRICTED):
        return False
    own = bool(viewer.authority) and viewer.authority == case.authority
    return own or (as_receiver and bool(viewer.authority) and viewer.authority == case.offered_to)


def shared_with(viewer: Viewer, on: date) -> QuerySet[CaseSplit]:
    """Return the splits under which the viewer's authority supports another, as long as the terms hold and the child may be known of.

    Over with the review day, whether or not a run has ended it; over at once where the child is shielded and the viewer is in no team.
    """
    splits = CaseSplit.objects.filter(ended_on=None, supporting=viewer.authority or "-", review_on__gte=on)
    splits = splits.filter(case__closed_on=None, case__joined_into=None)
    if viewer.in_shielded_team:
        return splits
    splits = splits.filter(case__shielded=False)
    return splits if viewer.may(Right.SEE_RESTRICTED) else splits.filter(case__restricted=False)


def may_support(viewer: Viewer, case: Case, on: date) -> bool:
    """Whether the viewer's authority does pieces of the work on a case that is another's; nothing else of it is theirs."""
    return viewer.may(Right.WORK_CASES) and shared_with(viewer, on).filter(case=case).exists()


def worked_on_by(viewer: Viewer) -> Q:
    """Return `may_work_on`, as the receiver too, for the database: a case that is not the viewer's is then as one that nobody has.

    Read first and refused afterwards, it would take longer than one that is not there, and so tell that it is.
    """
    own = Q(authority=viewer.authority or "-") | Q(offered_to=viewer.authority or "-")
    if viewer.in_shielded_team:
        return own
    return own & Q(shielded=False) & (Q() if viewer.may(Right.SEE_RESTRICTED) else Q(restricted=False))


def unclaimed(on: date) -> Q:
    """Return which open cases stand on the unclaimed board: in the national queue, or offered and left unanswered too long."""
    left = Q(acknowledged_on__isnull=True, offered_on__lte=unanswered_if_offered_by(on))
    asked = Q(acknowledged_on__isnull=False, offered_on__lte=unanswered_if_offered_by(on, acknowledged=True))
    return Q(closed_on__isnull=True, joined_into__isnull=True) & (Q(authority=NATIONAL) | (~Q(offered_to="") & (left | asked)))


def may_claim(viewer: Viewer, case: Case, on: date) -> bool:
    """Whether a case stands on the board from which any authority may take it over; a shielded child's only for named teams."""
    if not viewer.authority or not viewer.may(Right.WORK_CASES) or not case.is_open or (case.shielded and not viewer.in_shielded_team):
        return False
    if case.authority == NATIONAL:
        return True
    since = case.offered_on if case.offered_to else None
    return since is not None and since <= unanswered_if_offered_by(on, acknowledged=case.acknowledged_on is not None)
