"""Station 4, children: each record with its child, by an id that lasts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.children import ChildIdRow, carry_ids, child_id_of
from onroll.core.links import LinkDecision
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.links.linking import Linked, link_profiles
from onroll.pipeline.links.resolution import Clusters
from onroll.pipeline.links.units import add_kin, gather
from onroll.pipeline.progress import Progress, silent


@dataclass(frozen=True)
class LinkReport:
    """How linking went.

    Shape  joined_by_pass: joins of profiles, by pass; review_pairs: by kind; seconds: by step.
    """

    records: int
    profiles: int
    children: int
    joined_by_pass: Mapping[str, int]
    pairs_scored: Mapping[str, int]
    review_pairs: Mapping[str, int]
    seconds: Mapping[str, float]

    def as_counts(self) -> dict[str, Any]:
        """Return the report as plain numbers, for the run's manifest."""
        return {
            "records": self.records,
            "profiles": self.profiles,
            "children": self.children,
            "joined_by_pass": dict(self.joined_by_pass),
            "pairs_scored": dict(self.pairs_scored),
            "review_pairs": dict(self.review_pairs),
            "seconds": dict(self.seconds),
        }


def link_records(
    index: Index,
    extracts: Sequence[Extract],
    into: Path,
    *,
    previous: Run | None,
    decisions: Sequence[LinkDecision] = (),
    on: date | None = None,
    progress: Progress = silent,
) -> LinkReport:
    """Link the records of the extracts and give each child its id; write stations 3 and 4 into a run folder.

    Shape  previous: the run whose ids are carried on, whose model scores and whose pairs need no second scoring; the same extracts, previous
           run and decisions always give the same tables.
    """
    con = connect(spill_to=into / "spill")
    try:
        linked = link_profiles(con, extracts, previous=previous, decisions=decisions, into=into, progress=progress)
        started = time.monotonic()
        clusters = linked.clusters
        _register_clusters(con, clusters)
        ids = _assign_ids(con, index, into, previous, _run_name(index, extracts, on))
        _write_tables(con, clusters, ids, into)
        linked.seconds["writing children"] = round(time.monotonic() - started, 3)
        return _report(con, linked, into)
    finally:
        con.close()


def _run_name(index: Index, extracts: Sequence[Extract], on: date | None) -> str:
    """Return the name that the run being built will get."""
    serial = 1 + max((int(run.run_id.rsplit("-", 1)[1]) for run in index.runs()), default=0)
    day = on or max((each.as_at for each in extracts), default=date.min)
    return f"{day.isoformat()}-{serial:05d}"


def _register_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    """Make the table `clustered`: each party with its cluster, and how surely it belongs there."""
    parties = sorted(party for standing in clusters.standings.values() for party in standing.units)
    chances = [clusters.probability.get(party, (1.0, "exact")) for party in parties]
    _keep(
        con,
        "clustered",
        pa.table(
            {
                "party": pa.array(parties, pa.int64()),
                "cluster": pa.array(map(clusters.of, parties), pa.int64()),
                "probability": pa.array([chance for chance, _ in chances], pa.float64()),
                "pass": pa.array([by for _, by in chances], pa.string()),
            }
        ),
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE placed AS SELECT r.record_key, r.record_id, r.extract, r.profile, c.party, c.cluster, c.probability, c.pass "
        "FROM records r JOIN parties USING (profile) JOIN clustered c USING (party)"
    ).fetchall()


