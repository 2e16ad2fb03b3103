"""The order of today, the honest pace, the fair load, and a visit from which somebody must call back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.fair_load import heat_of, loads
from onroll.core.home_visits import VisitPlan, may_set_out, missed_call_told
from onroll.core.own_order import put_in_places
from onroll.core.pace import capacity_of, usual_pace
from onroll.core.worklist_ranking import WorkFacts, in_order, in_own_order

ON = date(2026, 1, 20)
FACTS = st.builds(
    WorkFacts,
    key=st.integers(1, 10_000),
    level=st.sampled_from(["high", "raised", "standard"]),
    points=st.integers(0, 200),
    counted_as=st.sampled_from(["cme", "possible_cme", ""]),
    due_on=st.integers(-40, 20).map(lambda days: ON + timedelta(days=days)),
    days_unseen=st.integers(0, 900),
    ever_seen=st.booleans(),
    escalations=st.integers(0, 3),
    missed_call=st.booleans(),
    waits_for=st.sampled_from(["", "another authority waits"]),
    returned=st.sampled_from(["", "they returned the offer"]),
)


def only(facts: WorkFacts) -> int:
    return in_order([facts], ON)[0].score


@given(st.lists(FACTS, max_size=12, unique_by=lambda each: each.key))
def test_the_order_follows_from_the_facts_alone_and_each_number_is_shown(facts: list[WorkFacts]) -> None:
    places = in_order(facts, ON)
    assert [place.key for place in places] == [place.key for place in in_order(facts[::-1], ON)]
    assert sorted(place.key for place in places) == sorted(each.key for each in facts)
    for place in places:
        assert place.urgency == sum(part.points for part in place.urgency_parts) >= 1 and place.harm >= 1
        assert place.sentence.endswith(f"{place.harm} × {place.urgency} = {place.score}.")


@given(FACTS)
def test_whatever_makes_it_worse_never_moves_it_down(facts: WorkFacts) -> None:
    assert facts.due_on is not None
    now = only(facts)
    for worse in (
        replace(facts, points=facts.points + 10),
        replace(facts, level="high"),
        replace(facts, due_on=facts.due_on - timedelta(days=3)),
        replace(facts, days_unseen=facts.days_unseen + 30),
        replace(facts, escalations=facts.escalations + 1),
        replace(facts, missed_call=True),
    ):
        assert only(worse) >= now
    if facts.counted_as == "possible_cme":
        assert only(replace(facts, counted_as="cme")) >= now


def test_a_visitor_who_does_not_call_comes_before_everything() -> None:
    calm = WorkFacts(1, "standard", 0, "cme", ON, 3)
    worst = WorkFacts(2, "high", 40, "cme", ON - timedelta(days=30), 400, escalations=2)
    assert in_order([worst, replace(calm, missed_call=True, level="high", points=40)], ON)[0].key == 1
    assert "1 day late (3)" in in_order([replace(calm, due_on=ON - timedelta(days=1))], ON)[0].sentence


def test_a_pace_is_said_only_where_it_is_known() -> None:
    days = {ON - timedelta(days=number): count for number, count in enumerate([99, 10, 12, 14, 12, 13], start=0)}
    assert usual_pace(days, ON) == 12
    assert usual_pace(dict(list(days.items())[:5]), ON) is None
    assert capacity_of(None, 0, 19, ON) is None and capacity_of(12, 0, 9, ON) is None and capacity_of(12, 0, 0, ON) is None
    capacity = capacity_of(12, 0, 19, ON)  # a Tuesday
    assert capacity is not None and capacity.fits == 12
    assert capacity.sentence.endswith("about 12 of these 19 fit into today; the 7 left would wait, the last until Wednesday 21 January.")
    over = capacity_of(2, 5, 9, date(2026, 1, 23))  # a Friday: the weekend does not count
    assert over is not None and over.fits == 0 and over.until == date(2026, 1, 30)
    assert "1 would wait until" in capacity_of(3, 0, 4, ON).sentence  # type: ignore[union-attr]


def test_an_order_of_ones_own_lets_nothing_slip_that_cannot_wait() -> None:
    calm = [WorkFacts(key, "standard", 0, "cme", ON + timedelta(days=key), 3) for key in (1, 2, 3)]
    places = in_order([*calm, WorkFacts(4, "standard", 0, "cme", ON, 3, escalations=1), WorkFacts(5, "high", 50, "cme", ON, 90)], ON)
    assert [place.key for place in places] == [5, 4, 1, 2, 3]
    assert in_own_order(places, []) == places and places[1].cannot_wait
    assert [place.key for place in in_own_order(places, [3, 99, 4, 1])] == [4, 5, 3, 1, 2], "99 is gone, 4 cannot wait, 5 is new and worse"


@given(st.lists(FACTS, max_size=12, unique_by=lambda each: each.key), st.lists(st.integers(1, 20), max_size=12))
def test_no_order_of_ones_own_loses_anything(facts: list[WorkFacts], wanted: list[int]) -> None:
    places = in_order(facts, ON)
    ordered = in_own_order(places, wanted)
    assert sorted(place.key for place in ordered) == sorted(place.key for place in places)
    waits = [not place.cannot_wait for place in ordered]
    assert ordered == places or waits == sorted(waits)


def test_who_gets_another_number_goes_there_and_the_others_close_up() -> None:
    assert put_in_places([1, 2, 3, 4], {4: 1}) == (4, 1, 2, 3)
    assert put_in_places([1, 2, 3, 4], {1: 3}) == (2, 3, 1, 4)
    assert put_in_places([1, 2, 3, 4], {1: 4, 4: 1}) == (4, 2, 3, 1)
    assert put_in_places([1, 2, 3], {1: 99}) == (2, 3, 1) and put_in_places(["a", "b"], {}) == ("a", "b")


def test_a_load_far_from_the_middle_of_the_team_is_marked() -> None:
    assert loads({"a": 20, "b": 21, "c": 40, "d": 5}) == {"a": "fair", "b": "fair", "c": "heavy", "d": "light"}
    assert loads({"a": 1, "b": 4}) == {"a": "fair", "b": "fair"}
    assert loads({"a": 90}) == {"a": "fair"} and loads({}) == {}


NOON = datetime.combine(ON, time(12))
PLAN = VisitPlan("1 Made-up Street", "officer", "manager", "07700900001", "A dog", NOON, NOON + timedelta(hours=2))


@pytest.mark.parametrize(
    ("plan", "because"),
    [
        (replace(PLAN, risk=" "), "risk note"),
        (replace(PLAN, phone=""), "telephone"),
        (replace(PLAN, place=""), "which home"),
        (replace(PLAN, knows="officer"), "somebody else"),
        (replace(PLAN, back_by=NOON), "not before"),
        (replace(PLAN, leaves_at=NOON - timedelta(hours=3), back_by=NOON - timedelta(hours=1)), "passed already"),
        (replace(PLAN, back_by=NOON + timedelta(hours=13)), "12 hours at most"),
    ],
)
def test_nobody_sets_out_unprepared(plan: VisitPlan, because: str) -> None:
    assert because in may_set_out(plan, False, False, NOON).reason_not


def test_nobody_goes_alone_at_high_risk_and_nobody_at_all_where_it_is_unsafe() -> None:
    assert may_set_out(PLAN, False, False, NOON)
    assert "nobody visits alone" in may_set_out(PLAN, True, False, NOON).reason_not
    together = replace(PLAN, second_visitor="B. Green")
    assert may_set_out(together, True, False, NOON)
    assert "Do not visit" in may_set_out(together, False, True, NOON).reason_not


def test_a_missed_call_climbs_by_itself() -> None:
    back_by = NOON

    def told(minutes: int, is_high: bool = False) -> list[str]:
        return [each.told for each in missed_call_told(back_by, is_high, NOON + timedelta(minutes=minutes))]

    assert told(0) == [] and told(1) == ["whoever knows of the visit"]
    assert told(46) == ["whoever knows of the visit", "team manager", "head of service", "the police"]
    assert told(1, is_high=True) == ["whoever knows of the visit", "team manager"] and len(told(31, is_high=True)) == 4


def test_the_more_cases_the_darker_the_cell_and_none_is_none() -> None:
    assert [heat_of(count, 20) for count in (0, 1, 5, 6, 15, 16, 20)] == [0, 1, 1, 2, 3, 4, 4] and heat_of(0, 0) == 0
