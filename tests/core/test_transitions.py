"""How far a child has come on the way to the next school: days by the rules, stages by what the registers show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onroll.core.school_age import begins_on
from onroll.core.school_days import ENGLAND
from onroll.core.statuses import STATUSES
from onroll.core.transitions import TRANSITIONS, after_finishing
from onroll.core.transitions.shape import STAGES, Anchor, Situation, days_to, stage_of

SEPTEMBER = date(2026, 9, 1)
JUNE = Situation(
    transition="year_6_to_7",
    on=date(2026, 6, 15),
    offers_on=date(2026, 3, 1),
    starts_on=SEPTEMBER,
    due_on=date(2026, 9, 14),
    application="",
    applications_known=True,
    shown_since=False,
    at_next=False,
    now="on_roll",
    finding="",
)


@pytest.mark.parametrize(
    ("application", "stage"),
    [
        ("", "no_application"),
        ("applied", "no_offer"),
        ("refused", "no_offer"),
        ("offered", "not_accepted"),
        ("accepted", "accepted"),
        ("started", "accepted"),
        ("named", "accepted"),
    ],
)
def test_before_the_first_day_the_application_decides(application: str, stage: str) -> None:
    assert stage_of(replace(JUNE, application=application)) == stage


def test_before_the_day_of_offers_an_application_is_enough() -> None:
    assert stage_of(replace(JUNE, on=date(2026, 2, 28), application="applied")) == "applied"
    assert stage_of(replace(JUNE, on=date(2026, 3, 1), application="applied")) == "no_offer"
    assert not STAGES["applied"].is_open and STAGES["no_offer"].is_open


def test_a_register_that_has_not_come_says_nothing() -> None:
    assert stage_of(replace(JUNE, applications_known=False)) == "not_known"
    begun = replace(JUNE, on=date(2026, 9, 3))
    assert stage_of(replace(begun, application="accepted")) == "not_shown_yet"
    assert stage_of(replace(begun, application="accepted", shown_since=True)) == "not_arrived"
    assert stage_of(replace(begun, applications_known=False)) == "not_shown_yet"


def test_arrival_ticks_off_and_a_finding_is_a_case() -> None:
    due = replace(JUNE, on=date(2026, 9, 14), shown_since=True)
    assert stage_of(replace(due, at_next=True)) == "arrived"
    assert stage_of(replace(due, now="unaccounted", finding="transition_gap")) == "missing"
    assert stage_of(replace(due, now="home_educated")) == "settled"


def test_the_end_of_home_education_is_not_settled_by_the_home_education_that_ends() -> None:
    at_home = replace(JUNE, transition="end_of_home_education", now="home_educated")
    assert stage_of(at_home, TRANSITIONS["end_of_home_education"].settled) == "no_application"
    assert stage_of(at_home) == "settled"


@given(
    some.builds(
        Situation,
        transition=some.sampled_from(sorted(TRANSITIONS)),
        on=some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        offers_on=some.none() | some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        starts_on=some.none() | some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        due_on=some.none() | some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        application=some.sampled_from(["", "applied", "offered", "accepted", "refused", "started", "named"]),
        applications_known=some.booleans(),
        shown_since=some.booleans(),
        at_next=some.booleans(),
        now=some.sampled_from([rule.code for rule in STATUSES]),
        finding=some.sampled_from(["", "transition_gap", "never_on_roll"]),
    )
)
def test_every_situation_has_one_stage_and_silence_accuses_nobody(situation: Situation) -> None:
    stage = stage_of(situation, TRANSITIONS[situation.transition].settled)
    assert stage in STAGES
    if not situation.applications_known:
        assert stage != "no_application"
    if not situation.shown_since:
        assert stage != "not_arrived"
    assert (stage == "missing") == bool(situation.finding)


def test_the_days_of_a_move_to_secondary_school() -> None:
    dates = TRANSITIONS["year_6_to_7"].dates(Anchor(SEPTEMBER), ENGLAND)
    assert (dates.apply_by, dates.offers_on) == (date(2025, 10, 31), date(2026, 3, 1))
    assert dates.starts_on == ENGLAND.nth_school_day_of_year(2026, 1)
    assert dates.due_on == ENGLAND.nth_school_day_of_year(2026, 10)
    assert dates.opens_on == date(2025, 9, 1)


def test_reception_is_due_when_compulsory_school_age_begins_and_not_before() -> None:
    for born in (date(2021, 9, 1), date(2022, 1, 1), date(2022, 8, 31)):
        dates = TRANSITIONS["reception"].dates(Anchor(SEPTEMBER, of_age_on=begins_on(born)), ENGLAND)
        assert dates.due_on == begins_on(born) and dates.starts_on is not None and dates.starts_on < date(2026, 9, 8)
        assert (dates.apply_by, dates.offers_on) == (date(2026, 1, 15), date(2026, 4, 16))


def test_after_an_ending_the_day_follows_from_the_kind() -> None:
    friday = date(2026, 1, 9)
    due = {code: TRANSITIONS[code].dates(Anchor(friday), ENGLAND).due_on for code in TRANSITIONS}
    assert due["end_of_custody"] == due["end_of_home_education"] == date(2026, 1, 10)
    assert due["end_of_exclusion"] == ENGLAND.school_day_after(friday, 6)
    assert due["mid_year_move"] == due["end_of_refuge"] == ENGLAND.school_day_after(date(2026, 1, 12), 10)
    named = TRANSITIONS["mid_year_move"].dates(Anchor(friday, said_start=date(2026, 1, 19)), ENGLAND)
    assert named.starts_on == date(2026, 1, 19) and named.due_on == ENGLAND.school_day_after(date(2026, 1, 19), 10)


def test_each_finishing_year_has_one_move_and_year_11_none() -> None:
    found = {year: kind.code for year in range(12) if (kind := after_finishing(year))}
    assert found[6] == "year_6_to_7" and found[2] == "infant_to_junior" and found[8] == "middle_schools"
    assert 11 not in found and 0 not in found and 1 not in found


def test_a_countdown_counts_to_the_day_and_past_it() -> None:
    assert days_to(date(2026, 9, 14), date(2026, 9, 1)) == 13
    assert days_to(date(2026, 9, 14), date(2026, 9, 15)) == -1
    assert days_to(None, date(2026, 9, 1)) is None
