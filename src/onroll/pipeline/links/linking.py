"""Linking, pass by pass: profiles, parties, scored pairs, clusters. `docs/linking.md` tells the whole of it."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.links import LinkDecision, RecordReference, Standing
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.last_rounds import last_rounds
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import load_records, normalise_profiles, set_apart
from onroll.pipeline.links.resolution import LEAST_WEIGHT, Clusters, read_pairs, resolve
from onroll.pipeline.links.training import train
from onroll.pipeline.links.units import drop_hubs, gather, make_candidates, make_keys, make_parties
from onroll.pipeline.progress import Progress, silent


@dataclass
class Linked:
    """What linking found: clusters of parties, and how it went.

    Shape  pairs_scored: by pass; seconds: by step; model: what it was scored with.
    """

    clusters: Clusters
    model: Model
    pairs_scored: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)


def link_profiles(
    con: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    *,
    previous: Run | None,
    decisions: Sequence[LinkDecision],
    into: Path,
    progress: Progress = silent,
) -> Linked:
    """Link the records of the extracts; leave the tables `records`, `parties` and `units` on the connection."""
    seconds: dict[str, float] = {}
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        progress(f"Linking: {name}", 0, 0)

    install_macros(con)
    same, apart = _decided_keys(extracts, decisions)
    load_records(con, extracts)
    profiles_apart = set_apart(con, apart)
    step("reading records")
    normalise_profiles(con)
    step("normalising")
    make_parties(con, alone={profile for pair in profiles_apart for profile in pair})
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    drop_hubs(con, "units")
    step("gathering")
    make_keys(con, "units", "keys")
    make_candidates(con, "keys", "candidates")
    step("finding candidates")
    kept = previous.table("link_model") if previous else None
    model = Model.read(kept) if kept and kept.exists() else train(con)
    model.save(into / "link_model.parquet")
    step("training")
    scoring.install_frequencies(con, model)
    scoring.score(con, "candidates", "units", "units", model, "scored")
    worth = con.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored "
        f"WHERE weight >= {LEAST_WEIGHT} OR upn = 1 OR nhs = 1 ORDER BY l, r"
    ).to_arrow_table()
    step("scoring")
    linked = Linked(Clusters(party_standings(con), {each.number: each.register for each in extracts}), model, seconds=seconds)
    linked.pairs_scored["scored"] = con.execute("SELECT count(*) FROM scored").fetchall()[0][0]
    _obey(con, linked.clusters, same, apart)
    resolve(linked.clusters, read_pairs(worth), by="scored")
    step("resolving")
    linked.pairs_scored["second look"] = last_rounds(con, linked.clusters, model)
    step("looking again")
    return linked


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


Pairs = list[tuple[int, int]]


def _decided_keys(extracts: Sequence[Extract], decisions: Sequence[LinkDecision]) -> tuple[Pairs, Pairs]:
    """Return the record keys of the pairs decided to be the same, and not to be; the latest decision about a pair counts."""
    latest: dict[frozenset[object], LinkDecision] = {}
    for decision in sorted(decisions, key=lambda each: each.when):
        latest[frozenset([decision.left, decision.right])] = decision
    if not latest:
        return [], []
    wanted: dict[tuple[str, str, date], set[str]] = defaultdict(set)
    for decision in latest.values():
        for side in (decision.left, decision.right):
            wanted[side.register, side.supplier, side.as_at].add(side.record_id)
    found: dict[RecordReference, int] = {}
    for extract in extracts:
        ids = wanted.get((extract.register, extract.supplier, extract.as_at))
        if ids:
            for key, record_id in _keys_of(extract, ids):
                found[RecordReference(extract.register, extract.supplier, extract.as_at, record_id)] = key
    same: Pairs = []
    apart: Pairs = []
    for decision in latest.values():
        left, right = found.get(decision.left), found.get(decision.right)
        if left is not None and right is not None and left != right:
            (same if decision.same else apart).append((min(left, right), max(left, right)))
    return sorted(same), sorted(apart)


def _keys_of(extract: Extract, ids: Iterable[str]) -> list[tuple[int, str]]:
    table = pq.read_table(extract.records_path, columns=["record_key", "record_id"], filters=[("record_id", "in", sorted(ids))])
    return list(zip(table["record_key"].to_pylist(), table["record_id"].to_pylist(), strict=True))


def _obey(con: duckdb.DuckDBPyConnection, clusters: Clusters, same: Pairs, apart: Pairs) -> None:
    """Join what people said is one child, and forbid what they said is not."""
    keys = sorted({key for pair in (*same, *apart) for key in pair})
    if not keys:
        return
    con.register("arrow_given", pa.table({"record_key": pa.array(keys, pa.int64())}))
    party = dict(
        con.execute("SELECT record_key, party FROM records JOIN parties USING (profile) WHERE record_key IN (FROM arrow_given)").fetchall()
    )
    con.unregister("arrow_given")
    for left, right in apart:
        clusters.standings[party[left]].not_with.add(party[right])
        clusters.standings[party[right]].not_with.add(party[left])
    for left, right in same:
        if clusters.of(party[left]) != clusters.of(party[right]):
            clusters.join(party[left], party[right], by="decision", probability=1.0, weight=0.0, because="A person decided so.")
