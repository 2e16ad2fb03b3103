"""Who has which access, when it was last used, and whether anybody has said this quarter that it is still needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from onroll.accounts.models import AccessReview, User
from onroll.accounts.roles import Role
from onroll.casework import clock
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer
from onroll.core.quarters import quarter_of

UNUSED_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One account. Shape  review: this quarter's, None where it is due; unused: nobody signed in with it for long."""

    user: User
    role: str
    review: AccessReview | None
    unused: bool
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """Every account that the viewer reviews."""

    quarter: str
    lines: Sequence[ReviewLine]
    due: int


def access_review(viewer: Viewer) -> ReviewPage:
    """Return every account that the viewer reviews, those that are due first."""
    require(viewer, Right.REVIEW_ACCESS)
    today = clock.today()
    quarter = quarter_of(today)
    reviews = AccessReview.objects.filter(quarter=quarter).order_by("-id")
    users = User.objects.filter(is_active=True).select_related("team").prefetch_related(Prefetch("access_reviews", reviews, "reviewed"))
    if not viewer.is_national:
        users = users.filter(organisation__authority_code=viewer.authority).exclude(organisation__authority_code="")
    lines = []
    for user in users.order_by("organisation__name", "full_name", "username"):
        review = next((each for each in user.reviewed if each.role == user.role), None)
        last = (user.last_login or user.joined_at).date()
        lines.append(
            ReviewLine(
                user=user,
                role=user.get_role_display(),
                review=review,
                unused=(today - last).days > UNUSED_DAYS,
                is_own=user.username == viewer.username,
            )
        )
    lines.sort(key=lambda line: line.review is not None)
    return ReviewPage(quarter=quarter, lines=lines, due=sum(line.review is None for line in lines))


def may_review(viewer: Viewer, user: User) -> bool:
    """Whether the viewer reviews that account: a manager those of the authority and its schools, the national administrator all."""
    if viewer.is_national:
        return viewer.role == Role.ADMINISTRATOR
    return bool(viewer.authority) and user.organisation.authority_code == viewer.authority
