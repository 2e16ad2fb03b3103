"""One case as its pages show it: each tab asks for no more than it needs; the look is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onroll.casework import clock
from onroll.casework.case_facts import (
    CALENDAR,
    asked,
    clock_of,
    contact_is_unsafe,
    ending_of,
    facts_of,
    observed,
    plan_of,
    profile_of,
    relay_of,
)
from onroll.casework.models import (
    Case,
    CaseChange,
    CaseEnding,
    CaseObservation,
    CaseProposal,
    Contact,
    Enquiry,
    EscalationTask,
    Note,
    PlanVersion,
    TransferAct,
    TriageResult,
    Whereabouts,
)
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.cases import STATES_IN_WORDS
from onroll.casework.queries.children import year_group
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import notices_of_lateness, stages_due
from onroll.core.cases import moves_for
from onroll.core.dated.closure_evidence import STANDARDS, Grade
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES, Need
from onroll.core.dated.transfer_limits import RETURN_REASONS
from onroll.core.dated.triage_weights import ESCALATIONS
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of, is_late, open_tier, reasonable_enquiries, rechecks_due
from onroll.core.last_seen import Contact as ContactMade
from onroll.core.last_seen import last_seen
from onroll.core.next_best_enquiries import Learned, PastEnquiry, learned_from, next_best_enquiries
from onroll.core.outcomes import NO_ENDINGS, can_be_an_ending
from onroll.core.return_plans import ELEMENTS, dues_of_plan, gaps_in_plan
from onroll.core.transfers import told_by
from onroll.pipeline.run_rows import Child, FoundChild

TABS = ("overview", "enquiries", "timeline", "plan", "transfers", "notes")
NOT_ANSWERING = ("no_access", "not_applicable", "")


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """What one tab of a case shows. Shape  as_receiver: the case is offered to the viewer, who sees the preview alone."""

    case: Case
    child: Child | None
    name: str
    year: int | None
    on: date
    state: str
    owner: str
    last_seen: str
    days_unseen: int
    tab: str
    as_receiver: bool = False
    finding: FoundChild | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)


def case_page(viewer: Viewer, purpose: Purpose, case_id: int, tab: str) -> CasePage | None:
    """Return one tab of a case, or None where there is no such case for the viewer."""
    require(viewer, Right.SEE_CASES, purpose)
    case = Case.objects.select_related("owner").filter(pk=case_id).first()
    allowed = case is not None and may_work_on(viewer, case, as_receiver=True)
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    if child is not None and child.shielded and not viewer.in_shielded_team:
        allowed = False
    shown_id = case.child_id if case is not None and allowed else ""
    record_reading(viewer, purpose, "case.looked_at", subject=shown_id, more={"case": case_id, "tab": tab, "seen": allowed})
    if case is None or not allowed:
        return None
    as_receiver = viewer.authority != case.authority
    tab = "transfers" if as_receiver else tab if tab in TABS else "overview"
    on = clock.today()
    sight = Contact.objects.filter(case=case, counts_as_seen=True).order_by("-on", "-id").first()
    contacts = [ContactMade(sight.on, "in person", True, sight.name, sight.profession, sight.place)] if sight else []
    seen = last_seen(contacts, case.known_from or case.opened_on, on)
    readers = {
        "overview": _overview,
        "enquiries": _enquiries,
        "timeline": _timeline,
        "plan": _plan,
        "transfers": _transfers,
        "notes": _notes,
    }
    return CasePage(
        case=case,
        child=child,
        name=name_of(child.forename, child.surname) if child else f"Child {case.child_id}",
        year=year_group(child.date_of_birth, on) if child else None,
        on=on,
        state=STATES_IN_WORDS[case.state],
        owner=case.owner.full_name if case.owner else "",
        last_seen=seen.sentence,
        days_unseen=seen.days,
        tab=tab,
        as_receiver=as_receiver,
        finding=tables.finding_of(child.child_id) if tables and child else None,
        shown=readers[tab](viewer, case, child, on),
    )


def case_choices(viewer: Viewer, case_id: int, what: str) -> dict[str, Any]:
    """Return what a form about a case offers to choose from; raises nothing, shows nobody."""
    require(viewer, Right.SEE_CASES)
    on = clock.today()
    if what == "triage":
        return {"triggers": {each.trigger: each.because for each in value_on(ESCALATIONS, on)}}
    if what == "enquiry":
        return {"checks": {each.code: each.title for each in value_on(CHECKS, on)}}
    if what == "answer":
        return {"outcomes": {each.code: each.words for each in value_on(OUTCOMES, on)}}
    if what == "ending":
        return {"standards": value_on(STANDARDS, on), "no_endings": NO_ENDINGS, "grades": {grade.value: grade.words for grade in Grade}}
    if what == "plan":
        row = PlanVersion.objects.filter(case_id=case_id).order_by("-id").first()
        return {"elements": ELEMENTS, "plan": row.plan if row and not row.given_up else {}}
    if what == "transfer":
        return {"reasons": RETURN_REASONS}
    return {}


def why_no_ending(viewer: Viewer, code: str) -> str:
    """Return why a word that people would like to write cannot end a case, and what happens instead."""
    return can_be_an_ending(code).reason_not if viewer.may(Right.SEE_CASES) else ""


def child_cases(viewer: Viewer, child_id: str) -> list[Case]:
    """Return the cases of a child that the viewer may work on, the newest first."""
    require(viewer, Right.SEE_CASES)
    cases = Case.objects.filter(child_id=child_id, joined_into__isnull=True).order_by("-opened_on", "-id")
    return [case for case in cases if may_work_on(viewer, case)]


# -- the tabs ---------------------------------------------------------------------------------------------------------


def _overview(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    tasks = list(EscalationTask.objects.filter(case=case, episode=case.episode).order_by("id"))
    waits = CaseEnding.objects.select_related("proposed_by").filter(case=case, decided="").first() if case.ending_waits else None
    looks = observed(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on)) if case.first_attended_on else ()
    open_tasks = sum(task.answered_on is None for task in tasks)
    facts = facts_of(case, escalations_open=open_tasks, observations=looks, ending=ending_of(waits) if waits else None)
    duties = stages_due(clock_of(case), on, CALENDAR) if case.is_open else ()
    first = duties[0] if duties else None
    late = notices_of_lateness(first.due, case.level == "high", on, first.title) if first else ()
    return {
        "triage": TriageResult.objects.filter(case=case).order_by("-id").first(),
        "tasks": tasks,
        "duties": duties,
        "late": late,
        "moves": moves_for(facts, on),
        "waits": waits,
        "proposals": list(CaseProposal.objects.filter(case=case, withdrawn_on=None)),
        "household": _household(viewer, child),
        "whereabouts": Whereabouts.objects.filter(case=case).order_by("-id").first() if case.whereabouts_known else None,
    }


def _household(viewer: Viewer, child: Child | None) -> list[dict[str, Any]]:
    """Brothers, sisters and housemates with their cases; a shielded child is not among them, by any inference."""
    tables = the_tables()
    if child is None or tables is None or child.shielded:
        return []
    others = [other for other in tables.household(child.child_id) if not other.shielded]
    cases = {
        case.child_id: case
        for case in Case.objects.filter(child_id__in=[other.child_id for other in others], joined_into=None).order_by("opened_on")
        if may_work_on(viewer, case)
    } if others else {}  # fmt: skip
    return [
        {
            "child_id": other.child_id,
            "name": name_of(other.forename, other.surname),
            "born": other.date_of_birth,
            "is_sibling": (other.surname or "").lower() == (child.surname or "").lower(),
            "case": cases.get(other.child_id),
            "state": STATES_IN_WORDS[cases[other.child_id].state] if other.child_id in cases else "",
            "finding": tables.finding_of(other.child_id),
        }
        for other in others
    ]


def _enquiries(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    rows = list(Enquiry.objects.filter(case=case).order_by("-id").select_related("asked_by"))
    history = asked(reversed([row for row in rows if row.episode == case.episode or not row.outcome]))
    profile = profile_of(case, child, _FAMILY_KNOWN, no_family_contact=contact_is_unsafe(case))
    best, others = next_best_enquiries(history, profile, _learned(), on)
    records = {row.pk: record for row, record in zip(rows, asked(rows), strict=True)}
    return {
        "rows": [{"row": row, "title": check_of(row.check_code, on).title, "late": is_late(records[row.pk], on)} for row in rows],
        "best": best,
        "others": others,
        "tier": open_tier(history, profile, on),
        "reasonable": reasonable_enquiries(history, profile, on),
        "rechecks": [check_of(each.check, on).title for each in rechecks_due(history, on)],
        "outcomes": {each.code: each.words for each in value_on(OUTCOMES, on)},
    }


_FAMILY_KNOWN: tuple[Need, ...] = ("contact details", "a parent's name")
"""What every referral and most rolls give; an officer says at each enquiry what else there is to go on."""


def _learned() -> Learned:
    rows = (
        Enquiry.objects.exclude(outcome__in=NOT_ANSWERING)
        .order_by("-id")
        .values_list("check_code", "group", "outcome", "asked_on", "answered_on")[:5000]
    )
    locates = {each.code for each in value_on(OUTCOMES, clock.today()) if each.locates}
    return learned_from(
        PastEnquiry(check, group, outcome in locates, float((answered - started).days))
        for check, group, outcome, started, answered in rows
        if answered
    )


def _timeline(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    tables = the_tables()
    return {
        "changes": list(CaseChange.objects.filter(case=case).order_by("-id")[:200]),
        "contacts": list(Contact.objects.filter(case=case).order_by("-on", "-id")[:100]),
        "spells": tables.spells(child.child_id) if tables and child else [],
    }


def _plan(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    row = PlanVersion.objects.filter(case=case, episode=case.episode).order_by("-id").first()
    plan = plan_of(row) if case.has_plan else None
    looks: Sequence[CaseObservation] = (
        list(CaseObservation.objects.filter(case=case, first_attended_on=case.first_attended_on).order_by("week"))
        if case.first_attended_on
        else []
    )
    return {
        "plan": plan,
        "said": row.plan if row and plan else {},
        "elements": ELEMENTS,
        "gaps": gaps_in_plan(plan, on) if plan else (),
        "dues": dues_of_plan(plan, on, CALENDAR) if plan else (),
        "observations": looks,
    }


def _transfers(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    acts = list(TransferAct.objects.filter(case=case).order_by("id"))
    relay, _ = relay_of(case, acts)
    return {
        "acts": acts,
        "relay": relay,
        "offer": relay.offer,
        "told": told_by(relay.offer, case.level == "high", on) if relay.offer else (),
        "reasons": RETURN_REASONS,
        "whereabouts": Whereabouts.objects.filter(case=case).order_by("-id").first() if case.whereabouts_known else None,
        "open_enquiries": Enquiry.objects.filter(case=case, outcome="").count(),
        "proposal": CaseProposal.objects.filter(case=case, kind="transfer", withdrawn_on=None).first(),
    }


def _notes(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    return {"notes": list(Note.objects.filter(case=case).order_by("-id")[:200])}
