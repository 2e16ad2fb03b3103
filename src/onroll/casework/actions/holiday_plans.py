"""Plan what is done in a holiday for a child who might not arrive after it, and record what came of each contact.

Nobody ticks a child off: who has arrived is dropped from the lists by arrival data.

Source  issue 7, point 2; requirement 38; domain, section 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.child_help import offer_help_to_child
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import HolidayPlan, PlannedContact
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.queries.transitions import the_watched
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.holiday_contacts import APPROACHES, RESULTS, holiday_contact_days, next_long_holiday
from onroll.core.transitions.shape import STAGES

__all__ = ["APPROACHES", "HELP_BY_APPROACH", "RESULTS", "PlanSaid", "days_planned", "make_plan", "reassign_contact", "record_contact"]

HELP_BY_APPROACH = {"uniform": "uniform", "transport": "transport"}
"""Approaches that are an offer of practical help at the same time: kinds of core's HELP."""

REPEATED = frozenset({"call"})
"""Approaches that a long holiday has several times; the others once."""


@dataclass(frozen=True, kw_only=True)
class PlanSaid:
    """What is planned. Shape  approaches: keys of APPROACHES; assigned: a username of the same authority."""

    approaches: Sequence[str]
    because: str
    assigned: str
    named_adult: str = ""


def days_planned(authority: str, on: date) -> tuple[tuple[date, date], tuple[date, ...]] | None:
    """Return the long holiday that is planned for, and the days of contact that are left in it."""
    calendar = calendar_of(authority)
    holiday = next_long_holiday(calendar, on)
    if holiday is None:
        return None
    days = tuple(day for day in holiday_contact_days(calendar, *holiday) if day >= on)
    return holiday, days or (max(on, holiday[0]),)


def make_plan(child_id: str, transition: str, *, by: Viewer, said: PlanSaid) -> HolidayPlan:
    """Plan the contacts of the next long holiday for a child on a list; every contact has a day and somebody whose it is.

    Raises  CannotDoNow; CannotSee where the child is on no list of the viewer's.
    """
    require(by, Right.WATCH_TRANSITIONS)
    on = clock.today()
    row = the_watched(by, child_id, transition)
    if row is None:
        raise CannotSee("The child is on no list of yours.")
    if not STAGES[row.stage].is_open and row.stage != "accepted":
        raise CannotDoNow("The child has arrived, or waits for a day that has not come: nothing is to be planned.")
    approaches = [each for each in APPROACHES if each in said.approaches]
    if not approaches:
        raise CannotDoNow("Choose at least one way to reach the family.")
    if not said.because.strip():
        raise CannotDoNow("Say why this child is contacted.")
    planned = days_planned(by.authority, on)
    if planned is None:
        raise CannotDoNow("The school calendar has no long holiday in the year to come.")
    (first, last), days = planned
    with transaction.atomic():
        assigned = _colleague(by, said.assigned, row.shielded)
        if HolidayPlan.objects.filter(authority=by.authority, child_id=child_id, transition=transition, holiday_from=first).exists():
            raise CannotDoNow("There is a plan for this child and this holiday already.")
        plan = HolidayPlan.objects.create(
            child_id=child_id,
            authority=by.authority,
            shielded=row.shielded,
            transition=transition,
            moved_on=row.moved_on,
            stage=row.stage,
            holiday_from=first,
            holiday_to=last,
            because=said.because.strip(),
            named_adult=said.named_adult.strip()[:200],
            run_id=row.run_id,
            made_on=on,
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        contacts = [
            PlannedContact(plan=plan, approach=approach, due_on=day, assigned=cast(Any, assigned))
            for approach in approaches
            for day in (days if approach in REPEATED else days[:1])
        ]
        PlannedContact.objects.bulk_create(contacts)
        body = {"plan": plan.pk, "transition": transition, "stage": row.stage, "contacts": len(contacts), "assigned": assigned.username}
        record(by.doer, Happening(kind="holiday_plan.made", subject=child_id, body=body))
    return plan


def record_contact(
    contact_id: int, *, by: Viewer, result: str, done_on: date | None, family_said: str = "", note: str = "", answer: str = ""
) -> PlannedContact:
    """Record what came of a contact, with the family's own words; help that was offered by it is kept as help too.

    Shape  answer: of core's ANSWERS, where the approach is an offer of help.
    Raises  CannotDoNow; CannotSee.
    """
    require(by, Right.WATCH_TRANSITIONS)
    if result not in RESULTS:
        raise CannotDoNow("Choose what came of it.")
    today = clock.today()
    if done_on is None or done_on > today:
        raise CannotDoNow("Enter the day, today or before.")
    if result in ("family", "child") and not family_said.strip():
        raise CannotDoNow("Write what the family said, in their own words.")
    with transaction.atomic():
        contact = _locked(by, contact_id)
        if contact.result:
            raise CannotDoNow("What came of this contact is recorded already.")
        contact.result, contact.done_on = result, done_on
        contact.family_said, contact.note = family_said.strip(), note.strip()
        contact.recorded_at, contact.recorded_by, contact.recorded_by_name = clock.now(), by.username, by.full_name
        contact.save()
        plan = contact.plan
        body = {"plan": plan.pk, "contact": contact.pk, "approach": contact.approach, "result": result}
        record(by.doer, Happening(kind="holiday_plan.contact_recorded", subject=plan.child_id, body=body))
        kind = HELP_BY_APPROACH.get(contact.approach)
        if kind and result in ("family", "child"):
            offer_help_to_child(
                plan.child_id,
                by=by,
                on=done_on,
                what=kind,
                words=APPROACHES[contact.approach],
                answer=answer or "undecided",
                family_said=family_said,
                transition=plan.transition,
            )
    return contact


def reassign_contact(contact_id: int, *, by: Viewer, to: str) -> PlannedContact:
    """Give a contact to somebody else of the authority.

    Raises  CannotDoNow; CannotSee.
    """
    require(by, Right.WATCH_TRANSITIONS)
    with transaction.atomic():
        contact = _locked(by, contact_id)
        if contact.result:
            raise CannotDoNow("What came of this contact is recorded already.")
        was, person = contact.assigned.username, _colleague(by, to, contact.plan.shielded)
        contact.assigned = cast(Any, person)
        contact.save()
        body = {"plan": contact.plan_id, "contact": contact.pk, "from": was, "to": person.username}
        record(by.doer, Happening(kind="holiday_plan.contact_reassigned", subject=contact.plan.child_id, body=body))
    return contact


def _locked(by: Viewer, contact_id: int) -> PlannedContact:
    contact = PlannedContact.objects.select_for_update(of=("self",)).select_related("plan", "assigned").filter(pk=contact_id).first()
    if contact is None or contact.plan.authority != by.authority or (contact.plan.shielded and not by.in_shielded_team):
        raise CannotSee("There is no such contact for you.")
    return contact


def _colleague(by: Viewer, username: str, shielded: bool) -> User:
    person = User.objects.filter(username=username, organisation__authority_code=by.authority, is_active=True).first()
    if person is None:
        raise CannotDoNow("Choose whose it is.")
    if shielded and not person.in_shielded_team:
        raise CannotDoNow("This child is for the named team alone: choose somebody who belongs to it.")
    return person
