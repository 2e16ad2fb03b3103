"""End a case: one person proposes with evidence, core says whether that is enough, a second officer looks where it is weak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because, waiting_ending
from onroll.casework.case_facts import ending_of, own_steps, pathway_of, relay_of
from onroll.casework.models import Case, CaseEnding, CaseProposal, ServiceReferral, TransferAct
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer
from onroll.core.attendance_orders import is_running
from onroll.core.cases import may_move
from onroll.core.dated.closure_evidence import Outcome
from onroll.core.outcomes import Ending, can_be_an_ending, grade_of, needs_second_officer, recheck_on, standard_of

WAITS_FOR_SECOND = "A second officer decides about the proposed ending"
LOOK_AGAIN = "Look again at the ending: it rests on somebody’s word"
IN_EDUCATION = frozenset(
    [
        Outcome.ENROLLED_CONFIRMED,
        Outcome.EHE_SUITABLE,
        Outcome.EOTAS_S19_SUITABLE,
        Outcome.INDEPENDENT_CONFIRMED,
        Outcome.NOT_CME_ON_ROLL,
    ]
)
"""Endings that say where the child learns now."""


def propose_ending(
    case_id: int,
    *,
    by: Viewer,
    because: str,
    outcome: str,
    evidence: Sequence[Mapping[str, str]],
    handed_to: str = "",
    accepted_on: date | None = None,
    other_case_id: int | None = None,
    seen_version: int | None = None,
) -> CaseEnding:
    """Propose how a case ends. On good evidence it ends at once; on somebody's word alone it waits for a second officer.

    Shape  evidence: kind, dated_on (ISO) and reference of each piece. handed_to, accepted_on: who carries on, and since when.
    Raises  CannotDoNow with core's sentence: for *not found* and *inconclusive* too, with what happens instead.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        hand.refuse_unless(can_be_an_ending(outcome))
        if standard_of(Outcome(outcome), hand.on).named_team and not by.in_shielded_team:
            raise CannotDoNow("Only the named team can end a case so.")
        if waiting_ending(hand.case) is not None:
            raise CannotDoNow("An ending of this case waits for a second officer already.")
        row = CaseEnding(
            case=hand.case,
            episode=hand.case.episode,
            outcome=outcome,
            evidence=[_piece(each) for each in evidence],
            handed_to=(handed_to.strip() or (f"Case {other_case_id}" if other_case_id else ""))[:300],
            accepted_on=accepted_on,
            other_case=_other_case(hand, other_case_id) if other_case_id else None,
            because=needs_because(because),
            proposed_on=hand.on,
            proposed_by=hand.user,
        )
        ending = _ending(hand, row)
        row.grade = grade_of(ending, hand.on)
        if Outcome(outcome) in IN_EDUCATION:
            _refuse_what_is_left_open(hand)
        if needs_second_officer(ending, hand.on):
            hand.refuse_unless(may_move(hand.facts(ending=_ending(hand, row, second="somebody else")), "close", hand.on))
            row.save()
            hand.case.next_action, hand.case.due_on, hand.case.ending_waits = WAITS_FOR_SECOND, hand.on, True
            hand.tell("case.ending_waits", f"Ending proposed: {_title(row, hand.on)}", because, outcome=outcome)
        else:
            hand.refuse_unless(may_move(hand.facts(ending=ending), "close", hand.on))
            row.decided, row.decided_on, row.decided_by = "confirmed", hand.on, hand.user
            row.save()
            _close(hand, row, ending)
    return row


def confirm_ending(case_id: int, *, by: Viewer, because: str, seen_version: int | None = None) -> Case:
    """Agree to an ending as the second officer; the case ends, and is looked at again on the recheck date.

    Raises  CannotDoNow, also to whoever proposed it.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        row = _waiting(hand)
        ending = _ending(hand, row, second=str(hand.user.pk))
        hand.refuse_unless(may_move(hand.facts(ending=ending), "close", hand.on))
        row.decided, row.decided_on, row.decided_by = "confirmed", hand.on, hand.user
        row.decided_because = needs_because(because)
        row.save()
        _close(hand, row, ending)
    return hand.case


def refuse_ending(case_id: int, *, by: Viewer, because: str, seen_version: int | None = None) -> Case:
    """Say no to an ending that waits; whoever proposed it may take it back so. The case goes on.

    Raises  CannotDoNow.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        row = _waiting(hand)
        row.decided, row.decided_on, row.decided_by, row.decided_because = "refused", hand.on, hand.user, needs_because(because)
        row.save()
        hand.case.ending_waits = False
        hand.plan_next()
        hand.tell("case.ending_refused", f"Ending refused: {_title(row, hand.on)}", because, outcome=row.outcome)
    return hand.case


