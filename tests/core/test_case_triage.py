"""The score adds up by hand, and no one can switch a trigger off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from inspect import signature

import pytest

from onroll.core.dated.triage_weights import ESCALATIONS, WEIGHTS
from onroll.core.triage import (
    EscalationReply,
    RiskFacts,
    is_reply,
    tasks_of,
    triage,
    triggers_of,
)

ON = date(2025, 10, 1)
NINE = date(2016, 5, 1)


def test_nothing_known_weighs_nothing() -> None:
    result = triage(RiskFacts(), ON)
    assert (result.points, result.level, result.reasons) == (0, "standard", ())
    assert result.sentence == "Standard: nothing that is known raises the risk."


@pytest.mark.parametrize(
    ("facts", "factors"),
    [
        (RiskFacts(child_protection_plan=True), ["child_protection_plan"]),
        (RiskFacts(looked_after=True), ["looked_after"]),
        (RiskFacts(child_in_need=True), ["child_in_need"]),
        (RiskFacts(sen="E"), ["education_health_care_plan"]),
        (RiskFacts(sen="K"), ["sen_support"]),
        (RiskFacts(sen="N"), []),
        (RiskFacts(idaci_decile=1), ["most_deprived"]),
        (RiskFacts(idaci_decile=2), []),
        (RiskFacts(absence_percent=10.0), ["earlier_absence"]),
        (RiskFacts(absence_percent=9.9), []),
        (RiskFacts(earlier_episodes=1), ["earlier_episode"]),
        (RiskFacts(days_unseen=9), []),
        (RiskFacts(days_unseen=10), ["unseen_10"]),
        (RiskFacts(days_unseen=19), ["unseen_10"]),
        (RiskFacts(days_unseen=20), ["unseen_20"]),
        (RiskFacts(days_unseen=59), ["unseen_20"]),
        (RiskFacts(days_unseen=60), ["unseen_60"]),
        (RiskFacts(days_unseen=60, ever_seen=False), ["never_seen"]),
        (RiskFacts(date_of_birth=NINE), []),
        (RiskFacts(date_of_birth=date(2018, 10, 1)), []),
        (RiskFacts(date_of_birth=date(2018, 10, 2)), ["under_seven"]),
        (RiskFacts(date_of_birth=date(2011, 10, 1)), ["fourteen_or_older"]),
        (RiskFacts(date_of_birth=date(2011, 10, 2)), []),
        (RiskFacts(date_of_birth=date(2014, 8, 31)), ["transition_age"]),
        (RiskFacts(date_of_birth=date(2014, 9, 1)), []),
    ],
)
def test_each_factor_and_its_edge(facts: RiskFacts, factors: list[str]) -> None:
    assert [reason.factor for reason in triage(facts, ON).reasons] == factors


def test_transition_begins_in_the_spring_of_year_six() -> None:
    facts = RiskFacts(date_of_birth=date(2014, 9, 1))
    assert not triage(facts, date(2026, 2, 28)).reasons
    assert triage(facts, date(2026, 3, 1)).reasons


def test_the_sentence_adds_up() -> None:
    result = triage(RiskFacts(child_in_need=True, idaci_decile=1, days_unseen=23), ON)
    assert result.points == 14 + 6 + 10 == sum(reason.points for reason in result.reasons)
    assert result.level == "high"
    assert result.sentence == (
        "High, 30 points: a child in need (2.7 times as likely to go missing) (14); lives in one of the most deprived neighbourhoods"
        " (1.5 times) (6); has not been seen for 20 days (10)."
    )
    assert all(reason.source for reason in result.reasons)


def test_levels_on_both_sides() -> None:
    assert triage(RiskFacts(earlier_episodes=1, date_of_birth=date(2019, 1, 1)), ON).level == "standard"  # 14
    assert triage(RiskFacts(days_unseen=60), ON).level == "raised"  # 15
    assert triage(RiskFacts(days_unseen=60, child_in_need=True), ON).level == "raised"  # 29
    assert triage(RiskFacts(days_unseen=60, earlier_episodes=1, sen="K"), ON).level == "high"  # 30


def test_points_follow_published_relative_risks() -> None:
    from math import log2

    points = {weight.factor: weight.points for weight in WEIGHTS[0].value.factors}
    for factor, risk in (("child_in_need", 2.7), ("education_health_care_plan", 1.4), ("sen_support", 1.4), ("most_deprived", 1.5)):
        assert points[factor] == round(10 * log2(risk))  # type: ignore[index]


def test_every_trigger_fires_makes_the_case_high_and_leaves_a_task() -> None:
    for escalation in ESCALATIONS[0].value:
        facts = RiskFacts(concerns=((escalation.trigger, "what was said"),))
        result = triage(facts, ON)
        assert result.level == "high" and [each.trigger for each in result.triggers] == [escalation.trigger]
        tasks = tasks_of(result.triggers, date(2025, 10, 4))  # a Saturday
        assert [(task.due_on, task.answer_due_on) for task in tasks] == [(date(2025, 10, 4), date(2025, 10, 6))]
        assert tasks[0].tell and tasks[0].task


@pytest.mark.parametrize(
    ("facts", "fires"),
    [
        (RiskFacts(child_protection_plan=True), ["social_care"]),
        (RiskFacts(looked_after=True), ["social_care"]),
        (RiskFacts(child_in_need=True), []),
        (RiskFacts(whole_family_gone=True), ["whole_family"]),
        (RiskFacts(unborn_or_protected_in_family=True), []),
        (RiskFacts(whole_family_gone=True, unborn_or_protected_in_family=True), ["whole_family"]),
        (RiskFacts(whole_family_gone=True, child_protection_plan=True), ["social_care", "whole_family"]),
    ],
)
def test_triggers_that_follow_from_what_is_known(facts: RiskFacts, fires: list[str]) -> None:
    assert [each.trigger for each in triggers_of(facts, ON)] == fires


def test_no_one_can_switch_a_trigger_off() -> None:
    """There is nothing to hand in that could: the child and the day only."""
    assert list(signature(triggers_of).parameters) == ["facts", "on"]
    assert list(signature(triage).parameters) == ["facts", "on"]


def test_everybody_who_is_to_be_told_must_answer_by_name() -> None:
    tasks = tasks_of(triggers_of(RiskFacts(concerns=(("danger", "heard shouting"),)), ON), ON)
    assert [told for task in tasks for told in task.tell] == ["police", "children's social care"]
    police = EscalationReply("danger", "police", "PC Made-up", ON, "Welfare check today")
    nameless = replace(police, name="")
    assert not is_reply(nameless) and not is_reply(replace(police, decision=" "))
    assert is_reply(police)
