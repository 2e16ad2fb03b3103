"""Trials: some children are linked once more with their identifiers hidden, to see how well names alone would have found them.

Rows of two registers that share a valid UPN or NHS number, and that linking has put together, are a pair whose answer is known. All
children of some birthdays are taken, so that twins and namesakes compete as they do in earnest, and every row of each.

Source  linkage study, sections D1 (identifier-confirmed pairs are free labels) and D2, point 8.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.link_quality import BANDS
from onroll.core.sightings import EDUCATION_REGISTERS as EDUCATION
from onroll.pipeline.engine import connect, keep
from onroll.pipeline.index import Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.holdings import make_stood
from onroll.pipeline.links.last_rounds import first_keys, last_rounds
from onroll.pipeline.links.linking import party_standings
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.profiles import birthday_number, normalise_profiles
from onroll.pipeline.links.resolution import LEAST_WEIGHT, Clusters, read_pairs, resolve
from onroll.pipeline.links.standing import VERSION
from onroll.pipeline.links.units import _keys, drop_hubs, gather, make_candidates, make_keys, make_parties

COPIED_FROM_ROLLS = frozenset({"attendance"})
"""Schools copy these from their rolls, by the UPN and often without an address: that names alone would not find them says nothing of any
other register, and nobody is missed for standing there alone."""

CHILDREN_TRIED = 3_000
"""About so many children are tried: enough to see a missed-link rate of half a per cent to a third of itself."""

FEWEST_CHILDREN = 1_000
"""Among fewer children than this nothing is tried: what a few of them show is chance."""


DAYS_THAT_TRIALS_HOLD = 28
"""For so long the trials of an earlier run stand where all is linked anew by the same rules, because a decision came or a file went."""


def trials_hold(previous: Run | None, on: date) -> bool:
    """Return whether what an earlier run's trials showed need not be tried again."""
    if previous is None or not previous.table("link_quality").exists() or not previous.table("link_basis").exists():
        return False
    if pq.read_table(previous.table("link_basis"), columns=["version"])["version"][0].as_py() != VERSION:
        return False
    measures = pq.read_table(previous.table("link_quality"), columns=["measure", "value"]).to_pylist()
    measured_on = max((row["value"] for row in measures if row["measure"] == "measured_on"), default=0.0)
    return on.toordinal() - measured_on <= DAYS_THAT_TRIALS_HOLD


@dataclass
class Statement:
    """All that one supplier's register says of a child.

    Shape  profiles: sets of identity fields; identifiers: valid UPNs and NHS numbers in them; found_as: the blind clusters.
    """

    register: str
    profiles: set[int] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    found_as: set[int] = field(default_factory=set)


Statements = Mapping[str, Sequence[Statement]]


def run_trials(con: duckdb.DuckDBPyConnection, model: Model, into: Path) -> None:
    """Link a sample once more without identifiers, and write how it went: `link_trials` and `link_trial_counts`.

    Shape  needs the tables `records`, `profiles`, `extracts`, `placed` and `named` that a whole linking leaves.
    """
    if con.execute("SELECT count(*) FROM named").fetchall()[0][0] < FEWEST_CHILDREN:
        return
    share = _draw_sample(con)
    with connect() as blind:
        clusters, party_of = _link_blindly(con, blind, model, share)
        statements = _statements(con, {profile: clusters.of(party) for profile, party in party_of.items()})
        counts = _count_registers(statements) + _count_bands(clusters, party_of, statements) + _count_keys(blind, party_of, statements)
        counts += _example(blind, clusters, model)
    pq.write_table(_children(con, statements, share), into / "link_trials.parquet", compression="zstd")
    pq.write_table(pa.Table.from_pylist(counts, schema=COUNTS), into / "link_trial_counts.parquet", compression="zstd")


COUNTS = pa.schema(
    [("kind", pa.string()), ("a", pa.string()), ("b", pa.string()), ("of", pa.float64()), ("hits", pa.float64()), ("other", pa.float64())]
)


