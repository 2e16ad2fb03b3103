"""The rows of a case as core's rules read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from onroll.casework.models import (
    Case,
    CaseEnding,
    CaseObservation,
    Enquiry,
    OrderStep,
    PlanVersion,
    ServiceReferral,
    TransferAct,
    TriageResult,
)
from onroll.core.attendance_orders import LegalStep, StepCode
from onroll.core.case_clocks import ClockFacts
from onroll.core.cases import CaseFacts, State
from onroll.core.counting import CountedAs
from onroll.core.dated.closure_evidence import Outcome
from onroll.core.dated.enquiry_checks import Need, OutcomeCode
from onroll.core.enquiries import EnquiryProfile, EnquiryRecord
from onroll.core.observations import Observation
from onroll.core.outcomes import Ending, Evidence
from onroll.core.return_plan_elements import ELEMENTS, ElementCode
from onroll.core.return_plans import STEPS, PartTime, PlaceSteps, Referral, ReturnPlan
from onroll.core.splits import Piece, Terms
from onroll.core.transfers import Act, Relay, VoidAct, relay_from, replayed
from onroll.core.transfers import Verb as TransferVerb
from onroll.pipeline.run_rows import Child

KNOWN_TO_FAMILY_UNSAFE = "forced_marriage"


def facts_of(
    case: Case,
    *,
    escalations_open: int = 0,
    observations: Sequence[Observation] = (),
    ending: Ending | None = None,
    missing_again: str = "",
) -> CaseFacts:
    """Return what the moves of a case look at."""
    return CaseFacts(
        state=cast(State, case.state),
        authority=case.authority,
        owner=str(case.owner_id or ""),
        queue=case.queue,
        next_action=case.next_action,
        due_on=case.due_on,
        counted_as=cast(CountedAs, case.counted_as),
        triaged=case.triaged_on is not None,
        escalations_open=escalations_open,
        whereabouts_known=case.whereabouts_known,
        has_plan=case.has_plan,
        first_attended_on=case.first_attended_on,
        observations=tuple(observations),
        ending=ending,
        missing_again=missing_again,
    )


def clock_of(case: Case) -> ClockFacts:
    """Return what the time limits of a case look at."""
    done = {stage: date.fromisoformat(day) for stage, day in case.stages_done.items()}
    return ClockFacts(
        opened_at=case.arrived_on or case.opened_on,
        done=cast(Any, done),
        high_since=case.high_since,
        whereabouts_known=case.whereabouts_known,
        has_referrer=case.referred_on is not None,
        referred_at=case.referred_on,
    )


def observed(rows: Iterable[CaseObservation]) -> tuple[Observation, ...]:
    """Return observations as core reads them."""
    return tuple(Observation(row.week, row.on, row.sessions_attended, row.sessions_possible, row.on_roll, row.source) for row in rows)


def asked(rows: Iterable[Enquiry]) -> tuple[EnquiryRecord, ...]:
    """Return enquiries as core reads them."""
    return tuple(
        EnquiryRecord(
            check=row.check_code,
            asked_on=row.asked_on,
            by=str(row.asked_by_id),
            lawful_basis=row.lawful_basis,
            due_on=row.due_on,
            outcome=cast(OutcomeCode, row.outcome) if row.outcome else None,
            answered_on=row.answered_on,
            evidence=row.evidence,
            why_not=row.why_not,
            authorisation=row.authorisation,
        )
        for row in rows
    )


def profile_of(case: Case, child: Child | None, known: Iterable[Need], *, no_family_contact: bool = False) -> EnquiryProfile:
    """Return what is known of a child that decides which checks can be made."""
    needs: set[Need] = set(known)
    if child is not None:
        if child.address_line_1 or child.postcode:
            needs.add("an address")
        if child.roll_urn:
            needs.add("a last school")
        if child.la_code and child.roll_la_code and child.la_code != child.roll_la_code:
            needs.add("another place that was named")
    return EnquiryProfile(
        known=frozenset(needs), is_high=case.level == "high", opened_on=case.opened_on, no_family_contact=no_family_contact
    )


def ending_of(row: CaseEnding, *, second_officer: str = "", date_of_birth: date | None = None, other_case: str = "") -> Ending:
    """Return a proposed ending as core reads it."""
    return Ending(
        outcome=Outcome(row.outcome),
        by=str(row.proposed_by_id),
        evidence=tuple(Evidence(each["kind"], date.fromisoformat(each["dated_on"]), each["reference"]) for each in row.evidence),
        second_officer=second_officer,
        handed_to=row.handed_to,
        accepted_on=row.accepted_on,
        date_of_birth=date_of_birth,
        other_case=other_case,
    )


def relay_of(case: Case, acts: Sequence[TransferAct]) -> tuple[Relay, tuple[VoidAct, ...]]:
    """Return who is responsible for a case's child, replayed from everything that authorities did."""
    first = case.authority if not acts else acts[0].to if acts[0].verb == "claim" else acts[0].authority
    start = relay_from(first, "", min([case.opened_on, *(act.on for act in acts[:1])]))
    return replayed(start, [act_of(row) for row in acts])


