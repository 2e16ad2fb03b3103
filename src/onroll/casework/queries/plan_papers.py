"""A case's return plan as a paper for the family."""

from __future__ import annotations

from onroll.casework import clock
from onroll.casework.case_facts import plan_of
from onroll.casework.documents.content import Document
from onroll.casework.documents.docx import docx_of
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.documents.plans import plan_document
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, PlanVersion, ServiceReferral
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.names_as_said import as_said
from onroll.core.return_plans import dues_of_plan

__all__ = ["docx_of", "pdf_of", "plan_paper"]


def plan_paper(viewer: Viewer, purpose: Purpose, case_id: int, form: str) -> Document | None:
    """Return the plan of a case of the viewer's authority as the family reads it; None where there is none for them.

    Shape  form: `page`, `pdf` or `docx`, as it stands in the event.
    """
    require(viewer, Right.SEE_CASES, purpose)
    case = Case.objects.filter(pk=case_id).first()
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    allowed = case is not None and may_work_on(viewer, case)
    if child is not None and child.shielded and not viewer.in_shielded_team:
        allowed = False
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first() if case is not None and allowed else None
    subject = case.child_id if case is not None and allowed else ""
    record_reading(viewer, purpose, "case.plan_printed", subject=subject, more={"case": case_id, "as": form, "seen": allowed})
    if case is None or row is None or not case.has_plan:
        return None
    referrals = list(ServiceReferral.objects.filter(case=case, episode=case.episode).order_by("id"))
    plan = plan_of(row, referrals)
    if plan is None:
        return None
    on = clock.today()
    return plan_document(
        name=as_said(child.forename) if child and child.forename else "The child",
        authority=viewer.organisation_name,
        contact="",
        plan=plan,
        said=row.plan,
        services=[(each.service, each.wanted, each.due_on, each.outcome) for each in referrals],
        dues=dues_of_plan(plan, on, calendar_of(case.authority)) if case.is_open else (),
        printed_by=viewer.full_name,
        printed_at=clock.local_now(),
    )
