"""What holds in one authority: the school days of its own term dates, and its own stricter time limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from onroll.casework.models import LocalLimit
from onroll.casework.the_index import the_index
from onroll.core.case_clocks import AuthorityLimit, may_set_limit
from onroll.core.dated.case_limits import Limit
from onroll.core.school_days import Calendar
from onroll.pipeline.term_calendars import term_calendars


def calendar_of(authority: str) -> Calendar:
    """Return the school days by which an authority counts: its own where it has sent term dates, else England's."""
    return term_calendars(the_index()).of(authority)


def own_limits(authority: str, on: date) -> tuple[AuthorityLimit, ...]:
    """Return the authority's own limits that hold on a day. One query."""
    return limits_in(LocalLimit.objects.filter(authority=authority, valid_from__lte=on), on)


def limits_in(rows: Iterable[LocalLimit], on: date) -> tuple[AuthorityLimit, ...]:
    """Return the limits that hold on a day out of all that were ever set: of each kind the latest that has begun.

    One that has become looser than the national limit, because that was made shorter since, has no effect, and is left out.
    """
    latest: dict[tuple[str, bool, bool], LocalLimit] = {}
    for row in sorted(rows, key=lambda row: (row.valid_from, row.pk)):
        if row.valid_from <= on:
            latest[row.stage, row.high, row.again] = row
    found = [limit_of(row) for row in latest.values() if row.count is not None]
    return tuple(each for each in found if may_set_limit(each, on))


def limit_of(row: LocalLimit) -> AuthorityLimit:
    """Return one own limit as core reads it."""
    return AuthorityLimit(cast(Any, row.stage), Limit(row.count or 0, cast(Any, row.unit)), row.high, row.again)


def with_limit(limits: Sequence[AuthorityLimit], new: AuthorityLimit | None, kind: tuple[str, bool, bool]) -> tuple[AuthorityLimit, ...]:
    """Return the limits with one replaced, or taken away where there is no new one."""
    others = [each for each in limits if (each.stage, each.high, each.again) != kind]
    return (*others, *([new] if new else []))
