"""Who is about to move and how far each child has come, for those who may know; every look at children is written down."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onroll.casework import clock
from onroll.casework.models import Case, ChildHelp, HolidayPlan, PlannedContact
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of, scope_of
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.help_offers import HELP
from onroll.core.holiday_contacts import APPROACHES, RESULTS
from onroll.core.transitions import TRANSITIONS
from onroll.core.transitions.shape import STAGES, days_to
from onroll.core.transitions.words import what_is_said, why_listed
from onroll.pipeline.run_transitions import Watched, WatchFilters, watch_counts, watched_children

__all__ = [
    "HELP",
    "STAGES",
    "TRANSITIONS",
    "WatchFilters",
    "every_transition_for",
    "today_of",
    "transition_child_for",
    "transition_count_for",
    "transitions_for",
]

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class WatchRow:
    """One child on one list. A shielded child's line says nothing of where they are.

    Shape  days_left: to the due day, negative once it has passed. done: what has been done, the newest first. run_id: of the list.
    """

    child_id: str
    name: str
    date_of_birth: date | None
    transition: str
    stage: str
    moved_on: date
    apply_by: date | None
    offers_on: date | None
    starts_on: date | None
    due_on: date | None
    days_left: int | None
    from_school: str
    to_school: str
    arrived_at: str
    arrived_on: date | None
    why: str
    says: tuple[str, ...]
    evidence: tuple[str, ...]
    shielded: bool
    run_id: str
    case: Case | None = None
    done: tuple[str, ...] = ()

    @property
    def next_step(self) -> str:
        """Return what is done next for a child at this stage."""
        return STAGES[self.stage].next_step


@dataclass(frozen=True, kw_only=True)
class WatchPage:
    """One page of the lists. Shape  counts: children by transition and stage; on: the day of the run, None before the first."""

    rows: Sequence[WatchRow]
    total: int
    page: int
    pages: int
    counts: Mapping[tuple[str, str], int]
    on: date | None

    def open_in(self, transition: str) -> int:
        """Return for how many children of a transition somebody has to do something."""
        return sum(count for (code, stage), count in self.counts.items() if code == transition and STAGES[stage].is_open)

    def total_of(self, transition: str) -> int:
        """Return how many children a transition has, at whatever stage."""
        return sum(count for (code, _), count in self.counts.items() if code == transition)

    def at(self, stage: str) -> int:
        """Return how many children are at a stage, in all transitions."""
        return sum(count for (_, each), count in self.counts.items() if each == stage)


@dataclass(frozen=True, kw_only=True)
class TransitionChild:
    """One child's page: the line of the list, plans with their contacts, and help that was offered."""

    row: WatchRow
    plans: Sequence[HolidayPlan]
    contacts: Mapping[int, Sequence[PlannedContact]]
    help: Sequence[ChildHelp]
    others: Sequence[WatchRow]
    on: date


def transitions_for(viewer: Viewer, purpose: Purpose, filters: WatchFilters, page: int = 1) -> WatchPage:
    """Return one page of the lists of the viewer's authority, the gravest first; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    tables = the_tables()
    if tables is None:
        return WatchPage(rows=(), total=0, page=1, pages=1, counts={}, on=None)
    scope = scope_of(viewer)
    found, total = watched_children(tables, scope, filters, limit=PAGE_SIZE, offset=(max(page, 1) - 1) * PAGE_SIZE)
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if not found and page > 1:
        page = pages
        found, total = watched_children(tables, scope, filters, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    record_reading(
        viewer, purpose, "transitions.listed", subject=tables.run.run_id, children=[each.child_id for each in found], more={"of": total}
    )
    rows = _rows(viewer, found, tables.run.on, tables.run.run_id)
    counts = watch_counts(tables, scope)
    return WatchPage(rows=rows, total=total, page=max(page, 1), pages=pages, counts=counts, on=tables.run.on)


def every_transition_for(viewer: Viewer, purpose: Purpose, filters: WatchFilters) -> Sequence[WatchRow]:
    """Return every line that passes the filters, for a file, in which no shielded child stands: an event of its own."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    tables = the_tables()
    if tables is None:
        return ()
    found, total = watched_children(tables, replace(scope_of(viewer), shielded=False), filters)
    children = [each.child_id for each in found]
    record_reading(viewer, purpose, "transitions.downloaded", subject=tables.run.run_id, children=children, more={"of": total})
    return _rows(viewer, found, tables.run.on, tables.run.run_id)


def transition_count_for(viewer: Viewer) -> int | None:
    """Return how many lines the viewer's lists hold for which somebody has to do something; None where they may not see the lists."""
    tables = the_tables()
    if tables is None or not viewer.may(Right.WATCH_TRANSITIONS) or not viewer.authority:
        return None
    return sum(count for (_, stage), count in watch_counts(tables, scope_of(viewer)).items() if STAGES[stage].is_open)


