"""What was asked about a child, what was answered, and what to ask next."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework import clock
from onroll.casework.case_facts import (
    asked,
    contact_is_unsafe,
    profile_of,
)
from onroll.casework.models import (
    Case,
    Enquiry,
)
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import OUTCOMES, Need
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of, is_late, open_tier, reasonable_enquiries, rechecks_due
from onroll.core.next_best_enquiries import Learned, PastEnquiry, learned_from, next_best_enquiries
from onroll.pipeline.run_rows import Child

NOT_ANSWERING = ("no_access", "not_applicable", "")


def enquiries(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    rows = list(Enquiry.objects.filter(case=case).order_by("-id").select_related("asked_by"))
    history = asked(reversed([row for row in rows if row.episode == case.episode or not row.outcome]))
    profile = profile_of(case, child, FAMILY_KNOWN, no_family_contact=contact_is_unsafe(case))
    best, others = next_best_enquiries(history, profile, _learned(), on)
    records = {row.pk: record for row, record in zip(rows, asked(rows), strict=True)}
    return {
        "rows": [{"row": row, "title": check_of(row.check_code, on).title, "late": is_late(records[row.pk], on)} for row in rows],
        "best": best,
        "others": others,
        "tier": open_tier(history, profile, on),
        "reasonable": reasonable_enquiries(history, profile, on),
        "rechecks": [check_of(each.check, on).title for each in rechecks_due(history, on)],
        "outcomes": {each.code: each.words for each in value_on(OUTCOMES, on)},
    }


FAMILY_KNOWN: tuple[Need, ...] = ("contact details", "a parent's name")
"""What every referral and most rolls give; an officer says at each enquiry what else there is to go on."""


def _learned() -> Learned:
    rows = (
        Enquiry.objects.exclude(outcome__in=NOT_ANSWERING)
        .order_by("-id")
        .values_list("check_code", "group", "outcome", "asked_on", "answered_on")[:5000]
    )
    locates = {each.code for each in value_on(OUTCOMES, clock.today()) if each.locates}
    return learned_from(
        PastEnquiry(check, group, outcome in locates, float((answered - started).days))
        for check, group, outcome, started, answered in rows
        if answered
    )
