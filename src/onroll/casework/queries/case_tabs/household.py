"""Brothers, sisters and housemates of a case's child, with their cases; nobody shielded, by any inference."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from onroll.casework.models import Case, HouseholdCheck
from onroll.casework.queries.cases import STATES_IN_WORDS
from onroll.casework.queries.findings import name_of
from onroll.casework.relations import may_work_on, worked_on_by
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def household_of(viewer: Viewer, case: Case, child: Child | None) -> list[dict[str, Any]]:
    """Return who lives at the child's address now, and who was found to be family as the case opened; brothers and sisters first.

    Shape  found, found_on: what the run said of them then, empty for who has come since. case: the other child's, where it is the
           viewer's own. finding: of the current run.
    """
    tables = the_tables()
    if child is None or tables is None or child.shielded:
        return []
    checked = {tables.live_id(each.other_child_id): each for each in _checks(viewer, case)}
    there = {each.child_id: each for each in tables.household(child.child_id)}
    elsewhere = tables.children([child_id for child_id in checked if child_id not in there])
    others = [each for each in (there | elsewhere).values() if not each.shielded and each.child_id != child.child_id]
    surname = (child.surname or "").lower()
    siblings = {each.child_id for each in others if (each.surname or "").lower() == surname}
    siblings |= {child_id for child_id, check in checked.items() if check.same_surname}
    theirs = _their_cases(viewer, [each.child_id for each in others], checked)
    return [
        {
            "child_id": other.child_id,
            "name": name_of(other.forename, other.surname),
            "born": other.date_of_birth,
            "is_sibling": other.child_id in siblings,
            "found": checked[other.child_id].words if other.child_id in checked else "",
            "found_on": checked[other.child_id].checked_on if other.child_id in checked else None,
            "case": theirs.get(other.child_id),
            "state": STATES_IN_WORDS[theirs[other.child_id]["state"]] if other.child_id in theirs else "",
            "finding": tables.finding_of(other.child_id),
        }
        for other in sorted(others, key=lambda each: (each.child_id not in siblings, each.date_of_birth or date.max, each.child_id))
    ]


def _checks(viewer: Viewer, case: Case) -> list[Any]:
    """What was found as the case opened, each with the other child's case of today: one question for both."""
    own = Case.objects.filter(worked_on_by(viewer), authority=viewer.authority or "-", joined_into=None)
    theirs = own.filter(child_id=OuterRef("other_child_id")).order_by("-opened_on", "-id")
    with_theirs = {"theirs": Subquery(theirs.values("pk")[:1]), "their_state": Subquery(theirs.values("state")[:1])}
    return list(HouseholdCheck.objects.filter(case=case, episode=case.episode).annotate(**with_theirs))


def _their_cases(viewer: Viewer, child_ids: list[str], checked: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By child the case that the viewer may work on; who was not checked as the case opened is asked about apart."""
    known = {child_id: {"pk": each.theirs, "state": each.their_state} for child_id, each in checked.items() if each.theirs}
    new = [child_id for child_id in child_ids if child_id not in checked]
    if new:
        cases = Case.objects.filter(child_id__in=new, joined_into=None).order_by("opened_on", "id")
        known |= {each.child_id: {"pk": each.pk, "state": each.state} for each in cases if may_work_on(viewer, each)}
    return known
