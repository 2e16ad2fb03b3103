"""How a case came about: who told of the child, whose list has them, who they may be, and what the household was found to be."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import Case, HouseholdCheck
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.referrals import signals_of
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def signals(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    return {**signals_of(viewer, case), "checks": household_found(viewer, case, child)}


def household_found(viewer: Viewer, case: Case, child: Child | None) -> list[dict[str, Any]]:
    """Return what was found of each other child of the household when the case opened; of shielded children nothing."""
    tables = the_tables()
    if tables is None or child is None or child.shielded or case.shielded:
        return []
    checks = list(
        HouseholdCheck.objects.filter(case=case, episode=case.episode).select_related("other_case").order_by("-same_surname", "id")
    )
    now = {check.pk: tables.live_id(check.other_child_id) for check in checks}
    others = tables.children(list(now.values()))
    found = []
    for check in checks:
        other = others.get(now[check.pk])
        if other is None or other.shielded:
            continue
        theirs = check.other_case if check.other_case and may_work_on(viewer, check.other_case) else None
        found.append(
            {
                "check": check,
                "child_id": other.child_id,
                "name": name_of(other.forename, other.surname),
                "born": other.date_of_birth,
                "case": theirs,
            }
        )
    return found
