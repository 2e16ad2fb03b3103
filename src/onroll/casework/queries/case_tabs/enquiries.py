"""What was asked about a child, what was answered, and what to ask next."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from onroll.casework.case_facts import (
    asked,
    contact_is_unsafe,
    profile_of,
)
from onroll.casework.models import (
    Case,
    Enquiry,
    EnquiryOrder,
)
from onroll.casework.queries.case_tabs.leads import leads_tab
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import OUTCOMES, Check, Need
from onroll.core.dated.values import value_on
from onroll.core.enquiries import EnquiryRecord, check_of, is_late, open_tier, reasonable_enquiries, rechecks_due
from onroll.core.next_best_enquiries import (
    Chance,
    Learned,
    NotNow,
    PastEnquiry,
    Suggestion,
    chance_of,
    in_officers_order,
    learned_from,
    next_best_enquiries,
)
from onroll.pipeline.run_rows import Child

NOT_ANSWERING = ("no_access", "not_applicable", "")
LATEST = 5000
"""So many of the latest answers are learned from: what was true years ago is forgotten by itself."""


def enquiries(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    rows = list(Enquiry.objects.filter(case=case).order_by("-id").select_related("asked_by"))
    history = asked(reversed([row for row in rows if row.episode == case.episode or not row.outcome]))
    leads = leads_tab(viewer, case, on)
    known = (*FAMILY_KNOWN, *leads["needs"])
    profile = replace(profile_of(case, child, known, no_family_contact=contact_is_unsafe(case)), group=group_of(case))
    learned = learned_here(on)
    best, others = next_best_enquiries(history, profile, learned, on)
    order = order_of(case)
    best = in_officers_order(best, order.checks if order else ())
    records = {row.pk: record for row, record in zip(rows, asked(rows), strict=True)}
    return {
        "rows": [{"row": row, "title": check_of(row.check_code, on).title, "late": is_late(records[row.pk], on)} for row in rows],
        "planner": planner(best, others, history, profile.group, learned, leads["by_check"], on),
        "order": order,
        "group": profile.group,
        "leads": leads,
        "tier": open_tier(history, profile, on),
        "reasonable": reasonable_enquiries(history, profile, on),
        "rechecks": [check_of(each.check, on).title for each in rechecks_due(history, on)],
        "outcomes": {each.code: each.words for each in value_on(OUTCOMES, on)},
    }


ORDER = {
    f"order_{name}": Subquery(
        EnquiryOrder.objects.filter(case=OuterRef("pk"), episode=OuterRef("episode")).order_by("-id").values(name)[:1]
    )
    for name in ("checks", "because", "by", "at")
}
"""What a query of cases brings along of the order in which an officer wants to ask: a question of its own would be one too many."""


def order_of(case: Case) -> EnquiryOrder | None:
    """Return the order that an officer has chosen for an open case that was read with `ORDER`; None where the recommended one holds."""
    checks = getattr(case, "order_checks", None) if case.is_open else None
    if not checks:
        return None
    said: Any = case
    return EnquiryOrder(case=case, checks=checks, because=said.order_because, by=said.order_by, at=said.order_at)


FAMILY_KNOWN: tuple[Need, ...] = ("contact details", "a parent's name")
"""What every referral and most rolls give; an officer says at each enquiry what else there is to go on."""


def group_of(case: Case) -> str:
    """Return among which children the chances of a case's enquiries are learned: those found missing for the same reason."""
    last = case.findings.exclude(finding="none").order_by("-id").values_list("finding", flat=True).first()
    return last or ""


def learned_here(on: date) -> Learned:
    """Return what the latest answers of this deployment teach. An answer that a lead gave is none: it was asked because it was known.

    Worked out anew whenever another answer has become the latest, and every few minutes.
    """
    answered = Enquiry.objects.exclude(outcome="")
    mark = (
        on,
        answered.order_by("-answered_on", "-id").values_list("pk", "check_code", "group", "outcome", "asked_on", "answered_on").first(),
    )
    kept = _learned.get("kept")
    if kept is None or kept[0] != mark or time.monotonic() - kept[1] > FORGOTTEN_AFTER_SECONDS:
        kept = _learned["kept"] = (mark, time.monotonic(), _learn(on))
    return kept[2]


FORGOTTEN_AFTER_SECONDS = 300
_learned: dict[str, tuple[Any, float, Learned]] = {}


def _learn(on: date) -> Learned:
    rows = (
        Enquiry.objects.exclude(outcome="")
        .exclude(outcome__in=NOT_ANSWERING)
        .filter(leads__isnull=True)
        .order_by("-answered_on", "-id")
        .values_list("check_code", "group", "outcome", "asked_on", "answered_on")[:LATEST]
    )
    locates = {each.code for each in value_on(OUTCOMES, on) if each.locates}
    return learned_from(
        PastEnquiry(check, group, outcome in locates, float((answered - started).days))
        for check, group, outcome, started, answered in rows
        if answered
    )


@dataclass(frozen=True, kw_only=True)
class PlannerRow:
    """One source that could be asked.

    Shape  rank: 1 is recommended to be asked first, whatever order an officer has chosen; 0 where it cannot be asked now, for the
           reason in `not_now`. chance: with its interval.
           lead: how strong a lead of this source is, empty where there is none.
    """

    check: Check
    chance: Chance
    rank: int
    reason: str
    not_now: str
    last_asked_on: date | None
    last_answer: str
    lead: str


def planner(
    best: Sequence[Suggestion],
    others: Sequence[NotNow],
    history: Sequence[EnquiryRecord],
    group: str,
    learned: Learned,
    leads: Mapping[str, str],
    on: date,
) -> list[PlannerRow]:
    """Return the rows of the planner: what can be asked now in the order given, then the others in the order of the list."""
    words = {each.code: each.words for each in value_on(OUTCOMES, on)}
    last = {each.check: each for each in sorted(history, key=lambda each: each.asked_on)}

    def row(check: Check, chance: Chance, rank: int, reason: str, not_now: str) -> PlannerRow:
        before = last.get(check.code)
        answer = "" if before is None else words[before.outcome] if before.outcome else "Not answered yet"
        return PlannerRow(
            check=check, chance=chance, rank=rank, reason=reason, not_now=not_now, last_answer=answer,
            last_asked_on=before.asked_on if before else None, lead=leads.get(check.code, ""),
        )  # fmt: skip

    rows = [row(each.check, each.chance, each.rank, each.reason, "") for each in best]
    return rows + [row(each.check, chance_of(each.check, group, learned), 0, "", each.because.reason_not) for each in others]
