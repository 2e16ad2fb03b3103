"""Linking, pass by pass: profiles, parties, scored pairs, clusters. `docs/linking.md` tells the whole of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from onroll.core.links import Standing
from onroll.pipeline.engine import bring, in_batches
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.decided import DecidedUnits, ToObey, decided_profiles, decided_units, profiles_alone
from onroll.pipeline.links.labels import FEWEST_TOLD, learn_from_identifiers, learn_from_people
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
    wide: duckdb.DuckDBPyConnection | None = None,
    progress: Progress = silent,
) -> Linked:
    """Link the records of the extracts; leave the tables `records`, `parties` and `units` on the connection.

    Shape  labels: what people said of doubtful pairs; None: the model's odds stay as the previous run left them. wide: another engine's
           tables, that take the same statements, for all that comes before clusters (`pipeline/spark/tables.py`).
    """
    seconds: dict[str, float] = {}
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        progress(f"Linking: {name}", 0, 0)

    wide = wide or con
    install_macros(con)
    load_records(wide, extracts)
    obeyed = decided_profiles(wide, told)
    step("reading records")
    in_batches(wide, normalise_profiles, "profiles", "compared")
    step("normalising")
    make_parties(wide, alone=profiles_alone(wide, obeyed, told))
    gather(wide, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    drop_hubs(wide, "units")
    step("gathering")
    make_keys(wide, "units", "keys")
    make_candidates(wide, "keys", "candidates")
    step("finding candidates")
    kept = previous.table("link_model") if previous else None
    model = Model.read(kept) if kept and kept.exists() else learn_from_identifiers(wide, train(wide))
    step("training")
    scoring.install_frequencies(wide, model)
    scoring.score(wide, "candidates", "units", "units", model, "scored")
    bring(wide, con, "extracts", "records", "profiles", "compared", "parties", "units")
    if wide is not con:
        scoring.install_frequencies(con, model)
    asked = labels is not None and len(labels) >= FEWEST_TOLD
    standings = party_standings(con) if wide is con or asked else {}
    if asked:
        bring(wide, con, "scored")
    if labels is not None:
        model = _moved_by_people(con, wide, model, labels, standings)
    model.save(into / "link_model.parquet")
    step("scoring")
    register_of = {each.number: each.register for each in extracts}
    linked = Linked(Clusters({}, register_of), model, seconds=seconds)
    linked.pairs_scored["scored"] = wide.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    linked.idle_decisions = obeyed.idle
    decided = decided_units(wide, obeyed, told)
    elsewhere: ResolveElsewhere | None = getattr(wide, "resolve", None)
    if elsewhere:
        linked.clusters, linked.pairs_scored["second look"] = elsewhere(model, decided, register_of)
        step("resolving and looking again")
        return linked
    linked.clusters.standings = standings
    worth = con.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored "
        f"WHERE weight >= {LEAST_WEIGHT} OR upn = 1 OR nhs = 1 ORDER BY l, r"
    ).to_arrow_table()
    decided.obey(linked.clusters)
    resolve(linked.clusters, read_pairs(worth), by="scored")
    step("resolving")
    linked.pairs_scored["second look"] = last_rounds(con, linked.clusters, model)
    step("looking again")
    return linked


ResolveElsewhere = Callable[[Model, DecidedUnits, Mapping[int, str]], tuple[Clusters, int]]
"""Makes of the scored pairs on another engine the clusters, and says how many pairs were scored in the second look."""


def _moved_by_people(
    con: duckdb.DuckDBPyConnection,
    wide: duckdb.DuckDBPyConnection,
    model: Model,
    labels: Sequence[LinkLabel],
    standings: dict[int, Standing],
) -> Model:
    """Return the model with the odds that people's answers make, and move what is scored along with them."""
    moved = learn_from_people(con, model, labels, standings)
    if moved.told_bits != model.told_bits:
        wide.execute("UPDATE scored SET weight = weight + ?", [moved.told_bits - model.told_bits]).fetchall()
    return moved


STOOD_IN = """SELECT party, list(DISTINCT e.number) FILTER (e.kind = 'snapshot') AS extracts, list(DISTINCT e.register) AS registers
    FROM records r JOIN parties USING (profile) JOIN extracts e ON e.number = r.extract GROUP BY party"""
_ON_ROLLS = """FROM records r JOIN parties USING (profile) JOIN profiles p USING (profile)
    JOIN extracts e ON e.number = r.extract WHERE r.on_roll"""
UPN_DAYS = (
    f"SELECT party, p.upn AS held, min(e.as_at) AS first_day, max(e.as_at) AS last_day {_ON_ROLLS} AND p.upn IS NOT NULL GROUP BY ALL"
)
ROLL_DAYS = (
    f"SELECT party, r.urn AS held, min(e.as_at) AS first_day, max(e.as_at) AS last_day {_ON_ROLLS} AND r.urn IS NOT NULL GROUP BY ALL"
)
"""The SQL of what each party holds that may forbid a merge."""


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
    for party, extracts, registers in con.execute(STOOD_IN).fetchall():
        standings[party].extracts |= set(extracts or ())
        standings[party].registers |= set(registers)
    for party, upn, first, last in con.execute(UPN_DAYS).fetchall():
        standings[party].absorb(Standing(upn_days={upn: (first, last)}))
    for party, urn, first, last in con.execute(ROLL_DAYS).fetchall():
        standings[party].absorb(Standing(roll_days={urn: (first, last)}))
    return standings
