"""Contacts that are planned for a holiday, and what came of contacts and of help: counted, with intervals, and open to the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from onroll.casework import clock
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, ChildHelp, HelpOffer, HolidayPlan, PlannedContact
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of, scope_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.holiday_contacts import TRIED, CameOf, ContactAndArrival, Share, what_came_of
from onroll.core.practical_help import CAUTION, LATER, NOTHING, HelpSeen, OfferSeen, twelve_weeks_later
from onroll.core.statuses import IN_EDUCATION, STATUSES
from onroll.core.transitions import TRANSITIONS
from onroll.core.transitions.shape import STAGES, Anchor
from onroll.pipeline.run_transitions import WatchFilters, statuses_of_children, watched_children

__all__ = ["CAUTION", "LISTS", "ContactsPage", "Outcomes", "Share", "contact_for", "contacts_for", "every_contact_for", "outcomes_for"]

MOST = 200
IN_SCHOOL = frozenset(rule.code for rule in STATUSES if rule.side == IN_EDUCATION)

LISTS: Mapping[str, str] = {
    "mine": "Mine, to do",
    "due": "To do today, or before",
    "open": "To do",
    "not_needed": "No longer needed: arrived, or settled",
    "recorded": "Recorded",
}


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One planned contact. Shape  stage: of the child now, empty where on no list any more; days_late: 0 where it is not late."""

    contact: PlannedContact
    name: str
    stage: str
    days_late: int

    @property
    def is_needed(self) -> bool:
        """Whether the contact is still to be made: the child has not arrived, and nothing is recorded."""
        return not self.contact.result and self.stage not in ("arrived", "settled", "")


@dataclass(frozen=True, kw_only=True)
class ContactsPage:
    """One list of contacts, and how many each list holds."""

    rows: Sequence[ContactRow]
    counts: Mapping[str, int]
    which: str


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What came of contacts by approach, and of help by kind. Shape  on: the run's day."""

    contacts: Sequence[CameOf]
    help: Sequence[HelpSeen]
    on: date | None


def contacts_for(viewer: Viewer, purpose: Purpose, which: str = "mine") -> ContactsPage:
    """Return one list of the contacts that the viewer's authority has planned; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    rows = _shown(viewer, list(_visible(viewer).order_by("due_on", "id")))
    lists = {name: [row for row in rows if _in(row, name, viewer)] for name in LISTS}
    which = which if which in lists else "mine"
    shown = lists[which][:MOST]
    record_reading(viewer, purpose, "holiday_contacts.listed", children=[row.contact.plan.child_id for row in shown], more={"list": which})
    return ContactsPage(rows=shown, counts={name: len(of_list) for name, of_list in lists.items()}, which=which)


def every_contact_for(viewer: Viewer, purpose: Purpose, which: str = "mine") -> Sequence[ContactRow]:
    """Return the whole of one list, for a file, in which no shielded child stands: an event of its own."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    outside_the_team = replace(viewer, in_shielded_team=False)
    rows = _shown(outside_the_team, list(_visible(outside_the_team).order_by("due_on", "id")))
    kept = [row for row in rows if _in(row, which if which in LISTS else "mine", viewer)]
    children = [row.contact.plan.child_id for row in kept]
    record_reading(viewer, purpose, "holiday_contacts.downloaded", children=children, more={"list": which})
    return kept


