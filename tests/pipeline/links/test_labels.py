"""What identifiers and people say of pairs moves the weights: a little where little is known, more where much is, and never far."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.link_quality import FEWEST_IN_GROUP
from onroll.pipeline.children import link_records
from onroll.pipeline.index import Index, Run
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.link_quality import measure_link_quality
from onroll.pipeline.link_quality_tables import quality_tables
from onroll.pipeline.links.labels import FEWEST_TOLD, MOST_TOLD, bits_told, drawn_towards
from onroll.pipeline.links.model import FURTHEST, SHIPPED, Model
from support.linkable_town import Town, settle

ON = date(2026, 3, 1)


def test_few_answers_move_little_and_many_move_more_but_not_far() -> None:
    few, more, many = (bits_told([(0.6, True)] * count) for count in (2, 20, 2000))
    assert 0 < few < 0.6 < more < many <= MOST_TOLD
    assert bits_told([(0.6, False)] * 2000) == -MOST_TOLD
    assert bits_told([]) == 0


def test_answers_that_come_out_as_stated_move_nothing() -> None:
    assert abs(bits_told([(0.6, True)] * 60 + [(0.6, False)] * 40)) < 0.001


def test_the_shift_is_reckoned_anew_and_does_not_add_up() -> None:
    said = [(0.5, True)] * 30 + [(0.5, False)] * 10
    first = bits_told(said)
    moved = 1 / (1 + 2.0**-first)
    assert bits_told([(moved, same) for _, same in said], before=first) == pytest.approx(0, abs=1e-4)
    assert bits_told([], before=first) == pytest.approx(-first, abs=1e-5)


@given(
    st.dictionaries(st.sampled_from(sorted(SHIPPED["given"])), st.integers(0, 100_000)),
    st.dictionaries(st.sampled_from(sorted(SHIPPED["address"])), st.integers(0, 100_000)),
)
def test_rates_stay_within_the_guard_whatever_was_seen(given_names: dict[str, int], addresses: dict[str, int]) -> None:
    drawn = drawn_towards(SHIPPED, {"given": given_names, "address": addresses})
    for name, levels in SHIPPED.items():
        for level, (m, u) in levels.items():
            assert m / FURTHEST * 0.999 <= drawn[name][level][0] <= m * FURTHEST * 1.001
            assert drawn[name][level][1] == u
    # A twin's identifier on the other twin's row says nothing of how often a child's forenames differ.
    assert drawn["given"]["different"] == SHIPPED["given"]["different"]


def test_a_handful_of_confirmed_pairs_hardly_moves_a_rate_and_thousands_do() -> None:
    said = {"different": 1, "home": 1}
    few = drawn_towards(SHIPPED, {"address": {name: 10 * many for name, many in said.items()}})["address"]["different"][0]
    many = drawn_towards(SHIPPED, {"address": {name: 10_000 * many for name, many in said.items()}})["address"]["different"][0]
    shipped = SHIPPED["address"]["different"][0]
    assert abs(few / shipped - 1) < 0.05
    assert many > 2 * shipped


def test_the_model_keeps_what_labels_did(tmp_path: Path) -> None:
    model = Model(confirmed=4321, unlabelled=SHIPPED, told=40, told_bits=0.75)
    model.save(tmp_path / "model.parquet")
    assert Model.read(tmp_path / "model.parquet") == replace(model, rates=Model.read(tmp_path / "model.parquet").rates)
    assert model.prior_bits == Model().prior_bits + 0.75


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Town, Run]:
    index, town = settle(tmp_path_factory.mktemp("town"), count=600, seed=31, errors=3.0)
    return index, town, linked(index, town, None, None)


def linked(index: Index, town: Town, previous: Run | None, labels: list[LinkLabel] | None) -> Run:
    with index.writing("a test"):
        into = index.building_folder("run")
        link_records(index, town.extracts, into, previous=previous, labels=labels, whole=True)
        measure_link_quality(town.extracts, into, previous, on=ON)
        return index.publish_run(into, on=ON, known_by=None, ledger_position=0, manifest={})


def told(run: Run, same: bool, most: int = 1000) -> list[LinkLabel]:
    """Answers about pairs that were weighed and linked, as if people had looked at all of them."""
    rows = pq.read_table(run.table("links")).to_pylist()
    weighed = [row for row in rows if row["pass"] == "scored"][:most]
    return [LinkLabel(row["left_key"], row["right_key"], same, row["probability"], None, ON, 1, "queue") for row in weighed]


def pieces_and_mixed(run: Run, town: Town) -> tuple[int, int]:
    children, about = defaultdict(set), defaultdict(set)
    for row in pq.read_table(run.table("children")).to_pylist():
        children[town.truth[row["record_key"]]].add(row["child_id"])
        about[row["child_id"]].add(town.truth[row["record_key"]])
    return sum(len(each) > 1 for each in children.values()), sum(len(each) > 1 for each in about.values())


def test_identifiers_confirm_pairs_and_the_links_are_no_worse(town: tuple[Index, Town, Run]) -> None:
    _, people, run = town
    model = Model.read(run.table("link_model"))
    assert model.confirmed > 50
    assert model.rates != model.unlabelled
    assert model.told_bits == 0
    index = town[0]
    replace(model, rates=model.unlabelled).save(run.folder / "link_model.parquet")
    unlabelled = linked(index, people, run, None)
    model.save(run.folder / "link_model.parquet")
    (pieces, mixed), (pieces_before, mixed_before) = pieces_and_mixed(run, people), pieces_and_mixed(unlabelled, people)
    assert mixed <= mixed_before
    assert pieces <= pieces_before + 2


def test_what_people_say_moves_the_odds_and_goes_when_it_is_undone(town: tuple[Index, Town, Run]) -> None:
    index, people, run = town
    doubtful = linked(index, people, run, told(run, same=False))
    model = Model.read(doubtful.table("link_model"))
    assert model.told >= FEWEST_TOLD
    assert -MOST_TOLD <= model.told_bits < -0.5
    assert Model.read(linked(index, people, doubtful, None).table("link_model")).told_bits == model.told_bits, "nothing new was handed over"
    undone = linked(index, people, doubtful, [])
    assert Model.read(undone.table("link_model")).told_bits == 0
    assert pq.read_table(undone.table("children")).select(["record_key", "child_id"]) == pq.read_table(run.table("children")).select(
        ["record_key", "child_id"]
    )


def test_fewer_answers_than_may_be_told_change_nothing(town: tuple[Index, Town, Run]) -> None:
    index, people, run = town
    after = linked(index, people, run, told(run, same=False, most=FEWEST_TOLD - 1))
    assert Model.read(after.table("link_model")).told_bits == 0


def test_the_page_shows_what_labels_moved_and_nobody(town: tuple[Index, Town, Run]) -> None:
    _, _, run = town
    tables = quality_tables(run)
    assert tables is not None
    section = next(each for each in tables.sections if each.key == "labels")
    assert section.headings == ("Agreement", "Bits without labels", "Bits with labels")
    assert "pairs of which an identifier says that they are one child" in section.says
    confirmed = Model.read(run.table("link_model")).confirmed
    assert f"{int(round(confirmed, -1)):,}" in section.says and (str(confirmed) not in section.says or confirmed % FEWEST_IN_GROUP == 0)
    kept = json.dumps([section.says, section.rows])
    units = pq.read_table(run.table("child_units"), columns=["surname", "upns", "postcodes"]).to_pylist()
    for unit in units[:200]:
        for value in (*unit["upns"], *unit["postcodes"]):
            assert value not in kept
