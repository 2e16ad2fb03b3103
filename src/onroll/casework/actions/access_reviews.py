"""Each quarter somebody says of each account whether it is still needed."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import AccessReview, User
from onroll.casework import clock
from onroll.casework.actions import people
from onroll.casework.actions.case_book import needs_because
from onroll.casework.permissions import Right
from onroll.casework.queries.access_review import may_review
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.quarters import quarter_of


def review_access(user_id: int, *, by: Viewer, verdict: str, because: str = "") -> AccessReview:
    """Say that an account is still needed, or that it ends; an end is at once.

    Raises  CannotSee; CannotDoNow, also for one's own account.
    """
    require(by, Right.REVIEW_ACCESS)
    if verdict not in ("keep", "end"):
        raise CannotDoNow("Choose whether the account is still needed.")
    why = needs_because(because) if verdict == "end" else because.strip()
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).filter(pk=user_id, is_active=True).first()
        if user is None or not may_review(by, user):
            raise CannotSee("There is no such account for you to review.")
        if user.username == by.username:
            raise CannotDoNow("Somebody else reviews your own account.")
        quarter = quarter_of(clock.today())
        try:
            with transaction.atomic():
                made = AccessReview.objects.create(
                    user=user, quarter=quarter, verdict=verdict, because=why, role=user.role,
                    by=by.username, by_name=by.full_name, at=clock.now(),
                )  # fmt: skip
        except IntegrityError as twice:
            raise CannotDoNow("Somebody has reviewed this account this quarter already.") from twice
        record(by.doer, Happening(kind=f"account.reviewed_{verdict}", subject=user.username, body={"quarter": quarter}))
        if verdict == "end":
            people.end_reviewed(user, by=by, because=why)
    return made
