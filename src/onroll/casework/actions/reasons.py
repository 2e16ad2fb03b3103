"""Why a child misses education, in the Department's words, as an officer judges it."""

from __future__ import annotations

from onroll.casework.actions.case_book import changing
from onroll.casework.models import Case, CaseReason
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.measures.cme_census import PUBLISHED_REASONS
from onroll.core.reasons import REASONS

__all__ = ["PUBLISHED_REASONS", "record_reason"]


def record_reason(case_id: int, *, by: Viewer, reason: str, because: str = "") -> Case:
    """Record the reason that the termly return shall give for a case, from today on.

    Raises  CannotSee; CannotDoNow where it is none of the published reasons.
    """
    if reason not in REASONS:
        raise CannotDoNow("Choose one of the published reasons.")
    with changing(by, case_id) as hand:
        CaseReason.objects.create(case=hand.case, reason=reason, on=hand.on, at=hand.at, by=by.username)
        hand.tell("case.reason_recorded", f"Recorded as the reason: {reason}.", because.strip(), reason=reason)
        return hand.case
