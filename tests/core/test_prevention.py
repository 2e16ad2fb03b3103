"""What came of contacts in the holidays and of practical help: shares with their numbers, and no claim that they do not bear."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.dated.help_offers import HELP
from onroll.core.holiday_contacts import ContactAndArrival, next_long_holiday, share_of, what_came_of
from onroll.core.practical_help import CAUTION, NOTHING, OfferSeen, twelve_weeks_later
from onroll.core.school_days import ENGLAND
from onroll.core.transitions.words import missing_words, what_is_said, why_listed


def test_a_share_has_an_interval_that_narrows_with_numbers() -> None:
    few, many, none = share_of(3, 4), share_of(300, 400), share_of(0, 0)
    assert few.value == many.value == 0.75 and none.value is None and none.low is None
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert few.low < many.low < 0.75 < many.high < few.high
    assert (share_of(0, 5).low, share_of(5, 5).high) == (0.0, 1.0)
    # The quantiles of beta(3.5, 1.5) at 2.5% and 97.5%, by SciPy.
    assert few.low == pytest.approx(0.28375168, abs=1e-6) and few.high == pytest.approx(0.9715291, abs=1e-6)


def test_contacts_are_counted_by_approach_and_a_child_once() -> None:
    found = what_came_of([
        ContactAndArrival("a", "call", "nobody", True),
        ContactAndArrival("a", "call", "family", True),
        ContactAndArrival("b", "call", "nobody", False),
        ContactAndArrival("c", "call", "child", None),
        ContactAndArrival("d", "call", "called_off", True),
        ContactAndArrival("b", "uniform", "family", False),
    ])  # fmt: skip
    call, uniform = found
    assert (call.approach, call.contacts, call.too_early) == ("call", 4, 1)
    assert (call.reached.hits, call.reached.of) == (2, 3)
    assert (call.arrived_if_reached.hits, call.arrived_if_reached.of) == (1, 1)
    assert (call.arrived_if_not.hits, call.arrived_if_not.of) == (0, 1)
    assert (uniform.arrived_if_reached.hits, uniform.arrived_if_reached.of) == (0, 1)
    assert what_came_of([]) == []


def test_help_is_counted_once_for_a_kind_and_who_was_offered_nothing_stands_beside() -> None:
    day = date(2025, 9, 1)
    found = twelve_weeks_later([
        OfferSeen("a", "uniform", day, "undecided", True),
        OfferSeen("a", "uniform", date(2025, 10, 1), "accepted", False),
        OfferSeen("a", "tuition", day, "declined", True),
        OfferSeen("b", "uniform", day, "", None),
        OfferSeen("c", NOTHING, day, "", False),
    ])  # fmt: skip
    by_kind = {each.what: each for each in found}
    assert list(by_kind) == ["uniform", "tuition", NOTHING]
    assert (by_kind["uniform"].children, by_kind["uniform"].accepted, by_kind["uniform"].too_early) == (2, 1, 1)
    assert (by_kind["uniform"].in_school.hits, by_kind["uniform"].in_school.of) == (1, 1)
    assert (by_kind[NOTHING].in_school.hits, by_kind[NOTHING].in_school.of) == (0, 1)
    assert "do not say what help does" in CAUTION


def test_each_kind_of_help_that_the_field_names_can_be_recorded() -> None:
    assert {"uniform", "transport", "carers", "counselling", "psychologist", "tuition"} <= set(HELP)


def test_the_next_long_holiday_is_the_one_that_runs_or_comes() -> None:
    summer = next_long_holiday(ENGLAND, date(2026, 6, 15))
    assert summer is not None and summer[0] < date(2026, 7, 25) and summer[1] == date(2026, 8, 31)
    assert next_long_holiday(ENGLAND, date(2026, 8, 3)) == summer
    easter = next_long_holiday(ENGLAND, date(2026, 1, 19))
    assert easter == (date(2026, 3, 28), date(2026, 4, 12))
    christmas = next_long_holiday(ENGLAND, date(2026, 10, 26))
    assert christmas is not None and christmas[0].month == 12


def test_every_list_says_why_in_a_sentence_and_absence_of_data_is_said_as_that() -> None:
    assert missing_words() == []
    assert "September 2026" in why_listed("year_6_to_7", date(2026, 9, 1))
    said = {"stage": "no_application", "application": "", "offered_on": None, "apply_by": date(2025, 10, 31), "on": date(2026, 6, 1)}
    assert "none is for this child" in what_is_said(**said, applications_known=True)[0]  # type: ignore[arg-type]
    assert "a late one is possible" in what_is_said(**said, applications_known=True)[1]  # type: ignore[arg-type]
    unknown = {**said, "stage": "not_known"}
    assert what_is_said(**unknown, applications_known=False) == ("The authority has sent no applications since this list opened.",)  # type: ignore[arg-type]
