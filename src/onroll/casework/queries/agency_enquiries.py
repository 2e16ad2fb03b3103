"""What an agency is asked about children, as its people see it: no more of the child than is needed to answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Lower

from onroll.accounts.models import Organisation
from onroll.accounts.roles import OrganisationKind
from onroll.casework import clock
from onroll.casework.models import Enquiry
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.broadcasts import told_to
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import authority_names
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.enquiry_replies import OWN_WORDS, RESTS_ON

__all__ = [
    "OWN_WORDS",
    "RESTS_ON",
    "AgencyInbox",
    "AskedOfAgency",
    "agency_inbox_for",
    "answering_agencies",
    "asked_of_agency",
    "enquiry_to_agency",
    "naming_agency",
]

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class AgencyInbox:
    """One page of what an agency is asked and has not answered. Shape  names: of children, by number; askers: of authorities, by code."""

    rows: Sequence[Enquiry]
    names: Mapping[str, str]
    askers: Mapping[str, str]
    total: int
    page: int
    pages: int
    on: date


@dataclass(frozen=True, kw_only=True)
class AskedOfAgency:
    """One enquiry, as the agency sees it.

    Shape  told: of the child, by its words. name_shared: an agreement in force lets the agency read the name here.
    """

    enquiry: Enquiry
    told: Mapping[str, str]
    name_shared: bool
    days_late: int


def answering_agencies(viewer: Viewer) -> list[str]:
    """Return the names of the agencies whose people can answer on a page: an enquiry that names one is theirs."""
    require(viewer, Right.WORK_CASES)
    agencies = Organisation.objects.filter(kind=OrganisationKind.AGENCY.value, users__is_active=True)
    return list(agencies.order_by("name").values_list("name", flat=True).distinct())


def naming_agency(viewer: Viewer) -> QuerySet[Enquiry]:
    """Return the enquiries of any time that name the viewer's agency, in whatever case it was written."""
    own = Organisation.objects.filter(kind=OrganisationKind.AGENCY.value, code=viewer.organisation_code)
    named = Enquiry.objects.alias(named=Lower("organisation")).filter(named__in=own.values(lowered=Lower("name")))
    return named if viewer.organisation_kind == OrganisationKind.AGENCY.value else Enquiry.objects.none()


def asked_of_agency(viewer: Viewer) -> QuerySet[Enquiry]:
    """Return those that wait for an answer, of an open case, and about nobody who is shielded."""
    return naming_agency(viewer).filter(outcome="", case__shielded=False, case__joined_into__isnull=True, case__closed_on__isnull=True)


def agency_inbox_for(viewer: Viewer, purpose: Purpose, page: int = 1) -> AgencyInbox:
    """Return one page of what waits for the viewer's agency, the first due first; the look is written down."""
    require(viewer, Right.ANSWER_ENQUIRIES, purpose)
    rows = asked_of_agency(viewer)
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = list(rows.select_related("case").order_by("due_on", "pk")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    tables = the_tables()
    children = tables.children(list({each.case.child_id for each in shown})) if tables and shown else {}
    shown = [each for each in shown if (child := children.get(each.case.child_id)) is not None and not child.shielded]
    ids = dict.fromkeys(each.case.child_id for each in shown)
    record_reading(viewer, purpose, "agency_enquiries.listed", children=ids, more={"of": total})
    return AgencyInbox(
        rows=shown,
        names={child_id: name_of(children[child_id].forename, children[child_id].surname) for child_id in ids},
        askers=authority_names({each.case.authority for each in shown}),
        total=total,
        page=page,
        pages=pages,
        on=clock.today(),
    )


def enquiry_to_agency(viewer: Viewer, purpose: Purpose, enquiry_id: int) -> AskedOfAgency:
    """Return one enquiry to the viewer's agency, with no more of the child than the rule lets out; the look is written down.

    Raises  CannotSee, once it was answered or the child is shielded too.
    """
    require(viewer, Right.ANSWER_ENQUIRIES, purpose)
    enquiry = asked_of_agency(viewer).select_related("case").filter(pk=enquiry_id).first()
    tables = the_tables()
    child = tables.child(tables.live_id(enquiry.case.child_id)) if enquiry is not None and tables else None
    allowed = enquiry is not None and child is not None and not child.shielded
    subject = enquiry.case.child_id if enquiry is not None and allowed else ""
    record_reading(viewer, purpose, "agency_enquiry.looked_at", subject=subject, more={"enquiry": enquiry_id, "seen": allowed})
    if enquiry is None or child is None or not allowed:
        raise CannotSee("There is no such enquiry for you: it was answered, or it is asked no longer.")
    return AskedOfAgency(
        enquiry=enquiry,
        told=told_to(viewer, child, enquiry.case.authority),
        name_shared=bool(child.forename or child.surname),
        days_late=max((clock.today() - enquiry.due_on).days, 0),
    )
