"""The case of one child of whom somebody tells: opened, joined, or opened again with its history; never a second one.

Source  issue 4, point 1; design, section 4 (a child has at most one open case).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import User
from onroll.casework.actions.arrivals import check_households, rate, score_rows, what_bears_on_risk
from onroll.casework.actions.case_moves import begin_episode
from onroll.casework.case_facts import facts_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseFinding, CaseState, EscalationTask
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import whole_tables
from onroll.core import school_age
from onroll.core.cases import moved
from onroll.core.counting import Said, counted_as
from onroll.core.next_steps import next_step
from onroll.pipeline.run_rows import Child

How = Literal["opened", "joined", "reopened"]


@dataclass(frozen=True, kw_only=True)
class Signal:
    """What tells of a child, and who wrote it down.

    Shape  authority: responsible for a new case. words: a line for the history; because: the reason as told. owner: who works on a new
           case, None for the queue.
    """

    doer: Doer
    by_name: str
    authority: str
    words: str
    because: str
    on: date
    at: datetime
    owner: User | None = None
    next_action: str = ""
    next_due_on: date | None = None


def case_for(child: Child, signal: Signal) -> tuple[Case, How]:
    """Return the child's open case, opened or opened again where there was none, with the signal in its history.

    Call it inside a transaction.

    Raises  CannotDoNow where two do it at the same moment.
    """
    cases = list(Case.objects.select_for_update().filter(child_id=child.child_id, joined_into=None).order_by("closed_on", "id"))
    standing = next((case for case in cases if case.is_open), None)
    if standing is not None:
        standing.version += 1
        standing.save(update_fields=["version"])
        tell(standing, signal, "case.signal_joined")
        return standing, "joined"
    known = _known_of(child)
    own = [case for case in cases if case.authority == signal.authority]  # another authority's ended case stays its own history
    case = _reopened(own[-1], child, signal, known) if own else _opened(child, signal, known)
    _arrive(case, child, signal, known)
    return case, "reopened" if own else "opened"


def tell(case: Case, signal: Signal, kind: str, **body: Any) -> None:
    """Write a line of the case's history, and its event."""
    CaseChange.objects.create(
        case=case,
        version=case.version,
        at=signal.at,
        on=signal.on,
        by=signal.doer.name,
        by_name=signal.by_name,
        authority=signal.doer.authority,
        kind=kind,
        words=signal.words[:400],
        because=signal.because,
    )
    record(signal.doer, Happening(kind=kind, subject=case.child_id, body={"case": case.pk, "version": case.version, **body}))


def _opened(child: Child, signal: Signal, known: dict[str, Any]) -> Case:
    case = Case(
        child_id=child.child_id,
        authority=signal.authority,
        owner=signal.owner,
        queue="referred",
        counted_as=counted_as([Said("referred", signal.on)], signal.on),
        opened_on=signal.on,
        known_from=signal.on,
        since=signal.on,
        leaving_on=school_age.ends_on(child.date_of_birth) if child.date_of_birth else None,
        shielded=child.shielded,
    )
    rate(case, known, signal.on)
    _plan(case, signal)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as twice:
        raise CannotDoNow("Somebody opened a case for this child at the same moment. Look for it in the list.") from twice
    CaseState.objects.create(case=case, state="new", at=signal.at, by=signal.doer.name, because=signal.because[:400])
    tell(case, signal, "case.opened", by_hand=True)
    return case


def _reopened(case: Case, child: Child, signal: Signal, known: dict[str, Any]) -> Case:
    before = facts_of(case, missing_again=signal.because)
    begin_episode(case, signal.on)
    case.counted_as, case.arrived_on, case.shielded = counted_as([Said("referred", signal.on)], signal.on), None, child.shielded
    rate(case, known, signal.on)
    case.state = "new"
    after = moved(before, "reopen", next_step(facts_of(case), case.level == "high", signal.on, calendar_of(case.authority)), signal.on)
    case.whereabouts_known, case.has_plan, case.first_attended_on = after.whereabouts_known, after.has_plan, after.first_attended_on
    _plan(case, signal)
    case.version += 1
    case.save()
    CaseState.objects.create(case=case, state="new", at=signal.at, by=signal.doer.name, because=signal.because[:400])
    tell(case, signal, "case.reopened", episode=case.episode)
    return case


def _plan(case: Case, signal: Signal) -> None:
    step = next_step(facts_of(case), case.level == "high", signal.on, calendar_of(case.authority))
    case.next_action = signal.next_action or step.action
    case.due_on = max(signal.next_due_on or step.due_on, signal.on)


def _known_of(child: Child) -> dict[str, Any]:
    tables = whole_tables()
    if tables is None or child.record_count == 0:
        return {"date_of_birth": child.date_of_birth}
    finding = tables.finding_of(child.child_id)
    findings = {child.child_id: finding.finding} if finding else {}
    return what_bears_on_risk(tables.run, [child.child_id], findings).get(child.child_id, {})


def _arrive(case: Case, child: Child, signal: Signal, known: dict[str, Any]) -> None:
    """Keep the score, leave the tasks of the same day, and check who else lives there."""
    row, tasks = score_rows(case, rate(case, known, signal.on), known, on=signal.on, at=signal.at, by=signal.doer.name)
    row.save()
    EscalationTask.objects.bulk_create(
        [
            task
            for task in tasks
            if not EscalationTask.objects.filter(case=case, episode=case.episode, trigger=task.trigger, told=task.told).exists()
        ]
    )
    for task in tasks:
        record(signal.doer, Happening(kind="case.escalated", subject=case.child_id, body={"case": case.pk, "trigger": task.trigger}))
    tables = whole_tables()
    if tables is None or child.record_count == 0:
        return
    finding = tables.finding_of(child.child_id)
    if finding is not None and not CaseFinding.objects.filter(case=case, run_id=tables.run.run_id).exists():
        CaseFinding.objects.create(
            case=case,
            run_id=tables.run.run_id,
            found_on=tables.run.on,
            finding=finding.finding,
            status=finding.status,
            since=finding.since,
            la_code=finding.la_code or "",
            reason=finding.reason or "",
            rule=finding.rule,
            coverage=finding.coverage,
            evidence=";".join(finding.evidence),
        )
        case.counted_as = "cme" if finding.status == "cme" else "possible_cme"
        case.since = finding.since
        case.save(update_fields=["counted_as", "since"])
    check_households(tables.run, [case], on=signal.on, at=signal.at, by=signal.doer.name, by_name=signal.by_name)
