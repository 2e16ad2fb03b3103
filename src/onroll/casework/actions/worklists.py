"""Save a filter, keep a list of cases by hand, and do one thing to several cases at once: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.assigning import assign_case, set_next_step
from onroll.casework.actions.contacts import write_note
from onroll.casework.models import Case, SavedFilter, Worklist, WorklistCase
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer

MOST_AT_ONCE = 100


def take_case(case_id: int, *, by: Viewer) -> Case:
    """Take a case that nobody has.

    Raises  CannotSee; CannotDoNow where somebody was faster.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is not None and case.owner_id is not None and may_work_on(by, case):
            raise CannotDoNow("Somebody has taken this case already.")
        return assign_case(case_id, by=by, because="Taken from the list of those without an owner", username=by.username)


def save_filter(*, by: Viewer, name: str, address: str, for_team: bool) -> SavedFilter:
    """Keep a filtered list under a name, for oneself or for the team.

    Raises  CannotDoNow where the name is missing or taken.
    """
    require(by, Right.SEE_CASES)
    try:
        with transaction.atomic():
            saved = SavedFilter.objects.create(
                name=_named(name), address=address[:300], by=_user(by), authority=by.authority, for_team=for_team, made_at=clock.now()
            )
            record(by.doer, Happening(kind="filter.saved", subject=str(saved.pk), body={"for_team": for_team}))
    except IntegrityError as twice:
        raise CannotDoNow("You have a filter of that name already.") from twice
    return saved


def drop_filter(filter_id: int, *, by: Viewer) -> None:
    """Forget a saved filter of one's own.

    Raises  CannotSee.
    """
    require(by, Right.SEE_CASES)
    with transaction.atomic():
        if not SavedFilter.objects.filter(pk=filter_id, by__username=by.username).delete()[0]:
            raise CannotSee("There is no such filter of yours.")
        record(by.doer, Happening(kind="filter.dropped", subject=str(filter_id)))


def begin_worklist(*, by: Viewer, name: str, for_team: bool) -> Worklist:
    """Begin an empty worklist, for oneself or for the team.

    Raises  CannotDoNow where the name is missing or taken.
    """
    require(by, Right.WORK_CASES)
    try:
        with transaction.atomic():
            made = Worklist.objects.create(name=_named(name), by=_user(by), authority=by.authority, for_team=for_team, made_at=clock.now())
            record(by.doer, Happening(kind="worklist.begun", subject=str(made.pk), body={"for_team": for_team}))
    except IntegrityError as twice:
        raise CannotDoNow("You have a worklist of that name already.") from twice
    return made


def drop_worklist(worklist_id: int, *, by: Viewer) -> None:
    """Do away with a worklist of one's own; its cases stay what they are.

    Raises  CannotSee.
    """
    require(by, Right.WORK_CASES)
    with transaction.atomic():
        if not Worklist.objects.filter(pk=worklist_id, by__username=by.username).delete()[0]:
            raise CannotSee("There is no such worklist of yours.")
        record(by.doer, Happening(kind="worklist.dropped", subject=str(worklist_id)))


def put_on_worklist(case_ids: Sequence[int], *, by: Viewer, worklist_id: int) -> int:
    """Put cases on a worklist of one's own or of the team; return how many are new on it.

    Raises  CannotSee where the list or a case is not for the viewer.
    """
    with transaction.atomic():
        listed, cases = _worklist(by, worklist_id), _cases(by, case_ids)
        there = set(WorklistCase.objects.filter(worklist=listed, case__in=cases).values_list("case_id", flat=True))
        new = [case for case in cases if case.pk not in there]
        WorklistCase.objects.bulk_create([WorklistCase(worklist=listed, case=case, at=clock.now(), by=by.username) for case in new])
        record(by.doer, Happening(kind="worklist.cases_put", subject=str(listed.pk), body={"cases": [case.pk for case in new]}))
    return len(new)


def take_off_worklist(case_ids: Sequence[int], *, by: Viewer, worklist_id: int) -> int:
    """Take cases off a worklist; return how many were on it.

    Raises  CannotSee.
    """
    with transaction.atomic():
        listed = _worklist(by, worklist_id)
        count, _ = WorklistCase.objects.filter(worklist=listed, case__in=list(case_ids)).delete()
        record(by.doer, Happening(kind="worklist.cases_taken_off", subject=str(listed.pk), body={"cases": sorted(set(case_ids))}))
    return count


def assign_several(case_ids: Sequence[int], *, by: Viewer, username: str, because: str) -> int:
    """Give several cases to one person, all or none; return how many.

    Raises  CannotSee; CannotDoNow.
    """
    return _each(case_ids, lambda case_id: assign_case(case_id, by=by, because=because, username=username))


def set_next_of_several(case_ids: Sequence[int], *, by: Viewer, action: str, due_on: date, because: str) -> int:
    """Set the next action of several cases, all or none; return how many.

    Raises  CannotSee; CannotDoNow.
    """
    return _each(case_ids, lambda case_id: set_next_step(case_id, by=by, because=because, action=action, due_on=due_on))


def note_in_several(case_ids: Sequence[int], *, by: Viewer, text: str) -> int:
    """Write the same note into several cases, all or none; return how many.

    Raises  CannotSee; CannotDoNow.
    """
    return _each(case_ids, lambda case_id: write_note(case_id, by=by, text=text))


def _each(case_ids: Sequence[int], act: Any) -> int:
    chosen = sorted(set(case_ids))
    if not chosen:
        raise CannotDoNow("Choose the cases first.")
    if len(chosen) > MOST_AT_ONCE:
        raise CannotDoNow(f"Choose {MOST_AT_ONCE} cases at most.")
    with transaction.atomic():
        for case_id in chosen:
            try:
                act(case_id)
            except CannotDoNow as refused:
                raise CannotDoNow(f"Nothing was changed. Case {case_id}: {refused}") from refused
    return len(chosen)


def _worklist(by: Viewer, worklist_id: int) -> Worklist:
    require(by, Right.WORK_CASES)
    listed = Worklist.objects.filter(pk=worklist_id, authority=by.authority).select_related("by").first()
    if listed is None or not (listed.for_team or listed.by.username == by.username):
        raise CannotSee("There is no such worklist for you.")
    return listed


def _cases(by: Viewer, case_ids: Sequence[int]) -> list[Case]:
    cases = list(Case.objects.filter(pk__in=set(case_ids)))
    if len(cases) != len(set(case_ids)) or not all(may_work_on(by, case) for case in cases):
        raise CannotSee("There is no such case for you.")
    return cases


def _named(name: str) -> str:
    if not name.strip():
        raise CannotDoNow("Give it a name.")
    return name.strip()[:80]


def _user(by: Viewer) -> Any:
    return cast(Any, User.objects.get(username=by.username))
