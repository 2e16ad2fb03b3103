"""Resolution on the executors: groups of units that hang together by pairs are settled by `links/settling.py`, wherever there is room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.engine import keep
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.groups import forbidden_by
from onroll.pipeline.links.holdings import STOOD_IN, make_holdings, make_stood, stood_of
from onroll.pipeline.links.last_rounds import EVERYBODY_HAS, MOST_ROUNDS, ONCE_ONLY, LeftOver
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.resolution import LEAST_WEIGHT
from onroll.pipeline.links.settling import UNITS_IN_A_GROUP, Settle, SettleAgain, SettleFirst
from onroll.pipeline.links.units import NARROW_KEYS, WIDE_KEYS, add_kin, gather, make_candidates, make_keys
from onroll.pipeline.spark.cluster_rows import CLUSTERS, MEMBERS, SETTLED, Held, members_of_clusters, row_of_cluster, settle_group
from onroll.pipeline.spark.components import make_components
from onroll.pipeline.spark.tables import SparkTables

_PAIR = f"l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)}"
_OF_A_CLUSTER = ", ".join(CLUSTERS.names)


def resolve_in_spark(
    tables: Any, model: Model, decided: DecidedUnits, register_of: Mapping[int, str], *, floor: float = LEAST_WEIGHT
) -> int:
    """Make the tables of clusters (`links/groups.py`) and `cluster_units`; return how many pairs were scored in the second look.

    Shape  needs the tables that stand when pairs have been scored. register_of: the register of each extract.
    """
    make_holdings(tables)
    make_stood(tables)
    _make_standings(tables)
    tables.make("worth", f"SELECT {_PAIR} FROM scored WHERE weight >= {floor} OR upn = 1 OR nhs = 1")
    edges = "SELECT l, r FROM worth"
    if decided.same:
        lefts, rights = zip(*decided.same, strict=True)
        tables.register("decided_pairs", pa.table({"l": pa.array(lefts, pa.int64()), "r": pa.array(rights, pa.int64())}))
        edges += " UNION ALL SELECT l, r FROM decided_pairs"

    _settle(tables, 0, "worth", edges, SettleFirst(decided), register_of, always=decided.forbidding)
    looked, rounds = 0, 0
    _gather_clusters(tables, 1)
    for rounds in range(1, MOST_ROUNDS + 1):
        looked += _score_clusters(tables, model, rounds, floor)
        again = SettleAgain(_count_left_over(tables, model, rounds))
        _settle(tables, rounds, f"worth_{rounds}", f"SELECT l, r FROM worth_{rounds}", again, register_of)
        if not tables.count(f"SELECT 1 FROM settled_{rounds} WHERE kind = 'join'"):
            break
        _gather_clusters(tables, rounds + 1)
    _make_clustered(tables, rounds + 1)
    keep(tables, "forbidden", forbidden_by(decided))
    return looked


def _make_standings(tables: SparkTables) -> None:
    """Make `clusters_0`: each unit as a cluster of its own. Needs the tables of `make_holdings`."""
    tables.execute(f"CREATE OR REPLACE TEMP VIEW stood_in AS {STOOD_IN}")
    days = "(SELECT unit, collect_list(struct(held, first_day, last_day)) AS days FROM {} GROUP BY unit)"
    tables.make(
        "standings",
        "SELECT u.unit, u.birthdays, s.extracts, s.registers, n.days AS upn_days, d.days AS roll_days FROM units u "
        f"JOIN stood_in s ON s.party = u.unit LEFT JOIN {days.format('upn_days')} n ON n.unit = u.unit "
        f"LEFT JOIN {days.format('roll_days')} d ON d.unit = u.unit",
        lazily=True,
    )
    tables.make_by_batches("standings", _as_clusters, CLUSTERS, "clusters_0")


def _as_clusters(rows: pa.Table) -> pa.Table:
    made = []
    for row in rows.to_pylist():
        upn_days, roll_days = (
            {each["held"]: (each["first_day"], each["last_day"]) for each in row[name] or ()} for name in ("upn_days", "roll_days")
        )
        standing = Standing(
            extracts=set(row["extracts"] or ()),
            registers=set(row["registers"]),
            upn_days=upn_days,
            roll_days=roll_days,
            birthdays=set(row["birthdays"] or ()),
            units={row["unit"]},
        )
        made.append(row_of_cluster(row["unit"], Held(standing, None, {})))
    return pa.Table.from_pylist(made, schema=CLUSTERS)


def _settle(
    tables: SparkTables,
    number: int,
    pairs: str,
    edges: str,
    settle: Settle,
    register_of: Mapping[int, str],
    *,
    always: list[int] | None = None,
) -> None:
    """Settle `clusters_<number>` by pairs, and make `settled_<number>` and the clusters of the next number.

    Shape  edges: SQL of what hangs together (l, r); always: units that are settled though they may stand in no pair.
    """
    component = f"component_{number}"
    tables.make(f"edges_{number}", edges, lazily=True)
    make_components(tables, f"edges_{number}", component)
    if always:
        tables.register("always", pa.table({"unit": pa.array(sorted(set(always)), pa.int64())}))
        alone = f"SELECT unit, unit FROM always WHERE unit NOT IN (SELECT unit FROM {component})"
        tables.make(f"{component}_all", f"SELECT unit, component FROM {component} UNION ALL {alone}")
        component += "_all"
    groups = max(tables.partitions, tables.count(f"SELECT 1 FROM {component}") // UNITS_IN_A_GROUP)
    place = f"pmod(xxhash64(c.component), {groups}) AS place"
    there = tables.session.sql(f"SELECT {place}, s.* FROM clusters_{number} s JOIN {component} c ON c.unit = s.unit")
    paired = tables.session.sql(f"SELECT {place}, p.* FROM {pairs} p JOIN {component} c ON c.unit = p.l")

    def settled(clusters: pa.Table, scored: pa.Table) -> pa.Table:
        return settle_group(clusters, scored, settle, register_of)

    tables.make_by_groups(there, paired, "place", settled, SETTLED, f"settled_{number}")
    tables.make(
        f"clusters_{number + 1}",
        f"SELECT {_OF_A_CLUSTER} FROM settled_{number} WHERE kind = 'cluster' UNION ALL "
        f"SELECT {_OF_A_CLUSTER} FROM clusters_{number} s LEFT ANTI JOIN {component} c ON c.unit = s.unit",
    )


def _gather_clusters(tables: Any, number: int) -> None:
    """Make `cluster_units` of the clusters of that number."""
    now = f"clusters_{number}"
    tables.make("belongs", f"SELECT explode(units) AS part, unit FROM {now} WHERE size(units) > 1")
    whole = "(SELECT unit AS part, * EXCLUDE (unit) FROM units WHERE unit IN (SELECT part FROM belongs))"
    gather(tables, whole, "SELECT part, unit FROM belongs", "gathered_units")
    alone = "SELECT u.* FROM units u LEFT ANTI JOIN belongs b ON b.part = u.unit"
    tables.make("all_clusters", f"SELECT * FROM gathered_units UNION ALL {alone}")
    add_kin(tables, "all_clusters", "cluster_units")


def _score_clusters(tables: Any, model: Model, number: int, floor: float) -> int:
    """Make `worth_<number>`: the scored pairs of clusters of which at least one lacks what everybody has; return how many were scored."""
    now = f"clusters_{number}"
    delivered = {register for (register,) in tables.rows(f"SELECT DISTINCT explode(registers) FROM {now}")}
    lacking = " OR ".join(f"NOT array_contains(registers, '{each}')" for each in EVERYBODY_HAS if each in delivered)
    tables.make("loose", f"SELECT unit FROM {now} WHERE {lacking or 'false'}")
    make_keys(tables, "cluster_units", "cluster_keys", kinds=NARROW_KEYS)
    make_keys(tables, "cluster_units", "wide_keys", kinds=WIDE_KEYS)
    stood = stood_of(f"SELECT explode(units) AS member, unit FROM {now}")
    tables.make("wide_keys_stood", f"SELECT k.key, k.unit, s.stood FROM wide_keys k JOIN ({stood}) s ON s.unit = k.unit")
    make_candidates(tables, "cluster_keys", "cluster_candidates", only="SELECT unit FROM loose", wide="wide_keys_stood")
    scoring.score(tables, "cluster_candidates", "cluster_units", "cluster_units", model, "cluster_scored")
    tables.make(f"worth_{number}", f"SELECT {_PAIR} FROM cluster_scored WHERE weight >= {floor - 6} OR upn = 1 OR nhs = 1")
    return int(tables.count(f"SELECT 1 FROM worth_{number}"))


def _count_left_over(tables: SparkTables, model: Model, number: int) -> LeftOver:
    held = Counter[frozenset[str]]()
    for registers, many in tables.rows(f"SELECT registers, count(*) FROM clusters_{number} GROUP BY registers"):
        held[ONCE_ONLY & frozenset(registers)] += many
    return LeftOver.of(held, model.children)


def _make_clustered(tables: SparkTables, number: int) -> None:
    """Make `clustered`, of the clusters of that number, and `joined` and `doubts`, of all that was settled before."""
    tables.make_by_batches(f"clusters_{number}", members_of_clusters, MEMBERS, "clustered")
    settled = [f"SELECT *, {each} AS look FROM settled_{each}" for each in range(number)]
    told = f"({' UNION ALL '.join(settled)})"
    tables.make("joined", f"SELECT l, r, by AS pass, probability, weight, because FROM {told} WHERE kind = 'join'")
    tables.make("doubts", f"SELECT l, r, probability, by AS kind, because, look FROM {told} WHERE kind = 'doubt'")
