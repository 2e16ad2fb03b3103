"""Who may be meant by a search, looked up by marks, is whom a plain walk over every child finds; a run kept in pieces says the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline import kept_searches
from onroll.pipeline.find import Query, as_unit
from onroll.pipeline.growing_array import GrowingArray
from onroll.pipeline.links.model import Model
from onroll.pipeline.shared_signs import SharedSigns, Sign
from support.linkable_town import gathered, settle

Child = dict[str, Any]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the units of a small town, in no order."""
    folder = tmp_path_factory.mktemp("town")
    _, town = settle(folder, count=400, seed=21, snapshots=2, errors=3.0)
    con = gathered(town)
    rows = con.execute("SELECT * REPLACE (format('{:014d}', unit % 100000000000000) AS unit) FROM units").to_arrow_table()
    con.close()
    places = list(range(len(rows)))
    random.Random(4).shuffle(places)
    pq.write_table(rows.take(pa.array(places)), folder / "child_units.parquet")
    return folder / "child_units.parquet"


@pytest.fixture(scope="module")
def searched(units: Path) -> kept_searches.SearchedRun:
    return kept_searches._in_memory(units)


@pytest.fixture(scope="module")
def children(units: Path) -> list[Child]:
    return sorted(pq.read_table(units).to_pylist(), key=lambda child: str(child["unit"]))


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect()
    yield con
    con.close()


