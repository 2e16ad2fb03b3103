"""Adding a delivery to the children that stand: only what is new is compared, nobody is linked anew.

Where a full linking may differ: it weighs every pair at once, while here the children of the run before are given and are never split;
a new record may join two of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.children import ChildIdRow, carry_ids, child_id_of
from onroll.pipeline.engine import keep, quoted
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.decided import ToObey, obey_about_standing, seal_units
from onroll.pipeline.links.home_records import HISTORY, history_table, homes_come_back, read_history
from onroll.pipeline.links.last_rounds import last_rounds
from onroll.pipeline.links.linking import Linked, party_standings
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import load_records, month_of, normalise_profiles
from onroll.pipeline.links.resolution import LEAST_WEIGHT, Clusters, read_pairs, resolve
from onroll.pipeline.links.standing import Addition, read_standings
from onroll.pipeline.links.units import drop_hubs, gather, make_candidates, make_keys, make_parties, marks_of
from onroll.pipeline.progress import Progress


def link_increment(
    con: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    added: Addition,
    previous: Run,
    told: ToObey,
    progress: Progress,
) -> tuple[Linked, Clusters, dict[int, str]]:
    """Link the records of new extracts with the children of a run; return the clusters, and the children by the number they go by.

    Shape  extracts: all that count; added: what the run before had not seen.
    Leaves the tables `records` (of the new extracts), `parties` (the unit of each profile), `units`, `profiles` and `extracts`. A child
    of the run before goes by a number below zero.
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
    step("reading records")
    _load_standing(con, previous)
    children = dict(con.execute("SELECT unit, child_id FROM numbered").fetchall())
    step("reading what stands")
    beside = ThreadPoolExecutor(1)  # Python reads what stands while the engine gathers what is new
    standing = beside.submit(read_standings, previous, {child_id: unit for unit, child_id in children.items()})
    beside.shutdown(wait=False)
    normalise_profiles(con)
    make_parties(con)
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "new_units")
    _make_units(con, previous)
    drop_hubs(con, "units")
    con.execute(f"CREATE OR REPLACE TEMP TABLE unit_marks AS {marks_of('units')}").fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE profiles AS FROM all_new_profiles").fetchall()
    con.execute("INSERT INTO parties SELECT profile, unit FROM known").fetchall()
    standings = party_standings(con, standing.result())
    step("gathering")
    model = Model.read(previous.table("link_model"))
    scoring.install_frequencies(con, model)
    make_keys(con, "units", "keys", only="SELECT unit FROM new_units", marks="unit_marks")
    make_candidates(con, "keys", "candidates", only="SELECT unit FROM new_units")
    scoring.score(con, "candidates", "nearby", "nearby", model, "scored")
    worth = con.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored "
        f"WHERE weight >= {LEAST_WEIGHT} OR upn = 1 OR nhs = 1 ORDER BY l, r"
    ).to_arrow_table()
    step("scoring")
    clusters = Clusters(
        standings, {each.number: each.register for each in extracts}, altered="SELECT unit FROM new_units UNION FROM without_hubs"
    )
    linked = Linked(model, seconds=seconds)
    linked.pairs_scored["scored"] = con.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    seal_units(con, clusters, told)
    touched = obey_about_standing(clusters, added.decisions, {child_id: unit for unit, child_id in children.items()})
    linked.idle_decisions = added.idle
    resolve(clusters, read_pairs(worth), by="scored")
    if worth.num_rows or touched:
        new_units = touched | {unit for (unit,) in con.execute("SELECT unit FROM new_units").fetchall()}
        linked.pairs_scored["second look"] = last_rounds(con, clusters, model, new_units=new_units)
    linked.gathered = clusters.gathered == len(clusters.joins)
    step("resolving")
    return linked, clusters, children


def _load_standing(con: duckdb.DuckDBPyConnection, previous: Run) -> None:
    """Make `numbered` (child_id, unit), `known` (profile, unit: the new records' profiles that stand already); keep only new `profiles`."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE numbered AS SELECT unit AS child_id, {_NUMBER} AS unit FROM {_units_of(previous)}"
    ).fetchall()
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE known AS SELECT profile, any_value(n.unit) AS unit
        FROM {quoted(previous.table("record_profiles"))} r JOIN {quoted(previous.table("children"))} c USING (record_key)
        JOIN numbered n USING (child_id) WHERE r.profile IN (SELECT profile FROM profiles) GROUP BY profile"""
    ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE all_new_profiles AS FROM profiles").fetchall()
    con.execute("DELETE FROM profiles WHERE profile IN (SELECT profile FROM known)").fetchall()


