"""Clusters as rows of Spark's tables: what goes to the executors that settle groups of them, and what comes back."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.links.resolution import Clusters, Doubt, Join, read_pairs
from onroll.pipeline.links.settling import Settle

CLUSTERS = pa.schema([("unit", pa.int64()), ("units", pa.list_(pa.int64())), ("registers", pa.list_(pa.string())), ("held", pa.binary())])
"""One cluster: the number it goes by, its units, the registers it stands in, and all that it holds, as Python keeps it: these tables last
no longer than the run."""

SETTLED = pa.schema(
    [
        ("kind", pa.string()),
        *CLUSTERS,
        ("l", pa.int64()),
        ("r", pa.int64()),
        ("probability", pa.float64()),
        ("weight", pa.float64()),
        ("by", pa.string()),
        ("because", pa.string()),
    ]
)
"""What settling a group gives, told apart by `kind`: its clusters, its joins, its doubts."""


MEMBERS = pa.schema([("party", pa.int64()), ("cluster", pa.int64()), ("probability", pa.float64()), ("pass", pa.string())])
"""One unit: its cluster, how surely it belongs there and by which pass."""


@dataclass
class Held:
    """What one cluster holds. Shape  faces, probability: its own part of what `Clusters` keeps of all."""

    standing: Standing
    faces: list[Standing] | None
    probability: dict[int, tuple[float, str]]


def row_of_cluster(root: int, held: Held) -> dict[str, Any]:
    """Return a cluster as a row of CLUSTERS."""
    return {
        "unit": root,
        "units": sorted(held.standing.units),
        "registers": sorted(held.standing.registers),
        "held": pickle.dumps(held),
    }


def settle_group(there: pa.Table, scored: pa.Table, settle: Settle, register_of: Mapping[int, str]) -> pa.Table:
    """Return what settling makes of the clusters of some whole components. Shape  there: rows of CLUSTERS; scored: their pairs."""
    clusters = Clusters({}, register_of)
    for root, held in read_clusters(there):
        clusters.standings[root] = held.standing
        clusters.probability |= held.probability
        if held.faces:
            clusters.faces[root] = held.faces
    settle(clusters, read_pairs(scored))
    rows: list[dict[str, Any]] = []
    for root, standing in sorted(clusters.standings.items()):
        chances = {unit: clusters.probability[unit] for unit in standing.units if unit in clusters.probability}
        rows.append({"kind": "cluster", **row_of_cluster(root, Held(standing, clusters.faces.get(root), chances))})
    for join in clusters.joins:
        rows.append(_told("join", join) | {"by": join.by, "weight": join.weight})
    for _, doubt in sorted(clusters.doubts.items()):
        rows.append(_told("doubt", doubt) | {"by": doubt.kind})
    return pa.Table.from_pylist(rows, schema=SETTLED)


def members_of_clusters(rows: pa.Table) -> pa.Table:
    """Return the units of some clusters as rows of MEMBERS. Shape  rows: of CLUSTERS."""
    made = [
        (unit, root, *held.probability.get(unit, (None, None)))
        for root, held in read_clusters(rows)
        for unit in sorted(held.standing.units)
    ]
    columns = zip(*made, strict=True) if made else [()] * len(MEMBERS)
    return pa.table([pa.array(values, kind.type) for values, kind in zip(columns, MEMBERS, strict=True)], schema=MEMBERS)


def _told(kind: str, pair: Join | Doubt) -> dict[str, Any]:
    return {"kind": kind, "l": pair.left, "r": pair.right, "probability": pair.probability, "because": pair.because}


def read_clusters(rows: pa.Table) -> list[tuple[int, Held]]:
    """Return the clusters of some rows, by the number that each goes by."""
    return [(root, pickle.loads(held)) for root, held in zip(rows["unit"].to_pylist(), rows["held"].to_pylist(), strict=True)]
