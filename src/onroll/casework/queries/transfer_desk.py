"""The desk between authorities: what is offered to us, what we offered, and the children whom nobody answers for.

Of a child of the unclaimed board who is not the viewer's, the board says only that there is one, how old, what was found and
for how long nobody has answered; who the child is stands on the page from which an authority takes the child over, and each
look at that is written down.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from onroll.casework import clock
from onroll.casework.case_facts import relay_of
from onroll.casework.models import Case, CaseFinding, CaseSplit, Contact, Enquiry, SplitPiece, TransferAct, Whereabouts
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import in_list, visible_cases
from onroll.casework.queries.cases import CaseRow, rows_of
from onroll.casework.queries.names import authority_names
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_claim, shared_with, unclaimed
from onroll.casework.sights import places_of, sights_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.transfers import NATIONAL, Relay, told_by, unclaimed_told
from onroll.pipeline.run_rows import Child, FoundChild

BOARDS: Mapping[str, str] = {
    "inbox": "Inbox",
    "outbox": "Outbox",
    "returned": "Returned",
    "handed_over": "Handed over",
    "shared": "Shared work",
    "shared_late": "Shared, overdue",
    "unclaimed": "Unclaimed",
}
SHARED = ("shared", "shared_late")
KEPT_AFTER_ENDING = 91
"""Days for which a child whom we handed over stays on the board once the case has ended there."""
STANDS: Mapping[str, str] = {
    "new": "Nobody there has looked at it yet",
    "enquiring": "The child is being looked for",
    "located": "Found, and not in education yet",
    "returning": "Found, with a plan for the return",
    "watching": "Back in education, and watched",
    "closed": "The case has ended",
}
"""What an authority that handed a child over is told of it: how it stands, and nothing else."""
PAGE_SIZE = 25
NATIONAL_QUEUE = "The national queue"


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    """One child on the desk.

    Shape  responsible, to: names of authorities; to is empty where no offer stands. told: who must know by now, and since when.
           is_ours: the viewer's authority is responsible or asked, so that the child is named. handed_over_on: when another took the
           child over from the viewer's authority; stands: how it stands there, in words. pieces, late: of shared work, how many
           pieces wait, and how many of them are late; review_on: until when the work is shared.
    """

    row: CaseRow
    is_ours: bool
    responsible: str
    to: str
    why: str
    question: str
    waits_since: date
    days: int
    told: Sequence[tuple[str, date]]
    last_act: str
    finding: str
    handed_over_on: date | None = None
    stands: str = ""
    pieces: int = 0
    late: int = 0
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One board of the desk."""

    board: str
    rows: Sequence[DeskRow]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int
    on: date


def transfer_desk(viewer: Viewer, purpose: Purpose, board: str, page: int = 1) -> Desk:
    """Return one board, what has waited longest first; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    board = board if board in BOARDS else "inbox"
    boards = {name: _on_board(viewer, name, on) for name in BOARDS}
    any_board = reduce(or_, boards.values())
    counts: dict[str, int] = (
        visible_cases(viewer).filter(any_board).aggregate(**{name: Count("id", filter=q) for name, q in boards.items()})
    )
    total = counts[board]
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    order = ("offered_on", "id") if board in ("inbox", "outbox") else ("opened_on", "id")
    cases = list(
        visible_cases(viewer).filter(boards[board]).select_related("owner").order_by(*order)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    )
    record_reading(viewer, purpose, "transfers.listed", children=[case.child_id for case in cases], more={"of": total, "board": board})
    return Desk(board=board, rows=_rows(viewer, cases, on, board), counts=counts, total=total, page=page, pages=pages, on=on)


def _on_board(viewer: Viewer, board: str, on: date) -> Q:
    if board == "unclaimed":
        return unclaimed(on) if viewer.authority else Q(pk__in=[])
    if board == "handed_over":
        return _handed_over(viewer, on)
    if board == "shared":
        return _shared(viewer, on)
    if board == "shared_late":
        return _shared(viewer, on) & Q(pk__in=_late_pieces(on).values("split__case"))
    return in_list(viewer, {"inbox": "offered_to_us", "outbox": "offered_by_us", "returned": "returned"}[board], on)


def _handed_over(viewer: Viewer, on: date) -> Q:
    """Which cases were the viewer's authority's and are another's: whoever handed a child over goes on seeing how it stands."""
    ours = Q(verb="offer", authority=viewer.authority or "-") | Q(verb="claim", to=viewer.authority or "-")
    acts = TransferAct.objects.filter(ours).values("case")
    recent = Q(closed_on=None) | Q(closed_on__gte=on - timedelta(days=KEPT_AFTER_ENDING))
    return Q(pk__in=acts) & ~Q(authority=viewer.authority) & ~Q(offered_to=viewer.authority) & recent


def _shared(viewer: Viewer, on: date) -> Q:
    """Which open cases two authorities share the work on, the viewer's one of the two."""
    standing = CaseSplit.objects.filter(ended_on=None)
    ours = Q(authority=viewer.authority or "-", pk__in=standing.filter(responsible=viewer.authority).values("case"))
    theirs = Q(pk__in=shared_with(viewer, on).values("case"))
    return Q(closed_on=None) & (ours | theirs)


def _late_pieces(on: date) -> QuerySet[SplitPiece]:
    """Return what should have been done by now of shared work, whichever of the two authorities was to do it."""
    return SplitPiece.objects.filter(split__ended_on=None, outcome="", dropped_on=None, due_on__lt=on)


def shared_and_late(viewer: Viewer, on: date) -> QuerySet[Case]:
    """Return the cases of the board "Shared, overdue": work is shared, and one of the two authorities is late with a piece."""
    return visible_cases(viewer).filter(_on_board(viewer, "shared_late", on))


