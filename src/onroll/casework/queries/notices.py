"""Who must know by now of what is late: worked out from the days alone, so that no notice can be forgotten or switched off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.case_facts import clock_of, relay_of
from onroll.casework.local_rules import calendar_of, own_limits
from onroll.casework.models import Case, HomeVisit, NamedRole, TransferAct
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import visible_cases
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import StageDue, notices_of_lateness, stages_due
from onroll.core.home_visits import missed_call_told
from onroll.core.time_limits import Due
from onroll.core.transfers import told_by

OWNER, MANAGER, HEAD, DIRECTOR = "owner", "team manager", "head of service", "director of children's services"
ROLES: Mapping[str, str] = {
    OWNER: "Whoever has the case",
    MANAGER: "Team manager",
    HEAD: "Head of service",
    DIRECTOR: "Director of children’s services",
}
NAMED_ROLES = (HEAD, DIRECTOR)
"""The roles whose people need no account: an authority says who they are."""

_TRANSFER_ROLES = {
    "the receiver's officer for children missing education": OWNER,
    "both team managers": MANAGER,
    "both heads of service": HEAD,
    "both directors of children's services": DIRECTOR,
}
_VISIT_ROLES = {"whoever knows of the visit": OWNER, "team manager": MANAGER, "head of service": HEAD, "the police": HEAD}


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """One thing that somebody must know. Shape  told_on: since when. kind: `action`, `limit`, `offer` or `visit`."""

    case_id: int
    owner: str
    owner_name: str
    what: str
    kind: str
    told_on: date
    is_high: bool


@dataclass(frozen=True, kw_only=True)
class Notices:
    """The notices of one authority, by the role that must know, the oldest first."""

    by_role: Mapping[str, Sequence[NoticeRow]]
    people: Mapping[str, str]
    on: date


def notices_for(viewer: Viewer) -> Notices:
    """Return who must know what in the viewer's authority; case numbers only, nobody is shown."""
    require(viewer, Right.SEE_CASES)
    on = clock.today()
    by_role: dict[str, list[NoticeRow]] = defaultdict(list)
    for role, row in (*_late_cases(viewer, on), *_late_offers(viewer, on), *_missed_calls(viewer)):
        by_role[role].append(row)
    people = {row.told: row.name for row in NamedRole.objects.filter(authority=viewer.authority)}
    managers = User.objects.filter(organisation__authority_code=viewer.authority, role="manager", is_active=True)
    people[MANAGER] = ", ".join(managers.order_by("full_name").values_list("full_name", flat=True)) if viewer.authority else ""
    ordered = {role: sorted(by_role[role], key=lambda row: (row.told_on, row.case_id)) for role in ROLES}
    return Notices(by_role=ordered, people=people, on=on)


def named_roles_of(viewer: Viewer) -> Mapping[str, NamedRole]:
    """Return who the named roles of the viewer's authority are, by role."""
    require(viewer, Right.SEE_TEAM)
    return {row.told: row for row in NamedRole.objects.filter(authority=viewer.authority)}


def _late_cases(viewer: Viewer, on: date) -> Iterator[tuple[str, NoticeRow]]:
    """What is late in the open cases: the next action, and the stage of the time limits that is longest over."""
    if not viewer.authority:
        return
    cases = visible_cases(viewer).filter(authority=viewer.authority, closed_on=None).select_related("owner")
    calendar, limits = calendar_of(viewer.authority), own_limits(viewer.authority, on)
    soonest: dict[str, StageDue] = {}  # cases of one day at one point are alike, and there are many of them
    for case in cases.iterator(chunk_size=2000):
        is_high = case.level == "high"
        dues = [(Due(case.due_on), case.next_action, "action")] if case.due_on else []
        facts = clock_of(case)
        alike = repr(facts)
        if alike not in soonest:
            soonest[alike] = stages_due(facts, on, calendar, limits)[0]
        first = soonest[alike]
        dues.append((first.due, first.title, "limit"))
        for due, what, kind in dues:
            for notice in notices_of_lateness(due, is_high, on, what):
                yield notice.told, _row(case, notice.because, kind, notice.on)


def _late_offers(viewer: Viewer, on: date) -> Iterator[tuple[str, NoticeRow]]:
    if not viewer.authority:
        return
    to_us = Q(offered_to=viewer.authority) & ~Q(offered_to="")
    offers = visible_cases(viewer).filter(Q(authority=viewer.authority) | to_us, closed_on=None)
    waiting = {case.pk: case for case in offers.exclude(offered_to="").select_related("owner")}
    acts: dict[int, list[TransferAct]] = defaultdict(list)
    for act in TransferAct.objects.filter(case__in=waiting).order_by("id"):
        acts[act.case_id].append(act)
    for case in waiting.values():
        offer = relay_of(case, acts[case.pk])[0].offer
        for told, since in told_by(offer, case.level == "high", on) if offer else ():
            role = _TRANSFER_ROLES[told]
            if role is OWNER and case.offered_to != viewer.authority:
                continue
            yield role, _row(case, f"The offer of {offer.offered_on:%-d %B %Y} waits for an answer.", "offer", since)  # type: ignore[union-attr]


def _missed_calls(viewer: Viewer) -> Iterator[tuple[str, NoticeRow]]:
    out = HomeVisit.objects.filter(case__authority=viewer.authority, checked_in_at=None, outcome="", back_by__lt=clock.now())
    if not viewer.in_shielded_team:
        out = out.filter(case__shielded=False)
    now = clock.local_now()
    for visit in out.select_related("case", "case__owner", "visitor", "knows"):
        back_by = _local(visit.back_by)
        for notice in missed_call_told(back_by, visit.case.level == "high", now):
            words = f"{visit.visitor.full_name} was to call by {back_by:%H:%M} on {back_by:%-d %B} and has not."
            if notice.told == "the police":
                words += " Ring the police on 999 now."
            row = _row(visit.case, words, "visit", notice.at.date())
            yield _VISIT_ROLES[notice.told], row


def _row(case: Case, what: str, kind: str, told_on: date) -> NoticeRow:
    owner = case.owner
    return NoticeRow(
        case_id=case.pk,
        owner=owner.username if owner else "",
        owner_name=owner.full_name if owner else f"nobody yet (queue “{case.queue}”)",
        what=what,
        kind=kind,
        told_on=told_on,
        is_high=case.level == "high",
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.LONDON).replace(tzinfo=None)
