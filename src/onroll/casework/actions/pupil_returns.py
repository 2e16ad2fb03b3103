"""Take in schools' new-pupil, attendance and sickness returns: each is answered at once, and what follows begins by itself.

Source  issue 6, point 6; requirement 8; domain, section 2.1.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.school_returns import Pupil, child_elsewhere, child_meant, confirm_joiner, open_for_pupil
from onroll.casework.actions.signal_cases import Signal, tell
from onroll.casework.models import Case, PupilReturn, SchoolReturn
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.return_answers import line_of_notice
from onroll.casework.viewers import Viewer
from onroll.core.deletion_returns import stands
from onroll.core.pupil_returns import KINDS, Answered, Known, PupilNotice, answer_to, problems_of_notice
from onroll.core.wording import day_words
from onroll.pipeline.run_rows import Child

__all__ = ["KINDS", "PupilNotice", "line_of_notice", "send_notice"]


def send_notice(*, by: Viewer, pupil: Pupil, notice: PupilNotice, said: dict[str, Any] | None = None) -> PupilReturn:
    """Take one return in, answer it, and begin what follows; a refused one is kept too, and nothing follows from it.

    A new pupil confirms the deletion returns that await the child, and the child's open case is told. The school hears nothing of a
    shielded child that it would not hear of a stranger.
    Raises  CannotSee.
    """
    require(by, Right.SEND_RETURNS)
    on, at = clock.today(), clock.now()
    with transaction.atomic():
        problems = problems_of_notice(notice, pupil.date_of_birth, on)
        standing = stands(problems)
        child, doubtful = child_meant(by, pupil)
        known = _known(by, child, doubtful=doubtful)
        found = answer_to(notice, known) if standing else Answered("noted", "Nothing follows: send the return again once it is complete.")
        case = _follow(by, pupil, child, notice, found, known) if standing else None
        row = PupilReturn.objects.create(
            kind=notice.kind,
            school=by.organisation_code,
            school_name=by.organisation_name,
            authority=by.authority,
            pupil=f"{pupil.forename} {pupil.surname}".strip()[:300],
            date_of_birth=pupil.date_of_birth,
            child_id=case.child_id if case else child.child_id if child else "",
            day=notice.day,
            said=said or {},
            stands=standing,
            problems=[{"code": each.code, "severity": each.severity, "sentence": each.sentence} for each in problems],
            answer=found.answer,
            next_words=found.words,
            case=case,
            shielded=bool((child and child.shielded) or (case and case.shielded)),
            received_on=on,
            at=at,
            by=by.username,
        )
        body = {"return": row.pk, "kind": notice.kind, "stands": standing, "answer": found.answer, "case": case.pk if case else None}
        record(by.doer, Happening(kind="pupil_return.received", subject=row.child_id or f"pupil return {row.pk}", body=body))
        if standing and notice.kind == "new_pupil" and child is not None:
            _confirm_awaited(row, child)
    return row


def _known(by: Viewer, child: Child | None, *, doubtful: bool) -> Known:
    if child is None:
        return Known(doubtful=doubtful)
    if child.shielded:
        return Known()
    missing = Case.objects.filter(child_id=child.child_id, closed_on=None, joined_into=None).exists()
    return Known(found=True, elsewhere=bool(child_elsewhere(child, by.organisation_code)), missing=missing)


def _follow(by: Viewer, pupil: Pupil, child: Child | None, notice: PupilNotice, found: Answered, known: Known) -> Case | None:
    signal = Signal(
        doer=by.doer,
        by_name=by.full_name,
        authority=(child.la_code if child else "") or by.authority,
        words=f"{KINDS[notice.kind]} of {by.organisation_name}, {day_words(notice.day)}",
        because=notice.because or found.words,
        on=clock.today(),
        at=clock.now(),
    )
    if found.opens_case:
        return open_for_pupil(signal, pupil, child, by.organisation_name)
    if child is not None and notice.kind == "new_pupil" and (known.missing or child.shielded):
        case = Case.objects.select_for_update().filter(child_id=child.child_id, closed_on=None, joined_into=None).first()
        if case is not None:
            case.version += 1
            case.save(update_fields=["version"])
            tell(case, signal, "case.new_pupil_return")
        return case
    return None


def _confirm_awaited(row: PupilReturn, child: Child) -> None:
    awaited = SchoolReturn.objects.filter(child_id=child.child_id, stands=True, route="confirm a joiner", follow_up=None, case=None)
    for deletion in awaited.exclude(school=row.school).order_by("id"):
        confirm_joiner(deletion, f"{row.school_name} has entered the child on {day_words(row.day)} (new-pupil return {row.pk}).", row.by)