def act_of(row: TransferAct) -> Act:
    """Return one act as core reads it."""
    said = row.terms or {}
    terms = terms_from(said) if "pieces" in said else None
    verb, proposal = cast(TransferVerb, row.verb), said.get("proposal", 0)
    return Act(verb, row.authority, row.on, row.to, row.offer, row.officer, row.reason, row.note, terms, proposal)


def terms_as_kept(terms: Terms | None, proposal: int) -> dict[str, Any] | None:
    """Return the terms of a split as an act keeps them, or the number of the proposal that it answers; None where it does neither."""
    if terms is None:
        return {"proposal": proposal} if proposal else None
    pieces = [
        {"by": each.by, "kind": each.kind, "what": each.what, "due_on": each.due_on.isoformat(), "enquiry": each.enquiry}
        for each in terms.pieces
    ]
    said = {"responsible": terms.responsible, "afterwards": terms.afterwards, "review_on": terms.review_on.isoformat()}
    return {**said, "pieces": pieces, "proposal": proposal}


def terms_from(said: Mapping[str, Any]) -> Terms:
    """Return the terms of a split from what an act keeps of them."""
    pieces = tuple(
        Piece(each["by"], each["kind"], each["what"], date.fromisoformat(each["due_on"]), each["enquiry"]) for each in said["pieces"]
    )
    return Terms(said["responsible"], said["afterwards"], date.fromisoformat(said["review_on"]), pieces)


def plan_of(row: PlanVersion | None, referrals: Iterable[ServiceReferral] = ()) -> ReturnPlan | None:
    """Return a plan as core reads it; None where there is none, or it was given up."""
    return None if row is None or row.given_up else plan_from(row.plan, referrals)


def plan_from(said: Mapping[str, Any], referrals: Iterable[ServiceReferral] = ()) -> ReturnPlan:
    """Return a plan from what was stored of it, and from the referrals to services that belong to it."""
    place, part_time = said.get("place", {}), said.get("part_time")
    return ReturnPlan(
        agreed_on=date.fromisoformat(said["agreed_on"]),
        lead=said.get("lead", ""),
        key_adult=said.get("key_adult", ""),
        elements=tuple((element.code, words) for element in ELEMENTS if (words := words_of(said, element.code))),
        not_applicable=tuple((cast(ElementCode, code), reason) for code, reason in said.get("not_applicable", {}).items()),
        child_not_asked_because=said.get("child_not_asked_because", ""),
        ask_child_on=_day(said.get("ask_child_on")),
        place=PlaceSteps(**{step: _day(place.get(step)) for step in PLACE_DAYS}),
        part_time=part_time_of(part_time) if part_time else None,
        referrals=tuple(Referral(row.service, row.referred_on, row.outcome, row.outcome_on, row.wanted, row.due_on) for row in referrals),
        reviewed_on=tuple(date.fromisoformat(each["on"]) for each in said.get("reviews", [])),
    )


PLACE_DAYS = (*STEPS, "fair_access_referred_on")


def words_of(said: Mapping[str, Any], code: str) -> str:
    """Return what was written under an element of a plan, part by part."""
    parts = said.get("parts", {}).get(code, {})
    return "\n".join(each for each in (*parts.values(), said.get("elements", {}).get(code, "")) if each.strip())


def part_time_of(said: Mapping[str, Any]) -> PartTime:
    """Return a part-time timetable from what was stored of it."""
    return PartTime(
        starts_on=date.fromisoformat(said["starts_on"]),
        ends_on=_day(said.get("ends_on")),
        agreed_by_parent=said.get("agreed_by_parent", ""),
        review_on=_day(said.get("review_on")),
        full_time_on=_day(said.get("full_time_on")),
    )


def pathway_of(rows: Iterable[OrderStep]) -> tuple[LegalStep, ...]:
    """Return the steps towards an attendance order as core reads them."""
    return tuple(
        LegalStep(cast(StepCode, row.step), row.on, row.by_name, row.because, row.period_days, row.school, row.has_plan) for row in rows
    )


def own_steps(case: Case) -> list[OrderStep]:
    """Return the steps towards an order that the responsible authority has taken in this episode, the first one first."""
    return list(OrderStep.objects.filter(case=case, episode=case.episode, authority=case.authority).order_by("id"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def contact_is_unsafe(case: Case) -> bool:
    """Whether contact with the family could put the child in danger, as triage says."""
    if case.shielded:
        return True
    last = TriageResult.objects.filter(case=case).order_by("-id").first()
    return last is not None and KNOWN_TO_FAMILY_UNSAFE in last.triggers
