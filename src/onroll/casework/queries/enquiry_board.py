"""All open enquiries of an authority: by source and age, and row by row. Every count opens to its rows: both are one filter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from onroll.casework import clock
from onroll.casework.enquiry_words import MOST_AT_ONCE, asked_of
from onroll.casework.models import Enquiry
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.bulk_answers import COLUMNS, MOST_ROWS
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of

__all__ = [
    "AGES",
    "COLUMNS",
    "MOST_ROWS",
    "OLD_DAYS",
    "OUTCOMES",
    "PAGE_SIZE",
    "SORTS",
    "Board",
    "BoardFilters",
    "BoardRow",
    "SourceLine",
    "checks_on",
    "child_names",
    "chosen_by",
    "enquiry_board",
    "enquiry_counts_for",
    "open_enquiries_to_answer",
]

PAGE_SIZE = 50
OLD_DAYS = 20
AGES: Mapping[str, str] = {
    "open": "All open",
    "week": "Due this week",
    "late": "Late",
    "old": f"Asked over {OLD_DAYS} days ago",
    "unchased": "Late, and not chased for a week",
}
SORTS: Mapping[str, tuple[str, ...]] = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "asked": ("asked_on", "id"),
    "-asked": ("-asked_on", "-id"),
    "source": ("check_code", "organisation", "due_on", "id"),
    "-source": ("-check_code", "-organisation", "due_on", "id"),
    "chased": ("chased_on", "due_on", "id"),
    "-chased": ("-chased_on", "due_on", "id"),
}


@dataclass(frozen=True, kw_only=True)
class BoardFilters:
    """What the board is narrowed to. Shape  age: a key of AGES. check: a check's code. owner: `mine`, or all. asked_of: words."""

    age: str = "open"
    check: str = ""
    owner: str = ""
    asked_of: str = ""
    sort: str = "due"


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """How many questions one source owes. Shape  oldest: the first day on which one of them was asked."""

    check: str
    title: str
    open: int
    week: int
    late: int
    old: int
    oldest: date


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One open enquiry."""

    enquiry: Enquiry
    title: str
    asked_of: str
    child: str
    days_late: int
    days_waiting: int


@dataclass(frozen=True, kw_only=True)
class Board:
    """One page of the board. Shape  sources, totals: of everything that the owner and the name let through, whatever the age."""

    sources: Sequence[SourceLine]
    totals: Mapping[str, int]
    rows: Sequence[BoardRow]
    total: int
    page: int
    pages: int
    on: date


def enquiry_board(viewer: Viewer, purpose: Purpose, filters: BoardFilters, page: int = 1) -> Board:
    """Return one page of the open enquiries of the viewer's authority; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    everything = _open(viewer, filters)
    sources = _sources(everything, on)
    rows = everything.filter(_age(filters.age, on))
    if filters.check:
        rows = rows.filter(check_code=filters.check)
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    order = SORTS.get(filters.sort, SORTS["due"])
    shown = list(rows.select_related("case", "asked_by").order_by(*order)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    children = dict.fromkeys(each.case.child_id for each in shown)
    record_reading(viewer, purpose, "enquiries.listed", children=children, more={"of": total, "age": filters.age, "check": filters.check})
    totals = {name: sum(getattr(line, name) for line in sources) for name in ("open", "week", "late", "old")}
    return Board(sources=sources, totals=totals, rows=_rows(viewer, shown, on), total=total, page=page, pages=pages, on=on)


def enquiry_counts_for(viewer: Viewer) -> dict[str, int]:
    """Return how many open enquiries there are of each age; nobody is shown."""
    require(viewer, Right.SEE_CASES)
    on = clock.today()
    return dict(_open(viewer, BoardFilters()).aggregate(**{name: Count("id", filter=_age(name, on)) for name in ("open", "week", "late")}))


def chosen_by(viewer: Viewer, filters: BoardFilters) -> list[int]:
    """Return the enquiries of a whole list, the most pressing first, as many as can be chased at a time."""
    require(viewer, Right.WORK_CASES)
    rows = _open(viewer, filters).filter(_age(filters.age, clock.today()), case__shielded=False)
    if filters.check:
        rows = rows.filter(check_code=filters.check)
    return list(rows.order_by("due_on", "id").values_list("pk", flat=True)[:MOST_AT_ONCE])


def checks_on(viewer: Viewer) -> dict[str, str]:
    """Return what each source is called, by its code."""
    return {check.code: check.title for check in value_on(CHECKS, clock.today())} if viewer.may(Right.SEE_CASES) else {}


def open_enquiries_to_answer(viewer: Viewer, purpose: Purpose, filters: BoardFilters) -> list[list[str]]:
    """Return the rows of a table that an organisation fills in: numbers and days, and nobody's name."""
    require(viewer, Right.WORK_CASES, purpose)
    rows = _open(viewer, filters).filter(_age(filters.age, clock.today()), case__shielded=False).select_related("case")
    if filters.check:
        rows = rows.filter(check_code=filters.check)
    found = list(rows.order_by("check_code", "id")[:500])
    record_reading(
        viewer, purpose, "enquiries.listed", children=dict.fromkeys(each.case.child_id for each in found), more={"of": len(found)}
    )
    return [[each.number, "", "", "", "", "", "", asked_of(each), each.asked_on.isoformat()] for each in found]


def _open(viewer: Viewer, filters: BoardFilters) -> QuerySet[Enquiry]:
    rows = Enquiry.objects.filter(outcome="", case__closed_on__isnull=True, case__joined_into__isnull=True)
    rows = rows.filter(case__authority=viewer.authority) if viewer.authority else rows.none()
    if not viewer.in_shielded_team:
        rows = rows.filter(case__shielded=False)
    if filters.owner == "mine":
        rows = rows.filter(case__owner__username=viewer.username)
    if filters.asked_of:
        rows = rows.filter(organisation__icontains=filters.asked_of)
    return rows


def _age(age: str, on: date) -> Q:
    late = Q(due_on__lt=on)
    return {
        "open": Q(),
        "week": Q(due_on__gte=on, due_on__lte=on + timedelta(days=6 - on.weekday())),
        "late": late,
        "old": Q(asked_on__lt=on - timedelta(days=OLD_DAYS)),
        "unchased": late & (Q(chased_on__isnull=True) | Q(chased_on__lt=on - timedelta(days=6))),
    }.get(age, Q())


def _sources(rows: QuerySet[Enquiry], on: date) -> list[SourceLine]:
    counts: dict[str, Any] = {name: Count("id", filter=_age(name, on)) for name in ("week", "late", "old")}
    found: Iterable[Mapping[str, Any]] = rows.order_by().values("check_code").annotate(open=Count("id"), oldest=Min("asked_on"), **counts)
    lines = [
        SourceLine(
            check=row["check_code"], title=check_of(row["check_code"], on).title, open=row["open"], week=row["week"], late=row["late"],
            old=row["old"], oldest=row["oldest"],
        )
        for row in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-line.late, -line.open, line.title))


def _rows(viewer: Viewer, shown: Sequence[Enquiry], on: date) -> list[BoardRow]:
    names = child_names(viewer, [each.case.child_id for each in shown])
    return [
        BoardRow(
            enquiry=each,
            title=check_of(each.check_code, on).title,
            asked_of=each.organisation,
            child=names.get(each.case.child_id, f"Child {each.case.child_id}"),
            days_late=max((on - each.due_on).days, 0),
            days_waiting=max((on - each.asked_on).days, 0),
        )
        for each in shown
    ]


def child_names(viewer: Viewer, child_ids: Sequence[str]) -> dict[str, str]:
    """Return the name of each child of the viewer's own cases; one whom the newest records shield has none."""
    tables = the_tables()
    children = tables.children(list(dict.fromkeys(child_ids))) if tables and child_ids else {}
    return {
        child_id: "Name hidden" if child.shielded and not viewer.in_shielded_team else name_of(child.forename, child.surname)
        for child_id, child in children.items()
    }
