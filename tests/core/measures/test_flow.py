"""Flow: episodes equal a slow plain twin on random histories, and what was known on a past day never changes."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log, sqrt
from random import Random
from typing import Any

import pytest

from onroll.core.measures.flow import (
    BACK,
    CONTACT,
    ENDED,
    FOUND,
    GONE,
    OPENED,
    Episode,
    Gap,
    Step,
    all_waited,
    episodes_of,
    open_days,
    waited,
)
from onroll.pipeline.measures.shares import binomial_limits, interval_of_share, most_by_chance
from onroll.pipeline.measures.survival import curve_of

START = date(2025, 1, 6)


def day(number: int) -> date:
    return START + timedelta(days=number)


def history(rng: Random) -> tuple[list[Step], list[Gap]]:
    """Return a random history in the order of writing; some things are written down late."""
    steps, gaps, now = [], [], 0
    for _ in range(rng.randrange(1, 14)):
        now += rng.choice([0, 0, 1, 5, 30])
        kind = rng.choice([OPENED, OPENED, CONTACT, FOUND, BACK, GONE, ENDED])
        outcome = rng.choice(["enrolled_confirmed", "abroad_confirmed", "duplicate"]) if kind == ENDED else ""
        steps.append(Step(kind, day(now - rng.choice([0, 0, 0, 3])), day(now), outcome))
    for _ in range(rng.randrange(3)):
        found = rng.randrange(-5, 100)
        gaps.append(Gap(day(found), rng.choice([None, day(found - rng.randrange(60))]), "not_arrived"))
    return steps, gaps


def plain_twin(steps: list[Step], gaps: list[Gap], as_at: date, known_by: date) -> list[dict[str, Any]]:
    """The same by walking through the steps as often as there are questions."""
    known = [step for step in steps if step.on <= as_at and step.known_on <= known_by]
    bounds: list[list[int]] = []
    inside = False
    for place, step in enumerate(known):
        if step.kind == OPENED and not inside:
            bounds.append([place, len(known) - 1])
            inside = True
        elif step.kind == ENDED and inside:
            bounds[-1][1] = place
            inside = False
    found: list[dict[str, Any]] = []
    for number, (first, last) in enumerate(bounds):
        opened = known[first].on
        inner = [(step.kind, max(step.on, opened), step.detail) for step in known[first + 1 : last + 1]]
        end = next(((on, detail) for kind, on, detail in inner if kind == ENDED), (None, ""))
        back = next((on for kind, on, _ in inner if kind == BACK), None)
        places = {kind: place for place, (kind, _, _) in reversed(list(enumerate(inner)))}
        gone = next((on for place, (kind, on, _) in enumerate(inner) if kind == GONE and place > places.get(BACK, 99)), None)
        first_sight = next((on for kind, on, detail in inner if kind in (FOUND, BACK) or (kind == ENDED and detail != "duplicate")), None)
        if gone is None and end[1] == "enrolled_confirmed" and number + 1 < len(bounds):
            gone = known[bounds[number + 1][0]].on
        before = [gap for gap in gaps if gap.found_on <= opened]
        newest = max((gap.found_on for gap in before), default=None)
        since = next((gap.since for gap in before if gap.found_on == newest), None)
        start = since if since is not None and since <= opened else opened
        if number:
            start = max(start, found[-1]["ended_on"])
        contacts = [on for kind, on, _ in inner if kind == CONTACT]
        found.append(
            {
                "gap_on": start,
                "opened_on": opened,
                "contact_on": min(contacts, default=None),
                "found_on": first_sight,
                "back_on": back,
                "gone_on": gone,
                "ended_on": end[0],
                "outcome": end[1],
            }
        )
    return found


@pytest.mark.parametrize("seed", range(40))
def test_episodes_are_those_of_the_plain_twin(seed: int) -> None:
    rng = Random(seed)
    for _ in range(15):
        steps, gaps = history(rng)
        as_at, known_by = day(rng.randrange(200)), day(rng.randrange(200))
        ours = episodes_of(1, steps, gaps, as_at=as_at, known_by=known_by)
        theirs = plain_twin(steps, gaps, as_at, known_by)
        assert [{name: getattr(each, name) for name in theirs[0]} for each in ours] == theirs if theirs else ours == []


@pytest.mark.parametrize("seed", range(10))
def test_what_was_known_on_a_past_day_never_changes(seed: int) -> None:
    rng = Random(seed)
    steps, gaps = history(rng)
    for known in range(0, 120, 7):
        then = [step for step in steps if step.known_on <= day(known)]
        said = episodes_of(1, then, gaps, as_at=day(known), known_by=day(known))
        assert said == episodes_of(1, steps, gaps, as_at=day(known), known_by=day(known))


def test_an_episode_waits_until_it_comes_or_ends_or_today() -> None:
    episode = Episode(1, day(0), day(10), found_on=day(30), back_on=day(40))
    assert waited(episode, "found", day(100)) == (30, True)
    assert waited(episode, "sustained", day(100)) == (100, False)
    assert waited(episode, "relapse", day(100)) == (60, False)
    assert waited(Episode(1, day(0), day(10)), "relapse", day(100)) is None
    ended = Episode(1, day(0), day(10), back_on=day(40), ended_on=day(124), outcome="enrolled_confirmed")
    assert waited(ended, "sustained", day(200)) == (124, True)
    assert waited(ended, "relapse", day(200)) == (160, False)  # who has come back for good may still go again
    other = Episode(1, day(0), day(10), ended_on=day(50), outcome="duplicate")
    assert waited(other, "found", day(200)) == (50, False)
    assert open_days(other, day(200)) is None and open_days(episode, day(100)) == 90


def kaplan_meier(waits: list[tuple[int, bool]]) -> dict[int, tuple[float, float, float]]:
    """The textbook, day by day: Kaplan and Meier's estimate, Greenwood's variance, the interval on the log-minus-log scale."""
    left, spread, curve = 1.0, 0.0, {}
    for each in sorted({length for length, _ in waits}):
        at_risk = sum(length >= each for length, _ in waits)
        came = sum(length == each and happened for length, happened in waits)
        left *= 1 - came / at_risk
        spread += came / (at_risk * (at_risk - came)) if came < at_risk else 0
        if 0 < left < 1:
            error = 1.959963984540054 * sqrt(spread) / log(left)
            bounds = sorted(1 - left ** exp(sign * error) for sign in (1, -1))
        elif left == 1:
            bounds = [0.0, 1 - 0.025 ** (1 / at_risk) if each else 0.0]
        else:
            bounds = [0.025 ** (1 / at_risk), 1.0]
        curve[each] = (1 - left, bounds[0], bounds[1])
    return curve


@pytest.mark.parametrize("seed", range(25))
def test_curves_are_those_of_the_textbook(seed: int) -> None:
    rng = Random(seed)
    waits = [(rng.randrange(rng.choice([3, 40, 400])), rng.random() < rng.choice([0.1, 0.6, 1.0])) for _ in range(rng.randrange(1, 60))]
    found = curve_of(waits)
    assert (found.waiting, found.happened) == (len(waits), sum(happened for _, happened in waits))
    for length, expected in kaplan_meier(waits).items():
        at = found.at(length)
        assert at is not None and at[:3] == pytest.approx(expected, abs=1e-9)
        assert at[3] == sum(each >= length for each, _ in waits)
    assert found.at(max(length for length, _ in waits) + 1) is None
    assert curve_of([]).at(0) is None


def test_the_intervals_of_curves_hold_the_truth_as_often_as_they_say() -> None:
    rng = Random(4)
    inside = 0
    for _ in range(300):
        waits = []
        for _ in range(80):
            length, until = int(rng.expovariate(1 / 60)), rng.randrange(20, 200)
            waits.append((min(length, until), length <= until))
        at = curve_of(waits).at(55)
        assert at is not None
        inside += at[1] <= 1 - exp(-56 / 60) <= at[2]
    assert 0.92 <= inside / 300 <= 0.98


def test_shares_and_funnel_limits_are_the_usual_ones() -> None:
    share, low, high = interval_of_share(7, 50)
    assert (share, low, high) == pytest.approx((0.14, 0.0695, 0.2619), abs=5e-4)
    lows, highs = binomial_limits([10, 100, 1000], 0.3, 0.025)
    assert lows == sorted(lows) and highs == sorted(highs, reverse=True)
    assert highs[2] == pytest.approx(0.3 + 1.96 * sqrt(0.3 * 0.7 / 1000), abs=2e-3)


def test_chance_alone_crosses_the_limits_of_signals_about_once_in_a_thousand_and_never_more() -> None:
    from scipy.stats import poisson

    expected = [0.01, 0.3, 1.0, 2.5, 8.0, 40.0, 300.0]
    for mean, most in zip(expected, most_by_chance(expected), strict=True):
        assert poisson.sf(most, mean) <= 0.001 < poisson.sf(most - 1, mean) + (most == 0)


def test_waits_are_counted_once_for_each_episode() -> None:
    episodes = [Episode(1, day(0), day(1)), Episode(2, day(0), day(1), back_on=day(5))]
    assert list(all_waited(episodes, "relapse", day(50))) == [(45, False)]
    assert len(list(all_waited(episodes, "found", day(50)))) == 2