def queries(children: list[Child]) -> list[Query]:
    """Searches as people make them, with slips of every kind."""
    chosen = random.Random(8)
    made = []
    for child in chosen.sample(children, 60):
        born = child["birthdays"][0]
        birthday = date(born // 10000, born // 100 % 100, born % 100)
        whole = Query(
            forename=child["forename"],
            surname=child["surname"],
            date_of_birth=birthday,
            postcode=next(iter(child["postcodes"]), None),
            phone=next((each for each in child["contacts"] if "@" not in each), None),
            upn=next(iter(child["upns"]), None),
        )
        turned = birthday.replace(month=birthday.day, day=birthday.month) if birthday.day <= 12 else birthday
        changes: list[dict[str, Any]] = [
            {},
            {"forename": None},
            {"surname": None},
            {"date_of_birth": None},
            {"forename": None, "surname": None},
            {"forename": child["surname"], "surname": child["forename"]},
            {"date_of_birth": birthday + timedelta(days=chosen.randrange(1, 400))},
            {"date_of_birth": turned, "forename": (child["forename"] or "")[:3]},
            {"date_of_birth": birthday.replace(month=1, day=1)},
        ]
        alone = {"postcode": None, "phone": None, "upn": None}
        made += [replace(whole, **change, **without) for change in changes for without in ({}, alone)]
    return made


def may_be(child: Child, unit: Child) -> bool:
    """Say plainly whether a child may be meant: the rule that `Postings.who_may_be` tells."""
    if any(set(child[name]) & set(unit[name]) for name in ("postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns")):
        return True
    own, asked = {*child["birthdays"]}, {*unit["birthdays"]}
    if own & asked:
        return True
    given, parts = {*unit["given"]}, {*unit["surname_parts"]}
    initials = child["forename"][:1] + child["surname"][:1] == unit["forename"][:1] + unit["surname"][:1]
    any_given = {*child["given"], *child["middles"], *child["given_forms"]} & {*given, *unit["given_forms"]}
    any_surname = {*child["surname_parts"], *child["surname_forms"]} & {*parts, *unit["surname_forms"]}
    if (given or parts) and (any_given or any_surname or initials):
        for one in own:
            for other in asked:
                alike = (one // 10000 == other // 10000) + (one // 100 % 100 == other // 100 % 100) + (one % 100 == other % 100)
                turned = other // 10000 * 10000 + other % 100 * 100 + other // 100 % 100
                january = one // 10000 == other // 10000 and 101 in (one % 10000, other % 10000)
                if alike >= 2 or one == turned or january:
                    return True
    surnames = {*child["surname_parts"], *child["parent_surnames"]}
    if parts and given:
        by_letter = bool(unit["forename"]) and child["forename"][:1] == unit["forename"][:1]
        turned_round = {*child["given"]} & parts and {*child["surname_parts"]} & given
        return bool(surnames & parts and (any_given or by_letter)) or bool(turned_round)
    return bool(surnames & parts if parts else {*child["given"]} & given)


def test_whoever_may_be_meant_is_looked_at_and_nobody_else(
    searched: kept_searches.SearchedRun, children: list[Child], con: duckdb.DuckDBPyConnection
) -> None:
    signs, met = SharedSigns(len(children)), 0
    for query in queries(children):
        unit = as_unit(query)
        found = searched.postings.who_may_be(con, unit, signs).tolist()
        signs.forget()
        assert found == [place for place, child in enumerate(children) if may_be(child, unit)], query
        met += len(found)
    assert met > 5_000


def test_of_many_those_are_compared_whose_signs_are_worth_most(
    searched: kept_searches.SearchedRun, children: list[Child], con: duckdb.DuckDBPyConnection
) -> None:
    signs, model = SharedSigns(len(children)), Model()
    kept = asked = 0
    for place, child in enumerate(children):
        if not child["birthdays"] or not child["forename"] or not child["surname"]:
            continue
        born = child["birthdays"][0]
        query = Query(
            forename=child["forename"], surname=child["surname"], date_of_birth=date(born // 10000, born // 100 % 100, born % 100)
        )
        near = searched.postings.who_may_be(con, as_unit(query), signs)
        few = signs.likeliest(near, 5, model)
        assert np.array_equal(signs.likeliest(near, len(near), model), near)
        signs.forget()
        assert len(few) == min(5, len(near)) and bool(np.isin(few, near).all()) and bool((np.diff(few.astype(int)) > 0).all())
        asked += 1
        kept += place in few.tolist()
    assert asked > 300 and kept == asked


def test_signs_of_one_search_are_gone_in_the_next() -> None:
    signs = SharedSigns(4)
    signs.note(Sign.BIRTHDAY, np.array([1, 3], np.uint32))
    signs.note(Sign.SURNAME, np.array([3], np.uint32))
    everybody = np.arange(4, dtype=np.uint32)
    assert signs.having(everybody, Sign.BIRTHDAY).tolist() == [1, 3]
    assert signs.having(everybody, Sign.SURNAME | Sign.HOME).tolist() == [3]
    assert signs.may_be(everybody).tolist() == [0, 1, 2, 3] and not signs.may_be(everybody).tolist()
    signs.forget()
    assert not signs.having(everybody, Sign.BIRTHDAY | Sign.SURNAME | Sign.MAY_BE).tolist()


def test_a_run_kept_in_pieces_is_what_is_held_in_memory(
    units: Path, searched: kept_searches.SearchedRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_searches, "ROWS_IN_A_PIECE", 7)
    monkeypatch.setattr(kept_searches, "ROWS_READ", 3)
    monkeypatch.setattr(kept_searches, "CHILDREN_AT_ONCE", 5)
    kept_searches._make(tmp_path, units)
    assert {path.name for path in tmp_path.iterdir()} == {"children.arrow", "ids.npy", "marks.npy", "places.npy"}
    kept = kept_searches._kept(tmp_path)
    assert np.array_equal(kept.ids, searched.ids) and bool((kept.ids[:-1] < kept.ids[1:]).all())
    assert np.array_equal(kept.postings.marks, searched.postings.marks)
    assert np.array_equal(kept.postings.places, searched.postings.places)
    everybody = np.arange(len(kept.ids))
    assert kept.children.at(everybody).to_pylist() == searched.children.at(everybody).to_pylist()
    few = np.array(sorted(random.Random(2).sample(range(len(kept.ids)), 40)))
    assert kept.children.at(few).to_pylist() == searched.children.at(few).to_pylist()
    assert kept.children.at(few[:0]).num_rows == 0


@pytest.mark.parametrize("lengths", [[], [1], [9, 0, 1], [100_000, 7, 100_000]])
def test_an_array_written_by_portions_is_the_whole(tmp_path: Path, lengths: list[int]) -> None:
    portions = [np.random.default_rng(place).integers(0, 2**63, length, np.uint64) for place, length in enumerate(lengths)]
    with GrowingArray(tmp_path / "a.npy") as growing:
        for portion in portions:
            growing.add(portion)
    assert np.array_equal(np.load(tmp_path / "a.npy"), np.concatenate([np.empty(0, np.uint64), *portions]))


def test_an_array_takes_no_other_type(tmp_path: Path) -> None:
    with GrowingArray(tmp_path / "a.npy") as growing:
        growing.add(np.array([b"ab"]))
        with pytest.raises(ValueError, match="cannot go on"):
            growing.add(np.array([b"abc"]))
