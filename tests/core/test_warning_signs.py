"""Warning signs: which show, how they add up, and in which term a day lies."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from onroll.core.warning_signs import (
    NEVER_SIGNS,
    SIGNS,
    Card,
    KnownThen,
    factors_of,
    next_term,
    points_of,
    signs_shown,
    simple_rule_lists,
    term_at,
    terms_of,
)

CARD = Card(
    points={"absence_10": 2, "absence_20": 3, "sen_any": 1, "without_place": 6, "leaves_school": 1}, expected=[(0, 0.01), (3, 0.04)]
)


def test_steps_of_absence_add_up_and_the_child_s_own_share_is_said():
    known = KnownThen(absence=23, sen="K")
    assert points_of(known, CARD) == 6
    assert [(each.words, each.points) for each in factors_of(known, CARD)] == [
        ("Missed 23% of this year’s sessions", 5),
        ("Has special educational needs", 1),
    ]
    assert points_of(KnownThen(absence=9), CARD) == 0 and factors_of(KnownThen(absence=9), CARD) == ()


def test_points_said_are_the_points_that_count():
    for known in (KnownThen(), KnownThen(absence=50, sen="E"), KnownThen(leaves_school=True, without_place=True), KnownThen(absence=10)):
        assert sum(each.points for each in factors_of(known, CARD)) == points_of(known, CARD)


def test_of_the_next_place_the_gravest_is_said():
    found = factors_of(KnownThen(leaves_school=True, without_place=True), CARD)
    assert [(each.words, each.points) for each in found] == [("Leaves the school this summer, and no place is known", 7)]


def test_nothing_that_may_not_be_a_sign_is_known_to_the_card():
    names = {field.name for field in fields(KnownThen)} | {sign.code for sign in SIGNS}
    assert not any(never in name for never in NEVER_SIGNS for name in names)


def test_absence_that_nobody_can_tell_is_no_sign():
    assert signs_shown(KnownThen()) == () and not simple_rule_lists(KnownThen())
    assert simple_rule_lists(KnownThen(absence=11)) and not simple_rule_lists(KnownThen(absence=10))


def test_what_is_expected_rises_by_steps():
    assert [CARD.expects(points) for points in (0, 2, 3, 40)] == [0.01, 0.01, 0.04, 0.04] and Card(points={}).expects(3) == 0.0


@pytest.mark.parametrize(
    ("day", "name", "starts", "next_starts"),
    [
        (date(2024, 10, 3), "autumn", date(2024, 9, 3), date(2025, 1, 6)),
        (date(2025, 1, 2), "autumn", date(2024, 9, 3), date(2025, 1, 6)),
        (date(2025, 1, 16), "spring", date(2025, 1, 6), date(2025, 4, 22)),
        (date(2025, 7, 16), "summer", date(2025, 4, 22), date(2025, 9, 1)),
        (date(2025, 8, 31), "summer", date(2025, 4, 22), date(2025, 9, 1)),
    ],
)
def test_a_day_lies_in_the_term_that_began_last(day, name, starts, next_starts):
    term = term_at(day)
    assert (term.name, term.starts_on, next_term(term).starts_on) == (name, starts, next_starts)


def test_the_terms_of_a_year_do_not_touch():
    for year in range(2020, 2030):
        autumn, spring, summer = terms_of(year)
        assert autumn.starts_on < autumn.ends_on < spring.starts_on < spring.ends_on < summer.starts_on < summer.ends_on
        assert (summer.starts_on - spring.ends_on).days >= 12
