"""Eighteen checks, nine outcomes, no ending: what may be asked, what comes next, and how sure we are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.beta_intervals import beta_interval, beta_share_below
from onroll.core.dated.enquiry_checks import CHECKS, LAST_TIER, OUTCOMES, Check, OutcomeCode
from onroll.core.enquiries import (
    EnquiryProfile,
    EnquiryRecord,
    UnknownCheck,
    check_of,
    enquiry_due_on,
    is_late,
    may_answer,
    may_ask,
    open_tier,
    outcome_of,
    reasonable_enquiries,
    rechecks_due,
    shows_whereabouts,
)
from onroll.core.next_best_enquiries import AGAIN, Learned, PastEnquiry, chance_of, learned_from, next_best_enquiries, worth

ON = date(2025, 10, 1)
EVERYTHING = frozenset(need for check in CHECKS[0].value for need in check.needs)
PROFILE = EnquiryProfile(known=EVERYTHING, group="vanished_from_roll")


def asked(code: str, outcome: OutcomeCode | None = None, on: date = ON) -> EnquiryRecord:
    answered_on = None if outcome is None else on
    evidence = "file" if outcome in ("traced_address", "traced_school", "abroad_evidence") else ""
    why_not = "no such service" if outcome == "not_applicable" else ""
    return EnquiryRecord(code, on, "officer", "basis", on, outcome, answered_on, evidence, why_not)


def test_the_eighteen_checks_are_those_of_the_brief() -> None:
    assert [check.code for check in CHECKS[0].value] == [
        "CALL",
        "WRITE",
        "STAFF_PEERS",
        "SIBLING",
        "VISIT",
        "SOCIAL",
        "AGENCY",
        "S2S_LPD",
        "GIAP_NPD",
        "LA_LOCAL",
        "COUNCIL_TAX_HOUSING",
        "HEALTH",
        "CSC_YJS",
        "POLICE",
        "HMRC",
        "UKVI_BF",
        "MOD",
        "ORIGIN_DEST_LA",
    ]
    by_school = {check.code for check in CHECKS[0].value if "school" in check.who}
    assert by_school == {"CALL", "WRITE", "STAFF_PEERS", "SIBLING", "VISIT", "SOCIAL", "AGENCY"}
    with pytest.raises(UnknownCheck):
        check_of("CRYSTAL_BALL", ON)


@pytest.mark.parametrize("check", CHECKS[0].value, ids=lambda check: check.code)
def test_each_check_says_who_why_and_what_to_expect(check: Check) -> None:
    assert check.lawful_basis and check.title and check.who
    assert 1 <= check.tier <= LAST_TIER and 1 <= check.intrusiveness <= 5
    assert 0 < check.yield_prior < 1 and check.delay_days > 0 and check.prior_source
    assert "not measured" in check.prior_source or check.code == "HMRC"


@pytest.mark.parametrize("check", CHECKS[0].value, ids=lambda check: check.code)
@pytest.mark.parametrize("outcome", OUTCOMES[0].value, ids=lambda outcome: outcome.code)
def test_every_check_end_to_end_with_every_outcome(check: Check, outcome) -> None:  # type: ignore[no-untyped-def]
    """Asked, due, late, answered; then it opens the next tier, waits for its recheck, or is done. Nothing ends a case."""
    profile = replace(PROFILE, asks_as=check.who[0])
    assert may_ask(check, profile, [], ON)
    due_on = enquiry_due_on(check, ON)
    open_one = EnquiryRecord(check.code, ON, "officer", check.lawful_basis, due_on)
    assert not is_late(open_one, due_on) and is_late(open_one, due_on + timedelta(days=1))
    assert "chase it" in may_ask(check, profile, [open_one], ON).reason_not
    answered = asked(check.code, outcome.code)
    assert may_answer(answered, ON) and not is_late(answered, date(2030, 1, 1))
    assert not may_ask(check, profile, [answered], ON)
    early, late = open_tier([], profile, ON), open_tier([answered], profile, ON)
    assert late >= early
    if outcome.raises and check.tier == 1:
        assert late > 1
    again = rechecks_due([answered], date(2026, 3, 1))
    assert bool(again) is (outcome.again_after is not None)
    assert not hasattr(outcome, "ends")


def test_no_access_and_inconclusive_open_the_next_tier_at_once() -> None:
    assert open_tier([], PROFILE, ON) == 1
    for code in ("no_access", "inconclusive", "refused", "no_reply"):
        assert open_tier([asked("LA_LOCAL", code)], PROFILE, ON) == 2  # type: ignore[arg-type]
        both = [asked("LA_LOCAL", code), asked("COUNCIL_TAX_HOUSING", code)]  # type: ignore[arg-type]
        assert open_tier(both, PROFILE, ON) == 3
        assert open_tier([*both, asked("HMRC", code)], PROFILE, ON) == 4  # type: ignore[arg-type]
    assert open_tier([asked("LA_LOCAL", "no_trace")], PROFILE, ON) == 1


def test_a_tier_is_spent_when_all_that_applies_was_answered_and_opens_by_time() -> None:
    tier_one = [check.code for check in CHECKS[0].value if check.tier == 1 and "authority" in check.who]
    history = [asked(code, "no_trace") for code in tier_one]
    assert open_tier(history, PROFILE, ON) == 2
    assert open_tier(history[1:], PROFILE, ON) == 1
    timed = replace(PROFILE, opened_on=ON)
    assert [open_tier([], timed, day) for day in (date(2025, 10, 2), date(2025, 10, 3), date(2025, 10, 14), date(2025, 10, 15))] == [
        1,
        2,
        2,
        3,
    ]
    assert open_tier([], timed, date(2025, 10, 29)) == 4
    assert open_tier([], replace(PROFILE, is_high=True), ON) == LAST_TIER


def test_what_an_answer_must_say() -> None:
    assert not may_answer(asked("CALL"), ON)
    assert not may_answer(replace(asked("CALL", "no_trace"), answered_on=ON - timedelta(days=1)), ON)
    assert not may_answer(replace(asked("CALL", "traced_address"), evidence=" "), ON)
    assert not may_answer(replace(asked("MOD", "not_applicable"), why_not=""), ON)


def test_a_hit_in_the_lost_pupil_database_is_a_lead() -> None:
    assert shows_whereabouts(asked("GIAP_NPD", "traced_school"), ON)
    assert "is a lead" in shows_whereabouts(asked("S2S_LPD", "traced_school"), ON).reason_not
    assert not shows_whereabouts(asked("GIAP_NPD", "no_trace"), ON)
    assert not shows_whereabouts(asked("GIAP_NPD"), ON)
    assert not shows_whereabouts(replace(asked("GIAP_NPD", "traced_school"), evidence=""), ON)


def test_a_check_needs_what_it_goes_on() -> None:
    bare = EnquiryProfile()
    assert may_ask(check_of("LA_LOCAL", ON), bare, [], ON)
    assert "needs an address" in may_ask(check_of("VISIT", ON), bare, [], ON).reason_not
    assert "made by the school" in may_ask(check_of("STAFF_PEERS", ON), PROFILE, [], ON).reason_not


def test_a_family_that_must_not_be_contacted_is_not() -> None:
    danger = replace(PROFILE, no_family_contact=True, is_high=True)
    suggestions, others = next_best_enquiries([], danger, Learned(), ON)
    assert not {"CALL", "WRITE", "VISIT", "POLICE"} & {each.check.code for each in suggestions}
    assert "put the child in danger" in next(each for each in others if each.check.code == "VISIT").because.reason_not


def test_a_repeated_look_at_social_media_needs_authorisation() -> None:
    check = check_of("SOCIAL", ON)
    earlier = asked("SOCIAL", "inconclusive", ON - timedelta(days=60))
    assert "authorisation" in may_ask(check, PROFILE, [earlier], ON).reason_not
    assert may_ask(check, PROFILE, [earlier], ON, authorisation="magistrate, 12 September")
    assert may_ask(check, PROFILE, [asked("SOCIAL", "inconclusive", ON - timedelta(days=90))], ON)


def test_an_inconclusive_answer_is_asked_again_on_its_day() -> None:
    check = check_of("HEALTH", ON)
    answer = asked("HEALTH", "inconclusive")
    assert not may_ask(check, PROFILE, [answer], date(2025, 10, 14))
    assert may_ask(check, PROFILE, [answer], date(2025, 10, 15))
    assert rechecks_due([answer], date(2025, 10, 14)) == ()
    assert rechecks_due([answer], date(2025, 10, 15)) == (answer,)
    assert rechecks_due([answer, asked("HEALTH", None, date(2025, 10, 15))], date(2025, 10, 15)) == ()
    assert not may_ask(check, PROFILE, [asked("HEALTH", "traced_address")], date(2027, 1, 1))


def test_reasonable_enquiries_are_complete_only_when_every_kind_was_tried() -> None:
    codes = [check.code for check in CHECKS[0].value if "authority" in check.who]
    history = [asked(code, "no_trace") for code in codes]
    assert reasonable_enquiries(history, PROFILE, ON).complete
    assert reasonable_enquiries(history, PROFILE, ON).sentence == "Reasonable enquiries so far: 17 of 17 kinds."
    left_out = reasonable_enquiries(history[:-1], PROFILE, ON)
    assert left_out.missing == ("ORIGIN_DEST_LA",) and not left_out.complete
    waiting = reasonable_enquiries([*history[:-1], asked(codes[-1])], PROFILE, ON)
    assert waiting.open == ("ORIGIN_DEST_LA",) and waiting.complete.reason_not == "1 still unanswered."
    closed_door = reasonable_enquiries([*history[:-1], asked(codes[-1], "no_access")], PROFILE, ON)
    assert closed_door.complete and closed_door.sentence.endswith("16 of 17 kinds, 1 more tried without an answer.")
    not_ours = reasonable_enquiries([*history[:-1], asked(codes[-1], "not_applicable")], PROFILE, ON)
    assert not_ours.complete and "16 of 16" in not_ours.sentence
    school = reasonable_enquiries([], replace(PROFILE, asks_as="school"), ON)
    assert len(school.missing) == 7


def test_suggestions_and_the_others_are_all_eighteen_each_with_its_reason() -> None:
    suggestions, others = next_best_enquiries([], PROFILE, Learned(), ON)
    assert len(suggestions) + len(others) == 18
    assert [each.rank for each in suggestions] == list(range(1, len(suggestions) + 1))
    assert all(each.chance.low < each.chance.mean < each.chance.high for each in suggestions)
    assert all(each.because.reason_not for each in others)
    assert (
        suggestions[0].reason
        == "Locates about 20% (0% to 65%; prior: Onroll's estimate, not measured), usually within 1 day; hardly touches the family."
    )


def results(code: str, group: str, located: int, missed: int, days: float) -> list[PastEnquiry]:
    return [PastEnquiry(code, group, number < located, days) for number in range(located + missed)]


def test_own_outcomes_replace_the_prior() -> None:
    check = check_of("GIAP_NPD", ON)
    before = chance_of(check, "vanished_from_roll", Learned())
    learned = learned_from(results("GIAP_NPD", "vanished_from_roll", 40, 60, 1.0))
    after = chance_of(check, "vanished_from_roll", learned)
    assert before.mean == pytest.approx(0.15) and after.mean == pytest.approx(0.4, abs=0.02)
    assert after.high - after.low < 0.2 < before.high - before.low
    assert after.days < 1.3 and after.outcomes == 100


def test_a_group_learns_from_the_others_first_and_then_from_itself() -> None:
    check = check_of("HEALTH", ON)
    others = results("HEALTH", "transition_gap", 0, 200, 8)
    borrowed = chance_of(check, "not_arrived", learned_from(others))
    assert borrowed.mean < 0.02 and borrowed.outcomes_in_group == 0
    own = chance_of(check, "not_arrived", learned_from(others + results("HEALTH", "not_arrived", 20, 20, 8)))
    assert own.mean == pytest.approx(0.5 * 40 / 48, abs=0.03)
    assert chance_of(check, "transition_gap", learned_from(others + results("HEALTH", "not_arrived", 20, 20, 8))).mean < 0.03


def test_the_ranking_follows_chance_per_day_and_intrusion() -> None:
    learned = learned_from(results("GIAP_NPD", "vanished_from_roll", 80, 20, 1) + results("CALL", "vanished_from_roll", 0, 100, 1))
    suggestions, _ = next_best_enquiries([], PROFILE, learned, ON)
    order = [each.check.code for each in suggestions]
    assert order[0] == "GIAP_NPD" and order.index("CALL") > order.index("S2S_LPD")
    call = check_of("CALL", ON)
    assert worth(call, "", Learned(), again=True) == pytest.approx(AGAIN * worth(call, "", Learned()))
    assert worth(replace(call, intrusiveness=3), "", Learned()) < worth(call, "", Learned())
    assert worth(replace(call, delay_days=9), "", Learned()) < worth(call, "", Learned())


def test_a_check_of_a_later_tier_comes_early_only_on_proof_and_the_police_never() -> None:
    proof = learned_from(results("HMRC", "vanished_from_roll", 90, 10, 3) + results("POLICE", "vanished_from_roll", 90, 10, 3))
    codes = [each.check.code for each in next_best_enquiries([], PROFILE, proof, ON)[0]]
    assert "HMRC" in codes and "POLICE" not in codes
    little = learned_from(results("HMRC", "vanished_from_roll", 9, 0, 3))
    assert "HMRC" not in [each.check.code for each in next_best_enquiries([], PROFILE, little, ON)[0]]


def test_a_second_time_is_said() -> None:
    history = [asked("CALL", "no_reply", ON - timedelta(days=30))]
    again = next(each for each in next_best_enquiries(history, PROFILE, Learned(), ON)[0] if each.check.code == "CALL")
    assert again.again and again.reason.endswith("Asked before: the chance is lower now.")


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.01, 0.99))
@settings(max_examples=100, deadline=None)
def test_the_beta_distribution_against_the_binomial_sum(a: int, b: int, x: float) -> None:
    """For whole numbers: the chance of at least a heads in a + b - 1 throws."""
    from math import comb

    throws = a + b - 1
    exact = sum(comb(throws, heads) * x**heads * (1 - x) ** (throws - heads) for heads in range(a, throws + 1))
    assert beta_share_below(x, a, b) == pytest.approx(exact, abs=1e-9)


def test_intervals_hold_their_mass() -> None:
    for a, b in ((0.8, 3.2), (1, 1), (4, 96), (250, 10)):
        low, high = beta_interval(a, b)
        assert beta_share_below(high, a, b) - beta_share_below(low, a, b) == pytest.approx(0.95, abs=1e-6)
    assert beta_interval(1, 1) == pytest.approx((0.025, 0.975))
    assert beta_share_below(0, 1, 1) == 0 and beta_share_below(1, 1, 1) == 1
    assert outcome_of("no_access", ON).raises
