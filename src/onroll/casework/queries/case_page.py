"""One case as its pages show it: each tab asks for no more than it needs; the look is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from onroll.casework import clock
from onroll.casework.models import (
    Attachment,
    Case,
    PlanVersion,
)
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_tabs.broadcast import broadcast
from onroll.casework.queries.case_tabs.enquiries import ORDER, enquiries
from onroll.casework.queries.case_tabs.files import files
from onroll.casework.queries.case_tabs.letters import letters
from onroll.casework.queries.case_tabs.notes import notes
from onroll.casework.queries.case_tabs.orders import orders
from onroll.casework.queries.case_tabs.overview import overview
from onroll.casework.queries.case_tabs.paper import paper
from onroll.casework.queries.case_tabs.plan import plan_tab
from onroll.casework.queries.case_tabs.signals import signals
from onroll.casework.queries.case_tabs.timeline import timeline
from onroll.casework.queries.case_tabs.transfers import transfers
from onroll.casework.queries.cases import STATES_IN_WORDS
from onroll.casework.queries.child_headline import headline_of
from onroll.casework.queries.children import year_group
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.queries.taking_back import what_can_be_taken_back
from onroll.casework.recorded_reasons import newest_reason
from onroll.casework.relations import may_work_on, worked_on_by
from onroll.casework.sights import sights_of
from onroll.casework.the_index import the_tables
from onroll.casework.told_children import told_child_of
from onroll.casework.viewers import Viewer
from onroll.core.dated.closure_evidence import STANDARDS, Grade
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.dated.transfer_limits import RETURN_REASONS
from onroll.core.dated.triage_weights import ESCALATIONS
from onroll.core.dated.values import value_on
from onroll.core.last_seen import Contact as ContactMade
from onroll.core.last_seen import last_seen
from onroll.core.outcomes import NO_ENDINGS, can_be_an_ending
from onroll.core.return_plan_elements import ELEMENTS
from onroll.pipeline.run_rows import Child, FoundChild

TABS = ("overview", "enquiries", "timeline", "plan", "letters", "orders", "transfers", "notes", "files", "broadcast", "signals")


class Shown(Mapping[str, Any]):
    """What a tab shows, asked for when it is first looked at: a form that needs none of it asks for none."""

    def __init__(self, ask: Callable[[], Mapping[str, Any]]) -> None:
        self._ask = ask

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        return self._ask()

    def __getitem__(self, name: str) -> Any:
        return self._said[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


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
    headline: str = ""
    responsible: str = ""


def case_page(
    viewer: Viewer, purpose: Purpose, case_id: int, tab: str, *, kinds: Sequence[str] = (), known_on: date | None = None
) -> CasePage | None:
    """Return one tab of a case, or None where there is no such case for the viewer.

    Shape  kinds, known_on: what the timeline is narrowed to, and the day as of which it is told.
    """
    require(viewer, Right.SEE_CASES, purpose)
    mine = Case.objects.filter(worked_on_by(viewer), pk=case_id)
    with_order = ORDER if tab == "enquiries" else {}
    case = mine.select_related("owner").annotate(recorded_reason=newest_reason(), **with_order).first()
    allowed = case is not None and may_work_on(viewer, case, as_receiver=True)
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    if child is None and case is not None:
        child = told_child_of(case.child_id)
    if child is not None and child.shielded and not viewer.in_shielded_team:
        allowed = False
    shown_id = case.child_id if case is not None and allowed else ""
    record_reading(viewer, purpose, "case.looked_at", subject=shown_id, more={"case": case_id, "tab": tab, "seen": allowed})
    if case is None or not allowed:
        return None
    as_receiver = viewer.authority != case.authority
    tab = "transfers" if as_receiver else tab if tab in (*TABS, "print") else "overview"
    on = clock.today()
    sight = sights_of(case).first() if case.last_seen_on else None
    contacts = [ContactMade(sight.on, "in person", True, sight.name, sight.profession, sight.place)] if sight else []
    seen = last_seen(contacts, case.known_from or case.opened_on, on)
    readers = {
        "overview": overview,
        "enquiries": enquiries,
        "plan": plan_tab,
        "letters": letters,
        "orders": orders,
        "transfers": transfers,
        "notes": notes,
        "print": paper,
        "files": files,
        "broadcast": broadcast,
        "signals": signals,
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
        shown=Shown(
            partial(timeline, viewer, case, child, on, kinds=kinds, known_on=known_on)
            if tab == "timeline"
            else partial(readers[tab], viewer, case, child, on)
        ),
        headline=headline_of(viewer, child, on, None, with_sight=False),
        responsible="" if as_receiver else viewer.organisation_name,
    )


def case_choices(viewer: Viewer, case_id: int, what: str) -> dict[str, Any]:
    """Return what a form about a case offers to choose from; raises nothing, shows nobody."""
    require(viewer, Right.SEE_CASES)
    on = clock.today()
    if what == "triage":
        return {"triggers": {each.trigger: each.because for each in value_on(ESCALATIONS, on)}}
    if what == "enquiry":
        return {"checks": {each.code: each.title for each in value_on(CHECKS, on)}}
    if what == "take-back":
        case = Case.objects.filter(worked_on_by(viewer), pk=case_id).first()
        return {"things": what_can_be_taken_back(viewer, case) if case is not None else {}}
    if what == "answer":
        return {"outcomes": {each.code: each.words for each in value_on(OUTCOMES, on)}}
    if what == "ending":
        standards = [each for each in value_on(STANDARDS, on) if viewer.in_shielded_team or not each.named_team]
        files = Attachment.objects.filter(case_id=case_id, withdrawal__isnull=True).order_by("-id")[:100]
        return {
            "standards": standards,
            "no_endings": NO_ENDINGS,
            "grades": {grade.value: grade.words for grade in Grade},
            "files": {f"{file.number}: {file.words}"[:200]: f"{file.number}: {file.words}"[:200] for file in files},
        }
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
