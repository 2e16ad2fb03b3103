"""The last rounds: whole clusters are compared, for those that lack what nearly every child has.

A health registration without a roll, or a pupil without a health registration, is looked for again among all that is known of each
child by now: every name, home and telephone that any of its records gave.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

import duckdb
import pyarrow as pa

from onroll.core.links import LINK_AT, REGISTERED_TWICE_IN, REVIEW_AT
from onroll.pipeline.engine import keep
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.holdings import STANDS_ONCE, stood_of
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.resolution import (
    LEAST_WEIGHT,
    Clusters,
    ScoredPair,
    describe,
    neighbours,
    posterior,
    read_pairs,
    resolve,
    third_child,
)
from onroll.pipeline.links.units import ALL_KEYS, NARROW_KEYS, WIDE_KEYS, add_kin, gather, make_candidates, make_keys, marks_of

EVERYBODY_HAS = ("school_roll", "nhs")
"""Registers in which nearly every child stands: whoever lacks one is looked for again."""

MOST_ROUNDS = 2


def first_keys(registers: Collection[str]) -> str:
    """Return the keys by which units are brought together at first: the narrow ones, where whoever is not found so is looked for again."""
    return NARROW_KEYS if all(register in registers for register in EVERYBODY_HAS) else ALL_KEYS


TWICE_REGISTERED_BITS = 3.0
"""Of registrations that have no pupil, about one in four is somebody's second one; of all, about one in seventy."""

ONCE_ONLY = frozenset(STANDS_ONCE)


def last_rounds(con: duckdb.DuckDBPyConnection, clusters: Clusters, model: Model, *, share: float = 1.0) -> int:
    """Join what whole clusters show to be one child, all of which Python holds; return how many pairs were scored.

    Shape  share: what share of all children stands here, where it is a sample. Leaves the table `cluster_units`.
    """
    scored = 0
    for _round in range(MOST_ROUNDS):
        before = len(clusters.joins)
        pairs = cluster_pairs(con, clusters, model)
        scored += len(pairs)
        look_again(clusters, pairs, residual_bonus(clusters, model, share))
        if len(clusters.joins) == before:
            break
    return scored


def look_again(clusters: Clusters, pairs: list[ScoredPair], extra: Callable[[ScoredPair], float]) -> None:
    """Join what scored pairs of whole clusters show to be one child: by what is likely, then as a last resort."""
    resolve(clusters, pairs, by="second look", extra=extra)
    _last_resort(clusters, pairs, extra)


def cluster_pairs(con: duckdb.DuckDBPyConnection, clusters: Clusters, model: Model) -> list[ScoredPair]:
    """Return the scored pairs of clusters of which at least one lacks a register that everybody has."""
    gather_clusters(con, clusters)
    delivered = {register for standing in clusters.standings.values() for register in standing.registers}
    wanted = [register for register in EVERYBODY_HAS if register in delivered]
    loose = sorted(root for root, standing in clusters.standings.items() if any(register not in standing.registers for register in wanted))
    keep(con, "loose", pa.table({"unit": pa.array(loose, pa.int64())}))
    score_loose(con, model, _MEMBERS)
    return read_pairs(con.execute(f"{WORTH_AGAIN} ORDER BY l, r").to_arrow_table())


_MEMBERS = "SELECT part AS member, unit FROM belongs UNION ALL SELECT unit, unit FROM units WHERE unit NOT IN (SELECT part FROM belongs)"

WORTH_AGAIN = (
    f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM cluster_scored "
    f"WHERE weight >= {LEAST_WEIGHT - 6} OR upn = 1 OR nhs = 1"
)
"""The SQL of the scored pairs of clusters that can matter: what being left over adds comes on top."""