def _keep(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    con.register("arrow_given", table)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrow_given").fetchall()
    con.unregister("arrow_given")


def _assign_ids(con: duckdb.DuckDBPyConnection, index: Index, into: Path, previous: Run | None, run: str) -> dict[int, str]:
    """Give each cluster its id, carried on from the run before; write what became of every id ever given."""
    founding = dict(con.execute("SELECT cluster, min(record_key) FROM placed GROUP BY cluster").fetchall())
    votes: dict[int, dict[str, int]] = {}
    history: dict[str, ChildIdRow] = {}
    if previous:
        for cluster, child_id, count in con.execute(_votes(previous)).fetchall():
            votes.setdefault(cluster, {})[child_id] = count
        for row in pq.read_table(previous.table("child_history")).to_pylist():
            history[row["child_id"]] = ChildIdRow(**row)
    secret = index.secret
    ids, rows = carry_ids(founding, votes, history, run=run, new_id=lambda record, attempt: child_id_of(secret, record, attempt))
    ordered = [rows[child_id] for child_id in sorted(rows)]
    columns = {name: pa.array([getattr(row, name) for row in ordered], pa.string()) for name in ChildIdRow.__dataclass_fields__}
    pq.write_table(pa.table(columns), into / "child_history.parquet", compression="zstd")
    return ids


def _votes(previous: Run) -> str:
    """Return the SQL of how many of each cluster's records had each id.

    A record that arrived anew in a corrected file speaks for the id that its supplier's equal record had: a re-delivery
    moves nobody to another id.
    """
    children, profiles = quoted(previous.table("children")), quoted(previous.table("record_profiles"))
    return f"""
    WITH before AS (SELECT c.record_key, c.child_id, c.register, c.supplier, p.profile FROM {children} c JOIN {profiles} p USING (record_key)),
    direct AS (SELECT n.cluster, b.child_id FROM placed n JOIN before b USING (record_key)),
    redelivered AS (
        SELECT n.cluster, arg_min(b.child_id, b.record_key) AS child_id
        FROM placed n JOIN extracts e ON e.number = n.extract
        JOIN (SELECT * FROM before ANTI JOIN placed USING (record_key)) b
            ON b.register = e.register AND b.supplier = e.supplier AND b.profile = n.profile
        WHERE n.record_key NOT IN (SELECT record_key FROM before)
        GROUP BY n.record_key, n.cluster)
    SELECT cluster, child_id, count(*) FROM (FROM direct UNION ALL FROM redelivered) GROUP BY ALL ORDER BY ALL"""


def _write_tables(con: duckdb.DuckDBPyConnection, clusters: Clusters, ids: Mapping[int, str], into: Path) -> None:
    _keep(con, "named", pa.table({"cluster": pa.array(ids.keys(), pa.int64()), "child_id": pa.array(ids.values(), pa.string())}))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE first_records AS SELECT party, min(record_key) AS record_key FROM placed GROUP BY party"
    ).fetchall()
    _copy(
        con,
        "SELECT p.record_key, e.register, e.supplier, e.as_at, p.record_id, n.child_id, p.probability AS match_probability, "
        "if(count(*) OVER (PARTITION BY p.cluster) = 1, 'lone', p.pass) AS pass "
        "FROM placed p JOIN named n USING (cluster) JOIN extracts e ON e.number = p.extract ORDER BY p.record_key",
        into / "children.parquet",
    )
    _copy(con, "SELECT record_key, profile FROM placed ORDER BY record_key", into / "record_profiles.parquet")
    _write_links(con, clusters, into)
    _write_doubts(con, clusters, ids, into)
    _copy(con, _SUMMARIES, into / "child_summaries.parquet")
    gather(
        con,
        "(SELECT unit AS part, * EXCLUDE (unit) FROM units)",
        "SELECT c.party AS part, n.child_id AS unit FROM clustered c JOIN named n USING (cluster)",
        "child_units",
    )
    add_kin(con, "child_units")
    _copy(
        con,
        "SELECT u.*, r.registers FROM child_units u JOIN (SELECT child_id AS unit, list_sort(list(DISTINCT register)) AS registers "
        "FROM placed JOIN named USING (cluster) JOIN extracts e ON e.number = extract GROUP BY child_id) r USING (unit) ORDER BY unit",
        into / "child_units.parquet",
    )


