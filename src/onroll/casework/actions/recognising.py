"""Search again for the children of whom somebody told, and, once a person says who it is, let the case follow the child.

Source  issue 4, point 1; design, section 5 (decisions are remembered: “not the same child” never comes back).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record, record_all
from onroll.casework import clock
from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.actions.referrals import LIKELY, told_of
from onroll.casework.actions.signal_cases import Signal, case_for
from onroll.casework.models import Case, CaseChange, CaseProposal, CaseState, Referral, ToldChild, ToldChildMatch
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, may_recognise, relation_of
from onroll.casework.the_index import whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.links import REVIEW_AT
from onroll.core.wording import day_words
from onroll.pipeline.find import CannotFind, Hit, find
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import ids_now
from onroll.pipeline.run_rows import Child
from onroll.pipeline.shielding import shielded_children

SEARCH = Doer(name="onroll run", role="system")
MOST_PROPOSED = 3


@dataclass(frozen=True, kw_only=True)
class SearchedAgain:
    """What a run did for the children in no register. Shape  told_searched: children; told_proposed: new proposals."""

    told_searched: int = 0
    told_proposed: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))


def search_told_children(run: Run) -> SearchedAgain:
    """Search a run for every told child with an open case; propose who it may be. What was proposed or refused is not proposed again."""
    waiting = list(ToldChild.objects.filter(became="").exclude(searched_in=run.run_id).order_by("id"))
    cases = {case.child_id: case for case in Case.objects.filter(child_id__in=[each.child_id for each in waiting], closed_on=None)}
    waiting = [each for each in waiting if each.child_id in cases]
    hidden = shielded_children(run.folder) if waiting else frozenset()
    proposed = 0
    for told in waiting:
        try:
            hits = [hit for hit in find(run, told_of(told).query(), limit=MOST_PROPOSED) if hit.probability >= REVIEW_AT]
        except CannotFind:
            hits = []
        with transaction.atomic():
            proposed += _propose(run, told, cases[told.child_id], hits, hidden)
    return SearchedAgain(told_searched=len(waiting), told_proposed=proposed)


def _propose(run: Run, told: ToldChild, case: Case, hits: list[Hit], hidden: frozenset[str]) -> int:
    before = list(ToldChildMatch.objects.filter(told=told).values_list("other_child_id", flat=True))
    known = {*before, *ids_now(run, before).values()}
    new = [hit for hit in hits if hit.child_id not in known]
    on, at = run.on, clock.now()
    ToldChildMatch.objects.bulk_create(
        [
            ToldChildMatch(
                told=told,
                other_child_id=hit.child_id,
                probability=hit.probability,
                reasons=list(hit.reasons),
                run_id=run.run_id,
                proposed_on=on,
            )
            for hit in new
        ]
    )
    told.searched_in = run.run_id
    told.save(update_fields=["searched_in"])
    if any(hit.child_id in hidden and hit.probability >= LIKELY for hit in new) and not case.shielded:
        case = Case.objects.select_for_update().get(pk=case.pk)
        case.shielded, case.version = True, case.version + 1
        case.save(update_fields=["shielded", "version"])
        record(SEARCH, Happening(kind="case.shielded", subject=case.child_id, body={"case": case.pk, "run": run.run_id}))
    shown = [hit for hit in new if hit.child_id not in hidden]
    if shown:
        who = "a child who may be this one" if len(shown) == 1 else f"{len(shown)} children of whom one may be this one"
        words = f"The run of {day_words(on)} knows {who}"
        CaseChange.objects.create(
            case=case, version=case.version, at=at, on=on, by=SEARCH.name, by_name="Onroll", kind="case.child_proposed", words=words
        )
    if (shown or (new and case.shielded)) and not CaseProposal.objects.filter(case=case, kind="child", withdrawn_on=None).exists():
        because = f"The search in the run of {day_words(on)} met somebody like this child."
        CaseProposal.objects.create(case=case, kind="child", run_id=run.run_id, proposed_on=on, because=because)
    happenings = [
        Happening(kind="case.child_proposed", subject=case.child_id, body={"case": case.pk, "run": run.run_id, "child": hit.child_id})
        for hit in new
    ]
    record_all(SEARCH, happenings)
    return len(new)


def decide_match(match_id: int, *, by: Viewer, same: bool, because: str) -> Case:
    """Say that a told child is a child of the index, or is not. Yes moves the case to that child, or joins the child's own case.

    Raises  CannotSee; CannotDoNow.
    """
    why = needs_because(because)
    match = ToldChildMatch.objects.select_related("told").filter(pk=match_id).first()
    number = (match.told.became or match.told.child_id) if match else ""
    case = Case.objects.filter(child_id=number, joined_into=None).order_by("-id").first()
    if match is None or case is None:
        raise CannotSee("There is no such proposal for you.")
    with changing(by, case.pk) as hand:
        match = ToldChildMatch.objects.select_for_update().select_related("told").get(pk=match_id)
        if match.decision:
            raise CannotDoNow("Somebody has decided this already.")
        child = _child_of(by, match)
        match.decision, match.decided_on, match.decided_by = "same" if same else "other", hand.on, by.username
        match.because = why
        match.save()
        if same or not ToldChildMatch.objects.filter(told=match.told, decision="").exists():
            CaseProposal.objects.filter(case=hand.case, kind="child", withdrawn_on=None).update(withdrawn_on=hand.on)
        if not same:
            hand.tell("case.child_refused", f"Not the same as child {match.other_child_id}", why, child=match.other_child_id)
            return hand.case
        match.told.became, match.told.became_on = child.child_id, hand.on
        match.told.save()
        _follow(hand, child, why)
    return hand.case.joined_into or hand.case


def _child_of(by: Viewer, match: ToldChildMatch) -> Child:
    tables = whole_tables()
    child = tables.child(tables.live_id(match.other_child_id)) if tables else None
    if child is None or relation_of(by, child) is Relation.NOTHING:
        raise CannotSee("There is no such proposal for you.")
    if not may_recognise(by, child):
        raise CannotDoNow("The child’s record is another authority’s: ask there, or offer them this case, and they can say who it is.")
    return child


def _follow(hand: CaseInHand, child: Child, why: str) -> None:
    """Let the case follow the child: into the child's own case where there is one, else under the child's number."""
    case, old = hand.case, hand.case.child_id
    cases = list(Case.objects.filter(child_id=child.child_id, joined_into=None).order_by("closed_on", "id"))
    has_own = any(each.is_open or each.authority == case.authority for each in cases)
    if not has_own:
        case.child_id, case.shielded = child.child_id, child.shielded
        hand.tell("case.child_recognised", f"Recognised as child {child.child_id}", why, old_child=old)
        return
    words = f"Recognised as the child of case {case.pk}, which was told of under number {old}"
    signal = Signal(
        doer=hand.by.doer, by_name=hand.by.full_name, authority=case.authority, words=words, because=why, on=hand.on, at=clock.now()
    )
    own, _ = case_for(child, signal)
    waits = [day for day in (own.referred_on, case.referred_on) if day is not None]
    own.referred_on = min(waits) if waits else None
    own.owner, own.known_from = own.owner or case.owner, min(filter(None, (own.known_from, case.known_from)), default=None)
    own.save(update_fields=["referred_on", "owner", "known_from"])
    Referral.objects.filter(case=case).update(case=own)
    case.joined_into, case.offered_to, case.referred_on, case.ending_waits = own, "", None, False
    CaseState.objects.create(case=case, state="joined", at=hand.at, by=hand.by.username, because=f"Joined to case {own.pk}.")
    hand.tell("case.joined", f"Joined to case {own.pk}: recognised as child {child.child_id}", why, into=own.pk, old_child=old)
