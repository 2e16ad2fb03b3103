"""What is worked out only for those nearby is what would be worked out for all: candidates of some units, and kin."""

from __future__ import annotations

import random
from collections.abc import Iterator

import duckdb
import pytest

from onroll.pipeline.links.units import add_kin, make_candidates, make_keys, marks_of
from support.linkable_town import gathered, settle


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with the table `units` of a small town."""
    _, town = settle(tmp_path_factory.mktemp("town"), count=400, seed=9, snapshots=2, errors=2.0)
    con = gathered(town)
    yield con
    con.close()


def test_keys_of_those_nearby_give_the_same_candidates(con: duckdb.DuckDBPyConnection) -> None:
    units = [unit for (unit,) in con.execute("SELECT unit FROM units ORDER BY unit").fetchall()]
    con.execute(f"CREATE TEMP TABLE marks AS {marks_of('units')}")
    make_keys(con, "units", "all_keys")
    for share in (1, 5, 60):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::BIGINT[]) AS unit", [random.Random(share).sample(units, share)]
        )
        make_candidates(con, "all_keys", "whole", only="FROM chosen")
        whole = con.execute("SELECT l, r FROM whole ORDER BY l, r").fetchall()
        for marks in (None, "marks"):
            make_keys(con, "units", "near_keys", only="FROM chosen", marks=marks)
            make_candidates(con, "near_keys", "near", only="FROM chosen")
            assert con.execute("SELECT l, r FROM near ORDER BY l, r").fetchall() == whole
        assert len(whole) >= share


@pytest.mark.parametrize("share", [1, 5, 60])
def test_kin_worked_out_for_whoever_is_near_is_that_of_all(con: duckdb.DuckDBPyConnection, share: int) -> None:
    units = [unit for (unit,) in con.execute("SELECT unit FROM units ORDER BY unit").fetchall()]
    came, stayed, went = (random.Random(share).sample(units, 3 * share)[place::3] for place in range(3))
    con.execute("CREATE OR REPLACE TEMP TABLE came AS FROM units WHERE list_contains(?, unit)", [came])
    con.execute("CREATE OR REPLACE TEMP TABLE others AS FROM units ANTI JOIN came USING (unit)")
    add_kin(con, "others", "stood")
    con.execute("CREATE OR REPLACE TEMP TABLE standing AS FROM stood UNION ALL BY NAME FROM came")
    # Each who went is found to be one child with one who stayed: all that both ever said is said of that one.
    con.execute("CREATE OR REPLACE TEMP TABLE one AS SELECT unnest(?::BIGINT[]) AS kept, unnest(?::BIGINT[]) AS gone", [stayed, went])
    joined = ", ".join(
        f"list_sort(list_distinct(a.{name} || b.{name})) AS {name}" for name in ("postcodes", "surname_parts", "contacts", "uprns")
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW now AS FROM standing WHERE unit NOT IN (SELECT unnest([kept, gone]) FROM one)
        UNION ALL BY NAME SELECT a.* REPLACE ({joined}) FROM one JOIN units a ON a.unit = kept JOIN units b ON b.unit = gone"""
    )
    add_kin(con, "now", "all_anew")
    whole = con.execute("SELECT unit, kin_postcodes FROM all_anew ORDER BY unit").fetchall()
    altered = "SELECT unit FROM came UNION SELECT unnest([kept, gone]) FROM one"
    add_kin(con, "now", "near_anew", altered=altered, standing="standing")
    assert con.execute("SELECT unit, kin_postcodes FROM near_anew ORDER BY unit").fetchall() == whole
    assert any(kin for _, kin in whole)
