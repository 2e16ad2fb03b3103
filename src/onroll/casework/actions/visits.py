"""Prepare a visit to a home, hear from the visitor, and record what came of it."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.case_book import CaseInHand, changing
from onroll.casework.actions.contacts import record_contact
from onroll.casework.case_facts import contact_is_unsafe
from onroll.casework.models import HomeVisit
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.home_visits import VISIT_OUTCOMES, VisitPlan, may_set_out
from onroll.core.wording import uncapitalised

__all__ = ["VISIT_OUTCOMES", "VisitPlan", "check_in", "prepare_visit", "record_visit"]


def prepare_visit(case_id: int, *, by: Viewer, said: VisitPlan, because: str = "") -> HomeVisit:
    """Prepare a visit: nobody sets out before the risk is written down and somebody knows by when the visitor calls.

    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id) as hand:
        if not hand.case.is_open:
            raise CannotDoNow("The case is closed: open it again first.")
        visitor, knows = (
            _colleague(hand, said.visitor, "Choose who visits."),
            _colleague(hand, said.knows, "Choose who knows of the visit."),
        )
        hand.refuse_unless(may_set_out(said, hand.case.level == "high", contact_is_unsafe(hand.case), clock.local_now()))
        visit = HomeVisit.objects.create(
            case=hand.case,
            place=said.place.strip()[:300],
            visitor=cast(Any, visitor),
            second_visitor=said.second_visitor.strip()[:200],
            knows=cast(Any, knows),
            phone=said.phone.strip()[:40],
            risk=said.risk.strip(),
            leaves_at=said.leaves_at.replace(tzinfo=clock.LONDON),
            back_by=said.back_by.replace(tzinfo=clock.LONDON),
            prepared_at=hand.at,
            prepared_by=by.username,
        )
        words = f"Home visit prepared: {visitor.full_name}, back by {said.back_by:%-d %B, %H:%M}; {knows.full_name} knows"
        hand.tell("case.visit_prepared", words, because.strip(), visit=visit.pk, visitor=visitor.username, knows=knows.username)
    return visit


def check_in(visit_id: int, *, by: Viewer, because: str = "") -> HomeVisit:
    """Record that the visitor called, or was reached.

    Raises  CannotDoNow where that is recorded already.
    """
    with changing(by, _case_of(visit_id)) as hand:
        visit = _locked(visit_id)
        if visit.checked_in_at is not None:
            raise CannotDoNow("The call is recorded already.")
        visit.checked_in_at, visit.checked_in_by = hand.at, by.username
        visit.save()
        hand.tell("case.visitor_called", "The visitor called: safe", because.strip(), visit=visit.pk)
    return visit


def record_visit(
    visit_id: int, *, by: Viewer, outcome: str, note: str, name: str = "", profession: str = "", because: str = ""
) -> HomeVisit:
    """Record what came of a visit, as a contact of the case too; who writes it is back, so that it counts as the call.

    Raises  CannotDoNow, also where a child is said to have been seen by nobody named.
    """
    if outcome not in VISIT_OUTCOMES:
        raise CannotDoNow("Choose what came of the visit.")
    if outcome == "seen" and (not name.strip() or not profession.strip()):
        raise CannotDoNow("Name the professional who saw the child, and their profession.")
    with transaction.atomic():
        visit = _record(visit_id, by, outcome, note, because)
        if outcome != "called_off":
            record_contact(
                visit.case_id,
                by=by,
                on=clock.today(),
                how="in person",
                child_seen=outcome == "seen",
                name=name,
                profession=profession,
                place=visit.place,
                note=note,
                visit=visit,
            )
    return visit


def _record(visit_id: int, by: Viewer, outcome: str, note: str, because: str) -> HomeVisit:
    with changing(by, _case_of(visit_id)) as hand:
        visit = _locked(visit_id)
        if visit.outcome:
            raise CannotDoNow("What came of this visit is recorded already.")
        visit.outcome, visit.recorded_at = outcome, hand.at
        if visit.checked_in_at is None:
            visit.checked_in_at, visit.checked_in_by = hand.at, by.username
        visit.save()
        if outcome != "called_off" and "home_visit" not in hand.case.stages_done:
            hand.stage_done("home_visit")
        hand.tell(
            "case.visit_recorded",
            f"Home visit: {uncapitalised(VISIT_OUTCOMES[outcome])}",
            note.strip() or because.strip(),
            visit=visit.pk,
        )
    return visit


def _colleague(hand: CaseInHand, username: str, otherwise: str) -> User:
    person = User.objects.filter(username=username, organisation__authority_code=hand.by.authority, is_active=True).first()
    if person is None:
        raise CannotDoNow(otherwise)
    if hand.case.shielded and not person.in_shielded_team:
        raise CannotDoNow("This case is for the named team alone: choose somebody who belongs to it.")
    return person


def _case_of(visit_id: int) -> int:
    case_id = HomeVisit.objects.filter(pk=visit_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise CannotSee("There is no such visit for you.")
    return case_id


def _locked(visit_id: int) -> HomeVisit:
    return HomeVisit.objects.select_for_update().get(pk=visit_id)
