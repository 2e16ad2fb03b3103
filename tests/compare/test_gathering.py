"""What is gathered in Arrow is what SQL gathers, list by list; and who is brought together is who should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import duckdb
import pytest

from onroll.pipeline.link_quality_tables import _KEY_KINDS
from onroll.pipeline.links import units as units_of_links
from onroll.pipeline.links.holdings import MOST_PLACES, make_stood
from onroll.pipeline.links.last_rounds import score_loose
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.pairs import install_frequencies
from onroll.pipeline.links.units import (
    ALL_KEYS,
    BLOCK_CAP,
    NARROW_KEYS,
    WIDE_KEYS,
    _gather_plainly,
    _keys,
    add_kin,
    drop_hubs,
    gather,
)
from support.linkable_town import gathered, settle

PROFILES = "(SELECT profile AS part, * FROM compared)"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with the profiles of a small town with many errors, and its parties as units."""
    _, town = settle(tmp_path_factory.mktemp("town"), count=300, seed=21, snapshots=3, errors=4.0)
    con = gathered(town)
    drop_hubs(con, "units")
    yield con
    con.close()


@pytest.mark.parametrize("at_once", [500_000, 37], ids=["in one portion", "in many"])
@pytest.mark.parametrize("units", ["party", "party % 60", "7"], ids=["parties", "sixty heaps", "one heap"])
def test_lists_are_joined_as_the_engine_joins_them(
    con: duckdb.DuckDBPyConnection, units: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units_of_links, "ROWS_AT_ONCE", at_once)
    # A text that is not there, and lists without anything, are among what is gathered.
    con.execute("CREATE OR REPLACE TEMP TABLE given AS FROM compared")
    con.execute("UPDATE given SET forename = NULL WHERE profile % 7 = 0")
    con.execute("UPDATE given SET surname = NULL, homes = [], contacts = ['x'] WHERE profile % 11 = 0")
    source, belongs = "(SELECT profile AS part, * FROM given)", f"SELECT profile AS part, {units} AS unit FROM parties"
    gather(con, source, belongs, "quickly")
    _gather_plainly(con, source, belongs, "plainly")
    names = [name for name, *_ in con.execute("DESCRIBE plainly").fetchall()]
    assert sorted(names) == sorted(name for name, *_ in con.execute("DESCRIBE quickly").fetchall())
    found = {each: con.execute(f"SELECT {', '.join(names)} FROM {each} ORDER BY unit").fetchall() for each in ("quickly", "plainly")}
    assert found["quickly"] == found["plainly"]
    assert len(found["quickly"]) == con.execute(f"SELECT count(DISTINCT unit) FROM ({belongs})").fetchall()[0][0]


def test_the_name_that_leads_is_the_same_however_rows_were_parted_first(con: duckdb.DuckDBPyConnection) -> None:
    """A sealed child's rows are no party: that must not show in what `find` weighs."""
    by_rows = ("(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party % 60 AS unit FROM parties")
    by_parties = ("(SELECT unit AS part, * EXCLUDE (unit) FROM units)", "SELECT DISTINCT party AS part, party % 60 AS unit FROM parties")
    led = []
    for source, belongs in (by_rows, by_parties):
        gather(con, source, belongs, "led")
        led.append(con.execute("SELECT unit, times, forename, surname FROM led ORDER BY unit").fetchall())
    assert len(led[0]) == 60 and led[0] == led[1]


def test_the_narrow_and_the_wide_keys_are_all_there_are() -> None:
    lies_within = {"N": "T", "F": "T", "D": "T", "R": "Q"}
    assert {lies_within.get(kind, kind) for kind in NARROW_KEYS + WIDE_KEYS} == set(ALL_KEYS)
    assert set(_KEY_KINDS) == set(ALL_KEYS) - {"I"}, "each has its words on the page, but identifiers, which trials hide"


def test_narrow_keys_bring_anybody_together_and_wide_ones_only_who_never_stood_beside_each_other(con: duckdb.DuckDBPyConnection) -> None:
    add_kin(con, "units", "cluster_units")
    make_stood(con)
    con.execute("CREATE OR REPLACE TEMP TABLE loose AS SELECT unit FROM units WHERE unit % 3 = 0")
    loose = {unit for (unit,) in con.execute("FROM loose").fetchall()}
    model = Model(children=300)
    install_frequencies(con, model)
    score_loose(con, model, "SELECT unit AS member, unit FROM units")
    found = set(con.execute("SELECT l, r FROM cluster_candidates").fetchall())

    beside = stood_beside(con)
    wanted, only_wide, kept_out = set(), 0, 0
    narrow, wide = pairs_by_key(con, NARROW_KEYS), pairs_by_key(con, WIDE_KEYS)
    for pair in narrow | wide:
        if not loose & set(pair):
            continue
        if pair in narrow or pair not in beside:
            wanted.add(pair)
            only_wide += pair not in narrow
        else:
            kept_out += 1
    assert found == wanted
    assert only_wide > 3 and kept_out > 3, "the town shows both"


def pairs_by_key(con: duckdb.DuckDBPyConnection, kinds: str) -> set[tuple[int, int]]:
    """Return whoever shares a key of these kinds that not too many share."""
    sharing: dict[int, set[int]] = defaultdict(set)
    for unit, key in con.execute(f"SELECT unit, key FROM ({_keys('units', kinds)})").fetchall():
        sharing[key].add(unit)
    return {pair for units in sharing.values() if len(units) <= BLOCK_CAP for pair in combinations(sorted(units), 2)}


def stood_beside(con: duckdb.DuckDBPyConnection) -> set[tuple[int, int]]:
    """Return whoever stood in one snapshot, or on the rolls of one day."""
    places: dict[object, set[int]] = defaultdict(set)
    for unit, register, kind, number, as_at, on_roll in con.execute(
        "SELECT party, register, kind, number, as_at, on_roll "
        "FROM records JOIN parties USING (profile) JOIN extracts e ON e.number = extract"
    ).fetchall():
        if register == "school_roll":
            if on_roll:
                places[as_at].add(unit)
        elif kind == "snapshot":
            places[number].add(unit)
    assert len(places) <= MOST_PLACES
    return {pair for units in places.values() for pair in combinations(sorted(units), 2)}