def _copy(con: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    con.execute(f"COPY ({sql}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)").fetchall()


def _write_links(con: duckdb.DuckDBPyConnection, clusters: Clusters, into: Path) -> None:
    """Write each pair that was joined, by a record of each."""
    _keep(
        con,
        "joined",
        pa.table(
            {
                "l": pa.array([join.left for join in clusters.joins], pa.int64()),
                "r": pa.array([join.right for join in clusters.joins], pa.int64()),
                "pass": pa.array([join.by for join in clusters.joins], pa.string()),
                "probability": pa.array([join.probability for join in clusters.joins], pa.float64()),
                "weight": pa.array([join.weight for join in clusters.joins], pa.float64()),
                "because": pa.array([join.because for join in clusters.joins], pa.string()),
            }
        ),
    )
    exact = (
        "SELECT min(min(record_key)) OVER (PARTITION BY party) AS left_key, min(record_key) AS right_key, 'exact' AS pass, 1.0 AS probability, "
        "NULL::DOUBLE AS weight, 'same name, date of birth and postcode' AS because FROM placed GROUP BY party, profile"
    )
    _copy(
        con,
        f"SELECT * FROM ({exact}) WHERE left_key <> right_key UNION ALL "
        "SELECT least(a.record_key, b.record_key), greatest(a.record_key, b.record_key), j.pass, probability, weight, because "
        "FROM joined j JOIN first_records a ON a.party = l JOIN first_records b ON b.party = r ORDER BY ALL",
        into / "links.parquet",
    )


def _write_doubts(con: duckdb.DuckDBPyConnection, clusters: Clusters, ids: Mapping[int, str], into: Path) -> None:
    """Write the pairs of children that a person should see: each pair of children once, at its most likely."""
    best: dict[tuple[str, str], tuple[float, int, int, str, str]] = {}
    for key in sorted(clusters.doubts):
        doubt = clusters.doubts[key]
        left, right = clusters.of(doubt.left), clusters.of(doubt.right)
        if left == right or clusters.standings[left].not_with & clusters.standings[right].units:
            continue
        first, second = sorted([(ids[left], doubt.left), (ids[right], doubt.right)])
        children = first[0], second[0]
        if children not in best or best[children][0] < doubt.probability:
            best[children] = doubt.probability, first[1], second[1], doubt.kind, doubt.because
    rows = sorted(best.items())
    _keep(
        con,
        "doubted",
        pa.table(
            {
                "child_a": pa.array([pair[0] for pair, _ in rows], pa.string()),
                "child_b": pa.array([pair[1] for pair, _ in rows], pa.string()),
                "l": pa.array([row[1] for _, row in rows], pa.int64()),
                "r": pa.array([row[2] for _, row in rows], pa.int64()),
                "probability": pa.array([row[0] for _, row in rows], pa.float64()),
                "kind": pa.array([row[3] for _, row in rows], pa.string()),
                "because": pa.array([row[4] for _, row in rows], pa.string()),
            }
        ),
    )
    _copy(
        con,
        "SELECT child_a, child_b, a.record_key AS left_key, b.record_key AS right_key, probability, kind, because "
        "FROM doubted JOIN first_records a ON a.party = l JOIN first_records b ON b.party = r ORDER BY child_a, child_b",
        into / "review_pairs.parquet",
    )


_RECENT = "(seen_on, seen.times, p.profile)"
_FREQUENT = "(seen.times, seen_on, p.profile)"
_SUMMARIES = f"""
WITH seen AS (
    SELECT profile, cluster, max(as_at) AS seen_on, count(*) AS times, list(DISTINCT register) AS registers
    FROM placed JOIN extracts e ON e.number = extract GROUP BY ALL)
SELECT n.child_id,
    arg_max(surname, {_FREQUENT}) AS surname, arg_max(forename, {_FREQUENT}) AS forename,
    arg_max(middle_names, {_FREQUENT}) FILTER (middle_names IS NOT NULL) AS middle_names,
    arg_max(date_of_birth, {_FREQUENT}) AS date_of_birth, arg_max(sex, {_FREQUENT}) FILTER (sex IS NOT NULL) AS sex,
    arg_max(upn, {_RECENT}) FILTER (upn IS NOT NULL) AS upn, arg_max(nhs_number, {_RECENT}) FILTER (nhs_number IS NOT NULL) AS nhs_number,
    arg_max(postcode, {_RECENT}) FILTER (postcode IS NOT NULL) AS postcode,
    arg_max(address_line_1, {_RECENT}) FILTER (address_line_1 IS NOT NULL) AS address_line_1,
    sum(seen.times)::INTEGER AS record_count, list_sort(list_distinct(flatten(list(registers)))) AS registers
FROM seen JOIN profiles p USING (profile) JOIN named n USING (cluster) GROUP BY n.child_id ORDER BY n.child_id"""


def _report(con: duckdb.DuckDBPyConnection, linked: Linked, into: Path) -> LinkReport:
    records, profiles, children = con.execute("SELECT count(*), count(DISTINCT profile), count(DISTINCT cluster) FROM placed").fetchall()[0]
    by_pass = Counter(
        dict(con.execute(f"SELECT pass, count(*) FROM {quoted(into / 'links.parquet')} GROUP BY pass ORDER BY pass").fetchall())
    )
    kinds = dict(con.execute(f"SELECT kind, count(*) FROM {quoted(into / 'review_pairs.parquet')} GROUP BY kind ORDER BY kind").fetchall())
    return LinkReport(records, profiles, children, by_pass, linked.pairs_scored, kinds, linked.seconds)
