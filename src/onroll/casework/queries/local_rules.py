"""What an authority has set for itself, and what a limit would change before it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.casework import clock
from onroll.casework.case_facts import clock_of
from onroll.casework.local_rules import calendar_of, limits_in, own_limits, with_limit
from onroll.casework.models import Case, LocalLimit
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import AuthorityLimit, stages_due
from onroll.core.dated.case_limits import STAGES, Limit, StageLimit
from onroll.core.dated.values import value_on
from onroll.core.school_age import school_year
from onroll.core.school_days import Holiday
from onroll.pipeline.index import Extract
from onroll.pipeline.term_calendars import term_calendars

__all__ = ["Limit", "LimitLine", "LocalRulesPage", "WhatWouldChange", "limit_line", "local_rules_page", "what_would_change"]


@dataclass(frozen=True, kw_only=True)
class LimitLine:
    """One time limit: the national one, and the authority's own where it has one.

    Shape  kind: stage, high, again, as its address names it. coming: own limits that begin later.
    """

    kind: str
    stage: StageLimit
    who: str
    national: Limit | None
    own: AuthorityLimit | None
    coming: Sequence[LocalLimit]
    today: date


@dataclass(frozen=True, kw_only=True)
class LocalRulesPage:
    """Everything that holds in the viewer's authority alone. Shape  sent: whence the term dates are, None where England's hold."""

    on: date
    lines: Sequence[LimitLine]
    history: Sequence[LocalLimit]
    holidays: Sequence[Holiday]
    sent: Extract | None


@dataclass(frozen=True, kw_only=True)
class WhatWouldChange:
    """What a new limit would do to the open cases of today. Shape  first: the numbers of some of the cases that would be late at once."""

    cases: int
    earlier: int
    late_now: int
    late_then: int
    first: Sequence[int]


def local_rules_page(viewer: Viewer) -> LocalRulesPage:
    """Return what holds in the viewer's authority."""
    require(viewer, Right.SET_LOCAL_RULES)
    on = clock.today()
    rows = list(LocalLimit.objects.filter(authority=viewer.authority).order_by("id"))
    calendars, year = term_calendars(the_index()), school_year(on)
    calendar = calendars.of(viewer.authority)
    return LocalRulesPage(
        on=on,
        lines=_lines(rows, on),
        history=rows[::-1],
        holidays=(*calendar.holidays(year), *calendar.holidays(year + 1)),
        sent=calendars.sent_by.get(viewer.authority),
    )


def limit_line(viewer: Viewer, kind: str) -> LimitLine | None:
    """Return one limit of the viewer's authority, or None where there is no such kind."""
    require(viewer, Right.SET_LOCAL_RULES)
    rows = list(LocalLimit.objects.filter(authority=viewer.authority).order_by("id"))
    return next((line for line in _lines(rows, clock.today()) if line.kind == kind), None)


def what_would_change(viewer: Viewer, kind: str, new: Limit | None) -> WhatWouldChange:
    """Return what a limit would do to the open cases of today; nobody is shown by name."""
    require(viewer, Right.SET_LOCAL_RULES)
    on, calendar = clock.today(), calendar_of(viewer.authority)
    stage, high, again = _kind(kind)
    now = own_limits(viewer.authority, on)
    own = AuthorityLimit(stage, new, high, again) if new else None
    then = with_limit(now, own, (stage, high, again))
    cases = Case.objects.filter(authority=viewer.authority, closed_on=None, joined_into=None)
    cases = cases if viewer.in_shielded_team else cases.filter(shielded=False)
    earlier, late_now, late = 0, 0, []
    for case in cases.only("opened_on", "stages_done", "high_since", "whereabouts_known", "authority").iterator(chunk_size=2000):
        facts = clock_of(case)
        before, after = (
            next((each.due for each in stages_due(facts, on, calendar, limits, only=stage) if each.stage == stage), None)
            for limits in (now, then)
        )
        if before is None or after is None:
            continue
        earlier += after < before
        late_now += before.is_past(on)
        if after.is_past(on) and not before.is_past(on):
            late.append(case.pk)
    return WhatWouldChange(cases=cases.count(), earlier=earlier, late_now=late_now, late_then=late_now + len(late), first=late[:20])


def _lines(rows: Sequence[LocalLimit], on: date) -> list[LimitLine]:
    standing = {(each.stage, each.high, each.again): each for each in limits_in(rows, on)}
    lines = []
    for stage in value_on(STAGES, on):
        kinds: list[tuple[bool, bool, str, Limit | None]] = [(False, False, "every child", stage.limit)]
        kinds.append((True, False, "children at high risk", stage.high))
        if stage.again is not None:
            kinds.append((False, True, "every child, from one time to the next", stage.again))
            kinds.append((True, True, "children at high risk, from one time to the next", stage.again_high))
        for high, again, who, national in kinds:
            coming = [row for row in rows if (row.stage, row.high, row.again) == (stage.stage, high, again) and row.valid_from > on]
            lines.append(
                LimitLine(
                    kind="-".join([stage.stage, *(["high"] if high else []), *(["again"] if again else [])]),
                    stage=stage,
                    who=who,
                    national=national,
                    own=standing.get((stage.stage, high, again)),
                    coming=coming,
                    today=on,
                )
            )
    return lines


def _kind(kind: str) -> tuple[Any, bool, bool]:
    stage, *marks = kind.split("-")
    return stage, "high" in marks, "again" in marks
