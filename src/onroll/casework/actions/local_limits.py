"""Set an authority's own time limits: shorter than the national ones, or equal; never longer. Dated, and kept for good."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.models import LocalLimit
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import AuthorityLimit, may_set_limit
from onroll.core.dated.case_limits import Limit


def set_limit(
    *, by: Viewer, stage: str, count: int, unit: str, high: bool = False, again: bool = False, valid_from: date, because: str
) -> LocalLimit:
    """Set an own limit from a day on.

    Shape  high: for children at high risk alone; again: between two times, instead of to the first.
    Raises  CannotDoNow with core's sentence where it would be looser than the national limit.
    """
    return _keep(by, AuthorityLimit(cast(Any, stage), Limit(count, cast(Any, unit)), high, again), valid_from, because)


def go_back_to_national(*, by: Viewer, stage: str, high: bool = False, again: bool = False, valid_from: date, because: str) -> LocalLimit:
    """Give an own limit up from a day on: the national one holds again.

    Raises  CannotDoNow.
    """
    return _keep(by, AuthorityLimit(cast(Any, stage), Limit(0, "day"), high, again), valid_from, because, gives_up=True)


def why_not(*, by: Viewer, stage: str, limit: Limit | None, high: bool = False, again: bool = False) -> str:
    """Return why a limit could not be set, in a sentence; empty where it could."""
    require(by, Right.SET_LOCAL_RULES)
    return may_set_limit(AuthorityLimit(cast(Any, stage), limit, high, again), clock.today()).reason_not if limit else ""


def _keep(by: Viewer, own: AuthorityLimit, valid_from: date, because: str, *, gives_up: bool = False) -> LocalLimit:
    require(by, Right.SET_LOCAL_RULES)
    if not by.authority:
        raise CannotDoNow("Only an authority has limits of its own.")
    if valid_from < clock.today():
        raise CannotDoNow("A limit cannot begin in the past: cases would have been late without anybody knowing.")
    if not gives_up:
        answer = may_set_limit(own, valid_from)
        if not answer:
            raise CannotDoNow(answer.reason_not)
    with transaction.atomic():
        row = LocalLimit.objects.create(
            authority=by.authority,
            stage=own.stage,
            high=own.high,
            again=own.again,
            count=None if gives_up else own.limit.count,
            unit="" if gives_up else own.limit.unit,
            valid_from=valid_from,
            because=needs_because(because),
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        body = {"stage": own.stage, "high": own.high, "again": own.again, "limit": "" if gives_up else str(own.limit)}
        record(by.doer, Happening(kind="local_limit.set", subject=by.authority, body={**body, "from": valid_from.isoformat()}))
    return row
