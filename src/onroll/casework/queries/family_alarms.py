"""Families who went whole: one line each, with all the children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.models import Case, FamilyAlarm, FamilyAlarmChild
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class AlarmChild:
    """One child of a family. Shape  case: None where it is another authority's by now."""

    name: str
    date_of_birth: date | None
    case: Case | None
    is_missing: bool
    since: date | None


@dataclass(frozen=True, kw_only=True)
class AlarmRow:
    """One family: the alarm, and its children."""

    alarm: FamilyAlarm
    children: Sequence[AlarmChild]


def family_alarms_for(viewer: Viewer, purpose: Purpose) -> Sequence[AlarmRow]:
    """Return the alarms of the viewer's authority, those that nobody has taken note of first; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    alarms = list(FamilyAlarm.objects.filter(authority=viewer.authority).order_by("-id")[:100])
    alarms.sort(key=lambda alarm: alarm.acknowledged_on is not None)
    members: dict[int, list[FamilyAlarmChild]] = {alarm.pk: [] for alarm in alarms}
    for row in FamilyAlarmChild.objects.filter(alarm__in=alarms).select_related("case").order_by("id"):
        if not row.case.shielded:  # whoever was shielded since is in no family
            members[row.alarm_id].append(row)
    tables = the_tables()
    known = tables.children([row.case.child_id for rows in members.values() for row in rows]) if tables else {}
    found = []
    for alarm in alarms:
        children = []
        for row in members[alarm.pk]:
            child = known.get(row.case.child_id)
            if child is not None and child.shielded:
                continue
            mine = may_work_on(viewer, row.case)
            children.append(
                AlarmChild(
                    name=name_of(child.forename, child.surname) if child else "A child of the family",
                    date_of_birth=child.date_of_birth if child else None,
                    case=row.case if mine else None,
                    is_missing=row.case.is_open and bool(row.case.counted_as),
                    since=row.case.since,
                )
            )
        if len(children) > 1:
            found.append(AlarmRow(alarm=alarm, children=children))
    shown = [row.case.child_id for each in found for row in members[each.alarm.pk]]
    record_reading(viewer, purpose, "family_alarms.listed", children=shown)
    return found


def family_alarm_count_for(viewer: Viewer) -> int | None:
    """Return how many alarms nobody of the viewer's authority has taken note of; None where they may not see them."""
    if not viewer.may(Right.WATCH_TRANSITIONS) or not viewer.authority:
        return None
    return FamilyAlarm.objects.filter(authority=viewer.authority, acknowledged_on=None).count()
