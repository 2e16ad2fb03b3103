"""Adding a delivery to the children that stand: only what is new is compared, nobody is linked anew.

Where a full linking may differ: it weighs every pair at once, while here the children of the run before are given and are never split;
a new record may join two of them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import keep, quoted
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.decided import ToObey, decided_standing
from onroll.pipeline.links.linking import Linked
from onroll.pipeline.links.looks import look_again_at_what_came, look_first_at_what_came
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import keep_extracts, load_records, month_of, normalise_profiles
from onroll.pipeline.links.standing import Addition
from onroll.pipeline.links.standing_holdings import units_of
from onroll.pipeline.links.units import drop_hubs, gather, make_candidates, make_keys, make_parties, marks_of
from onroll.pipeline.progress import Progress


def link_increment(
    con: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    added: Addition,
    previous: Run,
    told: ToObey,
    progress: Progress,
) -> Linked:
    """Link the records of new extracts with the children of a run.

    Shape  extracts: all that count; added: what the run before had not seen.
    Leaves the tables that a whole linking leaves, `records` and `profiles` of the new extracts, and `numbered` (child_id, unit): a child of
    the run before goes by a number below zero.
    """
    seconds: dict[str, float] = {}
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        progress(f"Linking: {name}", 0, 0)

    install_macros(con)
    load_records(con, added.extracts)
    keep_extracts(con, extracts)
    step("reading records")
    _load_standing(con, previous)
    step("reading what stands")
    normalise_profiles(con)
    make_parties(con)
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "new_units")
    _make_units(con, previous)
    drop_hubs(con, "units")
    con.execute(f"CREATE OR REPLACE TEMP TABLE unit_marks AS {marks_of('units')}").fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE profiles AS FROM all_new_profiles").fetchall()
    con.execute("INSERT INTO parties SELECT profile, unit FROM known").fetchall()
    step("gathering")
    model = Model.read(previous.table("link_model"))
    scoring.install_frequencies(con, model)
    make_keys(con, "units", "keys", only="SELECT unit FROM new_units", marks="unit_marks")
    make_candidates(con, "keys", "candidates", only="SELECT unit FROM new_units")
    scoring.score(con, "candidates", "nearby", "nearby", model, "scored")
    step("scoring")
    linked = Linked(model, seconds=seconds)
    linked.pairs_scored["scored"] = con.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    linked.idle_decisions = added.idle
    register_of = {each.number: each.register for each in extracts}
    decided = decided_standing(con, previous, added.decisions, told)
    pairs, faces = look_first_at_what_came(con, decided, register_of, previous)
    step("resolving")
    touched = _units_decided_about(con, added)
    if pairs or touched:
        keep(con, "touched_units", pa.table({"unit": pa.array(touched, pa.int64())}))
        came = "SELECT unit FROM new_units UNION FROM touched_units"
        linked.pairs_scored["second look"], linked.gathered = look_again_at_what_came(con, model, register_of, faces, previous, came)
    step("looking again")
    return linked


def _units_decided_about(con: duckdb.DuckDBPyConnection, added: Addition) -> list[int]:
    child_ids = sorted({child_id for each in added.decisions for child_id in (each.left, each.right)})
    keep(con, "decided_children", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    return [unit for (unit,) in con.execute("SELECT unit FROM numbered SEMI JOIN decided_children USING (child_id)").fetchall()]


def _load_standing(con: duckdb.DuckDBPyConnection, previous: Run) -> None:
    """Make `numbered` (child_id, unit), `known` (profile, unit: the new records' profiles that stand already); keep only new `profiles`."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE numbered AS SELECT child_id, unit FROM {units_of(previous)}").fetchall()
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known AS SELECT profile, any_value(n.unit) AS unit
        FROM {quoted(previous.table("record_profiles"))} r JOIN {quoted(previous.table("children"))} c USING (record_key)
        JOIN numbered n USING (child_id) WHERE r.profile IN (SELECT profile FROM profiles) GROUP BY profile"""
    ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE all_new_profiles AS FROM profiles").fetchall()
    con.execute("DELETE FROM profiles WHERE profile IN (SELECT profile FROM known)").fetchall()


def _make_units(con: duckdb.DuckDBPyConnection, previous: Run) -> None:
    """Make `units`: the children of the run before, and what is new."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE units AS SELECT * EXCLUDE (child_id, registers) FROM {units_of(previous)}").fetchall()
    con.execute(f"UPDATE units SET homes = again.homes FROM ({_homes_seen_again()}) again WHERE again.unit = units.unit").fetchall()
    con.execute("INSERT INTO units BY NAME FROM new_units").fetchall()


def _homes_seen_again() -> str:
    """Return the SQL of the homes of children whom new records describe as known: until when a home was held moves on with them."""
    first, last = month_of("p.first_day"), month_of("p.last_day")
    return f"""SELECT unit, list_sort(list(struct_pack(postcode := postcode, "first" := "first", "last" := "last"))) AS homes FROM (
        SELECT unit, home.postcode AS postcode, min(home."first") AS "first", max(home."last") AS "last" FROM (
            SELECT unit, unnest(homes) AS home FROM units WHERE unit IN (SELECT unit FROM known)
            UNION ALL SELECT k.unit, struct_pack(postcode := postcode, "first" := {first}, "last" := {last})
            FROM known k JOIN all_new_profiles p USING (profile) WHERE p.postcode IS NOT NULL) GROUP BY ALL) GROUP BY unit"""
