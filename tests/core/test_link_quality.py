"""Rates, unequal misses and calibration: sound in numbers that are known."""

from __future__ import annotations

import random

import pytest

from onroll.core.child_groups import GROUPS, TOPICS, deprivation_group, ethnicity_group, mobility_group, sex_group
from onroll.core.link_quality import (
    Rate,
    borrowed_rate,
    calibration,
    chance_of_so_many,
    complement,
    mean_calibration_error,
    overall,
    rate_of,
    unequal_groups,
)
from onroll.core.name_origins import AFRICAN, ARABIC, EAST_ASIAN, EASTERN_EUROPEAN, ORIGINS, OTHER, SOUTH_ASIAN, name_origin


def test_the_interval_of_a_rate_holds_the_true_one_nineteen_times_in_twenty() -> None:
    rng = random.Random(5)
    held = 0
    for _ in range(150):
        rate = rate_of(sum(rng.random() < 0.03 for _ in range(600)), 600)
        held += rate.low <= 0.03 <= rate.high
    assert 0.92 <= held / 150 <= 1.0
    assert rate_of(0, 50).low == 0.0
    assert rate_of(50, 50).high == 1.0
    assert rate_of(0, 0) == Rate(0, 0, 0.0, 0.0, 1.0)
    assert complement(rate_of(3, 10)).value == pytest.approx(0.7)


def test_the_chance_of_so_many_misses_is_fishers() -> None:
    # the lady tasting tea: all four right by chance is 1 in 70, three or more 17 in 70
    assert chance_of_so_many(4, 4, 4, 8) == pytest.approx(1 / 70)
    assert chance_of_so_many(3, 4, 4, 8) == pytest.approx(17 / 70)
    assert chance_of_so_many(0, 4, 4, 8) == 1.0
    assert chance_of_so_many(7, 7, 7, 7) == 1.0


def trials(
    seed: int, *, children: int = 3000, rate: float = 0.01, worse: float = 1.0
) -> tuple[dict[tuple[str, str], tuple[int, int]], tuple[int, int]]:
    """Children in groups of the usual sizes; of the second group of each topic links are missed so many times as often."""
    rng = random.Random(seed)
    counts: dict[tuple[str, str], list[int]] = {}
    missed_of_all = 0
    for _ in range(children):
        own = {topic: min(int(rng.expovariate(1.1)), len(groups) - 1) for topic, groups in GROUPS.items()}
        missed = rng.random() < rate * (worse if own["name origin"] == 1 else 1.0)
        missed_of_all += missed
        for topic, place in own.items():
            cell = counts.setdefault((topic, GROUPS[topic][place]), [0, 0])
            cell[0] += missed
            cell[1] += 1
    return {key: (missed, tried) for key, (missed, tried) in counts.items()}, (missed_of_all, children)


def test_equal_groups_give_no_warning_in_ninety_five_of_a_hundred_seeds() -> None:
    for rate in (0.01, 0.1):
        warned = sum(bool(unequal_groups(*trials(seed, children=1_000, rate=rate))) for seed in range(100))
        assert warned <= 5, rate


def test_a_planted_bias_is_found_and_named() -> None:
    named = [unequal_groups(*trials(seed, rate=0.01, worse=5.0)) for seed in range(10)]
    biased = ("name origin", GROUPS["name origin"][1])
    assert sum(biased in [(each.topic, each.group) for each in found] for found in named) >= 9
    assert all(each.times > 1.25 for found in named for each in found)


def test_a_difference_below_a_quarter_is_not_reported_however_certain() -> None:
    counts = {("sex", "Female"): (6_000, 50_000), ("sex", "Male"): (5_000, 50_000)}
    assert unequal_groups(counts, (11_000, 100_000)) == []
    assert unequal_groups({}, (0, 10)) == []


def test_calibration_tells_how_far_stated_and_observed_differ() -> None:
    rng = random.Random(2)
    honest = [(chance, rng.random() < chance) for chance in (rng.random() for _ in range(20_000))]
    bands = calibration(honest)
    assert mean_calibration_error(bands) < 0.01
    assert all(band.observed.low <= band.stated + 0.02 and band.stated - 0.02 <= band.observed.high for band in bands)
    boastful = [(0.97, rng.random() < 0.8) for _ in range(1_000)]
    assert mean_calibration_error(calibration(boastful)) > 0.1
    assert mean_calibration_error([]) == 0.0


def test_only_what_names_alone_hold_can_fail() -> None:
    found = complement(rate_of(10, 1_000))
    assert overall(0.0, found).value == 1.0
    assert overall(1.0, found).value == pytest.approx(0.99)
    half = overall(0.5, found)
    assert half.value == pytest.approx(0.995)
    assert half.low < half.value < half.high


def test_a_small_group_borrows_from_the_whole() -> None:
    whole = rate_of(100, 10_000)
    assert borrowed_rate(0, 0, whole) == pytest.approx(0.01)
    assert borrowed_rate(1, 10, whole) < 0.03
    assert borrowed_rate(500, 5_000, whole) == pytest.approx(0.0991, abs=1e-3)


@pytest.mark.parametrize(
    ("surname", "forename", "origin"),
    [
        ("Begum", "Aisha", SOUTH_ASIAN),
        ("Kowalska", "Zofia", EASTERN_EUROPEAN),
        ("Al-Hassan", "Omar", ARABIC),
        ("Testwell", "Mohammed", ARABIC),
        ("Okafor-Smith", "Ada", AFRICAN),
        ("Nguyen", "Lan", EAST_ASIAN),
        ("Testwell", "Jack", OTHER),
        (None, None, OTHER),
    ],
)
def test_names_fall_into_coarse_groups(surname: str | None, forename: str | None, origin: str) -> None:
    assert name_origin(surname, forename) == origin
    assert origin in ORIGINS


def test_every_group_that_a_child_can_be_in_is_one_of_its_topic() -> None:
    assert set(TOPICS) == set(GROUPS)
    assert {sex_group(each) for each in ("F", "M", None, "U")} <= set(GROUPS["sex"])
    codes = ("WBRI", "WIRT", "WROM", "WOTH", "MWBC", "AIND", "BAFR", "CHNE", "OOTH", "REFU", "NOBT", None)
    assert {ethnicity_group(code) for code in codes} == set(GROUPS["ethnicity"])
    assert {deprivation_group(decile) for decile in (None, 0, *range(1, 12))} == set(GROUPS["deprivation"])
    assert [mobility_group(*each) for each in ((1, 1), (2, 1), (0, 3), (2, 2))] == [GROUPS["mobility"][place] for place in (0, 1, 1, 2)]