def _count(kind: str, a: str, b: str, of: float, hits: float, other: float = 0.0) -> dict[str, object]:
    return {"kind": kind, "a": a, "b": b, "of": float(of), "hits": float(hits), "other": other}


_BORN = birthday_number("date_of_birth")


def _draw_sample(con: duckdb.DuckDBPyConnection) -> float:
    """Make `trial_clusters`: all children of some birthdays, and `trial_profiles`; return about what share of all they are."""
    (children,) = con.execute("SELECT count(DISTINCT cluster) FROM placed").fetchall()[0]
    every = max(1, round(children / CHILDREN_TRIED))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE trial_clusters AS SELECT cluster, min({_BORN}) AS birthday "
        "FROM (SELECT DISTINCT cluster, profile FROM placed) JOIN profiles USING (profile) GROUP BY cluster "
        f"HAVING (min({_BORN}) * 2654435761) % 1000003 % {every} = 0"
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE trial_profiles AS "
        "SELECT DISTINCT profile FROM placed WHERE cluster IN (SELECT cluster FROM trial_clusters)"
    ).fetchall()
    (tried,) = con.execute("SELECT count(*) FROM trial_clusters").fetchall()[0]
    return float(tried / children) if tried else 1.0


def _link_blindly(
    con: duckdb.DuckDBPyConnection, blind: duckdb.DuckDBPyConnection, model: Model, share: float
) -> tuple[Clusters, dict[int, int]]:
    """Link the sample with every identifier taken out, by the same passes and the same model; return the clusters, and each party."""
    install_macros(blind)
    hidden = {
        "profiles": "* REPLACE (NULL::VARCHAR AS upn, NULL::VARCHAR AS former_upn, NULL::VARCHAR AS nhs_number, NULL::VARCHAR AS uln)",
        "records": "*",
    }
    sample = "WHERE profile IN (SELECT profile FROM trial_profiles) ORDER BY profile"
    for name, columns in hidden.items():
        keep(blind, "shown", con.execute(f"SELECT * FROM {name} {sample}").to_arrow_table())
        blind.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM shown").fetchall()
    keep(blind, "extracts", con.execute("SELECT * FROM extracts").to_arrow_table())
    normalise_profiles(blind)
    make_parties(blind)
    gather(blind, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    drop_hubs(blind, "units")
    make_stood(blind)
    registers = dict(blind.execute("SELECT number, register FROM extracts").fetchall())
    make_keys(blind, "units", "keys", kinds=first_keys(set(registers.values())))
    make_candidates(blind, "keys", "candidates")
    scoring.install_frequencies(blind, model)
    scoring.score(blind, "candidates", "units", "units", model, "scored")
    worth = blind.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored WHERE weight >= {LEAST_WEIGHT} ORDER BY l, r"
    ).to_arrow_table()
    clusters = Clusters(party_standings(blind), registers)
    resolve(clusters, read_pairs(worth), by="scored")
    last_rounds(blind, clusters, model, share=share)
    return clusters, dict(blind.execute("SELECT profile, party FROM parties").fetchall())


def _statements(con: duckdb.DuckDBPyConnection, found_as: Mapping[int, int]) -> dict[str, list[Statement]]:
    """Return what each supplier's register says of each child tried, by child id."""
    rows = con.execute(
        """SELECT DISTINCT n.child_id, e.register, e.supplier, p.profile, c.upn, c.former_upn, c.nhs_number
        FROM placed p JOIN trial_clusters t USING (cluster) JOIN named n USING (cluster)
        JOIN extracts e ON e.number = p.extract JOIN profiles c USING (profile) ORDER BY ALL"""
    ).fetchall()
    children: dict[str, dict[tuple[str, str], Statement]] = defaultdict(dict)
    for child_id, register, supplier, profile, *identifiers in rows:
        said = children[child_id].setdefault((register, supplier), Statement(register))
        said.profiles.add(profile)
        said.identifiers.update(each for each in identifiers if each)
        said.found_as.add(found_as[profile])
    return {child_id: list(statements.values()) for child_id, statements in children.items()}


