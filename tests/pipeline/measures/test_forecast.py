"""The forecast: its rates are those of a plain twin, its mean is that of the arithmetic, and its interval holds as often as it says."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from onroll.pipeline.measures.forecast import BANDS, OLDEST, Rates, WhatIf, band_of, forecast, rates_of

TODAY = 2_000


def made_up_past(rng: np.random.Generator, *, until: int, days: int = 900) -> tuple[list[int], list[int]]:
    """Return when cases opened and ended in a made-up deployment of hidden rates: day by day, long enough to have settled."""
    weekly, spread = rng.uniform(8, 40), rng.choice([1.0, 1.0, rng.uniform(1.2, 2.5)])
    hazards = rng.uniform(0.02, 0.12, len(BANDS) + 1)
    weeks = np.arange((until - days) // 7, until // 7 + 1)
    counts = rng.poisson(weekly, len(weeks)) if spread == 1.0 else rng.negative_binomial(weekly / (spread - 1), 1 / spread, len(weeks))
    opened = np.repeat(weeks, counts) * 7 + rng.integers(0, 7, counts.sum())
    ends = rng.random((len(opened), 200)) <= hazards[band_of(np.arange(200))]
    ages = np.where(ends.any(axis=1), ends.argmax(axis=1), 200)
    return list(map(int, opened)), list(map(int, opened + 7 * ages + rng.integers(0, 7, len(opened))))


def as_known(opened: list[int], ended: list[int], today: int) -> tuple[list[int], list[int | None]]:
    known = [(begin, end if end <= today else None) for begin, end in zip(opened, ended, strict=True) if begin <= today]
    return [begin for begin, _ in known], [end for _, end in known]


def open_on(opened: list[int], ended: list[int], day: int) -> int:
    return sum(begin <= day < end for begin, end in zip(opened, ended, strict=True))


def test_rates_are_those_of_a_plain_twin() -> None:
    rng = Random(4)
    opened = [TODAY - rng.randrange(500) for _ in range(250)]
    ended = [end if (end := begin + rng.randrange(300)) <= TODAY and rng.random() < 0.8 else None for begin in opened]
    rates = rates_of(opened, ended, TODAY, since=TODAY - 300)
    assert rates is not None and rates.weeks == 42
    at_risk, came, stayed = [0] * 5, [0] * 5, []
    for week in range(42, 0, -1):
        first, last, new = TODAY - 7 * week, TODAY - 7 * week + 7, 0
        for begin, end in zip(opened, ended, strict=True):
            if begin <= first and (end is None or end > first):
                band = sum((first - begin) // 7 >= edge for edge in BANDS)
                at_risk[band] += 1
                came[band] += end is not None and end <= last
            new += first < begin <= last and (end is None or end > last)
        stayed.append(new)
    assert list(rates.at_risk) == at_risk and list(rates.ended) == came and list(rates.stayed) == stayed
    ages = [min((TODAY - begin) // 7, OLDEST) for begin, end in zip(opened, ended, strict=True) if end is None or end > TODAY]
    assert list(rates.open_by_age) == [ages.count(age) for age in range(OLDEST + 1)]
    assert rates_of(opened, ended, TODAY, since=TODAY - 60) is None


def settled_rates() -> Rates:
    """Return so much past that hardly anything about the rates is unsure."""
    open_by_age = np.zeros(OLDEST + 1, dtype=int)
    open_by_age[[0, 6, 30, OLDEST]] = [40, 60, 30, 20]
    return Rates(open_by_age, np.array([9, 10, 11, 10] * 26), np.full(5, 200_000.0), np.array([24_000.0, 12_000, 8_000, 6_000, 4_000]))


def test_the_middle_is_that_of_the_arithmetic() -> None:
    rates = settled_rates()
    expected, ages = [], rates.open_by_age.astype(float)
    hazards = (rates.ended / rates.at_risk)[band_of(np.arange(OLDEST + 1))]
    for _ in range(26):
        left = ages * (1 - hazards)
        ages = np.concatenate([[10.0], left[:-2], [left[-2] + left[-1]]])
        expected.append(ages.sum())
    found = forecast(rates, 26, paths=3000)
    assert found.middle[0] == found.low[0] == found.high[0] == 150
    assert found.middle[1:] == pytest.approx(expected, abs=2.0)


def test_more_referrals_fewer_hands_and_more_looks_leave_more_cases_open() -> None:
    rates = settled_rates()
    now = WhatIf(officers=3, officers_now=3, capacity=100, actions=1.0)
    base = forecast(rates, 26, now)
    assert base.middle == forecast(rates, 26).middle  # three officers get done what there is
    ends = {
        "referrals": forecast(rates, 26, WhatIf(officers=3, officers_now=3, capacity=100, referrals=1.5)).middle[-1],
        "officers": forecast(rates, 26, WhatIf(officers=1.5, officers_now=3, capacity=100)).middle[-1],
        "looks": forecast(rates, 26, WhatIf(officers=3, officers_now=3, capacity=100, look_weeks=0.5)).middle[-1],
    }
    assert all(end > base.middle[-1] + 5 for end in ends.values()), (ends, base.middle[-1])
    assert forecast(rates, 4, WhatIf(look_weeks=1)).work[0] == pytest.approx(150 * 2)
    assert forecast(rates, 4, seed=3).low == forecast(rates, 4, seed=3).low


def coverage(worlds: int, seed: int) -> float:
    """Return how often the open cases of held-out months lie within the interval."""
    inside = looked_at = 0
    for world in range(worlds):
        rng = np.random.default_rng([seed, world])
        opened, ended = made_up_past(rng, until=TODAY + 100)
        rates = rates_of(*as_known(opened, ended, TODAY), TODAY, since=TODAY - 400)
        assert rates is not None
        found = forecast(rates, 13, seed=world)
        for weeks in (4, 8, 13):
            inside += found.low[weeks] <= open_on(opened, ended, TODAY + 7 * weeks) <= found.high[weeks]
            looked_at += 1
    return inside / looked_at


def test_the_interval_holds_in_a_sample_of_worlds() -> None:
    assert 0.6 <= coverage(12, seed=1) <= 0.98


@pytest.mark.long
def test_the_80_per_cent_interval_holds_in_75_to_85_of_100_held_out_months() -> None:
    assert 0.75 <= coverage(300, seed=2) <= 0.85
