"""Lists of cases: every count opens to the same rows, because both are one filter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.models import Case
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import LISTS, CaseFilters, filtered, in_list, ours, visible_cases
from onroll.casework.queries.children import year_group
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.prepared import Make, answers
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.told_children import told_children_of
from onroll.casework.viewers import Viewer

__all__ = [
    "LISTS",
    "STATES_IN_WORDS",
    "CaseFilters",
    "CaseRow",
    "CasesPage",
    "case_counts_for",
    "cases_for",
    "cases_to_print",
    "officers_for",
    "workload_for",
]

PAGE_SIZE = 25
MOST_PRINTED = 200


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """One line of the list."""

    case: Case
    name: str
    year: int | None
    age: int | None
    state: str
    owner: str
    days_late: int
    days_unseen: int
    ever_seen: bool


@dataclass(frozen=True, kw_only=True)
class CasesPage:
    """One page of the list."""

    rows: Sequence[CaseRow]
    total: int
    page: int
    pages: int
    on: date


def cases_for(viewer: Viewer, purpose: Purpose, filters: CaseFilters, page: int = 1) -> CasesPage:
    """Return one page of the cases of the viewer's authority, the most urgent first; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    cases = filtered(viewer, filters, on)
    total = cases.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    order = ("-closed_on", "-id") if filters.which == "closed" else ("due_on", "-points", "id")
    shown = list(cases.select_related("owner").order_by(*order)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(viewer, purpose, "cases.listed", children=[case.child_id for case in shown], more={"of": total, "list": filters.which})
    return CasesPage(rows=rows_of(viewer, shown, on), total=total, page=page, pages=pages, on=on)


def cases_to_print(viewer: Viewer, purpose: Purpose, filters: CaseFilters) -> CasesPage:
    """Return a whole list for paper, up to its first 200; an event of its own says that it was printed."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    cases = filtered(viewer, filters, on)
    total = cases.count()
    shown = list(cases.select_related("owner").order_by("due_on", "-points", "id")[:MOST_PRINTED])
    record_reading(viewer, purpose, "cases.printed", children=[case.child_id for case in shown], more={"of": total, "list": filters.which})
    return CasesPage(rows=rows_of(viewer, shown, on), total=total, page=1, pages=1, on=on)


def case_counts_for(viewer: Viewer, names: Sequence[str] | None = None) -> dict[str, int]:
    """Return how many cases each list holds, of those asked for; nobody is shown."""
    require(viewer, Right.SEE_CASES)
    wanted = tuple(LISTS if names is None else names)
    if not viewer.authority:
        return dict.fromkeys(wanted, 0)
    (row,) = answers(viewer, _counting(wanted), clock.today(), clock.now())
    return {name: row[name] for name in wanted}


@cache
def _counting(names: tuple[str, ...]) -> Make:
    def count(viewer: Viewer, on: date, now: datetime) -> QuerySet[Case, Any]:
        offered = Q(offered_to=viewer.authority) & ~Q(offered_to="")  # said twice, so that the index of offered cases can be used
        both = visible_cases(viewer).filter(ours(viewer) | offered)
        counts = {name: Count("id", filter=in_list(viewer, name, on, now)) for name in names}
        return both.order_by().annotate(all=Value(1)).values("all").annotate(**counts)

    return count


def workload_for(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the manager's table: for each officer, and for the queue, the open cases by state, and how many are overdue.

    Officers who have no case stand in it too: they are whom a manager looks for who has cases to give.
    """
    require(viewer, Right.SEE_TEAM)
    on = clock.today()
    open_cases = visible_cases(viewer).filter(in_list(viewer, "team", on))
    grouped = open_cases.values("owner__username", "owner__full_name", "state").annotate(
        n=Count("id"), late=Count("id", filter=Q(due_on__lt=on))
    )
    officers = (
        User.objects.filter(organisation__authority_code=viewer.authority, role="officer", is_active=True) if viewer.authority else []
    )
    table: dict[str, dict[str, Any]] = {
        each.username: {"username": each.username, "name": each.full_name, "states": {}, "open": 0, "late": 0} for each in officers
    }
    for row in grouped:
        username = row["owner__username"] or "-"
        line = table.setdefault(
            username, {"username": username, "name": row["owner__full_name"] or "Nobody yet", "states": {}, "open": 0, "late": 0}
        )
        line["states"][row["state"]] = row["n"]
        line["open"] += row["n"]
        line["late"] += row["late"]
    return sorted(table.values(), key=lambda line: (line["username"] != "-", line["name"]))


def officers_for(viewer: Viewer) -> dict[str, str]:
    """Return the people of the viewer's authority who work on cases, by username."""
    require(viewer, Right.SEE_CASES)
    people = User.objects.filter(organisation__authority_code=viewer.authority, role__in=["officer", "manager"], is_active=True)
    return dict(people.order_by("full_name").values_list("username", "full_name")) if viewer.authority else {}


def rows_of(viewer: Viewer, cases: Sequence[Case], on: date) -> list[CaseRow]:
    """Return cases as lists show them; who asks writes the look down."""
    tables = the_tables()
    children = tables.children([case.child_id for case in cases]) if tables else {}
    children |= told_children_of(missing) if (missing := [case.child_id for case in cases if case.child_id not in children]) else {}
    rows = []
    for case in cases:
        child = children.get(case.child_id)
        hidden = child is not None and child.shielded and not viewer.in_shielded_team
        since = case.last_seen_on or case.known_from or case.opened_on
        rows.append(
            CaseRow(
                case=case,
                name="Name hidden" if hidden else name_of(child.forename, child.surname) if child else f"Child {case.child_id}",
                year=year_group(child.date_of_birth, on) if child and not hidden else None,
                age=_age(child.date_of_birth, on) if child and not hidden else None,
                state=STATES_IN_WORDS[case.state],
                owner=case.owner.full_name if case.owner else "Nobody yet",
                days_late=max((on - case.due_on).days, 0) if case.due_on and case.is_open else 0,
                days_unseen=max((on - since).days, 0),
                ever_seen=case.last_seen_on is not None,
            )
        )
    return rows


def _age(date_of_birth: date | None, on: date) -> int | None:
    if date_of_birth is None:
        return None
    return on.year - date_of_birth.year - ((on.month, on.day) < (date_of_birth.month, date_of_birth.day))


STATES_IN_WORDS: Mapping[str, str] = {
    "new": "New",
    "enquiring": "Enquiring",
    "located": "Located",
    "returning": "Returning",
    "watching": "Watching",
    "closed": "Closed",
}
