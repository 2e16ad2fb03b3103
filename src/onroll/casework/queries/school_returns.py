"""Deletion returns and joint enquiries: to a school its own, to an authority what came in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onroll.casework import clock
from onroll.casework.models import Case, JointEnquiry, JointEnquiryPart, SchoolReturn
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import CHECKS
from onroll.core.dated.school_returns import GROUNDS, Ground
from onroll.core.dated.values import value_on
from onroll.core.wording import day_words

PAGE_SIZE = 25
LISTS: Mapping[str, str] = {
    "all": "All",
    "to_settle": "Something is still to be done",
    "refused": "Refused: the name may not be deleted",
    "case": "With a case",
}


@dataclass(frozen=True, kw_only=True)
class ReturnsPage:
    """One page of the returns, and the joint enquiries that are not complete."""

    rows: Sequence[SchoolReturn]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]
    joint: Sequence[JointEnquiry]


@dataclass(frozen=True, kw_only=True)
class OneReturn:
    """One return. Shape  case: only where the viewer may work on it. may_settle: whether the viewer may say that it is done."""

    row: SchoolReturn
    case: Case | None
    may_settle: bool


@dataclass(frozen=True, kw_only=True)
class OneJointEnquiry:
    """One joint enquiry. Shape  parts: the latest of each side. side: for which the viewer writes. checks: that this side can make."""

    joint: JointEnquiry
    parts: Mapping[str, JointEnquiryPart | None]
    side: str
    checks: Mapping[str, str]
    titles: Mapping[str, str]


def returns_for(viewer: Viewer, purpose: Purpose, which: str, page: int = 1) -> ReturnsPage:
    """Return one page of the returns that the viewer may know of, the latest first; the look is written down."""
    require(viewer, Right.SEE_RETURNS, purpose)
    visible = _visible(viewer)
    rules = _rules()
    counts = visible.aggregate(**{name: Count("id", filter=rule) for name, rule in rules.items()})
    which = which if which in rules else "all"
    pages = max(1, math.ceil(counts[which] / PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = list(visible.filter(rules[which]).select_related("follow_up").order_by("-id")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(viewer, purpose, "returns.listed", children=[row.child_id for row in rows if row.child_id], more={"of": counts[which]})
    joint = list(_joint_visible(viewer).filter(completed_on=None).order_by("-id")[:50])
    return ReturnsPage(rows=rows, total=counts[which], page=page, pages=pages, counts=counts, joint=joint)


def returns_to_settle(viewer: Viewer) -> QuerySet[SchoolReturn]:
    """Return the returns after which something is still to be done, to be counted."""
    return _visible(viewer).filter(_rules()["to_settle"]) if viewer.may(Right.SEE_RETURNS) else SchoolReturn.objects.filter(pk__in=[])


def one_return(viewer: Viewer, purpose: Purpose, number: int) -> OneReturn | None:
    """Return one return, or None where there is no such one for the viewer; the look is written down."""
    require(viewer, Right.SEE_RETURNS, purpose)
    row = _visible(viewer).select_related("case", "follow_up", "joint_enquiry").filter(pk=number).first()
    record_reading(
        viewer, purpose, "return.looked_at", subject=row.child_id if row else "", more={"return": number, "seen": row is not None}
    )
    if row is None:
        return None
    case = row.case if row.case is not None and viewer.may(Right.SEE_CASES) and may_work_on(viewer, row.case) else None
    settled = hasattr(row, "follow_up")
    may = viewer.may(Right.WORK_CASES) and row.stands and row.case_id is None and not settled and row.due_on is not None
    return OneReturn(row=row, case=case, may_settle=may)


def grounds_for(viewer: Viewer) -> tuple[Ground, ...]:
    """Return the grounds on which a name may be deleted today."""
    require(viewer, Right.SEND_RETURNS)
    return value_on(GROUNDS, clock.today())


def completed_joint_enquiries_for(viewer: Viewer, ground: str) -> dict[str, str]:
    """Return the joint enquiries of the viewer's school that both have signed, by number."""
    require(viewer, Right.SEND_RETURNS)
    rows = _joint_visible(viewer).filter(ground=ground, completed_on__isnull=False).order_by("-id")
    return {str(row.pk): f"{row.pk}: {row.pupil}, signed by both on {day_words(row.completed_on)}" for row in rows}


def one_joint_enquiry(viewer: Viewer, purpose: Purpose, number: int, side: str) -> OneJointEnquiry | None:
    """Return one joint enquiry, or None where there is no such one for the viewer; the look is written down.

    Shape  side: for which the viewer may write, as the action knows.
    """
    require(viewer, Right.SEE_RETURNS, purpose)
    joint = _joint_visible(viewer).filter(pk=number).first()
    record_reading(viewer, purpose, "joint_enquiry.looked_at", more={"joint_enquiry": number, "seen": joint is not None})
    if joint is None:
        return None
    parts: dict[str, JointEnquiryPart | None] = {"school": None, "authority": None}
    for part in JointEnquiryPart.objects.filter(joint_enquiry=joint).order_by("id"):
        parts[part.side] = part
    known = value_on(CHECKS, clock.today())
    return OneJointEnquiry(
        joint=joint,
        parts=parts,
        side=side,
        checks={each.code: each.title for each in known if side in each.who},
        titles={each.code: each.title for each in known},
    )


def joint_enquiry_for(viewer: Viewer, number: int) -> JointEnquiry | None:
    """Return a joint enquiry that the viewer may know of; shows nobody by itself."""
    require(viewer, Right.SEE_RETURNS)
    return _joint_visible(viewer).filter(pk=number).first()


def _visible(viewer: Viewer) -> QuerySet[SchoolReturn]:
    if viewer.may(Right.SEND_RETURNS):
        return SchoolReturn.objects.filter(school=viewer.organisation_code)
    rows = SchoolReturn.objects.filter(authority=viewer.authority) if viewer.authority else SchoolReturn.objects.none()
    if viewer.in_shielded_team:
        return rows
    return rows.filter(shielded=False).exclude(case__shielded=True)


def _rules() -> dict[str, Q]:
    return {
        "all": Q(),
        "to_settle": Q(stands=True, case=None, follow_up=None, due_on__isnull=False),
        "refused": Q(stands=False),
        "case": Q(case__isnull=False) | Q(follow_up__outcome="case"),
    }


def _joint_visible(viewer: Viewer) -> QuerySet[JointEnquiry]:
    if viewer.may(Right.SEND_RETURNS):
        return JointEnquiry.objects.filter(school=viewer.organisation_code)
    return JointEnquiry.objects.filter(authority=viewer.authority) if viewer.authority else JointEnquiry.objects.none()
