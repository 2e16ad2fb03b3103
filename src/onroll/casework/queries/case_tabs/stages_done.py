"""What of a case's stages stands: recorded as done, or shown to be done by contacts, visits and answers; and not taken back."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from onroll.casework import clock
from onroll.casework.case_facts import asked, contact_is_unsafe, profile_of
from onroll.casework.models import Case, Contact, Enquiry, HomeVisit, StageDone
from onroll.casework.queries.case_tabs.enquiries import FAMILY_KNOWN
from onroll.casework.queries.case_tabs.leads import needs_from_leads
from onroll.core.dated.case_limits import Stage
from onroll.core.enquiries import EnquiryRecord, has_checks_behind, stage_done_on


def history_of(case: Case) -> tuple[EnquiryRecord, ...]:
    """Return what was asked in the present episode of a case, and what is open from before."""
    return asked(Enquiry.objects.filter(Q(episode=case.episode) | Q(outcome=""), case=case).order_by("id"))


def ticks_of(case: Case) -> QuerySet[StageDone]:
    """Return the stages that somebody recorded as done in the present episode, as far as not taken back, the latest first."""
    return StageDone.objects.filter(case=case, episode=case.episode, taken_back=None).order_by("-on", "-id")


def done_on(case: Case, stage: Stage, on: date) -> date | None:
    """Return the last day on which a stage was done in the present episode, by everything that stands; None where it was not.

    A first contact is done by any contact, a home visit by a visit or its check, the checks of databases by their answers; a tick
    counts beside them, for checks only as long as one of them stands behind it.
    """
    history, ticked = history_of(case), ticks_of(case).filter(stage=stage).first()
    days = [ticked.on] if ticked is not None and has_checks_behind(stage, history, on) else []
    began = datetime.combine(case.opened_on, time(), clock.LONDON)
    if stage == "first_contact":
        first = Contact.objects.filter(case=case, taken_back=None, at__gte=began).order_by("on").first()
        days += [first.on] if first else []
    if stage == "home_visit":
        visits = HomeVisit.objects.filter(case=case, recorded_at__gte=began).exclude(outcome__in=["", "called_off"])
        days += [_day(each.recorded_at) for each in visits if each.recorded_at is not None]
    known = (*FAMILY_KNOWN, *needs_from_leads(case))
    answered = stage_done_on(stage, history, profile_of(case, None, known, no_family_contact=contact_is_unsafe(case)), on)
    return max([*days, *([answered] if answered else [])], default=None)


def _day(at: datetime) -> date:
    return at.astimezone(clock.LONDON).date()
