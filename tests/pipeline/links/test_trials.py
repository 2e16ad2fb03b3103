"""The quality of links without the truth: near the true one where it is known, and unequal misses are reported."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onroll.core.child_groups import TOPICS
from onroll.core.link_quality import calibration, mean_calibration_error
from onroll.pipeline.children import link_records
from onroll.pipeline.index import Index, Run
from onroll.pipeline.link_quality import measure_link_quality
from onroll.pipeline.link_quality_page import report_page
from onroll.pipeline.link_quality_tables import quality_tables, told_of
from support.linkable_town import Town, TownChild, TownHall, as_written, people, settle
from support.published_runs import publish_seen

ON = date(2026, 1, 15)


def linked_and_measured(index: Index, town: Town, previous: Run | None = None, without: int = 0) -> Run:
    extracts = town.extracts[: len(town.extracts) - without]
    with index.writing("a test"):
        into = index.building_folder("run")
        link_records(index, extracts, into, previous=previous)
        measure_link_quality(extracts, into, previous, on=ON)
        return publish_seen(index, into, on=ON)


def measures(run: Run) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(row["measure"], row["topic"], row["group"]): row for row in pq.read_table(run.table("link_quality")).to_pylist()}


def true_recall(run: Run, town: Town) -> float:
    """Of the pairs of registers that hold a child, the share in which some of their rows were joined."""
    said: dict[int, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in pq.read_table(run.table("children")).to_pylist():
        said[town.truth[row["record_key"]]][row["register"], row["supplier"]].add(row["child_id"])
    pairs = [bool(a & b) for own in said.values() for a, b in combinations(own.values(), 2)]
    return sum(pairs) / len(pairs)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Town, Run]:
    index, town = settle(tmp_path_factory.mktemp("town"), count=1100, seed=77, errors=2.0)
    return index, town, linked_and_measured(index, town)


def test_the_estimate_is_near_the_truth(measured: tuple[Index, Town, Run]) -> None:
    _, town, run = measured
    found = measures(run)
    recall = found["recall", "", ""]
    assert recall["low"] - 0.003 <= true_recall(run, town) <= recall["high"] + 0.003
    assert found["precision", "", ""]["value"] > 0.995
    assert recall["low"] <= recall["value"] <= recall["high"] < 1.0 or recall["value"] == 1.0
    assert 0.2 < found["linked_by_name", "", ""]["value"] < 1.0


def test_every_topic_is_told_and_every_child_tried_is_in_one_group_of_each(measured: tuple[Index, Town, Run]) -> None:
    found = measures(measured[2])
    tried = found["missed", "", ""]["of"]
    for topic in TOPICS:
        assert sum(row["of"] for (measure, where, _), row in found.items() if measure == "missed" and where == topic) == tried


def test_a_next_delivery_carries_the_trials_on(measured: tuple[Index, Town, Run], tmp_path: Path) -> None:
    index, town, whole = measured
    before = linked_and_measured(index, town, without=1)
    after = linked_and_measured(index, town, previous=before)
    assert not after.table("link_trials").exists()
    assert measures(after)["recall", "", ""] == measures(before)["recall", "", ""]
    assert whole.table("link_trials").exists()


def test_a_group_of_which_links_are_missed_is_reported_at_the_top(tmp_path: Path) -> None:
    hall = TownHall(tmp_path, Town(people(1050, 5)))
    rng = random.Random(6)

    def written(child: TownChild) -> dict[str, Any]:
        return as_written(child, rng, errors=9.0 if child.sex == "F" else 0.3)

    rolls = [
        (each.number, written(each) | {"upn": each.upn, "nhs_number": each.nhs, "urn": each.urn, "entry_date": ON - timedelta(300)})
        for each in hall.town.children
    ]
    hall.publish("school_roll", "991", ON - timedelta(9), rolls)
    hall.publish("nhs", "NHSE", ON - timedelta(8), [(each.number, written(each) | {"nhs_number": each.nhs}) for each in hall.town.children])
    run = linked_and_measured(hall.index, hall.town)
    quality = quality_tables(run)
    assert quality is not None
    assert len(quality.warnings) == 1
    assert "“Female” (sex)" in quality.warnings[0]
    assert told_of(run)["warnings"] == list(quality.warnings)
    page = report_page(quality)
    assert page.index("“Female”") < page.index("<h2")


def test_a_register_that_schools_copy_from_their_rolls_says_nothing_of_what_others_would_miss(tmp_path: Path) -> None:
    hall = TownHall(tmp_path, Town(people(1050, 5)))
    rng = random.Random(6)

    def written(child: TownChild, errors: float = 0.3) -> dict[str, Any]:
        return as_written(child, rng, errors=errors)

    rolls = [
        (each.number, written(each) | {"upn": each.upn, "nhs_number": each.nhs, "urn": each.urn, "entry_date": ON - timedelta(300)})
        for each in hall.town.children
    ]
    hall.publish("school_roll", "991", ON - timedelta(9), rolls)
    hall.publish("nhs", "NHSE", ON - timedelta(8), [(each.number, written(each) | {"nhs_number": each.nhs}) for each in hall.town.children])
    kept = ("surname", "forename", "date_of_birth")
    weeks = [
        (each.number, {name: written(each, errors=9.0)[name] for name in kept} | {"upn": each.upn, "urn": each.urn})
        for each in hall.town.children
    ]
    hall.publish("attendance", "991", ON - timedelta(7), weeks)
    found = measures(linked_and_measured(hall.index, hall.town))
    assert found["register_pair", "attendance", "school_roll"]["value"] > 0.1  # a misspelt name and a birthday are not enough
    assert found["missed_aside", "", ""]["of"] > 500 and found["missed_aside", "", ""]["value"] < 0.02
    assert found["recall", "", ""]["value"] > 0.98 and found["found_by_name", "", ""]["value"] > 0.98


def test_each_chart_has_its_table_and_small_groups_are_not_told(measured: tuple[Index, Town, Run]) -> None:
    quality = quality_tables(measured[2])
    assert quality is not None
    assert quality.warnings == ()
    titles = {section.key for section in quality.sections}
    assert {"weights", "example", "band", "keys", "registers", "sex", "name-origin"} <= titles
    assert all(section.rows and len(section.headings) == len(section.rows[0]) for section in quality.sections)
    page = report_page(quality)
    assert page.count("<svg") == sum(bool(section.chart) for section in quality.sections) >= 8
    assert page.count("<table") == len(quality.sections)
    looked_after = next(section for section in quality.sections if section.key == "name-origin")
    for row in looked_after.rows:
        assert row[1] == "low" or int(row[1].replace(",", "")) % 10 == 0
        assert (row[1] == "low") == (row[2] == "–")


def test_too_few_children_say_nothing(tmp_path: Path) -> None:
    index, town = settle(tmp_path, count=60, seed=3)
    run = linked_and_measured(index, town)
    quality = quality_tables(run)
    assert quality is not None
    assert quality.measured_on is None
    assert quality.headlines == ()
    assert "Nothing has been measured yet" in report_page(quality)
    assert replace(quality).warnings == ()


def stated_and_true(run: Run, town: Town) -> list[tuple[float, bool]]:
    """Return the probability of every pair that was weighed, joined or left in doubt, and whether it is one child."""
    joined = [row for row in pq.read_table(run.table("links")).to_pylist() if row["pass"] in ("scored", "second look", "last resort")]
    doubted = [row for row in pq.read_table(run.table("review_pairs")).to_pylist() if row["kind"] == "band"]
    return [(row["probability"], town.truth[row["left_key"]] == town.truth[row["right_key"]]) for row in joined + doubted]


@pytest.mark.long
@pytest.mark.parametrize(("seed", "errors"), [(501, 0.5), (502, 1.0), (503, 2.0), (504, 3.0), (505, 4.0)])
def test_what_is_stated_is_what_is_true_in_worlds_that_nothing_was_tuned_on(tmp_path: Path, seed: int, errors: float) -> None:
    """No band of 500 pairs or more is off by over 0.03, the mean error is under 0.01, and the true recall lies in the stated interval."""
    index, town = settle(tmp_path, count=3_000, seed=seed, errors=errors)
    run = linked_and_measured(index, town)
    bands = calibration(stated_and_true(run, town))
    assert sum(band.observed.of for band in bands) > 1_000
    assert mean_calibration_error(bands) < 0.01
    assert all(abs(band.stated - band.observed.value) <= 0.03 for band in bands if band.observed.of >= 500)
    recall = measures(run)["recall", "", ""]
    assert recall["low"] - 0.003 <= true_recall(run, town) <= recall["high"] + 0.003