def _close(hand: CaseInHand, row: CaseEnding, ending: Ending) -> None:
    case = hand.case
    hand.move("close", row.because, facts=hand.facts(ending=ending))
    case.closed_on, case.outcome, case.recheck_on = hand.on, row.outcome, recheck_on(ending, hand.on)
    if case.recheck_on is not None:
        case.next_action, case.due_on = LOOK_AGAIN, case.recheck_on
    case.restricted = standard_of(ending.outcome, hand.on).restricts
    if case.offered_to:
        _withdraw_offer(hand)
    case.offered_to, case.ending_waits = "", False
    CaseProposal.objects.filter(case=case, withdrawn_on=None).update(withdrawn_on=hand.on)
    kind, _, because, body = hand.told.pop()
    hand.tell(
        kind,
        f"Ended: {_title(row, hand.on)}",
        because,
        **body,
        outcome=row.outcome,
        grade=row.grade,
        recheck_on=case.recheck_on.isoformat() if case.recheck_on else "",
    )


def _refuse_what_is_left_open(hand: CaseInHand) -> None:
    """A child who is in education again: the parent must know how the notice came to its end, and each service's answer is wanted."""
    if is_running(pathway_of(own_steps(hand.case))):
        raise CannotDoNow("A pathway towards an attendance order is still open: record first how it ended.")
    if hand.case.has_plan:
        open_ones = ServiceReferral.objects.filter(case=hand.case, episode=hand.case.episode, outcome="").values_list("service", flat=True)
        if open_ones:
            raise CannotDoNow(f"Say first what came of the referral to {open_ones[0]}.")


def _other_case(hand: CaseInHand, other_case_id: int) -> Case:
    """Return the case that carries the child from now on: another open one that the officer may work on."""
    other = Case.objects.filter(pk=other_case_id, joined_into=None).exclude(pk=hand.case.pk).first()
    if other is None or not may_work_on(hand.by, other):
        raise CannotDoNow("There is no such other case for you.")
    return other


def _withdraw_offer(hand: CaseInHand) -> None:
    """An offer of a case that ends is withdrawn with it: nobody is asked to take over what is over."""
    relay, _ = relay_of(hand.case, list(TransferAct.objects.filter(case=hand.case).order_by("id")))
    if relay.offer is not None:
        TransferAct.objects.create(
            case=hand.case, verb="withdraw", authority=hand.by.authority, on=hand.on, offer=relay.offer.number,
            note="The case has ended.", at=hand.at, by=hand.by.username,
        )  # fmt: skip


def _ending(hand: CaseInHand, row: CaseEnding, second: str = "") -> Ending:
    other = row.other_case.state if row.other_case is not None and row.other_case.joined_into_id is None else ""
    return ending_of(row, second_officer=second, date_of_birth=hand.child.date_of_birth if hand.child else None, other_case=other)


def _waiting(hand: CaseInHand) -> CaseEnding:
    row = waiting_ending(hand.case)
    if row is None:
        raise CannotDoNow("No ending of this case waits for a decision: somebody decided first.")
    return row


def _title(row: CaseEnding, on: date) -> str:
    return standard_of(Outcome(row.outcome), on).title


def _piece(said: Mapping[str, str]) -> dict[str, str]:
    try:
        day = date.fromisoformat(said.get("dated_on", ""))
    except ValueError as wrong:
        raise CannotDoNow("Give the day of the evidence.") from wrong
    return {"kind": said.get("kind", ""), "dated_on": day.isoformat(), "reference": said.get("reference", "").strip()[:300]}