_NUMBER = "-(file_row_number + 1)"
"""The number that a child of the run before goes by here: its place in the table of units, without a join of rows so wide."""


def _units_of(previous: Run) -> str:
    return f"read_parquet({quoted(previous.table('child_units'))}, file_row_number = true)"


def _make_units(con: duckdb.DuckDBPyConnection, previous: Run) -> None:
    """Make `units`: the children of the run before, and what is new."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE units AS "
        f"SELECT {_NUMBER}::BIGINT AS unit, * EXCLUDE (unit, registers, file_row_number) FROM {_units_of(previous)}"
    ).fetchall()
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


def carried_ids(
    con: duckdb.DuckDBPyConnection, clusters: Clusters, children: Mapping[int, str], previous: Run, into: Path, secret: bytes, run: str
) -> dict[int, str]:
    """Give each cluster its id: a child's own, or that of the child with most records; write what became of every id ever given."""
    history = pq.read_table(previous.table("child_history"))
    back = homes_come_back(con, read_history(history.filter(pc.not_equal(history["state"], "live"))))
    home_in = {record: clusters.of(unit) for record, unit in back.values()}
    own_of = {root: [children[unit] for unit in standing.units if unit in children] for root, standing in clusters.standings.items()}
    # Whom nobody else claims keeps its id, whatever came to it.
    ids = {root: own[0] for root, own in own_of.items() if len(own) == 1 and root not in home_in.values()}
    asked = [root for root in own_of if root not in ids]
    size = _counted(con, previous, [child_id for root in asked for child_id in own_of[root]])
    first_new = dict(con.execute("SELECT party, min(record_key) FROM records JOIN parties USING (profile) GROUP BY party").fetchall())
    votes = {root: {child_id: size[child_id][0] for child_id in own_of[root]} for root in asked}
    founding = {
        root: min(
            [size[child_id][1] for child_id in own_of[root]]
            + [first_new[unit] for unit in clusters.standings[root].units if unit in first_new]
        )
        for root in asked
    }
    taken = pa.array(sorted(ids.values()), pa.string())
    stands = pc.and_(pc.is_in(history["child_id"], taken), pc.equal(history["state"], "live"))
    rows = read_history(history.filter(pc.invert(stands)))
    rows |= {child_id: replace(rows[child_id], home_record=record, home_says=None) for child_id, (record, _) in back.items()}
    new_id: Callable[[int, int], str] = lambda record, attempt: child_id_of(secret, record, attempt)  # noqa: E731
    of_asked, became = carry_ids(founding, votes, rows, run=run, new_id=new_id, cluster_of=lambda _: home_in, taken=frozenset(ids.values()))
    ids |= of_asked
    write_history(became, into, standing=history.filter(stands))
    renamed = {
        children[unit]: ids[root]
        for root in asked
        for unit in clusters.standings[root].units
        if unit in children and children[unit] != ids[root]
    }
    keep(con, "renamed", pa.table({"old": pa.array(renamed.keys(), pa.string()), "new": pa.array(renamed.values(), pa.string())}))
    return ids


def _counted(con: duckdb.DuckDBPyConnection, previous: Run, child_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return of some children how many records each had, and the earliest of them."""
    if not child_ids:
        return {}
    keep(con, "claiming", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    counted = f"SELECT child_id, count(*), min(record_key) FROM {quoted(previous.table('children'))} SEMI JOIN claiming USING (child_id)"
    return {child_id: (count, first) for child_id, count, first in con.execute(f"{counted} GROUP BY child_id").fetchall()}


def write_history(rows: Mapping[str, ChildIdRow], into: Path, *, standing: pa.Table | None = None) -> None:
    """Write what became of every child id ever given. Shape  standing: the rows of the run before that stay as they are."""
    table = history_table(rows.values())
    if standing is not None:
        table = pa.concat_tables([standing, table], promote_options="default").select(HISTORY.names).sort_by("child_id")
    pq.write_table(table, into / "child_history.parquet", compression="zstd")
