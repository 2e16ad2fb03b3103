"""Linking, pass by pass: profiles, parties, scored pairs, clusters. `docs/linking.md` tells the whole of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.engine import in_batches, keep
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.decided import DecidedUnits, ToObey, decided_profiles, decided_units, profiles_alone
from onroll.pipeline.links.holdings import ROLL_DAYS, STOOD_IN, UPN_DAYS
from onroll.pipeline.links.labels import learn_from_identifiers, learn_from_people
from onroll.pipeline.links.last_rounds import first_keys
from onroll.pipeline.links.looks import look_again_at_all, look_first
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import load_records, normalise_profiles
from onroll.pipeline.links.training import train
from onroll.pipeline.links.units import drop_hubs, gather, make_candidates, make_keys, make_parties
from onroll.pipeline.progress import Progress, silent


@dataclass
class Linked:
    """How linking went: what it found are tables (`groups.py`).

    Shape  pairs_scored: by pass; seconds: by step; model: what it was scored with; idle_decisions: profiles that people decided
           about and that no record says today; gathered: the table `cluster_units` is of the clusters as they came out.
    """

    model: Model
    pairs_scored: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    idle_decisions: Sequence[int] = ()
    gathered: bool = False


def link_profiles(
    con: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    *,
    previous: Run | None,
    told: ToObey,
    labels: Sequence[LinkLabel] | None = None,
    into: Path,
    wide: duckdb.DuckDBPyConnection | None = None,
    progress: Progress = silent,
) -> Linked:
    """Link the records of the extracts; leave the tables `records`, `parties` and `units`, and those of `groups.py` and `holdings.py`.

    A table that nothing asks any more is dropped: lists for everybody are most of what the engine holds.

    Shape  labels: what people said of doubtful pairs; None: the model's odds stay as the previous run left them. wide: another engine's
           tables, that take the same statements and on which all of it stands then (`pipeline/spark/tables.py`).
    """
    seconds: dict[str, float] = {}
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        progress(f"Linking: {name}", 0, 0)

    install_macros(con)
    con = wide or con
    load_records(con, extracts)
    obeyed = decided_profiles(con, told)
    step("reading records")
    in_batches(con, normalise_profiles, "profiles", "compared")
    step("normalising")
    make_parties(con, alone=profiles_alone(con, obeyed, told))
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    con.execute("DROP TABLE compared").fetchall()
    drop_hubs(con, "units")
    step("gathering")
    make_keys(con, "units", "keys", kinds=first_keys({each.register for each in extracts}))
    make_candidates(con, "keys", "candidates")
    con.execute("DROP TABLE keys").fetchall()
    step("finding candidates")
    kept = previous.table("link_model") if previous else None
    model = Model.read(kept) if kept and kept.exists() else learn_from_identifiers(con, train(con))
    step("training")
    scoring.install_frequencies(con, model)
    scoring.score(con, "candidates", "units", "units", model, "scored")
    if labels is not None:
        model = _moved_by_people(con, model, labels)
    model.save(into / "link_model.parquet")
    step("scoring")
    register_of = {each.number: each.register for each in extracts}
    linked = Linked(model, seconds=seconds)
    linked.pairs_scored["scored"] = con.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    linked.idle_decisions = obeyed.idle
    decided = decided_units(con, obeyed, told)
    elsewhere: ResolveElsewhere | None = getattr(con, "resolve", None)
    if elsewhere:
        linked.pairs_scored["second look"], linked.gathered = elsewhere(model, decided, register_of), True
        step("resolving and looking again")
        return linked
    faces = look_first(con, decided, register_of)
    step("resolving")
    linked.pairs_scored["second look"] = look_again_at_all(con, model, register_of, faces)
    linked.gathered = True
    step("looking again")
    return linked


ResolveElsewhere = Callable[[Model, DecidedUnits, Mapping[int, str]], int]
"""Makes of the scored pairs on another engine the tables of clusters there, and says how many pairs were scored in the second look."""


def _moved_by_people(con: duckdb.DuckDBPyConnection, model: Model, labels: Sequence[LinkLabel]) -> Model:
    """Return the model with the odds that people's answers make, and move what is scored along with them."""
    moved = learn_from_people(con, model, labels, partial(party_standings, con))
    if moved.told_bits != model.told_bits:
        con.execute("UPDATE scored SET weight = weight + ?", [moved.told_bits - model.told_bits]).fetchall()
    return moved


def party_standings(con: duckdb.DuckDBPyConnection, *, some: Collection[int] | None = None) -> dict[int, Standing]:
    """Return what units hold that may forbid a merge.

    Shape  needs the tables `records`, `extracts`, `profiles`, `units`, and `parties` (profile, party: the unit of each profile). some: only
           of these.
    """
    standings: dict[int, Standing] = {}
    among = ""
    if some is not None:
        keep(con, "asked_units", pa.table({"unit": pa.array(sorted(some), pa.int64())}))
        among = "WHERE party IN (SELECT unit FROM asked_units)"
    for unit, birthdays in con.execute(
        f"SELECT unit, birthdays FROM units WHERE unit IN (SELECT party FROM parties {among}) ORDER BY unit"
    ).fetchall():
        standings[unit] = Standing(units={unit}, birthdays=set(birthdays))
    for party, extracts, registers in con.execute(f"FROM ({STOOD_IN}) {among}").fetchall():
        standings[party].extracts |= set(extracts or ())
        standings[party].registers |= set(registers)
    for party, upn, first, last in con.execute(f"FROM ({UPN_DAYS}) {among}").fetchall():
        standings[party].absorb(Standing(upn_days={upn: (first, last)}))
    for party, urn, first, last in con.execute(f"FROM ({ROLL_DAYS}) {among}").fetchall():
        standings[party].absorb(Standing(roll_days={urn: (first, last)}))
    return standings
