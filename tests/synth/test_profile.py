"""The made-up profile beside the published one."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onroll.synth.profile import PUBLISHED, profile_of, profile_of_events, profile_of_truth

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "dfe_cme_census_date_2025_autumn.csv"


def test_the_published_table_is_the_departments():
    if not SHARED.exists():
        pytest.skip("the Department's file is not here: ../shared/data/dfe_cme_census_date_2025_autumn.csv")
    with SHARED.open(encoding="utf-8", newline="") as file:
        national = {row["breakdown"]: row["child_count"] for row in csv.DictReader(file) if row["geographic_level"] == "National"}
    assert all(national[label] == str(count) for labels in PUBLISHED.values() for label, count in labels.items())


def test_a_profile_is_counted_from_the_truth():
    usual = {"of_school_age": "1", "sen": "N", "child_in_need": "0", "deprivation_decile": "5", "story": "x", "finding": "", "since": ""}
    rows = [
        {**usual, "is_cme": "1", "year_group": "7", "since": "2025-09-01", "finding": "transition_gap", "sen": "K"},
        {**usual, "is_cme": "1", "year_group": "3", "since": "2026-01-10", "finding": "awaiting_place"},
        {**usual, "is_cme": "possible", "year_group": "3", "story": "abroad_without_evidence", "finding": "not_arrived"},
        {**usual, "is_cme": "0", "year_group": "7"},
        {**usual, "is_cme": "ignore", "year_group": "7", "story": "ghost"},
        {**usual, "is_cme": "0", "year_group": "-1", "of_school_age": "0"},
    ]
    profile = profile_of(rows, date(2026, 1, 20))
    assert (profile.children, profile.of_school_age, profile.missing, profile.possible) == (6, 4, 2, 1)
    assert profile.counted["Duration"] == {"12 to 26 weeks": 1, "Less than 2 weeks": 1}
    assert profile.counted["Reason"]["Believed to have moved to another country"] == 1
    assert next(risk for name, risk, _ in profile.risks() if name == "Any special educational need") == 2.0
    assert dict(profile.leavers())[6] == 50_000


def test_events_alone_give_the_profile_of_the_world_with_its_files(small_world):
    alone = profile_of_events(2500, 4, 11)
    assert alone.children > 2400
    assert profile_of_truth(small_world.truth).of_school_age == pytest.approx(alone.of_school_age, rel=0.02)


@pytest.mark.long
def test_a_large_world_has_the_published_profile():
    profile = profile_of_events(250_000, 8, 5)
    assert profile.rate == pytest.approx(0.42, abs=0.04)
    missing = profile.missing
    for topic, rows in profile.compared().items():
        for label, made, published in rows:
            # three standard errors of a share, and one and a half points of systematic difference
            allowed = 3 * 100 * (published / 100 * (1 - published / 100) / missing) ** 0.5 + 1.5
            assert abs(made - published) <= allowed, (topic, label, made, published)
    for name, made, published in profile.risks():
        assert made == pytest.approx(published, rel=0.2), name
    leavers = dict(profile.leavers())
    assert max(leavers, key=leavers.get) == 6
