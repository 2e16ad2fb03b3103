"""After each run: a family whose children of school age have all gone is one alarm, with all its children.

Source  issue 7, point 6; domain, section 3.3 (whole-family disappearance).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record, record_all
from onroll.casework import clock
from onroll.casework.actions.arrivals import GONE, is_whole_family
from onroll.casework.models import Case, FamilyAlarm, FamilyAlarmChild
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import kinds_found
from onroll.pipeline.run_households import households_of

WATCH = Doer(name="onroll run", role="system")


def raise_family_alarms(run: Run) -> int:
    """Raise an alarm for each family that went whole, and return how many are new; running it twice changes nothing.

    A child who is found gone later joins the alarm of the family. Shielded children are neither asked about nor in any alarm.
    """
    gone = {child_id: finding for child_id, finding in kinds_found(run).items() if finding in GONE}
    open_cases = Case.objects.filter(closed_on=None, joined_into=None, shielded=False).exclude(counted_as="").order_by("id")
    cases = {case.child_id: case for case in open_cases if case.child_id in gone}
    known = set(FamilyAlarmChild.objects.filter(case__in=[case.pk for case in cases.values()]).values_list("case_id", "episode"))
    new = [child_id for child_id, case in cases.items() if (case.pk, case.episode) not in known]
    if not new:
        return 0
    families = _families(run, cases, gone, new)
    raised = 0
    with transaction.atomic():
        for family in families:
            raised += _raise(run, family)
    return raised


def _families(run: Run, cases: Mapping[str, Case], gone: Mapping[str, str], new: Iterable[str]) -> list[list[Case]]:
    """Each family of which every child of school age has gone, by the cases of its children; each child in one."""
    families: list[list[Case]] = []
    placed: set[str] = set()
    for child_id, mates in sorted(households_of(run, sorted(new)).items()):
        if child_id in placed or not is_whole_family(gone[child_id], mates):
            continue
        brothers_and_sisters = [mate.other_child_id for mate in mates if mate.same_surname and mate.other_child_id in cases]
        family = [child_id, *(each for each in brothers_and_sisters if each not in placed)]
        placed.update(family)
        if len(family) > 1:
            families.append([cases[each] for each in family])
    return families


def _raise(run: Run, family: list[Case]) -> int:
    """Add the children to the alarm that one of them is in, or raise a new one; return 1 where it is new."""
    there = list(FamilyAlarmChild.objects.filter(case__in=[case.pk for case in family]).select_related("alarm"))
    standing = next((row.alarm for row in there if any(row.case_id == case.pk and row.episode == case.episode for case in family)), None)
    alarm = standing or FamilyAlarm.objects.create(authority=family[0].authority, found_on=run.on, run_id=run.run_id, at=datetime.now(UTC))
    have = {(row.case_id, row.episode) for row in there}
    joining = [case for case in family if (case.pk, case.episode) not in have]
    FamilyAlarmChild.objects.bulk_create(
        [FamilyAlarmChild(alarm=alarm, child_id=case.child_id, case=case, episode=case.episode) for case in joining]
    )
    kind = "family_alarm.children_added" if standing else "family_alarm.raised"
    happenings = [
        Happening(kind=kind, subject=f"family alarm {alarm.pk}", body={"run": run.run_id, "cases": [case.pk for case in joining]})
    ]
    if joining:
        record_all(WATCH, happenings)
    return 0 if standing else 1


def acknowledge_family_alarm(alarm_id: int, *, by: Viewer, note: str) -> FamilyAlarm:
    """Record that somebody has taken note of a family's going, and what is done about it.

    Raises  CannotDoNow; CannotSee where it is not of the viewer's authority.
    """
    require(by, Right.WATCH_TRANSITIONS)
    if not note.strip():
        raise CannotDoNow("Say what is done about it.")
    with transaction.atomic():
        alarm = FamilyAlarm.objects.select_for_update().filter(pk=alarm_id, authority=by.authority).first()
        if alarm is None:
            raise CannotSee("There is no such alarm for you.")
        if alarm.acknowledged_on is not None:
            raise CannotDoNow(f"{alarm.acknowledged_by_name} has taken note of it already.")
        alarm.acknowledged_on, alarm.note = clock.today(), note.strip()
        alarm.acknowledged_by, alarm.acknowledged_by_name = by.username, by.full_name
        alarm.save()
        record(by.doer, Happening(kind="family_alarm.acknowledged", subject=f"family alarm {alarm.pk}", body={"alarm": alarm.pk}))
    return alarm