def _children(con: duckdb.DuckDBPyConnection, statements: Statements, share: float) -> pa.Table:
    """Return one row per child tried.

    Registers that are copied from rolls are not asked about.

    Shape  labelled: an identifier confirms rows of two suppliers; missed: without it, some of them are not found; mixed: a blind
           cluster holds another child too. links: pairs of suppliers' registers; named_links: those that no identifier confirms.
           aside_…: the same of education beside other registers, where a miss is a false alarm in the making.
    """
    born = dict(con.execute("SELECT child_id, birthday FROM trial_clusters JOIN named USING (cluster)").fetchall())
    holders: dict[int, set[str]] = defaultdict(set)
    for child_id, own in statements.items():
        for said in own:
            for cluster in said.found_as:
                holders[cluster].add(child_id)
    identifiers = {child_id: set().union(*(said.identifiers for said in own)) for child_id, own in statements.items()}
    rows = []
    for child_id, own in statements.items():
        pairs = list(combinations([said for said in own if said.register not in COPIED_FROM_ROLLS], 2))
        confirmed = [(a, b) for a, b in pairs if a.identifiers & b.identifiers]
        aside = [(a, b) for a, b in pairs if (a.register in EDUCATION) != (b.register in EDUCATION)]
        aside_confirmed = [(a, b) for a, b in aside if a.identifiers & b.identifiers]
        others = set().union(*(holders[cluster] for said in own for cluster in said.found_as)) - {child_id}
        rows.append(
            {
                "child_id": child_id,
                "birthday": born[child_id],
                "share": share,
                "links": len(pairs),
                "named_links": len(pairs) - len(confirmed),
                "labelled": bool(confirmed),
                "missed": any(not a.found_as & b.found_as for a, b in confirmed),
                "mixed": any(_two(identifiers[child_id], identifiers[other]) for other in others),
                "aside_tried": bool(aside_confirmed),
                "aside_missed": any(not a.found_as & b.found_as for a, b in aside_confirmed),
                "aside_named": bool(aside) and not aside_confirmed,
            }
        )
    return pa.Table.from_pylist(rows, schema=TRIALS)


TRIALS = pa.schema(
    [("child_id", pa.string()), ("birthday", pa.int32()), ("share", pa.float64()), ("links", pa.int32()), ("named_links", pa.int32())]
    + [(name, pa.bool_()) for name in ("labelled", "missed", "mixed", "aside_tried", "aside_missed", "aside_named")]
)


def _two(a: set[str], b: set[str]) -> bool:
    """Return whether identifiers tell two children apart: both hold one of a kind, and none in common."""
    return any(bool(x) and bool(y) and not x & y for x, y in ((_kind(a, 10), _kind(b, 10)), (_kind(a, 13), _kind(b, 13))))


def _kind(identifiers: set[str], length: int) -> set[str]:
    return {each for each in identifiers if len(each) == length}


def _count_registers(statements: Statements) -> list[dict[str, object]]:
    """Return, by pair of registers: links confirmed, of them missed without the identifier, and links that only names made."""
    tried, missed, named = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for own in statements.values():
        for a, b in combinations(own, 2):
            key = (min(a.register, b.register), max(a.register, b.register))
            if a.identifiers & b.identifiers:
                tried[key] += 1
                missed[key] += not a.found_as & b.found_as
            else:
                named[key] += 1
    return [_count("registers", *key, tried[key], missed[key], named[key]) for key in sorted(set(tried) | set(named))]


