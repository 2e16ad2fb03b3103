"""Station 6: pairs that may be one child, shielded children, and senders that are behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.findings import find_missing
from onroll.pipeline.timelines import draw_timelines
from support.evidence import Delivery, rows_in, write_children, write_extracts
from support.tables_in_text import TOWN, deliveries

ON = date(2026, 1, 27)
BORN = {"A": date(2016, 10, 1), "B": date(2016, 10, 1)}
VANISHED = """
school_roll 370 2025-12-04
child | urn    | entry_date | record_id
A     | 100001 | 2022-01-10 | old

school_roll 371 2026-01-26
child | urn    | entry_date | record_id
B     | 200001 | 2026-01-12 | new
"""
REVIEW = [
    ("child_a", pa.string()),
    ("child_b", pa.string()),
    ("left_key", pa.int64()),
    ("right_key", pa.int64()),
    ("probability", pa.float64()),
    ("kind", pa.string()),
    ("because", pa.string()),
]
HITS = [
    ("child_id", pa.string()),
    ("other_child_id", pa.string()),
    ("probability", pa.float64()),
    ("left_key", pa.int64()),
    ("right_key", pa.int64()),
    ("reasons", pa.string()),
]


def run(told: Sequence[Delivery], folder: Path, **more: Any) -> Path:
    """Draw and find on some deliveries, and return the folder of the tables."""
    extracts = write_extracts(told, folder, births=BORN)
    into = folder / "run"
    into.mkdir(exist_ok=True)
    write_children(told, into)
    if "review" in more:
        pq.write_table(pa.table(more.pop("review")(into), schema=pa.schema(REVIEW)), into / "review_pairs.parquet")
    draw_timelines(extracts, into, on=ON)
    find_missing(extracts, into, on=ON, **more)
    return into


def key_of(into: Path, record_id: str) -> int:
    """Return the key of a record."""
    return next(row["record_key"] for row in rows_in(into / "children.parquet") if row["record_id"] == record_id)


def findings(into: Path) -> dict[str, dict[str, Any]]:
    """Return the findings by child, but for the town's own children."""
    return {row["child_id"]: row for row in rows_in(into / "findings.parquet") if row["child_id"] in BORN}


@pytest.mark.parametrize(
    ("kind", "probability", "status"),
    [
        ("band", 0.6, "possible_cme"),
        ("dispute", 0.2, "possible_cme"),
        ("dispute", 0.95, "cme"),
        ("dispute", 0.1, "cme"),
        ("twin", 0.6, "cme"),
    ],
)
def test_a_review_pair_in_the_band_that_would_explain_the_gap_makes_it_possible(
    tmp_path: Path, kind: str, probability: float, status: str
) -> None:
    def review(into: Path) -> dict[str, list[Any]]:
        pair = [["B"], ["A"], [key_of(into, "new")], [key_of(into, "old")], [probability], [kind], ["same name"]]
        return dict(zip((name for name, _ in REVIEW), pair, strict=True))

    found = findings(run(deliveries(TOWN, VANISHED), tmp_path, review=review))["A"]
    assert found["status"] == status
    assert ("school_roll:371:2026-01-26:new" in found["evidence"].split(";")) is (status == "possible_cme")
    assert any("child B" in lead for lead in found["leads"]) is (status == "possible_cme")
    assert any(f"(probability {probability:.2f})" in lead for lead in found["leads"]) is (status == "possible_cme")


def test_a_hit_of_the_second_search_makes_it_possible(tmp_path: Path) -> None:
    def search_again(into: Path, child_ids: Sequence[str]) -> pa.Table:
        assert "A" in child_ids
        hit = [["A"], ["B"], [0.3], [key_of(into, "old")], [key_of(into, "new")], ["birthday off by a digit"]]
        return pa.table(dict(zip((name for name, _ in HITS), hit, strict=True)), schema=pa.schema(HITS))

    found = findings(run(deliveries(TOWN, VANISHED), tmp_path, search_again=search_again))["A"]
    assert found["status"] == "possible_cme"
    assert found["coverage"] == "full"
    assert "school_roll:371:2026-01-26:new" in found["evidence"].split(";")
    assert found["leads"][0].startswith("The second search found child B") and "probability" not in found["leads"][0]


def test_a_pair_that_would_change_nothing_leaves_the_finding_alone(tmp_path: Path) -> None:
    elsewhere = "\nsocial_care 371 2026-01-20\nchild | episode | start_date | record_id\nB | cin | 2024-01-01 | new\n"
    vanished = VANISHED.split("\n\n")[0]

    def review(into: Path) -> dict[str, list[Any]]:
        pair = [["A"], ["B"], [key_of(into, "old")], [key_of(into, "new")], [0.6], ["band"], [""]]
        return dict(zip((name for name, _ in REVIEW), pair, strict=True))

    assert findings(run(deliveries(TOWN, vanished, elsewhere), tmp_path, review=review))["A"]["status"] == "cme"


def test_a_refuge_shields_the_child_and_the_sentences_name_no_place(tmp_path: Path) -> None:
    refuge = "\nhousing 370 2025-01-20\nchild | tenancy_start | kind | postcode\nA | 2025-01-01 | refuge | S1 1AA\n"
    into = run(deliveries(TOWN, VANISHED, refuge), tmp_path)
    assert [row["child_id"] for row in rows_in(into / "shielded.parquet")] == ["A"]
    found = findings(into)["A"]
    assert found["shielded"] is True
    said = " ".join(found["sentences"])
    assert not any(place in said for place in ("Beech Lane", "100001", "Barnsley", "Doncaster", "S1 1AA", "370"))


def test_who_is_behind_and_how_many_findings_wait(tmp_path: Path) -> None:
    named = "\nroll_change 370 2026-01-09\nchild | urn | change | change_date | destination_la\nA | 100001 | deleted | 2026-01-09 | 372\n"
    into = run(deliveries(TOWN, VANISHED.split("\n\n")[0], named), tmp_path)
    late = {row["supplier"]: row for row in rows_in(into / "late_extracts.parquet")}
    assert late["372"]["findings_waiting"] == 1
    assert late["372"]["newest_as_at"] is None


def test_the_same_input_twice_gives_the_same_tables(tmp_path: Path) -> None:
    told = deliveries(TOWN, VANISHED)
    one, other = run(told, tmp_path / "one"), run(told, tmp_path / "other")
    for name in ("timelines", "contradictions", "residences", "shielded", "findings", "late_extracts"):
        assert (one / f"{name}.parquet").read_bytes() == (other / f"{name}.parquet").read_bytes(), name


def test_nothing_delivered_yet_finds_nobody(tmp_path: Path) -> None:
    into = run([], tmp_path)
    assert rows_in(into / "findings.parquet") == []
    assert rows_in(into / "timelines.parquet") == []


def test_two_processes_draw_what_one_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = deliveries(TOWN, VANISHED)
    one = run(told, tmp_path / "one")
    monkeypatch.setattr("onroll.pipeline.timelines.CHILDREN_WORTH_A_SECOND_PROCESS", 1)
    monkeypatch.setattr("onroll.pipeline.drawing.CHILDREN_IN_ONE_PIECE", 3)
    two = run(told, tmp_path / "two")
    for name in ("timelines", "contradictions", "residences"):
        assert rows_in(one / f"{name}.parquet") == rows_in(two / f"{name}.parquet"), name
