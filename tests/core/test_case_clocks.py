"""Time limits: both sides of each, stricter only, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.case_clocks import (
    AuthorityLimit,
    ClockFacts,
    StageDue,
    may_set_limit,
    notices_of_lateness,
    stages_due,
)
from onroll.core.dated.case_limits import STAGES, Limit
from onroll.core.school_days import ENGLAND, Calendar
from onroll.core.time_limits import Due, due_after, is_stricter_or_equal
from onroll.core.working_days import bank_holidays, is_working_day, working_day_after

LONDON = ZoneInfo("Europe/London")
OPENED = date(2025, 10, 1)  # a Wednesday; half term is 27 to 31 October


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2025, 10, day, hour, minute, tzinfo=LONDON)


def dues(facts: ClockFacts, *limits: AuthorityLimit) -> dict[str, StageDue]:
    return {due.stage: due for due in stages_due(facts, OPENED, ENGLAND, limits)}


def test_each_stage_has_its_limit() -> None:
    facts = ClockFacts(at(1, 10, 0), has_referrer=True, has_school=True)
    expected = {
        "triage": date(2025, 10, 1),
        "acknowledge_referrer": date(2025, 10, 2),
        "first_contact": date(2025, 10, 3),
        "core_checks": date(2025, 10, 8),
        "home_visit": date(2025, 10, 8),
        "joint_enquiry_conference": date(2025, 10, 15),
        "extended_checks": date(2025, 10, 29),
        "management_review": date(2025, 10, 29),
        "long_term_panel": date(2025, 12, 24),
        "annual_review": date(2026, 9, 30),
    }
    assert {stage: due.due.on for stage, due in dues(facts).items()} == expected
    assert all(due.due.minute == 1440 for due in dues(facts).values())


def test_high_risk_is_sooner() -> None:
    facts = ClockFacts(at(1, 10, 0), high_since=at(1, 10, 0))
    assert dues(facts)["triage"].due == Due(date(2025, 10, 1), 14 * 60)
    assert dues(facts)["first_contact"].due.on == date(2025, 10, 1)
    assert dues(facts)["management_review"].due.on == date(2025, 10, 8)


def test_high_risk_found_later_counts_from_then_and_never_later_than_the_default() -> None:
    facts = ClockFacts(OPENED, high_since=date(2025, 10, 20))
    assert dues(facts)["management_review"].due.on == date(2025, 10, 27)
    late = ClockFacts(OPENED, high_since=date(2025, 10, 28))
    assert dues(late)["management_review"].due.on == date(2025, 10, 29)


def test_whoever_refers_again_waits_from_then_whoever_was_answered_before() -> None:
    answered = ClockFacts(OPENED, done={"acknowledge_referrer": date(2025, 10, 2)}, has_referrer=True)
    assert "acknowledge_referrer" not in dues(answered)
    assert dues(replace(answered, referred_at=date(2025, 10, 6)))["acknowledge_referrer"].due.on == date(2025, 10, 7)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (at(1, 9, 0), Due(date(2025, 10, 1), 13 * 60)),
        (at(1, 13, 0), Due(date(2025, 10, 1), 17 * 60)),
        (at(1, 13, 1), Due(date(2025, 10, 2), 9 * 60 + 1)),
        (at(1, 2, 0), Due(date(2025, 10, 1), 13 * 60)),
        (at(3, 17, 0), Due(date(2025, 10, 6), 13 * 60)),
        (at(4, 12, 0), Due(date(2025, 10, 6), 13 * 60)),
        (date(2025, 10, 4), Due(date(2025, 10, 6), 13 * 60)),
    ],
)
def test_four_office_hours(start: date | datetime, due: Due) -> None:
    assert due_after(Limit(4, "office hour"), start, ENGLAND) == due


def test_a_due_moment_is_over_only_after_it() -> None:
    due = Due(date(2025, 10, 1), 14 * 60)
    assert not due.is_past(at(1, 14, 0))
    assert due.is_past(at(1, 14, 1))
    assert not due.is_past(date(2025, 10, 1)) and due.is_past(date(2025, 10, 2))
    assert str(due) == "1 October 2025, 14:00" and str(Due(OPENED)) == "1 October 2025"


def test_school_days_leave_out_the_half_term() -> None:
    assert due_after(Limit(5, "school day"), date(2025, 10, 22), ENGLAND).on == date(2025, 11, 5)
    assert due_after(Limit(0, "school day"), date(2025, 10, 27), ENGLAND).on == date(2025, 11, 3)
    assert due_after(Limit(0, "school day"), date(2025, 10, 22), ENGLAND).on == date(2025, 10, 22)


def test_same_working_day_at_a_weekend_is_monday() -> None:
    assert due_after(Limit(0, "working day"), date(2025, 10, 4), ENGLAND).on == date(2025, 10, 6)


def test_a_stage_done_once_is_done_and_a_review_comes_again() -> None:
    facts = ClockFacts(OPENED, done={"triage": OPENED, "management_review": date(2025, 10, 29), "long_term_panel": date(2025, 12, 19)})
    left = dues(facts)
    assert "triage" not in left
    assert left["management_review"].due.on == working_day_after(date(2025, 10, 29), 20)
    assert left["long_term_panel"].due.on == ENGLAND.school_day_after(date(2025, 12, 19), 30)


def test_a_child_whose_place_is_known_is_not_searched_for() -> None:
    left = dues(ClockFacts(OPENED, whereabouts_known=True, has_school=True))
    assert not {"core_checks", "home_visit", "joint_enquiry_conference", "extended_checks"} & set(left)
    assert "management_review" in left
    assert "joint_enquiry_conference" not in dues(ClockFacts(OPENED))
    assert "acknowledge_referrer" not in dues(ClockFacts(OPENED))


@pytest.mark.parametrize(
    ("own", "allowed"),
    [
        (AuthorityLimit("core_checks", Limit(5, "working day")), True),
        (AuthorityLimit("core_checks", Limit(6, "working day")), False),
        (AuthorityLimit("core_checks", Limit(5, "day")), True),
        (AuthorityLimit("core_checks", Limit(6, "day")), False),
        (AuthorityLimit("core_checks", Limit(3, "school day")), False),
        (AuthorityLimit("home_visit", Limit(5, "working day")), True),
        (AuthorityLimit("home_visit", Limit(-1, "day")), False),
        (AuthorityLimit("triage", Limit(3, "office hour"), high=True), True),
        (AuthorityLimit("triage", Limit(5, "office hour"), high=True), False),
        (AuthorityLimit("triage", Limit(4, "office hour")), False),
        (AuthorityLimit("management_review", Limit(10, "working day"), again=True), True),
        (AuthorityLimit("management_review", Limit(21, "working day"), again=True), False),
        (AuthorityLimit("management_review", Limit(6, "working day"), high=True, again=True), False),
        (AuthorityLimit("home_visit", Limit(1, "day"), again=True), False),
    ],
)
def test_an_authority_may_only_shorten(own: AuthorityLimit, allowed: bool) -> None:
    assert bool(may_set_limit(own, OPENED)) is allowed


def test_the_refusal_names_the_default() -> None:
    said = may_set_limit(AuthorityLimit("home_visit", Limit(6, "school day")), OPENED).reason_not
    assert said == "The national default is 5 school days: an authority may make it shorter, not longer. 6 school days is longer."
    assert not may_set_limit(AuthorityLimit("coffee", Limit(1, "day")), OPENED)  # type: ignore[arg-type]


UNITS = st.sampled_from(["day", "working day", "school day"])
LIMITS = st.builds(Limit, st.integers(0, 30), UNITS)
DAYS = st.dates(date(2023, 9, 1), date(2026, 7, 1))


@given(LIMITS, LIMITS, DAYS)
@settings(max_examples=300, deadline=None)
def test_what_counts_as_stricter_never_ends_later(proposed: Limit, default: Limit, day: date) -> None:
    if is_stricter_or_equal(proposed, default):
        assert due_after(proposed, day, ENGLAND) <= due_after(default, day, ENGLAND)


@given(st.lists(st.builds(AuthorityLimit, st.sampled_from([s.stage for s in STAGES[0].value]), LIMITS, st.booleans(), st.booleans())), DAYS)
@settings(max_examples=150, deadline=None)
def test_no_configuration_makes_anything_due_later(limits: list[AuthorityLimit], day: date) -> None:
    """Even one that was never checked."""
    facts = ClockFacts(day, done={"management_review": day}, high_since=day)
    default = {due.stage: due.due for due in stages_due(facts, day, ENGLAND)}
    own = {due.stage: due.due for due in stages_due(facts, day, ENGLAND, limits)}
    assert own and all(own[stage] <= due for stage, due in default.items())


def test_who_is_told_and_when() -> None:
    due = Due(date(2025, 10, 3))  # a Friday
    assert notices_of_lateness(due, False, date(2025, 10, 3), "Home visit") == ()
    assert notices_of_lateness(due, False, date(2025, 10, 5), "Home visit") == ()
    first = notices_of_lateness(due, False, date(2025, 10, 6), "Home visit")
    assert [(each.told, each.on) for each in first] == [("owner", date(2025, 10, 6))]
    assert first[0].because == "Home visit was due by 3 October 2025 and has not been done."
    all_told = notices_of_lateness(due, False, date(2025, 10, 13), "Home visit")
    assert [(each.told, each.on.day) for each in all_told] == [
        ("owner", 6),
        ("team manager", 7),
        ("head of service", 9),
        ("director of children's services", 13),
    ]
    high = notices_of_lateness(due, True, date(2025, 10, 13), "Home visit")
    assert [each.on.day for each in high] == [6, 6, 7, 8]


def test_a_case_without_action_for_a_review_interval_is_seen() -> None:
    """Domain, requirement 30: where nothing at all is done, no review is done either, and its lateness is told to somebody."""
    for is_high, last_day in ((False, date(2025, 10, 29)), (True, date(2025, 10, 8))):
        for begun in (ClockFacts(OPENED), ClockFacts(date(2025, 9, 1), done={"management_review": OPENED})):
            facts = replace(begun, high_since=begun.opened_at if is_high else None)
            review = dues(facts)["management_review"].due
            assert review.on == last_day
            assert notices_of_lateness(review, is_high, last_day, "Management review") == ()
            assert notices_of_lateness(review, is_high, last_day + timedelta(days=1), "Management review")


def test_bank_holidays_of_england() -> None:
    """As published on gov.uk."""
    published = {
        2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],
        2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
        2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
        2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
        2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
        2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
        2020: ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"],
    }
    for year, days in published.items():
        assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days]


@given(DAYS, st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_working_days_count_back_to_themselves(day: date, count: int) -> None:
    then = working_day_after(day, count)
    assert is_working_day(then)
    assert sum(is_working_day(day + timedelta(days=after)) for after in range(1, (then - day).days + 1)) == count


def test_a_calendar_of_ones_own_decides_school_days() -> None:
    own = Calendar({2025: ((date(2025, 10, 2), date(2025, 10, 8)),)})
    assert due_after(Limit(5, "school day"), OPENED, own).on == date(2025, 10, 15)
