"""The manager's numbers: how old the open cases are, what flows in and out, who has how much, and endings to look at again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from onroll.casework import clock
from onroll.casework.models import CaseEnding, EndingAudit
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import AGES, HAPPENINGS, age_q, in_list, ours, visible_cases
from onroll.casework.queries.cases import CaseRow, rows_of, workload_for
from onroll.casework.queries.prepared import plain_answers
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.viewers import Viewer
from onroll.core.dated.closure_evidence import STANDARDS, Grade
from onroll.core.dated.values import value_on
from onroll.core.fair_load import heat_of, loads

WEEKS = 8
SAMPLE = 5
SAMPLE_DAYS = 92


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week's flow. Shape  counts: by a key of HAPPENINGS, each of different cases. before: the Monday after it."""

    since: date
    before: date
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Team:
    """What the manager's page shows.

    Shape  ages: open cases by a key of AGES. marks: heavy, light or fair, by username. heats: how
    dark each cell of officer by stage is, by username and state; the queue of nobody's cases is measured with the rest.
    """

    ages: Mapping[str, int]
    weeks: Sequence[Week]
    workload: Sequence[Mapping[str, Any]]
    marks: Mapping[str, str]
    heats: Mapping[str, Mapping[str, int]]
    on: date


@dataclass(frozen=True, kw_only=True)
class SampledEnding:
    """One ending on weak evidence, to be looked at again."""

    ending: CaseEnding
    row: CaseRow
    title: str
    grade: str
    audits: Sequence[EndingAudit]


def team_for(viewer: Viewer) -> Team:
    """Return the numbers of the viewer's authority; nobody is shown."""
    require(viewer, Right.SEE_TEAM)
    on = clock.today()
    open_cases = visible_cases(viewer).filter(in_list(viewer, "team", on))
    workload = workload_for(viewer)
    most = max((count for line in workload for count in line["states"].values()), default=0)
    return Team(
        ages=dict(open_cases.aggregate(**{f"age_{band}": Count("id", filter=age_q(viewer, band, on)) for band in AGES})),
        weeks=_weeks(viewer, on),
        workload=workload,
        marks=loads({line["username"]: line["open"] for line in workload if line["username"] != "-"}),
        heats={line["username"]: {state: heat_of(count, most) for state, count in line["states"].items()} for line in workload},
        on=on,
    )


def _weeks(viewer: Viewer, on: date) -> list[Week]:
    mondays = [_monday_of(on) - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    weeks: dict[Any, date] = {}
    seen: dict[tuple[date, str], set[int]] = defaultdict(set)
    for kind, day, case_id in plain_answers(viewer, _happened, on, clock.now())[1]:
        week = weeks.get(day) or weeks.setdefault(day, _monday_of(day))
        seen[week, _CODES[kind]].add(case_id)
    return [
        Week(since=each, before=each + timedelta(weeks=1), counts={code: len(seen[each, code]) for code in HAPPENINGS}) for each in mondays
    ]


_CODES = {kind: code for code, (_, kinds) in HAPPENINGS.items() for kind in kinds}


def _happened(viewer: Viewer, on: date, now: datetime) -> QuerySet[Any, Any]:
    """From the authority's cases to what happened in them, never through what happened in the whole country."""
    since = _monday_of(on) - timedelta(weeks=WEEKS - 1)
    cases = visible_cases(viewer).filter(ours(viewer), changes__kind__in=sorted(_CODES), changes__on__gte=since)
    return cases.values_list("changes__kind", "changes__on", "id")


def _monday_of(day: date | str) -> date:
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return day - timedelta(days=day.weekday())


def ending_sample(viewer: Viewer, purpose: Purpose) -> Sequence[SampledEnding]:
    """Return some endings of the last quarter on somebody's word alone: another handful each week, the same for everybody."""
    require(viewer, Right.SEE_TEAM, purpose)
    on = clock.today()
    ended = CaseEnding.objects.filter(
        case__in=visible_cases(viewer).filter(ours(viewer)),
        decided="confirmed",
        grade=Grade.WORD,
        decided_on__gte=on - timedelta(days=SAMPLE_DAYS),
    )
    year, week, _ = on.isocalendar()
    rows = sorted(
        ended.select_related("case", "case__owner", "proposed_by", "decided_by").prefetch_related("audits"),
        key=lambda row: hashlib.sha256(f"{row.pk}:{year}:{week}".encode()).hexdigest(),
    )[:SAMPLE]
    record_reading(viewer, purpose, "endings.sampled", children=[row.case.child_id for row in rows])
    titles = {each.outcome.value: each.title for each in value_on(STANDARDS, on)}
    shown = {row.case.pk: row for row in rows_of(viewer, [row.case for row in rows], on)}
    return [
        SampledEnding(
            ending=row,
            row=shown[row.case_id],
            title=titles.get(row.outcome, row.outcome),
            grade=Grade(row.grade).words if row.grade else "",
            audits=list(row.audits.all()),
        )
        for row in rows
    ]
