"""Clusters as tables of the engine, settled by groups of whole components: no process ever holds those of everybody.

`settling.py` says what settling is. Here stands how groups are cut on this machine, what goes along with each, and what becomes of the
answers. The tables, for whoever writes children:

    clustered   one unit: its cluster (the number of one of its units), how surely it belongs there and by which pass (none: exact)
    joined      one pair of units or clusters that was joined, and why
    doubts      one pair that a person should see; `look` is the look in which it was doubted
    forbidden   one unit and another that it must never be joined to; sealed: that is written down nowhere
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import duckdb
import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.drawing_processes import DrawingProcesses
from onroll.pipeline.engine import add_to, keep, many_objects
from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.holdings import cluster_holdings, read_clusters
from onroll.pipeline.links.resolution import Clusters, Join, read_pairs
from onroll.pipeline.links.settling import UNITS_IN_A_GROUP, Settle

FEWEST_GROUPS_APART = 8
"""So many groups are worth processes of their own: to begin two, and to hand four groups over, took more than settling them."""

GROUPS_AT_ONCE = 25
"""So many groups are brought together by one statement of the engine, and held until they have been handed out."""

_COLUMNS = {
    "unit": pa.int64(), "cluster": pa.int64(), "l": pa.int64(), "r": pa.int64(), "other": pa.int64(), "look": pa.int64(),
    "probability": pa.float64(), "weight": pa.float64(), "pass": pa.string(), "kind": pa.string(), "because": pa.string(),
    "sealed": pa.bool_(),
}  # fmt: skip


def _shape(*names: str) -> pa.Schema:
    return pa.schema([(name, _COLUMNS[name]) for name in names])


MOVED = _shape("unit", "cluster", "probability", "pass")
JOINED = _shape("l", "r", "pass", "probability", "weight", "because")
DOUBTS = _shape("l", "r", "probability", "kind", "because", "look")
FORBIDDEN = _shape("unit", "other", "sealed")
_TABLES = {"joined": JOINED, "doubts": DOUBTS, "forbidden": FORBIDDEN}

Faces = Mapping[int, Sequence[Standing]]


@dataclass(frozen=True)
class Work:
    """What is done with each group, and goes along to whoever does it.

    Shape  look: 0 with units, from 1 with whole clusters; not_with, sealed_from, faces: of the few clusters about which people decided.
    """

    settle: Settle
    look: int
    register_of: Mapping[int, str]
    not_with: Mapping[int, frozenset[int]] = field(default_factory=dict)
    sealed_from: Mapping[int, frozenset[int]] = field(default_factory=dict)
    faces: Faces = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """What settling one group gave. Shape  moved, joined, doubts: rows of those tables; faces: of clusters that a decision joined."""

    moved: pa.Table
    joined: pa.Table
    doubts: pa.Table
    faces: Faces


def begin_clusters(con: duckdb.DuckDBPyConnection, decided: DecidedUnits, units: str = "SELECT DISTINCT party FROM parties") -> None:
    """Make `clustered`, each unit a cluster of its own; and `joined`, `doubts` and `forbidden`. Shape  units: SQL of them (party)."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE clustered AS "
        f"SELECT party, party AS cluster, NULL::DOUBLE AS probability, NULL::VARCHAR AS pass FROM ({units})"
    ).fetchall()
    for name, shape in _TABLES.items():
        keep(con, name, forbidden_by(decided) if name == "forbidden" else shape.empty_table())


def forbidden_by(decided: DecidedUnits) -> pa.Table:
    """Return what people forbade as rows of `forbidden`."""
    apart = [(one, other, False) for pair in decided.apart for one, other in (pair, pair[::-1])]
    sealed = [(unit, other, True) for unit, others in decided.sealed.items() for other in sorted(others)]
    return _rows(FORBIDDEN, apart + sealed)