def _rows(viewer: Viewer, cases: Sequence[Case], on: date, board: str) -> list[DeskRow]:
    acts: dict[int, list[TransferAct]] = defaultdict(list)
    for act in TransferAct.objects.filter(case__in=cases).order_by("id"):
        acts[act.case_id].append(act)
    found = dict(CaseFinding.objects.filter(case__in=cases).exclude(finding="none").order_by("id").values_list("case_id", "finding"))
    names = relay_names(viewer, (code for case in cases for code in (case.authority, case.offered_to)))
    rows = [_row(viewer, row, acts[row.case.pk], names, found.get(row.case.pk, ""), on) for row in rows_of(viewer, cases, on)]
    return _with_pieces(rows, on) if board in SHARED else rows


def _with_pieces(rows: Sequence[DeskRow], on: date) -> list[DeskRow]:
    """Say of shared work how much of it waits, and who does it with whom."""
    waits = Count("pieces", filter=Q(pieces__outcome="", pieces__dropped_on=None))
    late = Count("pieces", filter=Q(pieces__outcome="", pieces__dropped_on=None, pieces__due_on__lt=on))
    splits = CaseSplit.objects.filter(case__in=[row.row.case.pk for row in rows], ended_on=None).annotate(waits=waits, late=late)
    of_case = {split.case_id: split for split in splits}
    names = authority_names({split.supporting for split in of_case.values()}) if of_case else {}
    return [_shared_row(row, of_case[row.row.case.pk], names) for row in rows if row.row.case.pk in of_case]


def _shared_row(row: DeskRow, split: Any, names: Mapping[str, str]) -> DeskRow:
    supporting = names.get(split.supporting, split.supporting)
    return replace(row, to=supporting, pieces=split.waits, late=split.late, review_on=split.review_on, is_ours=True)


def _row(viewer: Viewer, row: CaseRow, acts: Sequence[TransferAct], names: Mapping[str, str], finding: str, on: date) -> DeskRow:
    case = row.case
    relay, _ = relay_of(case, acts)
    last = acts[-1] if acts else None
    offer = relay.offer
    since = offer.offered_on if offer else case.opened_on
    is_high = case.level == "high"
    our_legs = [leg.ends_before for leg in relay.legs if leg.authority == viewer.authority and leg.ends_before]
    handed_over_on = max(our_legs) if our_legs and case.authority != viewer.authority else None
    return DeskRow(
        row=row,
        is_ours=viewer.authority in (case.authority, case.offered_to),
        responsible=names.get(case.authority, case.authority),
        to=names.get(case.offered_to, case.offered_to) if offer else "",
        why=_why(acts, viewer.authority if handed_over_on else ""),
        question=offer.question if offer else "",
        waits_since=since,
        days=(on - since).days,
        told=told_by(offer, is_high, on) if offer else unclaimed_told(since, is_high, on) if case.authority == NATIONAL else (),
        last_act=last.verb if last else "",
        finding="" if handed_over_on else finding,
        handed_over_on=handed_over_on,
        stands=STANDS[case.state] if handed_over_on else "",
    )


def _why(acts: Sequence[TransferAct], only_of: str) -> str:
    """The latest words of an offer or a return; of a child who is another's by now, one's own alone."""
    theirs = (act for act in reversed(acts) if act.verb in ("offer", "return") and (not only_of or act.authority == only_of))
    return next((act.note for act in theirs), "")


# -- taking a child over -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ClaimPage:
    """What an authority sees before it takes a child over. Shape  responsible: the authority that is until then."""

    case: Case
    child: Child | None
    row: CaseRow
    responsible: str
    finding: FoundChild | None
    whereabouts: Whereabouts | None
    open_enquiries: int
    last_seen: Contact | None
    relay: Relay
    authorities: Mapping[str, str]
    on: date


def claim_page(viewer: Viewer, purpose: Purpose, case_id: int) -> ClaimPage | None:
    """Return what is shown of a child on the unclaimed board, or None; the look is written down, a miss too."""
    require(viewer, Right.WORK_CASES, purpose)
    on = clock.today()
    case = Case.objects.select_related("owner").filter(pk=case_id).first()
    allowed = case is not None and viewer.authority != case.authority and may_claim(viewer, case, on)
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    if child is not None and child.shielded and not viewer.in_shielded_team:
        allowed = False
    record_reading(
        viewer,
        purpose,
        "case.claim_looked_at",
        subject=case.child_id if case is not None and allowed else "",
        more={"case": case_id, "seen": allowed},
    )
    if case is None or not allowed:
        return None
    relay, _ = relay_of(case, list(TransferAct.objects.filter(case=case).order_by("id")))
    names = relay_names(viewer, [leg.authority for leg in relay.legs] + [case.offered_to, (child.la_code or "") if child else ""])
    return ClaimPage(
        case=case,
        child=child,
        row=rows_of(viewer, [case], on)[0],
        responsible=names.get(case.authority, case.authority),
        finding=tables.finding_of(child.child_id) if tables and child else None,
        whereabouts=places_of(case).first() if case.whereabouts_known else None,
        open_enquiries=Enquiry.objects.filter(case=case, outcome="").count(),
        last_seen=sights_of(case).first(),
        relay=relay,
        authorities=names,
        on=on,
    )


def relay_names(viewer: Viewer, codes: Iterable[str]) -> dict[str, str]:
    """Return what the authorities of a relay are called, by code; the national queue is among them."""
    wanted = {code for code in codes if code and code != NATIONAL}
    return {**(authority_names(wanted) if wanted else {}), NATIONAL: NATIONAL_QUEUE}
