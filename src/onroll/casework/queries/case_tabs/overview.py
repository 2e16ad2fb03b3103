"""What stands out in a case: risk, duties, moves, proposals and the family."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.case_facts import (
    clock_of,
    ending_of,
    facts_of,
    observed,
)
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
from onroll.casework.queries.cases import STATES_IN_WORDS
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.link_review import deciding_pairs_of
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import notices_of_lateness, stages_due
from onroll.core.cases import moves_for
from onroll.core.observed_attendance import RISKS
from onroll.pipeline.run_rows import Child


def overview(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    tasks = list(EscalationTask.objects.filter(case=case, episode=case.episode).order_by("id"))
    waits = CaseEnding.objects.select_related("proposed_by").filter(case=case, decided="").first() if case.ending_waits else None
    looks = observed(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on)) if case.first_attended_on else ()
    open_tasks = sum(task.answered_on is None for task in tasks)
    facts = facts_of(case, escalations_open=open_tasks, observations=looks, ending=ending_of(waits) if waits else None)
    duties = stages_due(clock_of(case), on, calendar_of(case.authority), own_limits(case.authority, on)) if case.is_open else ()
    first = duties[0] if duties else None
    late = notices_of_lateness(first.due, case.level == "high", on, first.title) if first else ()
    return {
        "triage": TriageResult.objects.filter(case=case).order_by("-id").first(),
        "tasks": tasks,
        "duties": duties,
        "late": late,
        "moves": moves_for(facts, on),
        "waits": waits,
        "risks": RISKS,
        "proposals": list(CaseProposal.objects.filter(case=case, withdrawn_on=None)),
        "reason": getattr(case, "recorded_reason", None) or "",
        "household": _household(viewer, child),
        "pairs": deciding_pairs_of(viewer, case.child_id) if case.is_open else [],
        "whereabouts": Whereabouts.objects.filter(case=case).order_by("-id").first() if case.whereabouts_known else None,
    }


def _household(viewer: Viewer, child: Child | None) -> list[dict[str, Any]]:
    """Brothers, sisters and housemates with their cases; a shielded child is not among them, by any inference."""
    tables = the_tables()
    if child is None or tables is None or child.shielded:
        return []
    others = [other for other in tables.household(child.child_id) if not other.shielded]
    cases = {
        case.child_id: case
        for case in Case.objects.filter(child_id__in=[other.child_id for other in others], joined_into=None).order_by("opened_on")
        if may_work_on(viewer, case)
    } if others else {}  # fmt: skip
    return [
        {
            "child_id": other.child_id,
            "name": name_of(other.forename, other.surname),
            "born": other.date_of_birth,
            "is_sibling": (other.surname or "").lower() == (child.surname or "").lower(),
            "case": cases.get(other.child_id),
            "state": STATES_IN_WORDS[cases[other.child_id].state] if other.child_id in cases else "",
            "finding": tables.finding_of(other.child_id),
        }
        for other in others
    ]
