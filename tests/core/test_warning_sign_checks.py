"""Whether a card may be used: its bands, the simple rule beside it, unequal misses, and the switch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from onroll.core.warning_sign_checks import (
    Checked,
    Counted,
    Origin,
    Switched,
    bands_of,
    exact_test,
    found_by_rule,
    found_in_first,
    group_misses,
    is_on,
    may_switch_on,
    may_use,
    share_with_interval,
    validates,
    warning_of,
)

COUNTED = [Counted(at=0, children=800, lost=8), Counted(at=2, children=150, lost=12), Counted(at=9, children=50, lost=30)]
SOUND = Checked(
    term="summer term 2024/25", listed_on=date(2025, 7, 16), until=date(2025, 12, 19), trained_lost=80, children=1000, lost=50, calls=100,
    found=34.0, rule_children=200, found_by_rule=20.0, found_by_absence=30.0, expected=48.0,
    bands=bands_of(COUNTED, {0: 0.01, 2: 0.08, 9: 0.55}), groups=(),
)  # fmt: skip


def test_of_equals_as_many_are_found_as_by_lot():
    assert found_in_first(COUNTED, 50) == 30 and found_in_first(COUNTED, 100) == 34 and found_in_first(COUNTED, 5000) == 50
    assert found_in_first([], 10) == 0


def test_the_simple_rule_is_given_as_many_calls():
    listed, others = Counted(at=0, children=200, lost=30), Counted(at=0, children=800, lost=8)
    assert found_by_rule(listed, others, 100) == 15 and found_by_rule(listed, others, 300) == 31
    assert found_by_rule(Counted(at=0, children=0, lost=0), others, 80) == pytest.approx(0.8)


def test_bands_hold_everybody_once_and_never_part_equals():
    counted = [Counted(at=points, children=100 - points, lost=points) for points in range(40)]
    bands = bands_of(counted, {each.at: 0.1 for each in counted})
    assert sum(band.children for band in bands) == sum(each.children for each in counted)
    assert [(band.first, band.last) for band in bands] == sorted(((band.first, band.last) for band in bands), reverse=True)
    assert all(band.low <= band.share <= band.high and band.expected == pytest.approx(0.1) for band in bands) and 4 <= len(bands) <= 6


def test_an_interval_without_anybody_says_nothing():
    assert share_with_interval(0, 0) == (0.0, 0.0, 1.0) and share_with_interval(0, 20)[1] == 0.0 and share_with_interval(20, 20)[2] == 1.0


def test_fisher_s_own_example_of_tea():
    assert exact_test(3, 1, 1, 3) == pytest.approx(0.4857, abs=1e-4) and exact_test(4, 0, 0, 4) == pytest.approx(0.0286, abs=1e-4)


def groups_drawn(seed: int, *, girls_missed: float) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Counts in which each topic divides the same 160 children who went missing; half of each group is missed, of girls as told."""
    draw = Random(seed)
    counts: dict[tuple[str, str], list[int]] = {}
    for _ in range(160):
        sex = draw.choice(("Female", "Male"))
        missed = draw.random() < (girls_missed if sex == "Female" else 0.5)
        ethnicity = draw.choices(("White British", "Other White", "Asian", "Black", "Mixed"), (60, 10, 15, 10, 5))[0]
        labels = {
            "sex": sex, "ethnicity": ethnicity, "deprivation": draw.choice("12345"), "special needs": draw.choice("NNNNK"),
            "looked after": draw.choice("yyyyyyyyyn"),
        }  # fmt: skip
        for label in labels.items():
            sums = counts.setdefault(label, [40, 0, 0])
            sums[1] += 1
            sums[2] += missed
    return {label: (sums[0], sums[1], sums[2]) for label, sums in counts.items()}


def test_equal_groups_are_called_unequal_in_at_most_five_of_a_hundred_seeds():
    assert sum(any(each.unequal for each in group_misses(groups_drawn(seed, girls_missed=0.5))) for seed in range(100)) <= 5


def test_a_planted_bias_is_found_and_said():
    found = [group_misses(groups_drawn(seed, girls_missed=0.9)) for seed in range(20)]
    for groups in found:
        unequal = {(each.topic, each.group): each for each in groups if each.unequal}
        assert ("sex", "Female") in unequal
        assert "missed more often" in warning_of(unequal["sex", "Female"]) and "missed less often" in warning_of(unequal["sex", "Male"])


def test_few_children_of_a_group_are_not_tested():
    (small, _) = group_misses({("sex", "Female"): (10, 3, 3), ("sex", "Male"): (500, 100, 10)})
    assert not small.unequal and small.share == 1.0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, ""),
        ({"trained_lost": 49}, "made from 49 children"),
        ({"lost": 29}, "29 children of the list went missing"),
        ({"found": 6.0, "found_by_rule": 5.0}, "no more than a tenth drawn by lot"),
        ({"found_by_rule": 34.0}, "The simple rule is to be preferred"),
        ({"expected": 101.0}, "101 were expected to go missing, and 50 did"),
        ({"expected": 24.0}, "24 were expected"),
        ({"bands": bands_of(COUNTED, {0: 0.05, 2: 0.01, 9: 0.05})}, "In most bands"),
    ],
)
def test_the_newest_term_bears_a_card_out_or_says_why_not(change, says):
    answer = validates(replace(SOUND, **change))
    assert bool(answer) is (says == "") and says in answer.reason_not


REAL = Origin("home", "real")


@pytest.mark.parametrize(
    ("made_in", "here", "may"),
    [
        (REAL, REAL, True),
        (Origin("home", "made up"), Origin("home", "made up"), True),
        (Origin("home", "made up"), REAL, False),
        (REAL, Origin("home", "made up"), False),
        (REAL, Origin("other", "real"), False),
        (REAL, Origin("home", "mixed"), False),
        (Origin("home", "mixed"), Origin("home", "mixed"), False),
    ],
)
def test_a_card_holds_only_where_its_history_is(made_in, here, may):
    assert bool(may_use(made_in, here)) is may


def test_it_is_on_by_a_person_s_decision_about_this_very_card_and_off_by_itself():
    may = may_switch_on(REAL, REAL, SOUND, SOUND.listed_on)
    assert may and is_on(may, "card", Switched(card="card", on=True))
    assert "Nobody has" in is_on(may, "card", None).reason_not
    assert "switched off" in is_on(may, "card", Switched(card="card", on=False)).reason_not
    assert "new card" in is_on(may, "card", Switched(card="former", on=True)).reason_not
    newer = may_switch_on(REAL, REAL, SOUND, date(2025, 10, 2))
    assert "has not been checked on that" in is_on(newer, "card", Switched(card="card", on=True)).reason_not
    failed = may_switch_on(REAL, REAL, replace(SOUND, found_by_rule=40.0), SOUND.listed_on)
    assert not is_on(failed, "card", Switched(card="card", on=True))