def score_loose(con: duckdb.DuckDBPyConnection, model: Model, members: str, *, scored_before: str = "") -> None:
    """Make `cluster_scored` of those clusters that are `loose`, and whoever they may be. Needs `cluster_units` and `stood_at`.

    By the narrow keys anybody; by the wide ones only who never stood beside them: so the pairs hardly grow with the whole.

    Shape  members: SQL of the units of each cluster (member, unit). scored_before: SQL of scored pairs that stand as they are where the
           two are candidates still.
    """
    lost = "(SELECT * FROM cluster_units WHERE unit IN (SELECT unit FROM loose))"
    make_keys(con, "cluster_units", "cluster_keys", kinds=NARROW_KEYS, shared_with=lost)
    make_keys(con, "cluster_units", "wide_keys", kinds=WIDE_KEYS, shared_with=lost)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE wide_keys_stood AS SELECT k.key, k.unit, s.stood FROM wide_keys k JOIN ({stood_of(members)}) s "
        "ON s.unit = k.unit"
    ).fetchall()
    make_candidates(con, "cluster_keys", "cluster_candidates", only="SELECT unit FROM loose", wide="wide_keys_stood")
    if scored_before:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE still_scored AS SELECT s.* FROM ({scored_before}) s JOIN cluster_candidates c USING (l, r)"
        ).fetchall()
        con.execute(
            "CREATE OR REPLACE TEMP TABLE cluster_candidates AS FROM cluster_candidates ANTI JOIN still_scored USING (l, r)"
        ).fetchall()
    scoring.score(con, "cluster_candidates", "cluster_units", "cluster_units", model, "cluster_scored")
    if scored_before:
        con.execute("INSERT INTO cluster_scored BY NAME FROM still_scored").fetchall()


