"""What schools have sent, one after the other: to a school its own, to an authority what came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from onroll.casework.models import PupilReturn, SchoolReturn
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.return_answers import ReturnLine, line_of_deletion, line_of_notice
from onroll.casework.viewers import Viewer
from onroll.core.pupil_returns import ANSWERS, KINDS

__all__ = ["ANSWERS", "KINDS", "ReturnLine", "one_pupil_return", "pupil_returns_for", "returns_after"]

PAGE_SIZE = 25


def returns_after(viewer: Viewer, purpose: Purpose, place: tuple[str, bool, int] | None, most: int) -> Sequence[ReturnLine]:
    """Return the school's own returns of every kind after a place in the list, the latest first; the look is written down.

    Shape  place: day, whether it is a deletion, and number of the last one seen; None for the beginning.
    """
    require(viewer, Right.SEND_RETURNS, purpose)
    deletions = SchoolReturn.objects.filter(school=viewer.organisation_code).select_related("follow_up").order_by("-received_on", "-id")
    others = PupilReturn.objects.filter(school=viewer.organisation_code).order_by("-received_on", "-id")
    if place is not None:
        deletions, others = deletions.filter(received_on__lte=place[0]), others.filter(received_on__lte=place[0])
    lines = [
        *(line_of_deletion(row) for row in _from(deletions, place, True)[:most]),
        *(line_of_notice(row) for row in _from(others, place, False)[:most]),
    ]
    lines.sort(key=lambda line: (line.received_on, line.kind == "deletion", line.number), reverse=True)
    record_reading(viewer, purpose, "returns.listed", more={"by": "machine"})
    return lines[:most]


def _from(rows: Any, place: tuple[str, bool, int] | None, are_deletions: bool) -> Any:
    """Leave out what stands before the place: of its day, the deletions come first."""
    if place is None:
        return rows
    day, was_deletion, number = place
    if are_deletions and not was_deletion:
        return rows.filter(received_on__lt=day)
    if are_deletions == was_deletion:
        return rows.exclude(received_on=day, pk__gte=number)
    return rows


# -- as pages -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PupilReturnsPage:
    """One page of the returns."""

    rows: Sequence[PupilReturn]
    total: int
    page: int
    pages: int


def pupil_returns_for(viewer: Viewer, purpose: Purpose, page: int = 1) -> PupilReturnsPage:
    """Return one page of the new-pupil, attendance and sickness returns that the viewer may know of; the look is written down."""
    require(viewer, Right.SEE_RETURNS, purpose)
    rows = _visible(viewer).order_by("-id")
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = list(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(viewer, purpose, "pupil_returns.listed", children=[row.child_id for row in shown if row.child_id], more={"of": total})
    return PupilReturnsPage(rows=shown, total=total, page=page, pages=pages)


def one_pupil_return(viewer: Viewer, purpose: Purpose, number: int) -> PupilReturn | None:
    """Return one return, or None where there is no such one for the viewer; the look is written down."""
    require(viewer, Right.SEE_RETURNS, purpose)
    row = _visible(viewer).filter(pk=number).first()
    more = {"return": number, "seen": row is not None}
    record_reading(viewer, purpose, "pupil_return.looked_at", subject=row.child_id if row else "", more=more)
    return row


def _visible(viewer: Viewer) -> QuerySet[PupilReturn]:
    if viewer.may(Right.SEND_RETURNS):
        return PupilReturn.objects.filter(school=viewer.organisation_code)
    rows = PupilReturn.objects.filter(authority=viewer.authority) if viewer.authority else PupilReturn.objects.none()
    return rows if viewer.in_shielded_team else rows.filter(shielded=False).exclude(case__shielded=True)
