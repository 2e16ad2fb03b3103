"""Every reachable case: model-checked over all moves, and over everything that can become known between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from onroll.core.case_drawing import draw_states
from onroll.core.cases import (
    MOVES,
    OPEN_STATES,
    STATES,
    CannotMove,
    CaseFacts,
    NextStep,
    assigned,
    faults_of,
    handed_over,
    may_move,
    may_schedule,
    moved,
    moves_for,
    scheduled,
)
from onroll.core.dated.closure_evidence import STANDARDS, Outcome
from onroll.core.next_steps import SETTLE, next_step
from onroll.core.observations import Observation
from onroll.core.outcomes import Ending, Evidence
from onroll.core.school_days import ENGLAND

ON = date(2025, 10, 1)
STEP = NextStep("Do the next thing", ON)
GOOD = tuple(Observation(week, date(2025, 9, 1), 9, 10) for week in (2, 4, 8, 12))
POOR = (*GOOD[:3], Observation(12, date(2025, 9, 1), 8, 10))
GONE = (Observation(2, date(2025, 9, 1), 0, 10),)
UNPLACED = {Outcome.OVER_CSA, Outcome.DECEASED, Outcome.DUPLICATE, Outcome.RECORD_ENDED}


def new_case() -> CaseFacts:
    return CaseFacts(state="new", authority="801", owner="", queue="arrivals", next_action="Triage", due_on=ON)


def every_ending() -> Iterator[Ending]:
    """Each closure reason with its strongest and its weakest evidence, weak ones with and without a second officer; and with none."""
    for standard in STANDARDS[0].value:
        kinds = sorted(standard.accepts, key=lambda kind: kind.grade)
        for kind in {kinds[0], kinds[-1]}:
            for second in ("", "second officer"):
                yield Ending(
                    standard.outcome,
                    "officer",
                    (Evidence(kind.code, ON, "file 1"),),
                    second_officer=second,
                    handed_to="somebody named",
                    accepted_on=ON,
                    date_of_birth=date(2008, 1, 1),
                    other_case="enquiring",
                )
        yield Ending(standard.outcome, "officer")


ENDINGS = tuple(every_ending())


def what_may_become_known(case: CaseFacts) -> Iterator[CaseFacts]:
    """Anything that officers, runs and schools can record about a case, in any order; recording is no move."""
    for counted in ("cme", "possible_cme", ""):
        yield replace(case, counted_as=counted)
    yield replace(case, missing_again="a new finding") if case.state == "closed" else case
    if not case.is_open:
        return
    yield replace(case, triaged=True)
    yield replace(case, triaged=True, triggers_without_task=("on a child protection plan, and missing",))
    yield replace(case, triggers_without_task=(), escalations_open=1)
    yield replace(case, triggers_without_task=(), escalations_open=0)
    yield replace(case, whereabouts_known=True)
    if case.whereabouts_known and case.state in ("new", "enquiring", "located", "returning"):
        yield replace(case, first_attended_on=date(2025, 7, 1))
    yield replace(case, has_plan=True)
    if case.state == "watching":
        for observations in (GOOD, POOR, GONE):
            yield replace(case, observations=observations)
    yield assigned(case, "officer", "")
    yield assigned(case, "", "arrivals")
    yield handed_over(case, "802" if case.authority == "801" else "801", "arrivals", STEP, ON)


def reachable() -> set[CaseFacts]:
    seen, waiting = {new_case()}, deque([new_case()])
    while waiting:
        case = waiting.popleft()
        after = list(what_may_become_known(case))
        for verb, answer in moves_for(case, ON).items():
            if answer:
                after.append(moved(case, verb, STEP, ON))
        # A proposed ending matters to the move that ends the case, and to no other: it is tried on every open case.
        for proposed in (replace(case, ending=ending) for ending in ENDINGS if case.is_open):
            if may_move(proposed, "close", ON):
                after.append(moved(proposed, "close", None, ON))
        for each in after:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen


@pytest.fixture(scope="module")
def cases() -> set[CaseFacts]:
    return reachable()


def test_every_state_is_reached(cases: set[CaseFacts]) -> None:
    assert {case.state for case in cases} == set(STATES)
    assert len(cases) > 5_000


def test_no_reachable_case_is_without_authority_owner_next_action_or_day(cases: set[CaseFacts]) -> None:
    assert [case for case in cases if faults_of(case)] == []


def test_a_closed_case_ended_with_evidence_and_its_child_in_sight(cases: set[CaseFacts]) -> None:
    closed = [case for case in cases if not case.is_open]
    assert {case.ending.outcome for case in closed if case.ending} == set(Outcome)
    for case in closed:
        assert case.ending is not None and case.ending.evidence
        assert case.whereabouts_known or case.ending.outcome in UNPLACED
        assert not case.escalations_open and not case.triggers_without_task
        if case.ending.outcome is Outcome.ENROLLED_CONFIRMED:
            assert case.observations == GOOD and case.first_attended_on is not None


def test_weak_evidence_never_ends_a_case_without_a_second_officer(cases: set[CaseFacts]) -> None:
    weak = {"relative_or_other_person", "letter_shown_by_parent"}
    ended = [case.ending for case in cases if not case.is_open and case.ending and case.ending.evidence[0].kind in weak]
    assert ended
    assert all(ending.second_officer for ending in ended)


def test_from_every_open_case_the_child_can_still_be_found_and_come_back(cases: set[CaseFacts]) -> None:
    """No dead end: some move is always there, or becomes possible once something is recorded."""
    for case in cases:
        known = replace(
            case,
            triaged=True,
            triggers_without_task=(),
            escalations_open=0,
            whereabouts_known=True,
            first_attended_on=date(2025, 7, 1),
            has_plan=True,
            missing_again="" if case.is_open else "a finding",
        )
        assert any(moves_for(known, ON).values()), case


def test_counting_never_follows_from_a_move(cases: set[CaseFacts]) -> None:
    for case in list(cases)[::7]:
        for verb, answer in moves_for(case, ON).items():
            if answer:
                assert moved(case, verb, None if verb == "close" else STEP, ON).counted_as == case.counted_as


def test_a_refusal_is_the_same_sentence_for_the_button_and_the_action() -> None:
    for verb in [move.verb for move in MOVES]:
        answer = may_move(new_case(), verb, ON)
        if not answer:
            assert answer.reason_not.endswith(".")
            with pytest.raises(CannotMove) as refused:
                moved(new_case(), verb, STEP, ON)
            assert str(refused.value) == answer.reason_not


def test_a_new_case_with_a_trigger_goes_nowhere_before_its_task_exists() -> None:
    case = replace(new_case(), triaged=True, whereabouts_known=True, triggers_without_task=("looked after, and missing",))
    assert "Escalate first, today: looked after, and missing." in may_move(case, "triage", ON).reason_not
    assert not may_move(case, "locate", ON)
    assert may_move(replace(case, triggers_without_task=()), "locate", ON)


def test_a_return_is_watched_before_it_ends() -> None:
    ending = next(each for each in ENDINGS if each.outcome is Outcome.ENROLLED_CONFIRMED and each.evidence)
    case = replace(new_case(), state="returning", triaged=True, whereabouts_known=True, first_attended_on=date(2025, 7, 1), ending=ending)
    assert may_move(case, "close", ON).reason_not == "A return to school is watched for twelve weeks before the case ends."
    watching = moved(case, "start_watching", STEP, ON)
    assert "has not been observed in weeks 2, 4, 8 and 12" in may_move(watching, "close", ON).reason_not
    assert "less than 90%" in may_move(replace(watching, observations=POOR), "close", ON).reason_not
    assert may_move(replace(watching, observations=GOOD), "close", ON)


def test_a_first_day_to_come_is_not_a_first_day() -> None:
    case = replace(new_case(), triaged=True, whereabouts_known=True, first_attended_on=date(2025, 10, 2))
    assert not may_move(case, "start_watching", ON)
    assert may_move(case, "start_watching", date(2025, 10, 2))


def test_a_relapse_comes_back_to_the_same_case_and_forgets_the_return() -> None:
    case = replace(
        new_case(), state="watching", counted_as="", triaged=True, whereabouts_known=True, first_attended_on=ON, observations=GOOD
    )
    assert not may_move(case, "relapse", ON)
    for why in (replace(case, counted_as="cme"), replace(case, observations=GONE)):
        back = moved(why, "relapse", STEP, ON)
        assert back.state == "located" and back.first_attended_on is None and back.observations == ()


def test_a_move_back_forgets_what_no_longer_holds() -> None:
    case = replace(
        new_case(), state="watching", triaged=True, whereabouts_known=True, has_plan=True, first_attended_on=ON, observations=GOOD
    )
    gone = moved(case, "lose_sight", STEP, ON)
    assert (gone.state, gone.whereabouts_known, gone.has_plan, gone.first_attended_on, gone.observations) == (
        "enquiring",
        False,
        False,
        None,
        (),
    )
    assert not may_move(gone, "locate", ON)
    failed = moved(replace(case, state="returning"), "abandon_plan", STEP, ON)
    assert (failed.state, failed.whereabouts_known, failed.has_plan) == ("located", True, False)


def test_a_closed_case_opens_again_only_when_something_shows_it() -> None:
    ending = next(each for each in ENDINGS if each.outcome is Outcome.DECEASED and each.evidence)
    closed = moved(replace(new_case(), ending=ending), "close", None, ON)
    assert closed.next_action == "" and closed.due_on is None
    assert not may_move(closed, "reopen", ON)
    again = moved(replace(closed, missing_again="a finding of 1 October 2025"), "reopen", STEP, ON)
    assert again.state == "new" and again.ending is None and not again.triaged


def test_a_next_action_has_words_and_a_day_not_over() -> None:
    assert may_schedule(NextStep("Ring", ON), ON)
    assert not may_schedule(NextStep("Ring", date(2025, 9, 30)), ON)
    assert not may_schedule(NextStep("  ", ON), ON)
    with pytest.raises(CannotMove):
        scheduled(new_case(), None, ON)
    with pytest.raises(CannotMove):
        assigned(new_case(), " ", "")
    with pytest.raises(CannotMove):
        handed_over(new_case(), "802", "", STEP, ON)
    closed = replace(new_case(), state="closed")
    for refused in (lambda: scheduled(closed, STEP, ON), lambda: assigned(closed, "officer", "")):
        with pytest.raises(CannotMove):
            refused()


def test_each_open_state_has_a_next_step_by_itself() -> None:
    for state in OPEN_STATES:
        case = replace(new_case(), state=state, whereabouts_known=True, first_attended_on=ON)
        for high in (True, False):
            assert may_schedule(next_step(case, high, ON, ENGLAND), ON)
    with pytest.raises(ValueError):
        next_step(replace(new_case(), state="closed"), False, ON, ENGLAND)


def test_a_possible_case_is_first_settled() -> None:
    assert next_step(replace(new_case(), counted_as="possible_cme"), False, ON, ENGLAND).action.startswith(SETTLE)
    assert not next_step(new_case(), False, ON, ENGLAND).action.startswith(SETTLE)


def test_a_watched_case_waits_for_its_next_observation() -> None:
    case = replace(new_case(), state="watching", whereabouts_known=True, first_attended_on=date(2025, 9, 8))
    assert next_step(case, False, date(2025, 9, 10), ENGLAND) == NextStep("Observe the attendance of week 2", date(2025, 9, 22))
    second = replace(case, observations=(Observation(2, date(2025, 9, 22), 20, 20),))
    assert next_step(second, False, date(2025, 9, 22), ENGLAND).due_on == date(2025, 10, 6)


def test_faults_are_told_apart() -> None:
    assert faults_of(replace(new_case(), authority="")) == ("No authority is responsible.",)
    assert faults_of(replace(new_case(), queue="")) == ("Nobody owns it, and it waits in no queue.",)
    assert faults_of(replace(new_case(), due_on=None)) == ("It has no next action, or no day for it.",)
    assert len(faults_of(replace(new_case(), state="watching"))) == 2
    assert faults_of(replace(new_case(), state="closed")) == ("It ended without a closure reason.",)


def test_the_drawing_shows_each_state_move_and_ending() -> None:
    page = draw_states()
    assert "```mermaid\nstateDiagram-v2" in page
    for state in STATES:
        assert f"`{state}`" in page
    for move in MOVES:
        assert f"`{move.verb}`" in page
        for source in move.sources:
            assert f"    {source} --> {move.target}:" in page
    for outcome in Outcome:
        assert f"`{outcome.value}`" in page
