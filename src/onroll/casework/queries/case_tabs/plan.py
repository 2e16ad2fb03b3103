"""The return plan and the looks after the return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from onroll.casework.case_facts import (
    plan_of,
)
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import (
    Case,
    CaseObservation,
    PlanVersion,
    ServiceReferral,
)
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.observed_attendance import Attended, attended_between
from onroll.core.return_plan_elements import ELEMENTS
from onroll.core.return_plans import dues_of_plan, gaps_in_plan, may_review, part_time_is_over
from onroll.pipeline.attendance_feed import marks_of
from onroll.pipeline.run_rows import Child


def plan_tab(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
    referrals = list(ServiceReferral.objects.filter(case=case, episode=case.episode).order_by("id"))
    plan = plan_of(row, referrals) if case.has_plan else None
    looks: Sequence[CaseObservation] = (
        list(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on).order_by("week"))
        if case.first_attended_on
        else []
    )
    said = row.plan if row is not None else {}
    return {
        "plan": plan,
        "said": said,
        "sections": sections_of(said),
        "elements": ELEMENTS,
        "gaps": gaps_in_plan(plan, on) if plan else (),
        "dues": dues_of_plan(plan, on, calendar_of(case.authority)) if plan else (),
        "may_review": may_review(plan, on) if plan else None,
        "referrals": referrals,
        "part_time": plan.part_time if plan else None,
        "part_time_over": part_time_is_over(plan.part_time, on) if plan else None,
        "observations": looks,
        "feed": _feed(case, looks, on) if case.return_risk == "no_data" else None,
        "place": said.get("place", {}),
        "can_write": case.is_open and (case.has_plan or case.state == "located"),
    }


def _feed(case: Case, looks: Sequence[CaseObservation], on: date) -> Attended | None:
    """What the marks of the latest run say since the last look; None where there are none."""
    tables = the_tables()
    if tables is None or case.first_attended_on is None:
        return None
    after = max((row.on for row in looks), default=case.first_attended_on - timedelta(days=1))
    weeks = marks_of(tables.run, [case.child_id], after).get(case.child_id, [])
    seen = attended_between(weeks, after, on, calendar_of(case.authority))
    return seen if seen.days_marked else None


def sections_of(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sections of a plan, each with what was written in it, part by part."""
    sections = []
    for element in ELEMENTS:
        parts = said.get("parts", {}).get(element.code, {})
        written = [(part.label, parts[part.code]) for part in element.parts if parts.get(part.code, "").strip()]
        more = said.get("elements", {}).get(element.code, "")
        left_out = said.get("not_applicable", {}).get(element.code, "")
        status = "written" if written or more.strip() else "left_out" if left_out else "empty"
        sections.append({"element": element, "parts": written, "more": more, "left_out": left_out, "status": status})
    return sections
