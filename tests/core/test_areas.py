"""Local authorities and the Department's labels, against the published lists where those are at hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from onroll.core.areas import REGIONS, all_authorities, authority, authority_name, no_such_authority
from onroll.core.reasons import REASONS

SHARED = Path(__file__).parents[3] / "shared" / "data"


def test_an_authority_has_both_codes_a_name_and_a_region() -> None:
    found = authority("373", date(2026, 1, 1))
    assert found is not None
    assert (found.la_code, found.name, found.region_name) == ("373", "Sheffield", "Yorkshire and The Humber")
    assert found.new_code == "E08000039"
    before = authority("373", date(2024, 1, 1))
    assert before is not None
    assert before.new_code == "E08000019"


def test_names() -> None:
    assert authority_name("370") == "Barnsley"
    assert authority_name("999") == "authority 999"
    assert authority_name(None) == "an unknown authority"


def test_there_are_153_authorities_now() -> None:
    now = {each.la_code for each in all_authorities() if each.exists_on(date(2026, 1, 1))}
    assert len(now) == 153
    assert len(REGIONS) == 9


def test_the_list_is_the_published_one() -> None:
    path = SHARED / "areas" / "las.csv"
    if not path.exists():
        pytest.skip("The published list of authorities is not at hand.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["old_la_code"], row["new_la_code"], row["la_name"]) for row in csv.DictReader(file)}
    ours = {(each.la_code, each.new_code, each.name) for each in all_authorities()}
    assert ours <= rows
    assert {row[0] for row in rows - ours if " / " not in row[0]} <= {"x", "702"}


def test_the_labels_are_the_published_ones() -> None:
    path = SHARED / "dfe_cme_census_date_2025_autumn.csv"
    if not path.exists():
        pytest.skip("The Department's published figures are not at hand.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        published = {row["breakdown"] for row in csv.DictReader(file) if row["breakdown_topic"] == "Reason"}
    assert set(REASONS) == published


def test_a_code_that_no_authority_has_is_told_with_those_that_may_be_meant() -> None:
    assert no_such_authority("373") is None and no_such_authority("820") is None  # one that has ended is one still
    assert no_such_authority("999", {"999"}) is None
    assert no_such_authority("377", {"373"}) == "'377' is no authority's three-digit code. Did you mean 373 (Sheffield)?"
    for written in ("E08000039", "E08000019", "sheffield", "Shefield"):
        assert "Did you mean 373 (Sheffield)" in str(no_such_authority(written)), written
    assert str(no_such_authority("")).startswith("is empty") and "such as 373" in str(no_such_authority("nowhere at all"))
