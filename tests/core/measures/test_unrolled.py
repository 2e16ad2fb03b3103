"""The Commissioner's analysis: cohort, destinations, relative risks and how often their intervals are right."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from onroll.core.measures.relative_risk import against_all
from onroll.core.measures.unrolled import COLUMNS, RollChild, age_at_start, destination_of, unrolled_rows
from onroll.pipeline.measures.unrolled import versus_others

FIRST, LAST = date(2025, 1, 16), date(2026, 1, 15)


def pupil(number: int = 1, status: str = "on_roll", born: date = date(2014, 9, 1), **more: Any) -> RollChild:
    facts = {"sex": "F", "ethnicity": "WBRI", "sen": "N", "decile": 5, "in_need": False, "la_code": "373"} | more
    return RollChild(child_id=f"c{number:06d}", date_of_birth=born, status=status, **facts)


def rows_of(children: list[RollChild]) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in unrolled_rows(children, FIRST, LAST, versus_others)]


def test_ages_are_those_at_the_start_of_the_first_school_year() -> None:
    assert age_at_start(date(2020, 9, 1), FIRST) == 4
    assert age_at_start(date(2020, 9, 2), FIRST) == 3
    assert age_at_start(date(2009, 9, 2), FIRST) == 14
    assert age_at_start(date(2009, 9, 1), FIRST) == 15
    assert age_at_start(date(2020, 2, 29), FIRST) == 4
    found = rows_of([pupil(1, born=date(2009, 9, 1)), pupil(2, born=date(2020, 9, 2)), pupil(3)])
    assert found[0]["children"] == 1


def test_unknown_to_the_authority_no_record_and_no_reply_are_kept_apart() -> None:
    assert destination_of(pupil(status="unaccounted")) == "NO_RECORD"
    assert destination_of(pupil(status="unaccounted", partial=True)) == "NO_REPLY"
    assert destination_of(pupil(status="unaccounted", reported_unknown=True, partial=True)) == "UNKNOWN_TO_LA"
    assert destination_of(pupil(status="unaccounted", listed=True, reported_unknown=True)) == "KNOWN_CME"
    assert destination_of(pupil(status="home_educated")) == "HOME_EDUCATION"
    assert destination_of(pupil(status="alternative_provision")) is None


def test_the_cohort_is_the_sum_of_its_destinations() -> None:
    statuses = ["on_roll", "home_educated", "left_england", "unaccounted", "awaiting_place", "died", "between_schools"]
    found = rows_of([pupil(number, statuses[number % 7]) for number in range(70)])
    cohort = next(row for row in found if row["breakdown"] == "In no school on the second day")
    assert cohort["children"] == 60 == sum(row["children"] for row in found if row["section"] == "destination")
    assert sum(row["percent"] for row in found if row["section"] == "destination") == pytest.approx(100)


def test_a_group_that_is_everybody_or_nobody_has_no_ratio_to_tell() -> None:
    assert versus_others(3, 10, 0, 0) is None
    assert against_all(0, 10, 5, 100) is None
    whole = against_all(5, 100, 5, 100)
    assert whole is not None and whole.ratio == whole.low == whole.high == 1.0


def coverage(worlds: int, seed: int) -> tuple[float, float]:
    """Return the share of made-up worlds whose hidden ratios lie within the two intervals."""
    rng = Random(seed)
    inside = [0, 0]
    for _ in range(worlds):
        children, share, base, ratio = rng.randrange(20_000, 60_000), rng.uniform(0.03, 0.3), rng.uniform(0.004, 0.01), rng.uniform(0.7, 3)
        group = int(children * share)
        missing = sum(rng.random() < base * ratio for _ in range(group))
        others_missing = sum(rng.random() < base for _ in range(children - group))
        true_to_all = ratio / (1 + group / children * (ratio - 1))
        to_all = against_all(missing, group, missing + others_missing, children)
        to_others = versus_others(missing, group, others_missing, children - group)
        assert to_all is not None and to_others is not None
        inside[0] += to_all.low <= true_to_all <= to_all.high
        inside[1] += to_others.low <= ratio <= to_others.high
    return inside[0] / worlds, inside[1] / worlds


def test_the_intervals_hold_the_hidden_ratios_in_a_sample_of_worlds() -> None:
    assert min(coverage(40, seed=5)) >= 0.85


@pytest.mark.long
def test_the_intervals_hold_the_hidden_ratios_in_93_to_97_of_100_worlds() -> None:
    for share in coverage(1000, seed=11):
        assert 0.93 <= share <= 0.97