def _count_bands(clusters: Clusters, party_of: Mapping[int, int], statements: Statements) -> list[dict[str, object]]:
    """Return, by score band, the weighed pairs whose answer identifiers know: how many, how many are one child, the stated sum."""
    held: dict[int, set[str]] = defaultdict(set)
    children: dict[int, set[str]] = defaultdict(set)
    for child_id, own in statements.items():
        for said in own:
            for profile in said.profiles:
                held[party_of[profile]] |= said.identifiers
                children[party_of[profile]].add(child_id)
    weighed = [(join.left, join.right, join.probability) for join in clusters.joins]
    weighed += [(doubt.left, doubt.right, doubt.probability) for doubt in clusters.doubts.values() if doubt.kind == "band"]
    of, same, stated = Counter[int](), Counter[int](), defaultdict[int, float](float)
    for left, right, probability in weighed:
        one_child = bool(held[left] & held[right])
        if not one_child and (children[left] & children[right] or not _two(held[left], held[right])):
            continue
        band = max(place for place, start in enumerate(BANDS[:-1]) if probability >= start)
        of[band] += 1
        same[band] += one_child
        stated[band] += probability
    return [_count("band", str(BANDS[band]), str(BANDS[band + 1]), of[band], same[band], stated[band]) for band in sorted(of)]


def _count_keys(blind: duckdb.DuckDBPyConnection, party_of: Mapping[int, int], statements: Statements) -> list[dict[str, object]]:
    """Return how many confirmed pairs each kind of key reaches, and alone; and how many kinds reach how many pairs."""
    pairs = set()
    for own in statements.values():
        for a, b in combinations(own, 2):
            if a.identifiers & b.identifiers:
                pairs |= {
                    (min(x, y), max(x, y)) for x in (party_of[p] for p in a.profiles) for y in (party_of[p] for p in b.profiles) if x != y
                }
    ordered = sorted(pairs)
    blind.register(
        "given_pairs",
        pa.table({"l": pa.array([one for one, _ in ordered], pa.int64()), "r": pa.array([other for _, other in ordered], pa.int64())}),
    )
    blind.execute(
        "CREATE TEMP TABLE reached AS WITH keyed AS (SELECT DISTINCT kind, key, unit FROM "
        f"({_keys('units')}) WHERE unit IN (SELECT l FROM given_pairs UNION SELECT r FROM given_pairs)) "
        "SELECT l, r, list_sort(list_distinct(list(a.kind) FILTER (b.key IS NOT NULL))) AS kinds FROM given_pairs "
        "JOIN keyed a ON a.unit = l LEFT JOIN keyed b ON b.unit = r AND b.key = a.key GROUP BY l, r"
    ).fetchall()
    blind.unregister("given_pairs")
    kinds = blind.execute(
        "SELECT kind, count(*), count(*) FILTER (len(kinds) = 1) "
        "FROM (SELECT kinds, unnest(kinds) AS kind FROM reached) GROUP BY kind ORDER BY kind"
    ).fetchall()
    reach = blind.execute("SELECT coalesce(len(kinds), 0), count(*) FROM reached GROUP BY ALL ORDER BY 1").fetchall()
    counts = [_count("key", kind, "", len(ordered), reached, only) for kind, reached, only in kinds]
    return counts + [_count("reach", str(number), "", len(ordered), many) for number, many in reach]


def _example(blind: duckdb.DuckDBPyConnection, clusters: Clusters, model: Model) -> list[dict[str, object]]:
    """Return what each comparison was worth in the least certain pair that was joined by its weight: for a picture, without any value."""
    joins = sorted((join.probability, join.left, join.right) for join in clusters.joins if join.by == "scored")
    if not joins:
        return []
    probability, left, right = joins[0]
    rows = [_count("example", "prior", "", 0, model.prior_bits, probability)]
    for place, (comparison, level, bits) in enumerate(scoring.weights_of(blind, "units", left, right, model), start=1):
        rows.append(_count("example", comparison, level, place, bits))
    return rows
