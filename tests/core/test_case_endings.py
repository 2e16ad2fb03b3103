"""Endings with their evidence, observations, what counts, and when a child was last seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.counting import Said, counted_as
from onroll.core.dated.closure_evidence import STANDARDS, Grade, Outcome
from onroll.core.last_seen import Contact, How, counts_as_seen, last_seen
from onroll.core.observations import (
    Observation,
    is_sustained,
    may_observe,
    next_observation_week,
    observation_due_on,
    shows_relapse,
)
from onroll.core.outcomes import (
    NO_ENDINGS,
    Ending,
    Evidence,
    can_be_an_ending,
    grade_of,
    looked_again,
    may_end,
    needs_second_officer,
    recheck_on,
    reopens,
)
from onroll.core.school_days import ENGLAND

ON = date(2025, 10, 1)
RETURNED = date(2025, 6, 2)


def looks(*, last: tuple[int, int] = (9, 10), on_roll: bool = True) -> tuple[Observation, ...]:
    four = [Observation(week, RETURNED + timedelta(weeks=week), 10, 10) for week in (2, 4, 8)]
    return (*four, Observation(12, RETURNED + timedelta(weeks=12), *last, on_roll=on_roll))


def ending(outcome: Outcome, kind: str, **more: object) -> Ending:
    whole = Ending(
        outcome,
        "officer",
        (Evidence(kind, ON, "file 7"),),
        handed_to="officer X, case 12",
        accepted_on=ON,
        whereabouts_known=True,
        date_of_birth=date(2009, 3, 1),
        first_attended_on=RETURNED,
        observations=looks(),
        other_case="enquiring",
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def test_the_closure_reasons_are_those_of_the_brief() -> None:
    assert {outcome.name for outcome in Outcome} == {
        "ENROLLED_CONFIRMED",
        "EHE_SUITABLE",
        "EOTAS_S19_SUITABLE",
        "MOVED_LA_ACCEPTED",
        "ABROAD_CONFIRMED",
        "INDEPENDENT_CONFIRMED",
        "OVER_CSA",
        "DECEASED",
        "DUPLICATE",
        "NOT_CME_ON_ROLL",
        "OUT_OF_ENGLAND_UK",
        "RECORD_ENDED",
    }
    assert {standard.outcome for standard in STANDARDS[0].value} == set(Outcome)


@pytest.mark.parametrize("code", [*NO_ENDINGS, "CLOSED", ""])
def test_not_found_cannot_be_expressed(code: str) -> None:
    assert not can_be_an_ending(code)
    with pytest.raises(ValueError):
        Outcome(code)


def test_the_refusal_of_not_found_says_what_happens_instead() -> None:
    assert can_be_an_ending("inconclusive").reason_not == (
        "“Checks inconclusive” cannot end a case: it stays open, the child stays in the count, and the next tier of enquiries falls due."
    )
    assert can_be_an_ending("deceased")


@pytest.mark.parametrize("standard", STANDARDS[0].value, ids=lambda standard: standard.outcome.value)
def test_each_reason_takes_each_of_its_kinds_and_no_other(standard) -> None:  # type: ignore[no-untyped-def]
    every = {kind.code for each in STANDARDS[0].value for kind in each.accepts}
    accepted = {kind.code for kind in standard.accepts}
    for kind in every:
        answer = may_end(ending(standard.outcome, kind, second_officer="second"), ON)
        assert bool(answer) is (kind in accepted), (kind, answer)
    assert not may_end(ending(standard.outcome, "", evidence=()), ON)
    unsigned = ending(standard.outcome, next(iter(accepted)), second_officer="second", by=" ")
    assert may_end(unsigned, ON).reason_not == "Somebody must sign for the ending of a case."


def test_evidence_is_kept_somewhere_and_not_from_days_to_come() -> None:
    whole = ending(Outcome.DECEASED, "nhs_death")
    assert may_end(whole, ON)
    assert not may_end(replace(whole, evidence=(Evidence("nhs_death", ON, " "),)), ON)
    assert not may_end(replace(whole, evidence=(Evidence("nhs_death", ON + timedelta(days=1), "file"),)), ON)


def test_somebodys_word_needs_a_second_officer_and_a_recheck() -> None:
    word = ending(Outcome.ABROAD_CONFIRMED, "relative_or_other_person")
    assert needs_second_officer(word, ON) and grade_of(word, ON) is Grade.WORD
    assert not may_end(word, ON)
    assert may_end(replace(word, second_officer=" Officer"), ON).reason_not == "The second officer must be somebody else."
    assert may_end(replace(word, second_officer="another"), ON)
    assert recheck_on(word, ON) == date(2025, 10, 29)
    both = replace(word, evidence=(*word.evidence, Evidence("border_record", ON, "row 1")))
    assert may_end(both, ON) and recheck_on(both, ON) is None and grade_of(both, ON) is Grade.OFFICIAL_RECORD


def test_nobody_leaves_the_search_unplaced() -> None:
    for outcome, kind in ((Outcome.ABROAD_CONFIRMED, "border_record"), (Outcome.MOVED_LA_ACCEPTED, "written_acceptance")):
        assert not may_end(ending(outcome, kind, whereabouts_known=False), ON)


def test_hand_overs_name_who_carries_on() -> None:
    for outcome, kind in (
        (Outcome.OVER_CSA, "birth_record"),
        (Outcome.MOVED_LA_ACCEPTED, "written_acceptance"),
        (Outcome.DUPLICATE, "confirmed_link"),
    ):
        assert "this ending is a hand-over, not silence" in may_end(ending(outcome, kind, handed_to=""), ON).reason_not


def test_over_age_is_reckoned_to_the_day() -> None:
    born = date(2010, 8, 31)  # leaves on Friday 26 June 2026
    late = date(2026, 6, 27)
    over = ending(Outcome.OVER_CSA, "birth_record", date_of_birth=born)
    assert may_end(over, date(2026, 6, 26)).reason_not == "Compulsory school age lasts until 26 June 2026."
    assert may_end(over, late)
    assert not may_end(replace(over, date_of_birth=None), late)


def test_a_duplicate_needs_an_open_case_that_goes_on() -> None:
    for state in ("", "closed"):
        assert not may_end(ending(Outcome.DUPLICATE, "confirmed_link", other_case=state), ON)


@pytest.mark.parametrize(
    ("attended", "possible", "sustained"),
    [(9, 10, True), (89, 100, False), (90, 100, True), (71, 79, False), (72, 80, True), (0, 10, False)],
)
def test_sustained_is_ninety_per_cent_or_more_at_the_last_look(attended: int, possible: int, sustained: bool) -> None:
    assert bool(is_sustained(looks(last=(attended, possible)), ON)) is sustained
    enrolled = ending(Outcome.ENROLLED_CONFIRMED, "attendance_register", observations=looks(last=(attended, possible)))
    assert bool(may_end(enrolled, ON)) is sustained


def test_a_return_needs_all_four_looks_and_a_first_day() -> None:
    four = looks()
    for missing in range(4):
        left = tuple(each for number, each in enumerate(four) if number != missing)
        assert is_sustained(left, ON).reason_not == f"The return has not been observed in week {four[missing].week}."
    assert not is_sustained(looks(on_roll=False), ON)
    assert not may_end(ending(Outcome.ENROLLED_CONFIRMED, "attendance_register", first_attended_on=None), ON)


def test_poor_attendance_goes_on_being_watched_and_can_still_be_sustained() -> None:
    poor = looks(last=(5, 10))
    assert next_observation_week(poor, ON) == 16
    assert not shows_relapse(poor[-1])
    assert is_sustained((*poor, Observation(16, ON, 10, 10)), ON)


def test_weeks_come_in_order() -> None:
    assert next_observation_week((), ON) == 2
    assert [next_observation_week(looks()[:count], ON) for count in (1, 2, 3, 4)] == [4, 8, 12, 16]


def test_a_look_falls_due_on_a_school_day() -> None:
    assert observation_due_on(date(2025, 9, 8), 2, ENGLAND) == date(2025, 9, 22)
    assert observation_due_on(date(2025, 9, 29), 4, ENGLAND) == date(2025, 11, 3)  # half term


def test_what_is_an_observation() -> None:
    good = Observation(2, RETURNED + timedelta(weeks=2), 3, 10)
    assert may_observe(good, RETURNED)
    assert not may_observe(replace(good, on=RETURNED + timedelta(days=13)), RETURNED)
    assert not may_observe(replace(good, sessions_attended=0, sessions_possible=0), RETURNED)
    assert may_observe(replace(good, sessions_attended=0, sessions_possible=0, on_roll=False), RETURNED)
    assert not may_observe(replace(good, sessions_attended=11), RETURNED)


def test_relapse_is_absence_from_the_roll_or_altogether() -> None:
    assert shows_relapse(Observation(4, ON, 0, 10))
    assert shows_relapse(Observation(4, ON, 0, 0, on_roll=False))
    assert shows_relapse(Observation(4, ON, 6, 10, on_roll=False))
    assert not shows_relapse(Observation(4, ON, 1, 100))


def test_a_finding_reopens_a_closed_case() -> None:
    later = ON + timedelta(days=1)
    assert reopens(ON, None, True, later) and reopens(ON, None, True, ON), "on the day of the ending too"
    assert not reopens(ON, None, False, later)
    assert not reopens(ON, None, True, ON - timedelta(days=1))
    recheck = date(2025, 10, 29)
    assert not reopens(ON, recheck, False, date(2025, 10, 28))
    assert reopens(ON, recheck, False, recheck)


# What counts


SAID = st.builds(
    Said,
    says=st.sampled_from(
        ["cme", "possible_cme", "referred", "no record", "no finding", "in education", "left England", "outside compulsory school age"]
    ),
    known_on=st.dates(date(2025, 9, 1), date(2025, 9, 10)),
    grade=st.sampled_from(Grade),
)


@given(st.lists(SAID, max_size=5), st.dates(date(2025, 9, 1), date(2025, 9, 12)))
@settings(max_examples=200, deadline=None)
def test_somebodys_word_never_takes_a_child_out_of_the_count(known: list[Said], on: date) -> None:
    word = Said("left England", on, Grade.WORD)
    assert counted_as([*known, word], on) == counted_as(known, on)


@given(st.lists(SAID, max_size=4))
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_things_are_listed_does_not_matter(known: list[Said]) -> None:
    assert len({counted_as(order, ON) for order in permutations(known)}) == 1


def test_the_latest_thing_known_decides() -> None:
    day = date(2025, 9, 1)
    later = day + timedelta(days=1)
    assert counted_as([], day) == ""
    assert counted_as([Said("referred", day)], day) == "possible_cme"
    assert counted_as([Said("referred", day), Said("cme", later)], later) == "cme"
    assert counted_as([Said("referred", day), Said("cme", later)], day) == "possible_cme"
    assert counted_as([Said("cme", day), Said("in education", day)], day) == ""
    assert counted_as([Said("in education", day), Said("cme", later)], later) == "cme"
    assert counted_as([Said("died", day), Said("cme", later)], later) == ""
    assert counted_as([Said("cme", day), Said("no finding", later)], later) == ""
    assert counted_as([Said("cme", day), Said("no record", later)], later) == "possible_cme", "that nothing is said is no answer"


# Last seen


def contact(
    how: How = "in person", *, seen: bool = True, name: str = "A. Visitor", profession: str = "education welfare officer"
) -> Contact:
    return Contact(date(2025, 9, 20), how, seen, name, profession, "at home")


def test_a_named_professionals_sight_resets_the_clock() -> None:
    seen = last_seen([contact()], date(2025, 9, 1), ON)
    assert (seen.days, seen.seen_on) == (11, date(2025, 9, 20))
    assert seen.sentence == "Last seen 20 September 2025 by A. Visitor, education welfare officer, at home: 11 days ago."
    assert last_seen([contact("at school")], date(2025, 9, 1), date(2025, 9, 21)).days == 1


@pytest.mark.parametrize(
    "not_a_sight",
    [
        contact("telephone call"),
        contact("video call"),
        contact("message"),
        contact("told by somebody"),
        contact("record"),
        contact(seen=False),
        contact(name=" "),
        contact(profession=""),
    ],
)
def test_nothing_else_does(not_a_sight: Contact) -> None:
    assert counts_as_seen(not_a_sight).reason_not
    before = Contact(date(2025, 9, 5), "in person", True, "B. Nurse", "school nurse")
    assert last_seen([before, not_a_sight], date(2025, 9, 1), ON).seen_on == date(2025, 9, 5)
    never = last_seen([not_a_sight], date(2025, 9, 1), ON)
    assert (never.days, never.seen_on) == (30, None)


def test_a_sight_to_come_is_not_yet_known() -> None:
    assert last_seen([contact()], date(2025, 9, 1), date(2025, 9, 19)).seen_on is None


# Hand-overs, restricted records and second looks


def test_leaving_school_age_is_not_over_before_somebody_has_accepted() -> None:
    late = date(2026, 6, 27)
    over = ending(Outcome.OVER_CSA, "birth_record", date_of_birth=date(2010, 8, 31), accepted_on=late)
    assert may_end(over, late)
    for unaccepted in (None, late + timedelta(days=1)):
        assert "Give the day on which they accepted" in may_end(replace(over, accepted_on=unaccepted), late).reason_not


def test_a_death_restricts_the_record_and_nothing_else_does() -> None:
    assert [standard.outcome for standard in STANDARDS[0].value if standard.restricts] == [Outcome.DECEASED]


def test_an_ending_on_a_word_is_looked_at_again_until_better_evidence_comes() -> None:
    word, record = Evidence("relative_or_other_person", ON, "note"), Evidence("border_record", ON, "row 1")
    assert looked_again(Outcome.ABROAD_CONFIRMED, (), ON) == looked_again(Outcome.ABROAD_CONFIRMED, (word,), ON) == date(2025, 10, 29)
    assert looked_again(Outcome.ABROAD_CONFIRMED, (replace(record, reference=" "),), ON) == date(2025, 10, 29)
    assert looked_again(Outcome.ABROAD_CONFIRMED, (word, record), ON) is None
