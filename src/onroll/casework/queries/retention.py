"""How long things are kept, what has been kept long enough, what is held, and what went: numbers alone, and nothing of any child."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Value

from onroll.casework import clock
from onroll.casework.models import BackupMade, Erasure, RetentionHold
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.retention_due import KINDS, DueRecord, due_records, past, past_extracts
from onroll.casework.viewers import Viewer
from onroll.core.dated.retention_periods import Keeping, KeptKind, ShortKeeping
from onroll.core.retention import rule_of, short_lived_on, version_of_schedule

__all__ = ["KINDS", "RetentionPage", "due_for", "erasures_for", "hold_for", "retention_page"]

BACKUPS_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class ScheduleLine:
    """One line of the schedule. Shape  past: records past their last day, those that stay included; gone: how many went."""

    keeping: Keeping
    title: str
    rule: str
    past: int
    gone: int


@dataclass(frozen=True, kw_only=True)
class RetentionPage:
    """The page. Shape  backups: those of this machine that were made before something went, the latest first."""

    today: date
    source: str
    uncertain: bool
    lines: Sequence[ScheduleLine]
    short_lived: Sequence[ShortKeeping]
    holds: Sequence[RetentionHold]
    backups: Sequence[BackupMade]
    may_hold: bool


def retention_page(viewer: Viewer) -> RetentionPage:
    """Return the schedule with what is past its last day and what went, the holds, and the backups that may hold what went."""
    require(viewer, Right.SEE_RETENTION)
    today = clock.today()
    schedule = version_of_schedule(today)
    gone = dict(_erasures(viewer).values_list("kind").annotate(Count("pk")))
    past_it = _past(viewer, [each.kind for each in schedule.value], today)
    lines = [
        ScheduleLine(keeping=each, title=KINDS[each.kind], rule=rule_of(each), past=past_it.get(each.kind, 0), gone=gone.get(each.kind, 0))
        for each in schedule.value
    ]
    holds = RetentionHold.objects.filter(lifted_on__isnull=True, **_mine(viewer)).order_by("-pk")
    return RetentionPage(
        today=today,
        source=schedule.source,
        uncertain=schedule.uncertain,
        lines=lines,
        short_lived=short_lived_on(today),
        holds=list(holds),
        backups=_backups_that_hold_it() if viewer.is_national else (),
        may_hold=viewer.may(Right.HOLD_RECORDS),
    )


def due_for(viewer: Viewer, kind: str) -> Sequence[DueRecord]:
    """Return the records of a kind that are past their last day, each with why it stays, where it does."""
    require(viewer, Right.SEE_RETENTION)
    return [each for each in due_records(clock.today(), {kind}) if viewer.is_national or each.authority == viewer.authority != ""]


def erasures_for(viewer: Viewer, kind: str = "") -> Sequence[Erasure]:
    """Return what went, the latest first."""
    require(viewer, Right.SEE_RETENTION)
    found = _erasures(viewer).order_by("-pk")
    return list(found.filter(kind=kind) if kind else found)


def hold_for(viewer: Viewer, hold_id: int) -> RetentionHold | None:
    """Return a standing hold of the viewer's."""
    require(viewer, Right.HOLD_RECORDS)
    return RetentionHold.objects.filter(pk=hold_id, lifted_on__isnull=True, **_mine(viewer)).first()


def _past(viewer: Viewer, kinds: Sequence[KeptKind], today: date) -> Mapping[str, int]:
    """Return how many records of each kind are past their last day; what one table holds is counted in one question with the others."""
    authority = "" if viewer.is_national else viewer.authority
    found = {"extract": len(past_extracts(today, authority)), "child_paper": int(past("child_paper", today, authority).count())}
    first, *others = (
        past(kind, today, authority).order_by().annotate(told=Value(kind)).values("told").annotate(n=Count("pk")).values_list("told", "n")
        for kind in kinds
        if kind not in found
    )
    return {**found, **dict(first.union(*others, all=True))}


def _erasures(viewer: Viewer) -> QuerySet[Erasure]:
    return Erasure.objects.filter(**_mine(viewer))


def _mine(viewer: Viewer) -> Mapping[str, str]:
    return {} if viewer.is_national else {"authority": viewer.authority or "-"}


def _backups_that_hold_it() -> Sequence[BackupMade]:
    newest = Erasure.objects.order_by("-pk").values_list("begun_at", flat=True).first()
    if newest is None:
        return ()
    made = BackupMade.objects.filter(at__lt=newest).order_by("-pk")[: 5 * BACKUPS_SHOWN]
    return [each for each in made if os.path.exists(each.path)][:BACKUPS_SHOWN]
