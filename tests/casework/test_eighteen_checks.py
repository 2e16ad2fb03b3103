"""All eighteen checks of reasonable enquiry, each asked, due, late, answered in every way, asked again: no answer ends a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, get_args

import pytest

from onroll.accounts.audit import verify_chain
from onroll.casework.actions import case_moves
from onroll.casework.actions.enquiries import answer_enquiry, chase_enquiry, start_enquiry
from onroll.casework.case_facts import asked
from onroll.casework.models import Case, Enquiry
from onroll.casework.refusals import CannotDoNow
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES, Check, EnquiryOutcome, Need
from onroll.core.enquiries import EnquiryProfile, enquiry_due_on, is_late, open_tier, rechecks_due
from onroll.core.working_days import working_day_after
from support.case_people import DAY, SetClock, viewer
from support.opened_cases import open_current_run

EVERYTHING: tuple[Need, ...] = get_args(Need)
ALL_CHECKS, ALL_OUTCOMES = CHECKS[0].value, OUTCOMES[0].value


@pytest.fixture
def clock(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    clock = SetClock(monkeypatch)
    open_current_run()
    return clock


def test_there_are_eighteen_checks_and_nine_answers_and_none_is_an_ending() -> None:
    assert len(ALL_CHECKS) == 18 and len(ALL_OUTCOMES) == 9
    assert all(check.lawful_basis and check.answer_within > 0 for check in ALL_CHECKS)


def test_each_check_is_asked_falls_due_is_answered_and_asked_again(clock: SetClock) -> None:
    _walk(clock, [each for each in ALL_OUTCOMES if each.code in ("traced_address", "no_access", "inconclusive")])


@pytest.mark.long
def test_each_check_is_answered_in_every_other_way(clock: SetClock) -> None:
    _walk(clock, [each for each in ALL_OUTCOMES if each.code not in ("traced_address", "no_access", "inconclusive")])


def _walk(clock: SetClock, outcomes: Sequence[EnquiryOutcome]) -> None:
    cases = list(Case.objects.filter(authority="301", shielded=False).order_by("id")[: len(outcomes)])
    for case, outcome in zip(cases, outcomes, strict=True):
        clock.day = DAY
        case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
        for check in ALL_CHECKS:
            clock.day = DAY
            _ask_and_answer(case, check, outcome, clock)
    assert Case.objects.filter(closed_on__isnull=False).count() == 0 and verify_chain() is None


def _ask_and_answer(case: Case, check: Check, outcome: EnquiryOutcome, clock: SetClock) -> None:
    officer = viewer("officer")
    enquiry = start(case, check)
    assert enquiry.lawful_basis == check.lawful_basis and enquiry.due_on == enquiry_due_on(check, DAY)
    with pytest.raises(CannotDoNow, match="not answered yet"):
        start(case, check)
    clock.day = enquiry.due_on
    assert not is_late(asked([enquiry])[0], clock.day) and is_late(asked([enquiry])[0], clock.day + timedelta(days=1))
    chase_enquiry(enquiry.pk, by=officer)
    said: dict[str, Any] = {"outcome": outcome.code, "answered_on": clock.day}
    if outcome.locates:
        with pytest.raises(CannotDoNow, match="evidence"):
            answer_enquiry(enquiry.pk, by=officer, **said)
    if outcome.code == "not_applicable":
        with pytest.raises(CannotDoNow, match="does not apply"):
            answer_enquiry(enquiry.pk, by=officer, **said)
    answer_enquiry(enquiry.pk, by=officer, **said, evidence="Letter 12", why_not="None in the family")
    enquiry.refresh_from_db()
    case.refresh_from_db()
    assert (enquiry.outcome, enquiry.answered_on, enquiry.chased_on) == (
        outcome.code,
        clock.day,
        clock.day,
    ) and enquiry.evidence == "Letter 12"
    assert case.is_open and case.next_action and case.due_on is not None, "an answer leaves something to do"
    history = asked([enquiry])
    opened = open_tier(history, EnquiryProfile(known=frozenset(EVERYTHING)), clock.day)
    if outcome.raises and check.tier == 1:
        assert opened >= 2, f"{check.code}, {outcome.code}: the next tier opens"
    _again(case, check, outcome, history, clock)


def _again(case: Case, check: Check, outcome: EnquiryOutcome, history: Any, clock: SetClock) -> None:
    """No answer but one that locates the child, or does not apply, is the last word: it has a day on which it is asked again."""
    if outcome.again_after is None:
        assert outcome.locates or outcome.code == "not_applicable"
        assert rechecks_due(history, clock.day + timedelta(days=400)) == ()
        return
    again_on = working_day_after(clock.day, outcome.again_after)
    assert rechecks_due(history, again_on - timedelta(days=1)) == () and len(rechecks_due(history, again_on)) == 1
    with pytest.raises(CannotDoNow, match="Ask again from"):
        start(case, check)
    clock.day = again_on
    second = start(case, check)
    answer_enquiry(second.pk, by=viewer("officer"), outcome="no_trace", answered_on=again_on)


def start(case: Case, check: Check) -> Enquiry:
    return start_enquiry(
        case.pk, by=viewer("officer"), check_code=check.code, because="Every source is tried here.", known=EVERYTHING, authorisation="A-1"
    )


def test_a_check_that_only_a_school_makes_is_asked_of_the_school(clock: SetClock) -> None:
    case = Case.objects.filter(authority="301", shielded=False).order_by("id")[0]
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    enquiry = start_enquiry(case.pk, by=viewer("officer"), check_code="STAFF_PEERS", known=["a last school"])
    assert enquiry.check_code == "STAFF_PEERS" and "regulation 9" in enquiry.lawful_basis


def test_no_access_and_inconclusive_raise_the_next_tier_without_a_reason(clock: SetClock) -> None:
    cases = list(Case.objects.filter(authority="301", shielded=False).exclude(level="high").order_by("id")[:2])
    clock.day = cases[0].opened_on  # later on, tiers open by themselves
    for case, outcome in zip(cases, ("no_access", "inconclusive"), strict=True):
        case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
        with pytest.raises(CannotDoNow, match="tier 1 is not finished"):
            start_enquiry(case.pk, by=viewer("officer"), check_code="VISIT")
        first = start_enquiry(case.pk, by=viewer("officer"), check_code="LA_LOCAL")
        answer_enquiry(first.pk, by=viewer("officer"), outcome=outcome, answered_on=clock.day)
        assert start_enquiry(case.pk, by=viewer("officer"), check_code="VISIT").ahead_because == ""