def settle_in_groups(
    con: duckdb.DuckDBPyConnection,
    pairs: str,
    work: Work,
    *,
    together: Sequence[tuple[int, int]] = (),
    always: Sequence[int] = (),
    plainly: Sequence[Join] = (),
    holdings: Callable[[str], str] = cluster_holdings,
) -> tuple[int, Faces]:
    """Settle the clusters that stand in scored pairs; move `clustered` along and add to `joined` and `doubts`.

    Leaves `moved`: each unit of a cluster that was joined with another just now.

    Return how many pairs were joined, and what each part of a cluster holds that a decision joined.

    Shape  pairs: a table as `score` makes it, without what can never matter; together: pairs that hang together without being scored;
           always: clusters that are settled though they may stand in no pair; plainly: what was joined without settling (`plain_pairs.py`);
           holdings: SQL of what clusters hold, given their members. Needs the tables that it reads, as `make_holdings` makes them.
    """
    groups = _make_places(con, pairs, together, always)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE placed_pairs AS SELECT p.place, s.* FROM {pairs} s JOIN places p ON p.unit = s.l ORDER BY place"
    )
    both = [(unit, join.left, *said) for join in plainly for unit, said in _ends(join)]
    keep(con, "moved", _rows(MOVED, both))
    add_to(con, "joined", _joined(plainly))
    joins, faces = len(plainly), dict(work.faces)
    with DrawingProcesses() as processes:
        parts = _parts(con, groups, holdings)
        several = processes.drawn(_settled, work, parts) if groups >= FEWEST_GROUPS_APART else (_settled(work, *part) for part in parts)
        for answered in several:
            joins += answered.joined.num_rows
            for root in answered.moved["unit"].to_pylist() if work.faces else ():
                faces.pop(root, None)
            faces |= answered.faces
            for name, table in (("moved", answered.moved), ("joined", answered.joined), ("doubts", answered.doubts)):
                add_to(con, name, table)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE clustered AS SELECT c.party, coalesce(m.cluster, c.cluster) AS cluster, "
        "if(m.probability < coalesce(c.probability, 2.0), m.probability, c.probability) AS probability, "
        'if(m.probability < coalesce(c.probability, 2.0), m."pass", c."pass") AS "pass" '
        "FROM clustered c LEFT JOIN moved m ON m.unit = c.party"
    ).fetchall()
    for name in ("placed_pairs", "places"):
        con.execute(f"DROP TABLE {name}").fetchall()
    return joins, faces


def _make_places(con: duckdb.DuckDBPyConnection, pairs: str, together: Sequence[tuple[int, int]], always: Sequence[int]) -> int:
    """Make `places` (unit, place): in which group each cluster is settled, whole components in one; return how many groups there are."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = con.execute(f"SELECT l, r FROM {pairs}").to_arrow_table()
    left, right = (np.concatenate([edges[side].to_numpy(), np.array([p[n] for p in together], np.int64)]) for n, side in enumerate("lr"))
    units = np.unique(np.concatenate([left, right, np.array(always, np.int64)]))
    ends = (np.searchsorted(units, left), np.searchsorted(units, right))
    many, label = connected_components(coo_array((np.ones(len(left), np.int8), ends), shape=(len(units), len(units))), directed=False)
    last = (
        np.cumsum(np.bincount(label, minlength=many)) - 1
    )  # the place of a component's last unit, where whole components follow each other
    place = (last // UNITS_IN_A_GROUP)[label] if many else np.empty(0, np.int64)
    keep(con, "places", pa.table({"unit": pa.array(units, pa.int64()), "place": pa.array(place, pa.int64())}))
    return int(place.max()) + 1 if many else 0


def _parts(con: duckdb.DuckDBPyConnection, groups: int, holdings: Callable[[str], str]) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield of each group its clusters, with what they hold, and its pairs."""
    for first in range(0, groups, GROUPS_AT_ONCE):
        some = f"place BETWEEN {first} AND {first + GROUPS_AT_ONCE - 1}"
        members = f"SELECT c.party AS member, c.cluster AS unit, p.place FROM clustered c JOIN places p ON p.unit = c.cluster WHERE {some}"
        con.execute(f"CREATE OR REPLACE TEMP TABLE here AS {members}").fetchall()
        there = con.execute(
            f"SELECT h.place, s.* FROM (SELECT DISTINCT unit, place FROM here) h JOIN ({holdings('here')}) s USING (unit) "
            "ORDER BY h.place, s.unit"
        ).to_arrow_table()
        scored = con.execute(f"FROM placed_pairs WHERE {some} ORDER BY place, l, r").to_arrow_table()
        for ours, theirs in zip(_cut(there, first), _cut(scored, first), strict=True):
            if ours.num_rows:
                yield ours, theirs


