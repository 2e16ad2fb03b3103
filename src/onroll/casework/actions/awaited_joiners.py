"""After each run: a child deleted for another school is on a roll by now, or a case opens.

Source  requirement 12; contracts, section 5 (`not_arrived`: the tenth school day).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.casework.actions.school_returns import IN_SCHOOL, open_for_return
from onroll.casework.actions.signal_cases import Signal
from onroll.casework.models import ReturnFollowUp, SchoolReturn
from onroll.core.wording import day_words
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import ids_now
from onroll.pipeline.run_queries import tables_of

WATCH = Doer(name="onroll run", role="system")


@dataclass(frozen=True, kw_only=True)
class JoinersAwaited:
    """What became of the returns that await a joiner."""

    joiners_confirmed: int = 0
    joiners_missing: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))


def watch_for_joiners(run: Run) -> JoinersAwaited:
    """Confirm each awaited joiner whom the run shows in education elsewhere, and open a case for each who is over the day."""
    waiting = list(SchoolReturn.objects.filter(stands=True, route="confirm a joiner", follow_up=None, case=None).order_by("id"))
    if not waiting:
        return JoinersAwaited()
    now = ids_now(run, [row.child_id for row in waiting if row.child_id])
    tables = tables_of(run)
    confirmed = missing = 0
    for row in waiting:
        child_id = now.get(row.child_id, row.child_id)
        spells = [each for each in tables.spells(child_id) if each.starts_on <= run.on] if child_id else []
        last = spells[-1] if spells and (spells[-1].ends_before is None or spells[-1].ends_before > run.on) else None
        if last is not None and last.status in IN_SCHOOL and last.urn != row.school:
            _settle(
                row, "confirmed", f"The records of {day_words(run.on)} show the child in education. {last.because or ''}".strip(), run, None
            )
            confirmed += 1
        elif row.due_on is not None and run.on > row.due_on:
            _open(row, run)
            missing += 1
    return JoinersAwaited(joiners_confirmed=confirmed, joiners_missing=missing)


def _open(row: SchoolReturn, run: Run) -> None:
    because = f"No roll shows the child by {day_words(row.due_on)}, the tenth school day after the expected start."
    signal = Signal(
        doer=WATCH,
        by_name="Onroll",
        authority=row.authority,
        words=f"Deleted by {row.school_name} for another school, and not arrived",
        because=because,
        on=run.on,
        at=datetime.now(UTC),
    )
    with transaction.atomic():
        case = open_for_return(row, signal)
        _settle(row, "case", because, run, case.pk)


def _settle(row: SchoolReturn, outcome: str, words: str, run: Run, case: int | None) -> None:
    with transaction.atomic():
        ReturnFollowUp.objects.create(
            school_return=row, outcome=outcome, words=words, case_id=case, on=run.on, at=datetime.now(UTC), by=WATCH.name
        )
        body = {"return": row.pk, "outcome": outcome, "case": case, "run": run.run_id}
        record(WATCH, Happening(kind="school_return.settled", subject=row.child_id or f"return {row.pk}", body=body))
