"""An authority's own list beside what the registers say: who is on both, who only on one, who is in education after all.

Source  issue 4, point 1 (*on your list, yet in education / found, not on your list*).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onroll.casework.models import Case
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.statuses import IN_EDUCATION, STATUSES
from onroll.pipeline.index import Run
from onroll.pipeline.own_lists import REGISTER, FoundUnlisted, ListedChild, found_unlisted, listed_children, newest_lists

PAGE_SIZE = 25
IN_SCHOOL = frozenset(rule.code for rule in STATUSES if rule.side == IN_EDUCATION)

LISTS: Mapping[str, tuple[str, str]] = {
    "both": ("On your list, and found by Onroll", "Your list and the registers agree that the child is, or may be, missing."),
    "in_education": (
        "On your list, yet in education",
        "A register shows the child in education. Onroll proposes to end the case; somebody looks at the evidence and decides.",
    ),
    "not_listed": ("Found, not on your list", "The registers show the child missing in your area, and your list does not have the child."),
    "not_recognised": (
        "On your list, not recognised in any register",
        "No other register has a row like this one. The name or the birthday on your list may be wrong, or nobody else knows the child.",
    ),
    "otherwise": (
        "On your list, neither missing nor in education",
        "The records say that the child has left England or is not of school age, or they say too little.",
    ),
}
"""Each standing entry, and each child who was found, is in exactly one."""


@dataclass(frozen=True, kw_only=True)
class ListFilters:
    """What the list is narrowed to. Shape  which: a key of LISTS, empty for all."""

    which: str = ""
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One child. Shape  listed_on: None where the list does not have the child. where: the school; says: the records' own words."""

    child_id: str
    which: str
    name: str
    date_of_birth: date | None
    listed_on: date | None
    reason: str
    finding: str
    finding_status: str
    since: date | None
    status: str
    status_since: date | None
    where: str
    says: str
    evidence: tuple[str, ...]
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class OwnListPage:
    """One page. Shape  as_at: of the list, None where none has come; closed: entries that the list itself has closed."""

    rows: Sequence[ListRow]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]
    reasons: Sequence[str]
    as_at: date | None
    on: date | None
    closed: int


def own_list_for(viewer: Viewer, purpose: Purpose, filters: ListFilters, page: int | None = 1) -> OwnListPage:
    """Return one page of the list of the viewer's authority, or all of it for a download; the look is written down."""
    require(viewer, Right.SEE_OWN_LIST, purpose)
    run = the_index().current_run()
    rows, as_at, closed = _everything(viewer, run) if run else ([], None, 0)
    counts = {name: sum(row.which == name for row in rows) for name in LISTS}
    reasons = sorted({row.reason for row in rows if row.reason})
    chosen = [row for row in rows if _passes(row, filters)]
    pages = max(1, math.ceil(len(chosen) / PAGE_SIZE))
    number = min(max(page or 1, 1), pages)
    shown = chosen if page is None else chosen[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    kind = "own_list.downloaded" if page is None else "own_list.looked_at"
    record_reading(
        viewer,
        purpose,
        kind,
        subject=run.run_id if run else "",
        children=[row.child_id for row in shown],
        more={"of": len(chosen), "list": filters.which},
    )
    return OwnListPage(
        rows=_with_cases(viewer, shown),
        total=len(chosen),
        page=number,
        pages=pages,
        counts=counts,
        reasons=reasons,
        as_at=as_at,
        on=run.on if run else None,
        closed=closed,
    )


def own_list_counts_for(viewer: Viewer) -> dict[str, int] | None:
    """Return how many children each part of the list holds, None where no list has come; nobody is shown."""
    run = the_index().current_run()
    if run is None or not viewer.may(Right.SEE_OWN_LIST) or not viewer.authority:
        return None
    rows, as_at, _ = _everything(viewer, run)
    return {name: sum(row.which == name for row in rows) for name in LISTS} if as_at else None


def _passes(row: ListRow, filters: ListFilters) -> bool:
    return (
        (not filters.which or row.which == filters.which)
        and (not filters.reason or row.reason == filters.reason)
        and all(word in row.name.lower() for word in filters.name.lower().split())
    )


_kept: dict[tuple[Path, str], tuple[list[ListedChild], list[FoundUnlisted], date | None]] = {}
MOST_KEPT = 16


def _read(run: Run, authority: str) -> tuple[list[ListedChild], list[FoundUnlisted], date | None]:
    """Return a run's list of one authority; a run never changes, so it is read once in this process."""
    key = (run.folder, authority)
    if key not in _kept:
        lists = [each for each in newest_lists(the_index(), run) if each.supplier == authority]
        listed = listed_children(run, lists)
        unlisted = found_unlisted(run, authority, [row.child_id for row in listed if row.stands])
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = (listed, unlisted, lists[0].as_at if lists else None)
    return _kept[key]


def _everything(viewer: Viewer, run: Run) -> tuple[list[ListRow], date | None, int]:
    if not viewer.authority:
        return [], None, 0
    listed, unlisted, as_at = _read(run, viewer.authority)
    if as_at is None:
        return [], None, 0
    may = viewer.in_shielded_team
    rows = [_listed_row(each) for each in listed if each.stands and (may or not each.shielded)]
    rows += [_unlisted_row(each) for each in unlisted if may or not each.shielded]
    return rows, as_at, sum(not each.stands and (may or not each.shielded) for each in listed)


def _listed_row(each: ListedChild) -> ListRow:
    return ListRow(
        child_id=each.child_id,
        which=_which_of(each),
        name=name_of(each.forename, each.surname),
        date_of_birth=each.date_of_birth,
        listed_on=each.opened_on,
        reason=each.reason,
        finding=each.finding,
        finding_status=each.finding_status,
        since=each.since,
        status=each.status,
        status_since=each.status_since,
        where=each.urn,
        says=each.because,
        evidence=each.evidence,
    )


def _which_of(each: ListedChild) -> str:
    """Return in which part of the page a standing entry is."""
    if each.finding:
        return "both"
    if each.status in IN_SCHOOL:
        return "in_education"
    return "not_recognised" if set(each.registers) <= {REGISTER} else "otherwise"


def _unlisted_row(each: FoundUnlisted) -> ListRow:
    return ListRow(
        child_id=each.child_id,
        which="not_listed",
        name=name_of(each.forename, each.surname),
        date_of_birth=each.date_of_birth,
        listed_on=None,
        reason="",
        finding=each.finding,
        finding_status=each.finding_status,
        since=each.since,
        status="",
        status_since=None,
        where="",
        says="",
        evidence=(),
    )


def _with_cases(viewer: Viewer, rows: Sequence[ListRow]) -> list[ListRow]:
    """Return rows with the child's case, where it is the viewer's, and schools by name."""
    numbers = [row.child_id for row in rows]
    cases: dict[str, Case] = {}
    for start in range(0, len(numbers), 500):
        mine = Case.objects.filter(child_id__in=numbers[start : start + 500], authority=viewer.authority, joined_into=None)
        latest_last = sorted(mine, key=lambda case: (case.is_open, case.pk))
        cases |= {case.child_id: case for case in latest_last if viewer.in_shielded_team or not case.shielded}
    schools = school_names(row.where for row in rows if row.where)
    return [
        ListRow(**{**vars(row), "case": cases.get(row.child_id), "where": schools.get(row.where, f"URN {row.where}" if row.where else "")})
        for row in rows
    ]
