"""Who broke the glass, and what is to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.accounts.roles import Role
from onroll.casework import clock
from onroll.casework.models import BrokenGlass
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.viewers import Viewer

PURPOSES_FOR_GLASS = ("safeguarding", "cme_enquiry")
MOST_ON_A_PAGE = 200


@dataclass(frozen=True, kw_only=True)
class GlassLine:
    """One look behind the glass that waits for its review. Shape  may_close: whether the viewer reviews it."""

    glass: BrokenGlass
    is_late: bool
    may_close: bool


@dataclass(frozen=True, kw_only=True)
class GlassPage:
    """Everything that is to be reviewed, and what was reviewed last."""

    waiting: Sequence[GlassLine]
    done: Sequence[BrokenGlass]


def broken_glass_for(viewer: Viewer) -> GlassPage:
    """Return every look behind the glass that the viewer reviews, or that their own people took; the look is written down."""
    require(viewer, Right.REVIEW_GLASS)
    rows = BrokenGlass.objects.select_related("by__organisation", "reviewed_by")
    if viewer.role != Role.AUDITOR:
        rows = rows.filter(Q(authority=viewer.authority) | Q(by_authority=viewer.authority))
    today = clock.today()
    waiting = [
        GlassLine(
            glass=each,
            is_late=each.review_due_on < today,
            may_close=each.by.username != viewer.username and may_review_glass(viewer, each),
        )
        for each in rows.filter(reviewed_at=None).order_by("review_due_on", "id")
    ]
    done = list(rows.exclude(reviewed_at=None).order_by("-reviewed_at", "-id")[:MOST_ON_A_PAGE])
    record_reading(viewer, None, "glass.listed", more={"of": len(waiting) + len(done)})
    return GlassPage(waiting=waiting, done=done)


def glass_waiting(viewer: Viewer) -> QuerySet[BrokenGlass]:
    """Return the looks behind the glass that wait for the viewer's review, to be counted."""
    if not viewer.may(Right.REVIEW_GLASS):
        return BrokenGlass.objects.none()
    rows = BrokenGlass.objects.filter(reviewed_at=None).exclude(by__username=viewer.username)
    return rows if viewer.role == Role.AUDITOR else rows.filter(authority=viewer.authority)


def glass_to_review(viewer: Viewer) -> int:
    """Return how many looks behind the glass wait for the viewer's review; nobody is shown."""
    return glass_waiting(viewer).count()


def glass_open_for(viewer: Viewer, child_id: str) -> BrokenGlass | None:
    """Return the look behind the glass that opens the child's record to the viewer now."""
    if not viewer.may(Right.BREAK_GLASS):
        return None
    mine = BrokenGlass.objects.filter(by__username=viewer.username, child_id=child_id, ends_at__gt=clock.now(), reviewed_at=None)
    return mine.order_by("-ends_at").first()


def may_review_glass(viewer: Viewer, glass: BrokenGlass) -> bool:
    """Whether the viewer reviews it: a manager of the child's own authority, or an auditor."""
    return viewer.role == Role.AUDITOR or (bool(viewer.authority) and viewer.authority == glass.authority)
