"""Deliveries in any order and in any portions make the children that linking everything at once would make, or it is said why not."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.children import link_records
from onroll.pipeline.index import Run
from onroll.pipeline.relinking import Comparison, as_json, compare_folders, compare_with_full_linking
from support.linkable_town import settle
from support.published_runs import publish_seen

ON = date(2026, 3, 1)


def delivered_at_random(home: Path, seed: int, *, count: int) -> tuple[Comparison, int]:
    """Deliver a town's files in a random order, in random portions; return the comparison, and how many portions were added."""
    rng = random.Random(seed)
    index, town = settle(home, count=count, seed=seed, errors=rng.choice([1, 2, 3]), snapshots=4)
    files = rng.sample(town.extracts, len(town.extracts))
    first = rng.randrange(4, len(files) - 1)
    previous: Run | None = None
    added = 0
    for end in range(first, len(files) + 1):
        with index.writing("a test"):
            into = index.building_folder("run")
            report = link_records(index, files[:end], into, previous=previous)
            made_from = {"extracts": [each.extract_id for each in files[:end]]}
            previous = publish_seen(index, into, on=ON, manifest={"made_from": made_from})
        added += "reading what stands" in report.seconds
    assert previous is not None
    return compare_with_full_linking(index, previous), added


def check(compared: Comparison) -> None:
    assert len(compared.differences) <= 0.005 * compared.children
    assert all(each.because and each.says for each in compared.differences)
    if not compared.differences:
        assert compared.children == compared.children_in_full


def test_random_deliveries_make_the_children_of_a_full_linking(tmp_path: Path) -> None:
    compared, added = delivered_at_random(tmp_path, 3, count=250)
    assert added > 0
    check(compared)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 112))
def test_many_random_deliveries_make_the_children_of_a_full_linking(tmp_path: Path, seed: int) -> None:
    check(delivered_at_random(tmp_path, seed, count=600)[0])


def linking(folder: Path, children: str, links: list[tuple[int, int, str]]) -> Path:
    folder.mkdir()
    pq.write_table(pa.table({"record_key": range(len(children)), "child_id": list(children)}), folder / "children.parquet")
    columns = {
        "left_key": [each[0] for each in links],
        "right_key": [each[1] for each in links],
        "pass": ["scored" for _ in links],
        "probability": [0.97 for _ in links],
        "because": [each[2] for each in links],
    }
    pq.write_table(pa.table(columns), folder / "links.parquet")
    doubts = {"child_a": ["A"], "child_b": ["B"], "kind": ["band"], "probability": [0.5], "because": ["same home"]}
    pq.write_table(pa.table(doubts), folder / "review_pairs.parquet")
    return folder


def test_where_two_linkings_differ_is_said_with_the_links_that_only_one_made(tmp_path: Path) -> None:
    now = linking(tmp_path / "now", "AABBCCDE", [(4, 5, "same forename")])
    full = linking(tmp_path / "full", "aaaabcde", [(1, 2, "same telephone")])
    compared = compare_folders(now, full)
    assert (compared.children, compared.children_in_full) == (5, 5)
    says = {each.says: each.because for each in compared.differences}
    assert set(says) == {"A, B would be one child.", "C would be 2 children."}
    assert says["A, B would be one child."] == (
        "Only all at once: same telephone (scored, probability 0.970)",
        "Left to a person by addition: same home (band, probability 0.500)",
    )
    assert says["C would be 2 children."] == ("Only by addition: same forename (scored, probability 0.970)",)
    assert as_json(compared)["differences"][0]["children"] == ["A", "B"]


def test_equal_linkings_differ_nowhere(tmp_path: Path) -> None:
    compared = compare_folders(linking(tmp_path / "now", "AAB", []), linking(tmp_path / "full", "xxy", []))
    assert compared.differences == ()
