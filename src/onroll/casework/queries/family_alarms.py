"""Families who went whole: one line each, with all the children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from onroll.casework.models import Case, FamilyAlarm, FamilyAlarmChild
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child

MOST = 200
"""Alarms that are shown, the newest first."""


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
    child_ids: tuple[str, ...] = ()


def family_alarms_for(viewer: Viewer, purpose: Purpose, *, only_open: bool = False) -> Sequence[AlarmRow]:
    """Return the alarms of the viewer's authority, those that nobody has taken note of first; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    found = _visible(viewer, only_open=only_open, most=MOST)
    shown = [child_id for row in found for child_id in row.child_ids]
    record_reading(viewer, purpose, "family_alarms.listed", children=shown)
    return found


def every_family_alarm_for(viewer: Viewer, purpose: Purpose, *, only_open: bool = False) -> Sequence[AlarmRow]:
    """Return every alarm, for a file: an event of its own. Shielded children are in no alarm."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    found = _visible(viewer, only_open=only_open, most=None)
    record_reading(viewer, purpose, "family_alarms.downloaded", children=[child_id for row in found for child_id in row.child_ids])
    return found


def open_family_alarms(viewer: Viewer) -> QuerySet[FamilyAlarm]:
    """Return the alarms of which nobody of the viewer's authority has taken note: those that the page shows."""
    if not viewer.may(Right.WATCH_TRANSITIONS) or not viewer.authority:
        return FamilyAlarm.objects.none()
    told = Count("children", filter=Q(children__case__shielded=False))
    return FamilyAlarm.objects.annotate(told=told).filter(authority=viewer.authority, acknowledged_on=None, told__gt=1)


def _visible(viewer: Viewer, *, only_open: bool, most: int | None) -> list[AlarmRow]:
    alarms = list(_alarms(viewer, only_open=only_open, most=most))
    if not alarms:
        return []
    members: dict[int, list[FamilyAlarmChild]] = {alarm.pk: [] for alarm in alarms}
    for row in FamilyAlarmChild.objects.filter(alarm__in=alarms).select_related("case").order_by("id"):
        if not row.case.shielded:  # whoever was shielded since is in no family
            members[row.alarm_id].append(row)
    tables = the_tables()
    known = tables.children([row.case.child_id for rows in members.values() for row in rows]) if tables else {}
    found = []
    for alarm in alarms:
        rows = [row for row in members[alarm.pk] if not (row.case.child_id in known and known[row.case.child_id].shielded)]
        if len(rows) > 1:
            children = [_child(viewer, row, known.get(row.case.child_id)) for row in rows]
            found.append(AlarmRow(alarm=alarm, children=children, child_ids=tuple(row.case.child_id for row in rows)))
    return found


def _alarms(viewer: Viewer, *, only_open: bool, most: int | None) -> Sequence[FamilyAlarm]:
    of_ours = FamilyAlarm.objects.filter(authority=viewer.authority)
    if only_open:
        of_ours = of_ours.filter(acknowledged_on=None)
    newest = list(of_ours.order_by("-id")[:most])
    return sorted(newest, key=lambda alarm: alarm.acknowledged_on is not None)


def _child(viewer: Viewer, row: FamilyAlarmChild, child: Child | None) -> AlarmChild:
    return AlarmChild(
        name=name_of(child.forename, child.surname) if child else "A child of the family",
        date_of_birth=child.date_of_birth if child else None,
        case=row.case if may_work_on(viewer, row.case) else None,
        is_missing=row.case.is_open and bool(row.case.counted_as),
        since=row.case.since,
    )
