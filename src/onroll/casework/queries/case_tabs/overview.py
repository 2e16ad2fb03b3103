"""What stands out in a case: risk, duties, moves, proposals and the family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from onroll.casework.case_facts import clock_of, ending_of, facts_of, observed
from onroll.casework.local_rules import calendar_of, own_limits
from onroll.casework.models import (
    Case,
    CaseEnding,
    CaseObservation,
    CaseProposal,
    EscalationTask,
    TriageResult,
    Whereabouts,
)
from onroll.casework.queries.case_tabs.household import household_of
from onroll.casework.queries.link_review import deciding_pairs_of
from onroll.casework.queries.reaching import reaching
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import notices_of_lateness, stages_due
from onroll.core.cases import moves_for
from onroll.core.dated.case_limits import Stage
from onroll.core.observed_attendance import RISKS
from onroll.pipeline.run_rows import Child

DOES: Mapping[Stage, str] = {
    "triage": "triage",
    "acknowledge_referrer": "acknowledge",
    "first_contact": "contact",
    "core_checks": "made",
    "home_visit": "visit",
    "extended_checks": "made",
}
"""The page on which what a stage consists of is recorded; the others are recorded as done."""


def overview(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    where = Whereabouts.objects.filter(case=OuterRef("case"), taken_back=None).order_by("-id")
    said = {f"where_{name}": Subquery(where.values(name)[:1]) for name in ("id", "place", "source", "since")}
    triage = TriageResult.objects.filter(case=case).annotate(**said).order_by("-id").first()
    tasks = list(EscalationTask.objects.filter(case=case, episode=case.episode).order_by("id"))
    waits = CaseEnding.objects.select_related("proposed_by").filter(case=case, decided="").first() if case.ending_waits else None
    looks = observed(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on)) if case.first_attended_on else ()
    open_tasks = sum(task.answered_on is None for task in tasks)
    facts = facts_of(case, escalations_open=open_tasks, observations=looks, ending=ending_of(waits) if waits else None)
    duties = stages_due(clock_of(case), on, calendar_of(case.authority), own_limits(case.authority, on)) if case.is_open else ()
    first = duties[0] if duties else None
    late = notices_of_lateness(first.due, case.level == "high", on, first.title) if first else ()
    return {
        "triage": triage,
        "tasks": tasks,
        "duties": duties,
        "does": DOES,
        "late": late,
        "moves": moves_for(facts, on),
        "waits": waits,
        "risks": RISKS,
        "proposals": list(CaseProposal.objects.filter(case=case, withdrawn_on=None)),
        "reason": getattr(case, "recorded_reason", None) or "",
        "reaching": reaching(viewer, child),
        "household": household_of(viewer, case, child),
        "pairs": deciding_pairs_of(viewer, case.child_id) if case.is_open else [],
        "whereabouts": _whereabouts(triage) if case.whereabouts_known else None,
    }


def _whereabouts(triage: Any) -> Whereabouts | None:
    """Where the child is by the latest word, which came along with the score: a page asks few questions."""
    if triage is None or triage.where_place is None:
        return None
    return Whereabouts(pk=triage.where_id, place=triage.where_place, source=triage.where_source, since=triage.where_since)
