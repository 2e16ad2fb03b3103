"""The candidates of some units are the same, whether the keys of all units are made or only of those nearby."""

from __future__ import annotations

import random
from pathlib import Path

from onroll.pipeline.engine import connect
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.profiles import load_records, normalise_profiles
from onroll.pipeline.links.units import gather, make_candidates, make_keys, make_parties
from support.linkable_town import settle


def test_keys_of_those_nearby_give_the_same_candidates(tmp_path: Path) -> None:
    _, town = settle(tmp_path, count=400, seed=9, snapshots=2, errors=2.0)
    con = connect()
    install_macros(con)
    load_records(con, town.extracts)
    normalise_profiles(con)
    make_parties(con)
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    units = [unit for (unit,) in con.execute("SELECT unit FROM units ORDER BY unit").fetchall()]
    make_keys(con, "units", "all_keys")
    for share in (1, 5, 60):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::BIGINT[]) AS unit", [random.Random(share).sample(units, share)]
        )
        make_candidates(con, "all_keys", "whole", only="FROM chosen")
        make_keys(con, "units", "near_keys", only="FROM chosen")
        make_candidates(con, "near_keys", "near", only="FROM chosen")
        whole, near = (con.execute(f"SELECT l, r FROM {name} ORDER BY l, r").fetchall() for name in ("whole", "near"))
        assert whole == near
        assert len(whole) >= share
