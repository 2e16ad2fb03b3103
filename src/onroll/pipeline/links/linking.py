"""Linking, pass by pass: profiles, parties, scored pairs, clusters. `docs/linking.md` tells the whole of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from onroll.core.links import Standing
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.decided import ToObey, decided_profiles, obey, profiles_alone
from onroll.pipeline.links.labels import learn_from_identifiers, learn_from_people
from onroll.pipeline.links.last_rounds import last_rounds
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import load_records, normalise_profiles
from onroll.pipeline.links.resolution import LEAST_WEIGHT, Clusters, read_pairs, resolve
from onroll.pipeline.links.training import train
from onroll.pipeline.links.units import drop_hubs, gather, make_candidates, make_keys, make_parties
from onroll.pipeline.progress import Progress, silent


@dataclass
class Linked:
    """What linking found: clusters of parties, and how it went.

    Shape  pairs_scored: by pass; seconds: by step; model: what it was scored with; idle_decisions: profiles that people decided
           about and that no record says today.
    """

    clusters: Clusters
    model: Model
    pairs_scored: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    idle_decisions: Sequence[int] = ()


def link_profiles(
    con: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    *,
    previous: Run | None,
    told: ToObey,
    labels: Sequence[LinkLabel] | None = None,
    into: Path,
    progress: Progress = silent,
) -> Linked:
    """Link the records of the extracts; leave the tables `records`, `parties` and `units` on the connection.

    Shape  labels: what people said of doubtful pairs; None: the model's odds stay as the previous run left them.
    """
    seconds: dict[str, float] = {}
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        progress(f"Linking: {name}", 0, 0)

    install_macros(con)
    load_records(con, extracts)
    obeyed = decided_profiles(con, told)
    step("reading records")
    normalise_profiles(con)
    step("normalising")
    make_parties(con, alone=profiles_alone(con, obeyed, told))
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    drop_hubs(con, "units")
    step("gathering")
    make_keys(con, "units", "keys")
    make_candidates(con, "keys", "candidates")
    step("finding candidates")
    kept = previous.table("link_model") if previous else None
    model = Model.read(kept) if kept and kept.exists() else learn_from_identifiers(con, train(con))
    step("training")
    scoring.install_frequencies(con, model)
    scoring.score(con, "candidates", "units", "units", model, "scored")
    standings = party_standings(con)
    if labels is not None:
        model = _moved_by_people(con, model, labels, standings)
    model.save(into / "link_model.parquet")
    worth = con.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored "
        f"WHERE weight >= {LEAST_WEIGHT} OR upn = 1 OR nhs = 1 ORDER BY l, r"
    ).to_arrow_table()
    step("scoring")
    linked = Linked(Clusters(standings, {each.number: each.register for each in extracts}), model, seconds=seconds)
    linked.pairs_scored["scored"] = con.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    linked.idle_decisions = obeyed.idle
    obey(con, linked.clusters, obeyed, told)
    resolve(linked.clusters, read_pairs(worth), by="scored")
    step("resolving")
    linked.pairs_scored["second look"] = last_rounds(con, linked.clusters, model)
    step("looking again")
    return linked


def _moved_by_people(con: duckdb.DuckDBPyConnection, model: Model, labels: Sequence[LinkLabel], standings: dict[int, Standing]) -> Model:
    """Return the model with the odds that people's answers make, and move what is scored along with them."""
    moved = learn_from_people(con, model, labels, standings)
    if moved.told_bits != model.told_bits:
        con.execute("UPDATE scored SET weight = weight + ?", [moved.told_bits - model.told_bits]).fetchall()
    return moved


def party_standings(con: duckdb.DuckDBPyConnection, standings: dict[int, Standing] | None = None) -> dict[int, Standing]:
    """Return what each unit holds that may forbid a merge; what is known of units already is added to.

    Shape  needs the tables `records`, `extracts`, `profiles`, `units`, and `parties` (profile, party: the unit of each profile).
    """
    standings = {} if standings is None else standings
    for unit, birthdays in con.execute(
        "SELECT unit, birthdays FROM units WHERE unit IN (SELECT party FROM parties) ORDER BY unit"
    ).fetchall():
        known = standings.setdefault(unit, Standing(units={unit}))
        known.birthdays |= set(birthdays)
    for party, extracts, registers in con.execute(
        "SELECT party, list(DISTINCT e.number) FILTER (e.kind = 'snapshot'), list(DISTINCT e.register) FROM records r "
        "JOIN parties USING (profile) JOIN extracts e ON e.number = r.extract GROUP BY party"
    ).fetchall():
        standings[party].extracts |= set(extracts or ())
        standings[party].registers |= set(registers)
    on_rolls = (
        "FROM records r JOIN parties USING (profile) JOIN profiles p USING (profile) "
        "JOIN extracts e ON e.number = r.extract WHERE r.on_roll"
    )
    for party, upn, first, last in con.execute(
        f"SELECT party, upn, min(as_at), max(as_at) {on_rolls} AND upn IS NOT NULL GROUP BY ALL"
    ).fetchall():
        standings[party].absorb(Standing(upn_days={upn: (first, last)}))
    for party, urn, first, last in con.execute(
        f"SELECT party, urn, min(as_at), max(as_at) {on_rolls} AND urn IS NOT NULL GROUP BY ALL"
    ).fetchall():
        standings[party].absorb(Standing(roll_days={urn: (first, last)}))
    return standings
