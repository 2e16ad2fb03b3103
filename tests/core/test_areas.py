"""Local authorities and the Department's labels, against the published lists where those are at hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from onroll.core.areas import REGIONS, all_authorities, authority, authority_name
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