def _cut(table: pa.Table, first: int) -> list[pa.Table]:
    """Return the parts of a table that is sorted by place."""
    import numpy as np

    starts = np.searchsorted(table["place"].to_numpy(), range(first, first + GROUPS_AT_ONCE + 1))
    # Cut copies: what is handed to another process would take the whole table along.
    return [pa.table(table.slice(a, b - a).drop_columns("place")).combine_chunks() for a, b in pairwise(starts)]


def _settled(work: Work, there: pa.Table, scored: pa.Table) -> Answered:
    """Settle one group. Shape  there: its clusters; scored: its pairs."""
    with many_objects():
        clusters = Clusters(read_clusters(there), work.register_of)
        for root, standing in clusters.standings.items():
            standing.not_with |= work.not_with.get(root, frozenset())
            standing.sealed_from |= work.sealed_from.get(root, frozenset())
            if root in work.faces:
                clusters.faces[root] = [face.copy() for face in work.faces[root]]
        work.settle(clusters, read_pairs(scored))
        return _answered(clusters, work.look)


def _answered(clusters: Clusters, look: int) -> Answered:
    roots = sorted({clusters.of(unit) for unit in clusters.parent})
    moved = [
        (unit, root, *clusters.probability.get(unit, (None, None)))
        for root in roots
        if root in clusters.standings
        for unit in sorted(clusters.standings[root].units)
    ]
    return Answered(_rows(MOVED, moved), _joined(clusters.joins), _doubts(clusters, look), clusters.faces)


def _ends(join: Join) -> tuple[tuple[int, tuple[float | None, str | None]], ...]:
    """Return either unit of two that were joined, and how surely it belongs to the cluster of the left one."""
    return (join.left, (None, None)), (join.right, (join.probability, join.by))


def _joined(joins: Sequence[Join]) -> pa.Table:
    return _rows(JOINED, [(join.left, join.right, join.by, join.probability, join.weight, join.because) for join in joins])


def _doubts(clusters: Clusters, look: int) -> pa.Table:
    ordered = [doubt for _, doubt in sorted(clusters.doubts.items())]
    return _rows(DOUBTS, [(each.left, each.right, each.probability, each.kind, each.because, look) for each in ordered])


def _rows(shape: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(shape)
    return pa.table([pa.array(values, kind.type) for values, kind in zip(columns, shape, strict=True)], schema=shape)


def decided_of_clusters(con: duckdb.DuckDBPyConnection) -> dict[str, dict[int, frozenset[int]]]:
    """Return what people forbade, by cluster: `not_with` and `sealed_from`, as `Work` takes them."""
    found: dict[str, dict[int, frozenset[int]]] = {"not_with": {}, "sealed_from": {}}
    rows = con.execute("SELECT c.cluster, f.other, f.sealed FROM forbidden f JOIN clustered c ON c.party = f.unit ORDER BY ALL").fetchall()
    for cluster, other, sealed in rows:
        of = found["sealed_from" if sealed else "not_with"]
        of[cluster] = of.get(cluster, frozenset()) | {other}
    return found
