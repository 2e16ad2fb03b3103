"""How many cases will be open, from this deployment's own rates: how many come each week, and how many of each age end.

Week by week, many times over: each path draws rates that the past allows, then what chance makes of them. What if there were more
officers, more referrals, or another interval between looks, follows from how much work there is for how many hands.

Source  issue "Measures", point 9. Rates: beta and gamma distributions around what was seen (Jeffreys), arrivals spread as they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

BANDS = (4, 12, 26, 52)
"""Where each band of ages but the first begins. Units  weeks since the opening."""

OLDEST = 60
"""Cases as old or older end alike. Units  weeks."""

MOST_WEEKS, FEWEST_WEEKS = 104, 10
"""How much of the past rates are taken from, and how much there must be."""

PATHS = 500
STILL_OPEN = 2**31


@dataclass(frozen=True)
class Rates:
    """What was seen. Shape  open_by_age: cases open now, by whole weeks of age up to OLDEST. stayed: cases that came in a week and were
    open at its end, week by week. at_risk, ended: by band, case-weeks and endings within them."""

    open_by_age: Any
    stayed: Any
    at_risk: Any
    ended: Any

    @property
    def weeks(self) -> int:
        """Return over how many weeks it was seen."""
        return len(self.stayed)


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What is asked. Shape  referrals: times as many as now. officers, officers_now; capacity: actions of one officer in a week, None: as
    much as is needed. actions: of one open case in a week, besides the regular look. look_weeks, look_weeks_now: between looks."""

    referrals: float = 1.0
    officers: float = 1.0
    officers_now: float = 1.0
    capacity: float | None = None
    actions: float = 1.0
    look_weeks: float = 4.0
    look_weeks_now: float = 4.0

    def demand(self, open_cases: Any, *, now: bool = False) -> Any:
        """Return how many actions so many open cases need in a week."""
        return open_cases * (self.actions + 1 / (self.look_weeks_now if now else self.look_weeks))

    def served(self, open_cases: Any, *, now: bool = False) -> Any:
        """Return which share of the work gets done."""
        if self.capacity is None:
            return np.ones_like(np.asarray(open_cases, dtype=float))
        hands = self.capacity * (self.officers_now if now else self.officers)
        return np.minimum(1.0, hands / np.maximum(self.demand(np.asarray(open_cases, dtype=float), now=now), 1e-9))


@dataclass(frozen=True)
class Forecast:
    """What comes, week by week; the first is now. Shape  middle, low, high: open cases, with the 80% interval; work: actions needed."""

    middle: Sequence[int]
    low: Sequence[int]
    high: Sequence[int]
    work: Sequence[float] = field(default_factory=tuple)


def band_of(age_weeks: Any) -> Any:
    """Return the band of each age."""
    return np.searchsorted(np.asarray(BANDS), age_weeks, side="right")


def rates_of(opened: Sequence[int], ended: Sequence[int | None], today: int, *, since: int) -> Rates | None:
    """Return the rates of episodes; None where too little was seen.

    Shape  opened, ended: day numbers, None for what is open; since: the day from which the casebook tells of all that came.
    """
    weeks = min(MOST_WEEKS, (today - since) // 7)
    if weeks < FEWEST_WEEKS:
        return None
    begin = np.asarray(opened, dtype=np.int64)
    end = np.asarray([STILL_OPEN if each is None else each for each in ended], dtype=np.int64)
    at_risk, came_to_end = np.zeros(len(BANDS) + 1), np.zeros(len(BANDS) + 1)
    stayed = []
    for back in range(weeks, 0, -1):
        first, last = today - 7 * back, today - 7 * (back - 1)
        watched = (begin <= first) & (end > first)
        bands = band_of((first - begin[watched]) // 7)
        at_risk += np.bincount(bands, minlength=len(BANDS) + 1)
        came_to_end += np.bincount(bands[end[watched] <= last], minlength=len(BANDS) + 1)
        stayed.append(int(((begin > first) & (begin <= last) & (end > last)).sum()))
    now = (begin <= today) & (end > today)
    ages = np.minimum((today - begin[now]) // 7, OLDEST)
    return Rates(np.bincount(ages, minlength=OLDEST + 1), np.asarray(stayed), at_risk, came_to_end)


def forecast(rates: Rates, weeks: int, what_if: WhatIf | None = None, *, seed: int = 1, paths: int = PATHS) -> Forecast:
    """Return how many cases will be open at the end of each of so many weeks."""
    rng = np.random.default_rng(seed)
    asked = what_if or WhatIf()
    hazards = rng.beta(rates.ended + 0.5, rates.at_risk - rates.ended + 0.5, size=(paths, len(BANDS) + 1))
    by_age = hazards[:, band_of(np.arange(OLDEST + 1))]
    mean = max(float(rates.stayed.mean()), 0.25 / rates.weeks)
    spread = max(1.0, float(rates.stayed.var(ddof=1)) / mean)
    # The mean of the past is as unsure as so many weeks of that spread leave it.
    weekly = asked.referrals * rng.gamma((rates.stayed.sum() + 0.5) / spread, spread / rates.weeks, size=paths)
    cases = np.tile(rates.open_by_age.astype(np.int64), (paths, 1))
    served_now = float(asked.served(rates.open_by_age.sum(), now=True))
    counted, work = [cases.sum(axis=1)], [asked.demand(cases.sum(axis=1))]
    for _ in range(weeks):
        pace = (asked.served(cases.sum(axis=1)) / served_now)[:, None]
        left = cases - rng.binomial(cases, np.minimum(1.0, by_age * pace))
        cases = np.zeros_like(left)
        cases[:, 1:] = left[:, :-1]
        cases[:, OLDEST] += left[:, OLDEST]
        cases[:, 0] = _arrivals(rng, weekly, spread)
        counted.append(cases.sum(axis=1))
        work.append(asked.demand(counted[-1]))
    table = np.asarray(counted)
    low, middle, high = np.quantile(table, [0.1, 0.5, 0.9], axis=1)
    return Forecast(
        [round(each) for each in middle],
        [int(np.ceil(each)) for each in low],
        [int(np.floor(each)) for each in high],
        [float(each) for each in np.median(np.asarray(work), axis=1)],
    )


def _arrivals(rng: np.random.Generator, weekly: Any, spread: float) -> Any:
    """Return what one week brings on each path: spread as the past was, at least as chance alone spreads it."""
    if spread <= 1.01:
        return rng.poisson(weekly)
    return rng.negative_binomial(np.maximum(weekly, 1e-9) / (spread - 1), 1 / spread)