def score_about(con: duckdb.DuckDBPyConnection, model: Model, touched: str) -> None:
    """Make `cluster_scored` of the clusters that were touched, and of whoever they may be: their rivals must be weighed too.

    Shape  touched: SQL of clusters (unit). Needs `cluster_units`, `gathered_units`, `loose` and `unit_marks`.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE about AS {touched}").fetchall()
    con.execute(f"CREATE OR REPLACE TEMP VIEW cluster_marks AS FROM unit_marks UNION ALL {marks_of('cluster_units_anew')}").fetchall()
    make_keys(con, "cluster_units", "cluster_keys", only="SELECT unit FROM about", marks="cluster_marks")
    make_candidates(con, "cluster_keys", "cluster_candidates", only="SELECT unit FROM about")
    con.execute("INSERT INTO about SELECT l FROM cluster_candidates UNION SELECT r FROM cluster_candidates").fetchall()
    make_keys(con, "cluster_units", "cluster_keys", only="SELECT unit FROM about", marks="cluster_marks")
    make_candidates(con, "cluster_keys", "cluster_candidates", only="SELECT unit FROM about")
    con.execute("DELETE FROM cluster_candidates WHERE l NOT IN (FROM loose) AND r NOT IN (FROM loose)").fetchall()
    scoring.score(con, "cluster_candidates", "nearby", "nearby", model, "cluster_scored")


def gather_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    """Make the table `cluster_units`, of clusters as units: those of one unit as they are, the others gathered; with their kin."""
    several = {root: standing.units for root, standing in clusters.standings.items() if len(standing.units) > 1}
    parts = sorted((unit, root) for root, units in several.items() for unit in units)
    keep(
        con, "belongs", pa.table({"part": pa.array([p for p, _ in parts], pa.int64()), "unit": pa.array([r for _, r in parts], pa.int64())})
    )
    gather_belonging(con)


def gather_belonging(con: duckdb.DuckDBPyConnection, altered: str | None = None, *, standing: str = "units") -> None:
    """Make the table `cluster_units` where `belongs` says which units make a cluster together.

    Shape  altered: SQL of the units whose kin may have changed; None: of all. standing: the table of whoever is not among these.
    """
    whole = "(SELECT unit AS part, * EXCLUDE (unit) FROM units WHERE unit IN (SELECT part FROM belongs))"
    gather(con, whole, "SELECT part, unit FROM belongs", "gathered_units")
    con.execute(
        "CREATE OR REPLACE TEMP VIEW all_clusters AS "
        f"FROM gathered_units UNION ALL BY NAME FROM {standing} WHERE unit NOT IN (SELECT part FROM belongs)"
    ).fetchall()
    add_kin(con, "all_clusters", "cluster_units", altered=altered, standing=standing)


def residual_bonus(clusters: Clusters, model: Model, share: float = 1.0) -> Callable[[ScoredPair], float]:
    """Return what being left over adds to a pair's weight, in bits.

    One of the few pupils without a health registration, and one of the few registrations without a pupil, are far likelier to be one
    child than any two rows are: what is left over on one side must mostly be among what is left over on the other.
    """
    held = Counter(frozenset(standing.registers & ONCE_ONLY) for standing in clusters.standings.values())
    return bonus_among(clusters, LeftOver.of(held, model.children), share)


@dataclass(frozen=True)
class LeftOver:
    """Of all clusters, how many lack some registers.

    Shape  lacking: by each set of registers in which a child stands once; children: in all.
    """

    lacking: Mapping[frozenset[str], int]
    children: int

    @classmethod
    def of(cls, held: Mapping[frozenset[str], int], children: int) -> LeftOver:
        """Count. Shape  held: how many clusters hold just that set; children: how many the model was made for."""
        lacking = Counter[frozenset[str]]()
        for registers, many in held.items():
            missing = sorted(ONCE_ONLY - registers)
            for size in range(1, len(missing) + 1):
                for each in combinations(missing, size):
                    lacking[frozenset(each)] += many
        return cls(lacking, max(children, sum(held.values()) // 2, 2))


def bonus_among(clusters: Clusters, left_over: LeftOver, share: float = 1.0) -> Callable[[ScoredPair], float]:
    """Return what being left over adds to a pair's weight, where the clusters may be a part of all that were counted."""
    lacking, children = left_over.lacking, left_over.children

    def bonus(pair: ScoredPair) -> float:
        a = clusters.standings[clusters.of(pair.left)].registers
        b = clusters.standings[clusters.of(pair.right)].registers
        best = 0.0
        for orphan, home in ((a, b), (b, a)):
            if any(register in home and register not in orphan for register in EVERYBODY_HAS):
                own = orphan & ONCE_ONLY
                if own & home:
                    best = max(best, TWICE_REGISTERED_BITS if own & home == REGISTERED_TWICE_IN else 0.0)
                else:
                    others = max(lacking.get(frozenset(own), 0) / share, children / 64)
                    best = max(best, min(6.0, math.log2(children / others)) if own else 0.0)
        return best

    return bonus


def _last_resort(clusters: Clusters, pairs: list[ScoredPair], extra: Callable[[ScoredPair], float]) -> None:
    """Join two left-over clusters that agree on all but the forename, where nobody else can be meant and nothing suggests a twin.

    A middle name that nobody wrote down, a nickname in no table: about three children in a hundred go by one somewhere.
    """
    near = neighbours(pairs)
    for pair in pairs:
        a, b = clusters.of(pair.left), clusters.of(pair.right)
        if pair.ruling != "last resort" or a == b:
            continue
        ours, theirs = clusters.standings[a].registers & ONCE_ONLY, clusters.standings[b].registers & ONCE_ONLY
        if not ours or not theirs or ours & theirs:
            continue
        probability = posterior(clusters, pair, near, extra)
        if probability < REVIEW_AT or clusters.why_not(pair):
            continue
        if third_child(clusters, pair, near):
            continue
        if probability >= LINK_AT:
            clusters.join(
                pair.left, pair.right, by="last resort", probability=probability, weight=pair.weight, because=describe(pair.levels)
            )
        else:
            clusters.doubt(pair, probability, "band", describe(pair.levels))
