"""The termly return, held to the rows that the Department published."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.core.disclosure import rate_per_100, rounded, rounded_percent
from onroll.core.measures.cme_census import (
    COLUMNS,
    DURATIONS,
    TOPICS,
    CountedChild,
    census_rows,
    counts_by_authority,
    duration_label,
    term_of,
)

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "dfe_cme_census_date_2025_autumn.csv"
AUTUMN = date(2025, 10, 2)


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    if not PUBLISHED.exists():
        pytest.skip("the published rows are not beside the project")
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def children_behind(percent: str, whole: int) -> int:
    """Return how many of so few children a published percentage stands for."""
    return 1 if percent == "low" else next(n for n in range(whole + 1) if n != 1 and (200 * n + whole) // (2 * whole) == int(percent))


def test_the_rows_of_an_authority_come_out_as_published(published: list[dict[str, str]]) -> None:
    rows = [row for row in published if row["geographic_level"] == "Local authority"]
    whole = 35
    counts: Counter[tuple[str, str]] = Counter(
        {(row["breakdown_topic"], row["breakdown"]): children_behind(row["child_percent"], whole) for row in rows}
    )
    assert {sum(counts[topic, label] for label in labels) for topic, labels in TOPICS.items()} == {whole}
    ours = census_rows({"392": counts}, [], AUTUMN, population={"392": 29_500}, only="392")
    assert [dict(zip(COLUMNS, row, strict=True)) for row in ours] == rows


def test_the_national_rows_have_the_published_labels_and_marks(published: list[dict[str, str]]) -> None:
    rows = [row for row in published if row["geographic_level"] == "National"]
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["breakdown_topic"], row["breakdown"]] = 20 if row["child_count"] == "low" else int(row["child_count"])
    ours = [dict(zip(COLUMNS, row, strict=True)) for row in census_rows({"392": counts}, [], AUTUMN, population={"392": 8_600_000})]
    ours = [row for row in ours if row["geographic_level"] == "National"]
    assert [(row["breakdown_topic"], row["breakdown"]) for row in ours] == [(row["breakdown_topic"], row["breakdown"]) for row in rows]
    for mine, theirs in zip(ours, rows, strict=True):
        assert {name: mine[name] for name in COLUMNS if name != "child_percent"} == {
            name: theirs[name] for name in COLUMNS if name != "child_percent"
        }
        # Theirs are of counts before they were rounded to 100, among those for whom that topic was reported at all.
        count = counts[mine["breakdown_topic"], mine["breakdown"]]
        near = {rounded_percent(n, whole) for n in (max(0, count - 50), count, count + 49) for whole in (34_400, 34_700)}
        assert theirs["child_percent"] in near


@pytest.mark.parametrize(
    ("count", "step", "shown"),
    [(0, 10, "0"), (4, 10, "low"), (5, 10, "10"), (14, 10, "10"), (15, 10, "20"), (49, 100, "low"), (50, 100, "100"), (149, 100, "100")],
)
def test_counts_are_rounded_halves_upwards(count: int, step: int, shown: str) -> None:
    assert rounded(count, step) == shown


def test_percentages_and_rates_say_when_they_are_low_or_not_there() -> None:
    assert rounded_percent(0, 35) == "0"
    assert rounded_percent(1, 35) == "low"
    assert rounded_percent(100, 34_700) == "low"
    assert rounded_percent(5, 0) == "z"
    assert rate_per_100(34_700, 8_600_000) == "0.4000000"
    assert rate_per_100(1, 10_000_000) == "low"
    assert rate_per_100(0, 100) == "0.0000000"
    assert rate_per_100(3, None) == "x"


def test_duration_bands_tile() -> None:
    edges = [13, 14, 27, 28, 55, 56, 83, 84, 181, 182, 363, 364]
    labels = [duration_label(AUTUMN - timedelta(days=days), AUTUMN) for days in edges]
    names = [label for label, _ in DURATIONS]
    assert labels == [names[place // 2 + place % 2] for place in range(len(edges))]
    assert duration_label(None, AUTUMN) == "Unknown"
    assert duration_label(AUTUMN, AUTUMN) == "Less than 2 weeks"


def test_a_child_who_lives_nowhere_known_counts_for_the_nation_alone() -> None:
    child = CountedChild("", "F", date(2014, 5, 1), date(2025, 9, 20), "Unknown")
    other = CountedChild("373", None, None, None, "a reason of somebody's own")
    rows = census_rows(counts_by_authority([child] * 60 + [other] * 60, AUTUMN), ["370"], AUTUMN)
    totals = {(row[2], row[9]): row[12] for row in rows if row[10] == "Total"}
    assert totals == {
        ("National", ""): "100",
        ("Regional", ""): "60",
        ("Local authority", "Barnsley"): "0",
        ("Local authority", "Sheffield"): "60",
    }
    of_sheffield = {(row[10], row[11]): row[12] for row in rows if row[9] == "Sheffield"}
    assert of_sheffield["Reason", "Other"] == of_sheffield["Sex", "Unknown"] == of_sheffield["Year group", "Unknown"] == "60"


def test_terms() -> None:
    assert term_of(date(2025, 10, 2)) == ("202526", "Autumn term")
    assert term_of(date(2026, 1, 15)) == ("202526", "Spring term")
    assert term_of(date(2026, 5, 21)) == ("202526", "Summer term")
