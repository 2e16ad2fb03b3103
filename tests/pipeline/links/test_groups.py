"""Settling by groups of whole components gives what settling everybody at once gives, over random small towns."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from onroll.core.children import child_id_of
from onroll.pipeline.child_ids import child_id_sql, id_keys
from onroll.pipeline.engine import connect
from onroll.pipeline.links import groups
from onroll.pipeline.links.decided import DecidedUnits, ToObey
from onroll.pipeline.links.last_rounds import last_rounds
from onroll.pipeline.links.linking import link_profiles, party_standings
from onroll.pipeline.links.looks import WORTH, look_again_at_all, look_first
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.resolution import Clusters, read_pairs, resolve
from support.linkable_town import settle


@pytest.mark.parametrize(("seed", "apart"), [(3, 10_000), (71, 1)], ids=["in this process", "in processes of their own"])
def test_by_groups_as_all_at_once(seed: int, apart: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "UNITS_IN_A_GROUP", 40)
    monkeypatch.setattr(groups, "GROUPS_AT_ONCE", 3)
    monkeypatch.setattr(groups, "FEWEST_GROUPS_APART", apart)
    _, town = settle(tmp_path, count=120, seed=seed, errors=4, snapshots=2)
    with connect() as con:
        model = link_profiles(con, town.extracts, previous=None, told=ToObey(), into=tmp_path).model
        register_of = {each.number: each.register for each in town.extracts}
        for decided in (DecidedUnits(), decided_at_random(con, seed)):
            faces = look_first(con, decided, register_of)
            scored = look_again_at_all(con, model, register_of, faces)
            assert con.execute("SELECT count(DISTINCT cluster) FILTER (party <> cluster) FROM clustered").fetchall()[0][0] > 40
            found = as_found(con)
            assert (*found, scored) == all_at_once(con, model, decided, register_of)


def decided_at_random(con: duckdb.DuckDBPyConnection, seed: int) -> DecidedUnits:
    """Return decisions about pairs that were scored, and about some that were not; and a few sealed ones."""
    rng = random.Random(seed)
    pairs = con.execute("SELECT l, r FROM scored ORDER BY l, r").fetchall()
    units = [unit for (unit,) in con.execute("SELECT unit FROM units ORDER BY unit").fetchall()]
    some = [*rng.sample(pairs, 30), *((a, b) for a, b in zip(rng.sample(units, 10), rng.sample(units, 10), strict=True) if a != b)]
    rng.shuffle(some)
    sealed = {a: frozenset([b]) for a, b in some[30:]}
    return DecidedUnits(some[:15], some[15:30], sealed | {b: frozenset([a]) for a, b in some[30:]})


def as_found(con: duckdb.DuckDBPyConnection) -> tuple[object, ...]:
    """Return the clusters, the joins and the doubts that stand in tables."""
    clusters = con.execute(
        "SELECT party, cluster, coalesce(probability, 1.0), coalesce(\"pass\", 'exact') FROM clustered ORDER BY ALL"
    ).fetchall()
    joined = con.execute("FROM joined ORDER BY ALL").fetchall()
    doubts = con.execute(
        "SELECT DISTINCT ON (l, r) l, r, probability, kind, because FROM doubts ORDER BY l, r, probability DESC, look"
    ).fetchall()
    return clusters, joined, doubts


def all_at_once(con: duckdb.DuckDBPyConnection, model: Model, decided: DecidedUnits, register_of: dict[int, str]) -> tuple[object, ...]:
    """Return the same by the plain way, that holds everybody in one process."""
    clusters = Clusters(party_standings(con), register_of)
    decided.obey(clusters)
    resolve(clusters, read_pairs(con.execute(WORTH).to_arrow_table()), by="scored")
    scored = last_rounds(con, clusters, model)
    parties = sorted(unit for standing in clusters.standings.values() for unit in standing.units)
    placed = [(unit, clusters.of(unit), *clusters.probability.get(unit, (1.0, "exact"))) for unit in parties]
    joined = [(each.left, each.right, each.by, each.probability, each.weight, each.because) for each in clusters.joins]
    doubts = [(each.left, each.right, each.probability, each.kind, each.because) for _, each in sorted(clusters.doubts.items())]
    return placed, sorted(joined), doubts, scored


def test_an_id_is_the_same_by_the_engine_and_by_hand() -> None:
    records = [1, 2, 4_294_967_297, 12_345_678_901_234, 2**62]
    for secret in (b"short", bytes(range(64)), b"longer than a block of the digest " * 3):
        with connect() as con:
            con.register("id_keys", id_keys(secret))
            made = con.execute(f"SELECT {child_id_sql('record')} FROM (SELECT unnest(?) AS record), id_keys", [records]).fetchall()
        assert [child_id for (child_id,) in made] == [child_id_of(secret, record) for record in records]
