"""Work on one child that two authorities share: what is proposed, what holds, and what each of the two has still to do.

The supporting authority sees of the case what it needs for its pieces: who the child is, where to go, who is responsible, and the
pieces themselves. It sees no more of the case, and nothing once the review day is over or the child is shielded from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from onroll.casework import clock
from onroll.casework.case_facts import relay_of
from onroll.casework.models import Case, CaseSplit, Contact, Enquiry, SplitPiece, TransferAct, Whereabouts
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import visible_cases
from onroll.casework.queries.cases import CaseRow, rows_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.queries.transfer_desk import relay_names
from onroll.casework.relations import may_work_on, shared_with
from onroll.casework.sights import places_of, sights_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.splits import PIECE_KINDS, PIECE_OUTCOMES, Piece, SplitProposal, Terms
from onroll.core.transfers import Offer
from onroll.pipeline.run_rows import Child

__all__ = ["PIECE_KINDS", "PIECE_OUTCOMES", "Piece", "PieceRow", "SplitPage", "Terms", "open_pieces", "split_page"]

PieceRow = SplitPiece
"""One piece of the work, as pages show it."""


@dataclass(frozen=True, kw_only=True)
class SplitPage:
    """What the page about shared work shows.

    Shape  responsible, other: codes of the two authorities, the one that is responsible now first. proposal: terms that wait, and
           whether it is the viewer's turn. split, pieces: terms that hold. supports: the viewer's authority is the one that is not
           responsible. enquiries: open enquiries of the case by number, for whoever proposes terms; their outcomes by code.
    """

    case: Case
    row: CaseRow
    child: Child | None
    responsible: str
    other: str
    offer: Offer | None
    proposal: SplitProposal | None
    is_my_turn: bool
    split: CaseSplit | None
    pieces: Sequence[SplitPiece]
    supports: bool
    former: Sequence[CaseSplit]
    whereabouts: Whereabouts | None
    last_seen: Contact | None
    enquiries: Mapping[str, str]
    outcomes: Mapping[str, str]
    authorities: Mapping[str, str]
    officer: str
    on: date
    said: Sequence[TransferAct] = field(default_factory=tuple)


def split_page(viewer: Viewer, purpose: Purpose, case_id: int) -> SplitPage | None:
    """Return what the viewer may see of the shared work on a case, or None; the look is written down, a miss too."""
    require(viewer, Right.WORK_CASES, purpose)
    on = clock.today()
    case = Case.objects.select_related("owner").filter(pk=case_id, joined_into=None).first()
    standing = CaseSplit.objects.select_related("supporting_officer").filter(case=case_id, ended_on=None).first()
    supports = standing is not None and shared_with(viewer, on).filter(pk=standing.pk).exists()
    allowed = case is not None and (supports or may_work_on(viewer, case, as_receiver=True))
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    if child is not None and child.shielded and not viewer.in_shielded_team:
        allowed = False
    subject = case.child_id if case is not None and allowed else ""
    record_reading(viewer, purpose, "case.split_looked_at", subject=subject, more={"case": case_id, "seen": allowed})
    if case is None or not allowed:
        return None
    acts = list(TransferAct.objects.filter(case=case).order_by("id"))
    relay, _ = relay_of(case, acts)
    offer, proposal = relay.offer if case.is_open else None, relay.proposal if case.is_open else None
    other = standing.supporting if standing else offer.to if offer else ""
    ours = viewer.authority == case.authority
    former = list(CaseSplit.objects.filter(case=case).exclude(ended_on=None).order_by("-id")) if ours else []
    names = relay_names(viewer, [case.authority, other, *(each.supporting for each in former), *(each.responsible for each in former)])
    return SplitPage(
        case=case,
        row=rows_of(viewer, [case], on)[0],
        child=child,
        responsible=case.authority,
        other=other,
        offer=offer,
        proposal=proposal,
        is_my_turn=proposal is not None and proposal.to == viewer.authority,
        split=standing,
        pieces=list(standing.pieces.select_related("enquiry").order_by("due_on", "id")) if standing else [],
        supports=supports,
        former=former,
        whereabouts=places_of(case).first() if case.whereabouts_known else None,
        last_seen=sights_of(case).first() if case.last_seen_on else None,
        enquiries=_open_enquiries(case, on) if offer and ours else {},
        outcomes={each.code: each.words for each in value_on(OUTCOMES, on)},
        authorities=names,
        officer=case.owner.full_name if case.owner else "",
        on=on,
        said=[act for act in acts if act.verb in ("split", "change", "agree", "decline", "end", "lapse")] if ours or offer else [],
    )


def _open_enquiries(case: Case, on: date) -> dict[str, str]:
    titles = {check.code: check.title for check in value_on(CHECKS, on)}
    rows = Enquiry.objects.filter(case=case, outcome="").order_by("id")
    return {str(row.pk): f"{row.number}: {titles.get(row.check_code, row.check_code)}" for row in rows}


def open_pieces(viewer: Viewer, on: date) -> QuerySet[SplitPiece]:
    """Return the pieces of shared work that wait, where the viewer's authority is one of the two; both see what is late."""
    standing = CaseSplit.objects.filter(ended_on=None, case__in=visible_cases(viewer).filter(closed_on=None))
    both = standing.filter(responsible=viewer.authority or "-") | standing.filter(supporting=viewer.authority or "-", review_on__gte=on)
    return SplitPiece.objects.filter(split__in=both, outcome="", dropped_on=None)