def contact_for(viewer: Viewer, purpose: Purpose, contact_id: int) -> ContactRow | None:
    """Return one contact, or None where there is none for the viewer; the look is written down."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    rows = _shown(viewer, list(_visible(viewer).filter(pk=contact_id)))
    subject = rows[0].contact.plan.child_id if rows else ""
    record_reading(viewer, purpose, "holiday_contacts.looked_at", subject=subject, more={"contact": contact_id})
    return rows[0] if rows else None


def _in(row: ContactRow, which: str, viewer: Viewer) -> bool:
    match which:
        case "mine":
            return row.is_needed and row.contact.assigned.username == viewer.username
        case "due":
            return row.is_needed and row.contact.due_on <= clock.today()
        case "open":
            return row.is_needed
        case "not_needed":
            return not row.contact.result and not row.is_needed
        case _:
            return bool(row.contact.result)


def _visible(viewer: Viewer) -> QuerySet[PlannedContact]:
    found = PlannedContact.objects.select_related("plan", "assigned").filter(plan__authority=viewer.authority)
    return found if viewer.in_shielded_team else found.filter(plan__shielded=False)


def _shown(viewer: Viewer, contacts: Sequence[PlannedContact]) -> list[ContactRow]:
    """Put names and stages to contacts. Who is shielded by now is left out, whatever held when the plan was made."""
    tables = the_tables()
    numbers = sorted({contact.plan.child_id for contact in contacts})
    if tables is None or not numbers:
        return []
    became = tables.successors(numbers)
    children = tables.children([became.get(child_id, child_id) for child_id in numbers])
    watched, _ = watched_children(tables, scope_of(viewer), WatchFilters(child_ids=tuple(children)))
    stages = {(row.child_id, row.transition): row.stage for row in watched}
    today, rows = clock.today(), []
    for contact in contacts:
        child = children.get(became.get(contact.plan.child_id, contact.plan.child_id))
        if child is None or (child.shielded and not viewer.in_shielded_team):
            continue
        stage = stages.get((child.child_id, contact.plan.transition), "")
        late = max(0, (today - contact.due_on).days) if not contact.result else 0
        rows.append(ContactRow(contact=contact, name=name_of(child.forename, child.surname), stage=stage, days_late=late))
    return rows


# -- what came of it -------------------------------------------------------------------------------------------------------


def outcomes_for(viewer: Viewer, purpose: Purpose, *, as_file: bool = False) -> Outcomes:
    """Return what came of the contacts and of the help of the viewer's authority; counts alone, of nobody who is shielded."""
    require(viewer, Right.WATCH_TRANSITIONS, purpose)
    tables = the_tables()
    record_reading(viewer, purpose, f"holiday_contacts.outcomes_{'downloaded' if as_file else 'looked_at'}")
    if tables is None:
        return Outcomes(contacts=(), help=(), on=None)
    on, marked = tables.run.on, tables.marked
    tried = PlannedContact.objects.select_related("plan").filter(
        plan__authority=viewer.authority, plan__shielded=False, result__in=sorted(TRIED)
    )
    contacts = [each for each in tried if each.plan.child_id not in marked]
    due = {plan.pk: _due_on(plan) for plan in {each.plan.pk: each.plan for each in contacts}.values()}
    offers = [each for each in _offers(viewer) if each[0] not in marked]
    days = {(each.plan.child_id, due[each.plan_id]) for each in contacts} | {(child_id, day + LATER) for child_id, _, day, _ in offers}
    became = tables.successors(sorted({child_id for child_id, _ in days}))
    asked = sorted({(became.get(child_id, child_id), day) for child_id, day in days if day <= on})
    statuses = statuses_of_children(tables, asked)

    def in_school(child_id: str, day: date) -> bool | None:
        if day > on:
            return None
        return statuses.get((became.get(child_id, child_id), day), "") in IN_SCHOOL

    seen = [
        ContactAndArrival(each.plan.child_id, each.approach, each.result, in_school(each.plan.child_id, due[each.plan_id]))
        for each in contacts
    ]
    offered = [OfferSeen(child_id, what, day, answer, in_school(child_id, day + LATER)) for child_id, what, day, answer in offers]
    return Outcomes(contacts=what_came_of(seen), help=twelve_weeks_later(offered), on=on)


def _due_on(plan: HolidayPlan) -> date:
    """The day on which the child should have arrived: of the move, or the day after the holiday where that is later."""
    dates = TRANSITIONS[plan.transition].dates(Anchor(plan.moved_on), calendar_of(plan.authority))
    return max(dates.due_on or plan.holiday_to, plan.holiday_to)


def _offers(viewer: Viewer) -> list[tuple[str, str, date, str]]:
    """Each offer of help: child, kind, day, answer; and who had a plan or a case, and was offered nothing."""
    before = ChildHelp.objects.filter(authority=viewer.authority, shielded=False)
    offers = list(before.values_list("child_id", "what", "on", "answer"))
    in_cases = HelpOffer.objects.filter(case__authority=viewer.authority, case__shielded=False)
    offers += [(child_id, what, on, "") for child_id, what, on in in_cases.values_list("case__child_id", "what", "on")]
    helped = {child_id for child_id, *_ in offers}
    plans = HolidayPlan.objects.filter(authority=viewer.authority, shielded=False).values_list("child_id", "made_on")
    cases = Case.objects.filter(authority=viewer.authority, shielded=False, joined_into=None).filter(~Q(opened_on=None))
    without: dict[str, date] = {}
    for child_id, day in [*plans, *cases.values_list("child_id", "opened_on")]:
        if child_id not in helped:
            without[child_id] = min(day, without.get(child_id, day))
    return offers + [(child_id, NOTHING, day, "") for child_id, day in without.items()]


def stage_title(viewer: Viewer, stage: str) -> str:
    """Return what a stage is called; a child who is on no list any more has arrived long ago, or the list has closed."""
    return STAGES[stage].title if stage in STAGES else "On no list any more"
