"""Random visits that are over, leads, replies, referrals, second looks, people who leave and several cases at once, for random walks."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from onroll.accounts.models import User
from onroll.casework.actions import (
    attachments,
    broadcasts,
    bulk_enquiries,
    cases_left,
    ending_audits,
    enquiries,
    leads,
    referrals,
    visits,
    worklists,
)
from onroll.casework.models import Attachment, BroadcastAsked, Case, CaseEnding, CaseLead, Enquiry, HomeVisit, Referral
from onroll.casework.viewers import Viewer
from support.case_people import viewer

Step = Callable[[random.Random, Case, Viewer, Any], object]
TOLD = referrals.Told(surname="Made-up", forename="Child")


def _visited(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = HomeVisit.objects.filter(case=case, outcome="").order_by("id").first()
    outcome = pick.choice(list(visits.VISIT_OUTCOMES))
    return row and visits.record_visit(row.pk, by=by, outcome=outcome, note="-", name="N", profession="Nurse")


def _chase_one(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = Enquiry.objects.filter(case=case).order_by("-id").first()
    return row and enquiries.chase_enquiry(row.pk, by=by)


def _alike(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    asked = list(Enquiry.objects.filter(case=case, outcome="").order_by("id").values_list("pk", flat=True)[:2])
    said = {"outcome": pick.choice(["no_trace", "no_reply", "traced_address"]), "answered_on": day, "evidence": "A list", "answer": ""}
    return (bulk_enquiries.answer_alike(asked, by=by, said=said).count or None) if asked else None


def _reply_taken(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    asked = BroadcastAsked.objects.filter(broadcast__case=case).exclude(answer="").order_by("-id").first()
    return asked and broadcasts.record_reply_as_answer(asked.pk, by=by, outcome=pick.choice(["no_trace", "traced_address"]), place="There")


def _lead(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    """The night's run has left a lead; an officer uses it, sets it aside, or has seen it."""
    row = CaseLead.objects.filter(case=case, decided="").order_by("id").first()
    if row is None:
        key = f"k{CaseLead.objects.count()}"
        row = CaseLead.objects.create(
            case=case, key=key, source="health", register="health", supplier="NHSE", as_at=day, says="Registered", matched="By number",
            strength="fair", why_so_strong="-", check_code="HEALTH", outcome="traced_address", evidence=["NHSE 1"], found_on=day,
            found_by="-", is_news=True,
        )  # fmt: skip
    verb = pick.choice(["use", "aside", "note"])
    if verb == "note":
        return leads.note_leads(case.pk, by=by)
    if verb == "aside":
        return leads.set_lead_aside(row.pk, by=by, because=pick.choice(["", "Another child"]))
    return leads.record_lead_as_answer(row.pk, by=by, outcome=pick.choice(["no_trace", "traced_address"]), place="There")


def _no_file(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = Attachment.objects.filter(case=case).order_by("-id").first()
    return row and attachments.withdraw_file(case.pk, row.pk, by=by, because=pick.choice(["", "Of another child"]))


def _audit(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = CaseEnding.objects.filter(case=case).order_by("-id").first()
    return row and ending_audits.audit_ending(row.pk, by=by, verdict=pick.choice(list(ending_audits.VERDICTS)), because="-")


def _several(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    """Two cases get the same note, or neither does."""
    other = Case.objects.exclude(pk=case.pk).filter(closed_on=None).order_by("id").first()
    return worklists.note_in_several([case.pk, *([other.pk] if other else [])], by=by, text="Rang the school")


def _told(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    if pick.random() > 0.3:
        return None
    teller = viewer(pick.choice(["school", "agency", by.username]))
    referrer = referrals.Referrer(kind="public", name="A. Neighbour")
    return referrals.refer(teller, told=TOLD, referrer=referrer, because="Seen at home every day", chosen=case.child_id)


def _acknowledge(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = Referral.objects.filter(case=case).order_by("-id").first()
    return row and referrals.acknowledge(row.pk, by=by, how=pick.choice(["", "By letter"]))


def _leave(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    """Somebody leaves, and all that they have goes into a queue."""
    owner = User.objects.filter(pk=case.owner_id).first() if case.is_open and pick.random() < 0.1 else None
    return (cases_left.leave_cases(owner, by=by, because="Left") if owner else None) or None


OTHER_STEPS: dict[str, Step] = {
    "visited": _visited,
    "chase_one": _chase_one,
    "alike": _alike,
    "reply_taken": _reply_taken,
    "lead": _lead,
    "no_file": _no_file,
    "audit": _audit,
    "take": lambda pick, case, by, day: worklists.take_case(case.pk, by=by),
    "several": _several,
    "told": _told,
    "acknowledge": _acknowledge,
    "leave": _leave,
}
OF_SEVERAL_VERSIONS = frozenset({"visited", "alike", "reply_taken", "told"})
"""What these do is several lines of the history, each with its version, in one transaction."""
