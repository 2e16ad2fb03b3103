"""Signals by school: counted as a plain twin counts them, and crossed by chance alone about once in a thousand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from onroll.core.statuses import MISSING, STATUSES
from onroll.pipeline.measures.school_leavers import HOME, NOWHERE, YearOfSchool, signals_of, years_of_schools
from support.counted_run import write_counted_run

ON = date(2026, 1, 15)
SINCE = ON - timedelta(days=365)
NO_EDUCATION = {rule.code for rule in STATUSES if rule.side == MISSING} - {"home_education_unsuitable"}


def test_leavers_are_those_of_a_plain_twin(tmp_path: Path) -> None:
    rng = Random(8)
    rows: dict[str, list[dict[str, Any]]] = {"timelines": [], "child_summaries": []}
    plain: Counter[tuple[str, int, str]] = Counter()
    for number in range(220):
        child_id, born = f"c{number}", date(rng.randrange(2008, 2021), rng.randrange(1, 13), rng.randrange(1, 28))
        rows["child_summaries"].append({"child_id": child_id, "date_of_birth": born})
        spells, starts = [], date(2024, 1, 1) + timedelta(days=rng.randrange(300))
        for _ in range(rng.randrange(1, 5)):
            ends = starts + timedelta(days=rng.randrange(20, 400))
            status = rng.choice(["on_roll", "on_roll", "unaccounted", "home_educated", "home_education_unsuitable", "left_england"])
            spells.append((starts, ends, status, rng.choice(["100001", "100002"]) if status == "on_roll" else None))
            starts = ends
        spells[-1] = (*spells[-1][:1], date(9999, 12, 31), *spells[-1][2:])
        for starts, ends, status, urn in spells:
            rows["timelines"].append({"child_id": child_id, "starts_on": starts, "ends_before": ends, "status": status, "urn": urn})
        year = 2024 - born.year - (born.month >= 9) - 4
        last = {urn: max((each[1] for each in spells if each[3] == urn and each[0] <= ON), default=ON) for *_, urn in spells if urn}
        for urn in {each[3] for each in spells if each[3] and each[0] <= ON and each[1] > SINCE}:
            if 0 <= year <= 11 and number != 7:
                plain[urn, year, "pupils"] += 1
                after = next((each[2] for each in spells if each[0] == last[urn] <= ON), "")
                kind = HOME if after.startswith("home") else NOWHERE if after in NO_EDUCATION else ""
                plain[urn, year, kind] += bool(kind)
    run = write_counted_run(tmp_path, rows, on=ON)
    found = years_of_schools(run, {"c7"})
    ours = Counter({(each.urn, each.year, "pupils"): each.pupils for each in found})
    ours += Counter({(each.urn, each.year, kind): count for each in found for kind, count in each.left.items()})
    assert ours == +plain and sum(plain[key] for key in plain if key[2] == NOWHERE) > 5


def test_the_expected_number_is_that_of_all_schools_year_by_year() -> None:
    years = [
        YearOfSchool("a", 9, 100, {HOME: 0, NOWHERE: 1}),
        YearOfSchool("b", 9, 300, {HOME: 2, NOWHERE: 3}),
        YearOfSchool("b", 10, 100, {HOME: 10, NOWHERE: 40}),
    ]
    first, second = signals_of(years, NOWHERE)
    assert (first.pupils, first.left, first.expected) == (100, 1, pytest.approx(1.0))
    assert (second.pupils, second.left, second.expected) == (400, 43, pytest.approx(3.0 + 40.0))
    assert not first.crosses and not second.crosses  # its older pupils leave as all older pupils do
    assert signals_of([], HOME) == []


def crossing(schools: int, seed: int) -> float:
    """Return the share of schools that cross their limit where nothing but chance makes them differ."""
    rng = np.random.default_rng(seed)
    chances = rng.uniform(0.002, 0.03, 5)
    years = []
    for number in range(schools):
        size = int(rng.integers(20, 400))
        for year, chance in enumerate(chances, start=7):
            years.append(YearOfSchool(f"{number:06d}", year, size, {NOWHERE: int(rng.binomial(size, chance))}))
    return float(np.mean([each.crosses for each in signals_of(years, NOWHERE)]))


def test_chance_alone_crosses_seldom_in_a_sample() -> None:
    assert crossing(6_000, seed=2) <= 0.002


@pytest.mark.long
def test_chance_alone_crosses_about_once_in_a_thousand_and_no_more() -> None:
    assert 0.0003 <= crossing(150_000, seed=3) <= 0.001


def test_a_school_that_sends_twice_as_many_away_is_seen() -> None:
    rng = np.random.default_rng(4)
    years = [YearOfSchool(f"{n:03d}", 10, 1000, {NOWHERE: int(rng.binomial(1000, 0.01))}) for n in range(300)]
    years.append(YearOfSchool("off", 10, 1000, {NOWHERE: 25}))
    assert [each.urn for each in signals_of(years, NOWHERE) if each.crosses] == ["off"]
