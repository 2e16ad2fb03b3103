"""The return plan and the looks after the return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from onroll.casework.case_facts import (
    plan_of,
)
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import (
    Case,
    CaseObservation,
    PlanVersion,
)
from onroll.casework.viewers import Viewer
from onroll.core.return_plan_elements import ELEMENTS
from onroll.core.return_plans import dues_of_plan, gaps_in_plan
from onroll.pipeline.run_rows import Child


def plan_tab(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
    plan = plan_of(row) if case.has_plan else None
    looks: Sequence[CaseObservation] = (
        list(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on).order_by("week"))
        if case.first_attended_on
        else []
    )
    return {
        "plan": plan,
        "said": row.plan if row and plan else {},
        "elements": ELEMENTS,
        "gaps": gaps_in_plan(plan, on) if plan else (),
        "dues": dues_of_plan(plan, on, calendar_of(case.authority)) if plan else (),
        "observations": looks,
    }
