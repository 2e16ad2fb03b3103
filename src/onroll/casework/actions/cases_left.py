"""Whoever leaves, or may no longer work on a case, leaves no case behind: each goes to a queue, with its line of history."""

from __future__ import annotations

from django.db import transaction

from onroll.accounts.audit import Happening, record_all
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.shielding import TEAM_QUEUE
from onroll.casework.models import Case, CaseChange
from onroll.casework.viewers import Viewer

LEFT_QUEUE = "left by somebody who has gone"


def leave_cases(user: User, *, by: Viewer, because: str, only_shielded: bool = False) -> int:
    """Put the open cases of somebody into a queue, and return how many; only_shielded, those that only a named team may work on."""
    happenings, changes = [], []
    with transaction.atomic():
        mine = Case.objects.select_for_update().filter(owner=user, closed_on__isnull=True, joined_into__isnull=True)
        cases = list(mine.filter(shielded=True) if only_shielded else mine)
        for case in cases:
            case.owner, case.queue, case.version = None, TEAM_QUEUE if case.shielded else LEFT_QUEUE, case.version + 1
            changes.append(
                CaseChange(
                    case=case, version=case.version, at=clock.now(), on=clock.today(), by=by.username, by_name=by.full_name,
                    authority=case.authority, kind="case.left", words=f"Put into the queue “{case.queue}”", because=because,
                )
            )  # fmt: skip
            happenings.append(Happening(kind="case.left", subject=case.child_id, body={"case": case.pk, "version": case.version}))
        Case.objects.bulk_update(cases, ["owner", "queue", "version"], batch_size=200)
        CaseChange.objects.bulk_create(changes, batch_size=200)
        record_all(by.doer, happenings)
    return len(cases)
