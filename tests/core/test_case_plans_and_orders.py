"""Return plans whose reviews fall due by themselves, attendance orders with their fifteen days, and dated values."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest

import onroll.core.dated as dated_package
from onroll.core.answers import YES, first_no, no
from onroll.core.attendance_order_dues import due_next
from onroll.core.attendance_orders import (
    STEPS,
    LegalStep,
    StepCode,
    earliest_answer_day,
    is_running,
    may_serve_notice,
    may_take,
    steps_open,
)
from onroll.core.before_an_order import PathwayFacts
from onroll.core.before_an_order import may_begin as may_begin_order
from onroll.core.dated.values import Dated, NotInForce, overlapping, value_on, version_on
from onroll.core.return_plan_elements import ELEMENTS
from onroll.core.return_plans import (
    PartTime,
    PlaceSteps,
    Referral,
    ReturnPlan,
    dues_of_plan,
    gaps_in_plan,
    may_agree_part_time,
    may_begin,
    may_review,
    next_review,
    place_step,
    referral_due_on,
    referral_is_closed,
    steps_in_order,
)
from onroll.core.school_days import ENGLAND

ON = date(2025, 10, 1)
WHOLE = ReturnPlan(ON, "Coordinator", "Form tutor", tuple((each.code, "words") for each in ELEMENTS))


def test_a_plan_begins_with_a_lead_and_the_childs_own_account() -> None:
    assert may_begin(WHOLE, ON) and gaps_in_plan(WHOLE, ON) == ()
    assert may_begin(replace(WHOLE, lead=" "), ON).reason_not == "Name who leads the plan."
    silent = replace(WHOLE, elements=WHOLE.elements[1:])
    assert not may_begin(silent, ON)
    reasoned = replace(silent, child_not_asked_because="Not yet located")
    assert may_begin(reasoned, ON).reason_not == "Give the day on which the child will be asked."
    assert may_begin(replace(reasoned, ask_child_on=ON), ON)
    assert not may_begin(replace(reasoned, ask_child_on=ON - timedelta(days=1)), ON)


def test_the_childs_account_cannot_be_left_out_as_not_applicable() -> None:
    left_out = replace(WHOLE, elements=WHOLE.elements[1:], not_applicable=(("childs_account", "too young"),))
    assert gaps_in_plan(left_out, ON)
    fine = replace(WHOLE, elements=tuple(each for each in WHOLE.elements if each[0] != "send"), not_applicable=(("send", "none"),))
    assert gaps_in_plan(fine, ON) == ()
    assert gaps_in_plan(replace(fine, not_applicable=(("send", " "),)), ON) == ("Nothing is written under “Special educational needs”.",)
    assert gaps_in_plan(replace(WHOLE, key_adult=""), ON) == ("No key adult at the school or provider is named.",)


@pytest.mark.parametrize(
    ("held", "week", "due_on"),
    [
        ((), 1, date(2025, 10, 8)),
        ((date(2025, 10, 8),), 2, date(2025, 10, 15)),
        ((date(2025, 10, 6),), 2, date(2025, 10, 15)),
        ((date(2025, 11, 5),), 8, date(2025, 11, 26)),
        ((date(2025, 10, 8), date(2025, 10, 15), date(2025, 10, 29), date(2025, 11, 26)), 12, date(2025, 12, 24)),
        (tuple(date(2025, 10, 8) + timedelta(weeks=week) for week in (0, 1, 3, 7, 11)), 16, date(2026, 1, 21)),
        ((date(2026, 6, 1),), 36, date(2026, 6, 10)),
    ],
)
def test_reviews_fall_due_by_themselves(held: tuple[date, ...], week: int, due_on: date) -> None:
    due = next_review(replace(WHOLE, reviewed_on=held))
    assert (due.what, due.due_on) == (f"Review of week {week}", due_on)


def test_a_missed_review_stays_due() -> None:
    dues = dues_of_plan(WHOLE, date(2026, 3, 1), ENGLAND)
    assert (dues[0].what, dues[0].due_on) == ("Review of week 1", date(2025, 10, 8))


def test_each_step_to_a_place_has_its_day() -> None:
    def due(place: PlaceSteps) -> dict[str, date]:
        return {each.what: each.due_on for each in dues_of_plan(replace(WHOLE, place=place), ON, ENGLAND)}

    assert "Outcome of the application" not in due(PlaceSteps())
    assert due(PlaceSteps(ON))["Outcome of the application"] == ENGLAND.school_day_after(ON, 15)
    fair = due(PlaceSteps(ON, fair_access_referred_on=ON))
    assert fair["A place by the Fair Access Protocol"] == ENGLAND.school_day_after(ON, 20)
    assert due(PlaceSteps(ON, ON))["Acceptance of the place"] == date(2025, 10, 8)
    assert due(PlaceSteps(ON, ON, ON))["First day of attendance"] == date(2025, 10, 15)
    assert len(due(PlaceSteps(ON, ON, ON, ON))) == 1


def test_steps_to_a_place_follow_each_other() -> None:
    assert place_step(PlaceSteps()) is None and place_step(PlaceSteps(offered=ON)) == "offered"
    assert steps_in_order(PlaceSteps(ON, ON, ON, ON), ON)
    assert steps_in_order(PlaceSteps(first_attended=ON), ON)
    assert not steps_in_order(PlaceSteps(ON, ON - timedelta(days=1)), ON)
    assert not steps_in_order(PlaceSteps(ON + timedelta(days=1)), ON)


def test_a_referral_needs_an_outcome() -> None:
    referral = Referral("mental health support team", ON)
    plan = replace(WHOLE, referrals=(referral,), place=PlaceSteps(first_attended=ON))
    outcome_due = [each.due_on for each in dues_of_plan(plan, ON, ENGLAND) if "Outcome of the referral" in each.what]
    assert outcome_due == [date(2025, 10, 29)]
    assert not referral_is_closed(referral)
    assert not referral_is_closed(replace(referral, outcome="Seen", outcome_on=ON - timedelta(days=1)))
    assert referral_is_closed(replace(referral, outcome="Six sessions", outcome_on=ON))


def test_part_time_only_if_limited_agreed_and_reviewed() -> None:
    good = PartTime(ON, ON + timedelta(weeks=6), "A. Parent", ON + timedelta(weeks=3))
    plan = replace(WHOLE, part_time=good)
    assert gaps_in_plan(plan, ON) == ()
    assert "Review the part-time timetable" in [each.what for each in dues_of_plan(plan, ON, ENGLAND)]
    for wrong in (
        replace(good, ends_on=None),
        replace(good, ends_on=ON + timedelta(weeks=6, days=1)),
        replace(good, agreed_by_parent=""),
        replace(good, review_on=None),
        replace(good, review_on=ON + timedelta(weeks=7)),
    ):
        assert len(gaps_in_plan(replace(WHOLE, part_time=wrong), ON)) == 1


def test_the_child_is_asked_on_the_day_given() -> None:
    plan = replace(WHOLE, elements=WHOLE.elements[1:], child_not_asked_because="Not yet located", ask_child_on=ON)
    assert "Ask the child" in [each.what for each in dues_of_plan(plan, ON, ENGLAND)]


# Attendance orders


def step(code: StepCode, on: date, days: int = 0, school: str = "Hill Primary", *, has_plan: bool = False) -> LegalStep:
    return LegalStep(code, on, "Officer", "because", days, school, has_plan)


def test_fifteen_days_begin_with_the_day_of_service() -> None:
    assert earliest_answer_day(date(2025, 10, 1), 15) == date(2025, 10, 15)
    assert may_serve_notice(ON, 15) and not may_serve_notice(ON, 14)
    assert not may_take(step("notice_437", ON, 14), [])
    history = [step("notice_437", ON, 15)]
    early, late = step("not_satisfied", date(2025, 10, 15)), step("not_satisfied", date(2025, 10, 16))
    assert may_take(early, history).reason_not == "The parent has until the end of 15 October 2025."
    assert may_take(late, history)
    assert may_take(step("satisfied", date(2025, 10, 2)), history)


def pathway() -> list[LegalStep]:
    return [
        step("notice_437", date(2025, 10, 1), 15),
        step("not_satisfied", date(2025, 10, 16)),
        step("school_consulted", date(2025, 10, 16)),
        step("intention_438", date(2025, 10, 17), 15),
        step("order", date(2025, 11, 1)),
        step("breach", date(2025, 12, 1)),
        step("supervision_order_considered", date(2025, 12, 2)),
        step("prosecution_443", date(2025, 12, 3)),
    ]


def test_the_whole_pathway_and_nothing_out_of_turn() -> None:
    whole = pathway()
    for number, each in enumerate(whole):
        assert may_take(each, whole[:number]), each.step
        if number:
            assert not may_take(each, whole[: number - 1] if number != 3 else whole[:1]), each.step
        assert not may_take(each, whole[: number + 1])


def test_an_order_waits_for_the_parents_choice_of_school() -> None:
    before = pathway()[:4]
    assert may_take(step("order", date(2025, 10, 31)), before).reason_not == "The parent has until the end of 31 October 2025."
    chose = [*before, step("parent_named_school", date(2025, 10, 20))]
    assert may_take(step("order", date(2025, 10, 21)), chose)
    assert not may_take(step("order", date(2025, 11, 1), school=""), before)
    assert not may_take(replace(before[3], period_days=14), before[:3])


def test_a_plan_that_names_a_school_leaves_no_choice_to_offer() -> None:
    assert may_take(step("order", date(2025, 10, 16), has_plan=True), pathway()[:2])
    assert not may_take(step("order", date(2025, 10, 16)), pathway()[:2])


@pytest.mark.parametrize(("end", "after"), [("satisfied", 1), ("revoked", 5), ("complied", 5)])
def test_an_ended_pathway_begins_again_only_with_a_new_notice(end: StepCode, after: int) -> None:
    history = [*pathway()[:after], step(end, date(2025, 12, 1))]
    for code in STEPS:
        answer = may_take(step(code, date(2026, 1, 5), 15), history)
        assert bool(answer) is (code == "notice_437")
    again = [*history, step("notice_437", date(2026, 1, 5), 15)]
    assert not may_take(step("not_satisfied", date(2026, 1, 19)), again)
    assert may_take(step("not_satisfied", date(2026, 1, 20)), again)


def test_every_reachable_pathway_prosecutes_only_after_an_order_was_broken_and_another_way_considered() -> None:
    """All orders of all steps, a fortnight and a day apart."""
    waiting, seen = deque([[]]), 0  # type: ignore[var-annotated]
    while waiting:
        history = waiting.popleft()
        seen += 1
        codes = [each.step for each in history]
        if "order" in codes:
            assert codes.index("notice_437") < codes.index("not_satisfied") < codes.index("order")
        if "prosecution_443" in codes:
            assert (
                codes.index("order") < codes.index("breach") < codes.index("supervision_order_considered") < codes.index("prosecution_443")
            )
        on = ON + timedelta(days=15 * len(history))
        for code in STEPS:
            following = step(code, on, 15)
            if len(history) < 9 and codes.count("notice_437") < 2 and may_take(following, history):
                waiting.append([*history, following])
    assert seen > 50


def test_a_legal_step_is_signed_and_in_time() -> None:
    assert not may_take(LegalStep("notice_437", ON, "", "because", 15), [])
    assert not may_take(LegalStep("notice_437", ON, "Officer", " ", 15), [])
    assert not may_take(step("satisfied", ON - timedelta(days=1)), pathway()[:1])
    assert {code for code, answer in steps_open([], ON).items() if answer} == {"notice_437"}


def test_an_order_may_be_amended_more_than_once_and_is_looked_at_from_then_on() -> None:
    done = pathway()[:5]
    assert [each.step for each in done][-1] == "order"
    amended = [*done, step("amended", ON + timedelta(days=50), school="Vale Primary")]
    assert may_take(amended[-1], done) and may_take(step("amended", ON + timedelta(days=60)), amended)
    assert not may_take(step("amended", ON + timedelta(days=60), school=" "), amended)
    due = due_next(amended)
    assert due is not None and due.due_on == ON + timedelta(days=65)


def test_a_pathway_that_runs_always_has_something_next() -> None:
    assert due_next([]) is None and not is_running([])
    for length in range(1, len(pathway()) + 1):
        run = pathway()[:length]
        due = due_next(run)
        assert is_running(run) and due is not None and due.due_on >= run[-1].on, run[-1]
    for last in ("satisfied",):
        over = [*pathway()[:1], step(last, ON + timedelta(days=3))]  # type: ignore[arg-type]
        assert due_next(over) is None and not is_running(over)


def test_the_parents_reply_is_due_on_the_first_working_day_after_the_last() -> None:
    due = due_next([step("notice_437", date(2025, 10, 1), 15)])
    assert due is not None and due.due_on == date(2025, 10, 16)
    due = due_next([step("notice_437", date(2025, 10, 3), 15)])  # its last day is Friday 17 October
    assert due is not None and due.due_on == date(2025, 10, 20)


CHILD = PathwayFacts(date(2014, 5, 1), True, "A. Parent", "1 Made-up Street", help_offered=("A visit",))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date_of_birth": None}, "Without a date of birth"),
        ({"date_of_birth": date(2022, 5, 1)}, "Compulsory school age begins on"),
        ({"date_of_birth": date(2008, 5, 1)}, "Compulsory school age ended on"),
        ({"in_education": True}, "in education"),
        ({"lives_in_area": None}, "Nobody can say whether the child lives in your area"),
        ({"lives_in_area": False}, "another authority’s area"),
        ({"contact_is_unsafe": True}, "danger"),
        ({"parent_name": " "}, "name and address"),
        ({"parent_address": ""}, "name and address"),
        ({"help_offered": (" ",)}, "never the first step"),
    ],
)
def test_a_notice_needs_what_the_law_asks_and_help_before_it(change: dict[str, object], reason: str) -> None:
    assert may_begin_order(CHILD, ON)
    assert reason in may_begin_order(replace(CHILD, **change), ON).reason_not  # type: ignore[arg-type]
    assert may_begin_order(replace(CHILD, help_offered=(), no_help_because="The family moved in yesterday"), ON)


def test_the_new_process_is_switched_on_by_a_date_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from onroll.core import attendance_orders
    from onroll.core.dated.attendance_order_law import PROCESSES, OrderProcess

    first = date(2027, 9, 1)
    later = Dated(OrderProcess("preliminary_notice", "the Children’s Wellbeing and Schools Act 2026"), "made up", valid_from=first)
    monkeypatch.setattr(attendance_orders, "PROCESSES", (replace(PROCESSES[0], valid_before=first), later))
    child = replace(CHILD, date_of_birth=date(2016, 1, 1))
    assert may_begin_order(child, first - timedelta(days=1)) and may_take(step("notice_437", first - timedelta(days=1), 15), [])
    assert "Onroll does not know its steps yet" in may_begin_order(child, first).reason_not
    assert not may_take(step("notice_437", first, 15), [])


# Reviews that ask for outcomes


def test_a_review_does_not_count_while_a_referral_that_is_due_came_to_nothing() -> None:
    referral = Referral("school nurse", ON, wanted="whether the child is well enough", due_on=ON + timedelta(days=7))
    plan = replace(WHOLE, referrals=(referral,))
    assert may_review(plan, ON + timedelta(days=6))
    answer = may_review(plan, ON + timedelta(days=7))
    assert answer.reason_not == (
        "Say first what came of the referral to school nurse (whether the child is well enough): it was due on 8 October 2025."
    )
    assert may_review(replace(plan, referrals=(replace(referral, outcome="Well", outcome_on=ON),)), ON + timedelta(days=9))
    assert referral_due_on(Referral("housing", ON)) == date(2025, 10, 29)


def test_a_part_time_timetable_cannot_run_on_silently() -> None:
    part_time = PartTime(ON, ON + timedelta(weeks=4), "A. Parent", ON + timedelta(weeks=2))
    plan, after = replace(WHOLE, part_time=part_time), ON + timedelta(weeks=4, days=1)
    assert may_agree_part_time(part_time, ON) and may_review(plan, ON + timedelta(weeks=4))
    assert "say since when it is full time" in may_review(plan, after).reason_not
    ends = [each.due_on for each in dues_of_plan(plan, after, ENGLAND) if each.what.startswith("The part-time timetable ends")]
    assert ends == [ON + timedelta(weeks=4)]
    over = replace(plan, part_time=replace(part_time, full_time_on=after))
    assert may_review(over, after) and not [each for each in dues_of_plan(over, after, ENGLAND) if "part-time" in each.what]
    assert not may_agree_part_time(replace(part_time, ends_on=ON - timedelta(days=1)), ON)
    looked = replace(plan, reviewed_on=(ON + timedelta(weeks=2),))
    assert "Review the part-time timetable" not in [each.what for each in dues_of_plan(looked, ON, ENGLAND)]


# Answers and dated values


def test_an_answer_is_falsy_with_its_reason() -> None:
    assert YES and str(YES) == "Yes."
    assert not no("Because.") and str(no("Because.")) == "Because."
    assert first_no([YES, no("One."), no("Two.")]).reason_not == "One." and first_no([]) is YES
    with pytest.raises(ValueError):
        no(" ")


def test_a_value_holds_from_its_first_day_until_before_its_last() -> None:
    versions = (Dated(1, "a", date(2024, 1, 1), date(2025, 1, 1)), Dated(2, "b", date(2025, 1, 1)))
    assert [value_on(versions, day) for day in (date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))] == [1, 1, 2]
    with pytest.raises(NotInForce):
        version_on(versions, date(2023, 12, 31))
    assert overlapping(versions) == []
    assert overlapping((versions[0], replace(versions[1], valid_from=date(2024, 12, 31)))) != []
    assert overlapping((versions[1], versions[0], Dated(3, "c", date(2026, 1, 1)))) != []


def test_every_dated_table_tiles_and_names_its_source() -> None:
    tables = 0
    for module in iter_modules(dated_package.__path__):
        for name, value in vars(import_module(f"onroll.core.dated.{module.name}")).items():
            if isinstance(value, tuple) and value and all(isinstance(each, Dated) for each in value):
                tables += 1
                assert overlapping(value) == [], name
                assert all(each.source.strip() for each in value), name
                assert "[design]" not in value[0].source or "domain" in value[0].source
    assert tables >= 15