def transition_child_for(viewer: Viewer, purpose: Purpose, child_id: str, transition: str) -> TransitionChild | None:
    """Return one child's page, or None where the child is on no list of the viewer's; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    tables = the_tables()
    rows = _of_child(viewer, child_id)
    row = next((each for each in rows if each.transition == transition), None)
    record_reading(viewer, purpose, "transitions.child_looked_at", subject=row.child_id if row else "", more={"transition": transition})
    if row is None or tables is None:
        return None
    plans = list(HolidayPlan.objects.filter(authority=viewer.authority, child_id=row.child_id).order_by("-holiday_from", "-id"))
    contacts: dict[int, list[PlannedContact]] = {plan.pk: [] for plan in plans}
    for contact in PlannedContact.objects.filter(plan__in=plans).select_related("assigned").order_by("due_on", "id"):
        contacts[contact.plan_id].append(contact)
    offered = list(ChildHelp.objects.filter(authority=viewer.authority, child_id=row.child_id).order_by("-on", "-id"))
    others = [each for each in rows if each is not row]
    return TransitionChild(row=row, plans=plans, contacts=contacts, help=offered, others=others, on=tables.run.on)


def today_of(viewer: Viewer) -> date:
    """Return the day that it is for whoever looks."""
    return clock.today()


def the_watched(viewer: Viewer, child_id: str, transition: str) -> WatchRow | None:
    """Return a child's line on a list of the viewer's, for an action; nothing is shown."""
    return next((row for row in _of_child(viewer, child_id) if row.transition == transition), None)


def _of_child(viewer: Viewer, child_id: str) -> list[WatchRow]:
    tables = the_tables()
    if tables is None:
        return []
    found, _ = watched_children(tables, scope_of(viewer), WatchFilters(child_ids=(tables.live_id(child_id),)))
    return _rows(viewer, found, tables.run.on, tables.run.run_id)


def _rows(viewer: Viewer, found: Sequence[Watched], on: date, run_id: str) -> list[WatchRow]:
    numbers = sorted({each.child_id for each in found})
    cases = {case.child_id: case for case in Case.objects.filter(child_id__in=numbers, closed_on=None, joined_into=None)}
    done = _done(viewer, numbers)
    schools = school_names(urn for each in found for urn in (each.from_urn, each.to_urn, each.arrived_urn) if urn)
    return [_row(viewer, each, on, run_id, schools, cases.get(each.child_id), done.get(each.child_id, ())) for each in found]


def _row(
    viewer: Viewer, each: Watched, on: date, run_id: str, schools: Mapping[str, str], case: Case | None, done: Sequence[str]
) -> WatchRow:
    def school(urn: str | None) -> str:
        return "" if each.shielded or not urn else schools.get(urn, f"URN {urn}")

    mine = case is not None and case.authority == viewer.authority
    return WatchRow(
        child_id=each.child_id,
        name=name_of(each.forename, each.surname),
        date_of_birth=each.date_of_birth,
        transition=each.transition,
        stage=each.stage,
        moved_on=each.moved_on,
        apply_by=each.apply_by,
        offers_on=each.offers_on,
        starts_on=each.starts_on,
        due_on=each.due_on,
        days_left=days_to(each.due_on, on),
        from_school=school(each.from_urn),
        to_school=school(each.to_urn),
        arrived_at=school(each.arrived_urn),
        arrived_on=each.arrived_on,
        why=why_listed(each.transition, each.moved_on),
        says=what_is_said(
            stage=each.stage,
            application=each.application,
            offered_on=each.offered_on,
            applications_known=each.applications_known,
            apply_by=each.apply_by,
            on=on,
        ),
        evidence=() if each.shielded and not viewer.in_shielded_team else each.evidence,
        shielded=each.shielded,
        run_id=run_id,
        case=case if mine else None,
        done=tuple(done),
    )


def _done(viewer: Viewer, child_ids: Sequence[str]) -> dict[str, list[str]]:
    """What has been done for each child, in words, the newest first."""
    found: dict[str, list[tuple[date, str]]] = {}
    contacts = PlannedContact.objects.filter(plan__authority=viewer.authority, plan__child_id__in=child_ids).select_related("plan")
    for contact in contacts:
        if contact.result and contact.done_on:
            words = f"{APPROACHES[contact.approach]}, {contact.done_on:%-d %B}: {RESULTS[contact.result].lower()}"
            found.setdefault(contact.plan.child_id, []).append((contact.done_on, words))
        else:
            words = f"{APPROACHES[contact.approach]} planned for {contact.due_on:%-d %B}"
            found.setdefault(contact.plan.child_id, []).append((contact.plan.made_on, words))
    for row in ChildHelp.objects.filter(authority=viewer.authority, child_id__in=child_ids):
        found.setdefault(row.child_id, []).append((row.on, f"{HELP[row.what]} offered on {row.on:%-d %B}"))
    return {child_id: [words for _, words in sorted(rows, key=lambda each: each[0], reverse=True)] for child_id, rows in found.items()}
