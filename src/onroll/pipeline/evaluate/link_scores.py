"""How well records were joined into children: pairs, B-cubed, pieces, twins; by register, kind of error and group.

Source  issue 2, item 7; linkage study, section D.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb


@dataclass(frozen=True)
class PairScore:
    """Precision and recall over pairs of records.

    Shape   right: pairs that are joined and belong together; found: pairs joined; true: pairs that belong together.
    """

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float | None:
        """Of the pairs joined, the share that belongs together."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Of the pairs that belong together, the share joined."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else None

    def as_json(self) -> dict[str, Any]:
        """Return the numbers."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "right": self.right,
            "found": self.found,
            "true": self.true,
        }


@dataclass(frozen=True)
class Clustering:
    """One way of joining the records, scored."""

    pairs: PairScore
    b_cubed_precision: float
    b_cubed_recall: float

    @property
    def b_cubed_f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return 2 * self.b_cubed_precision * self.b_cubed_recall / (self.b_cubed_precision + self.b_cubed_recall)

    def as_json(self) -> dict[str, Any]:
        """Return the numbers."""
        b_cubed = {"precision": self.b_cubed_precision, "recall": self.b_cubed_recall, "f1": self.b_cubed_f1}
        return {"pairwise": self.pairs.as_json(), "b_cubed": b_cubed}


_PAIRS = "CAST(n AS HUGEINT) * (n - 1) // 2"


def score_clustering(connection: duckdb.DuckDBPyConnection, cluster: str = "child_id", source: str = "linked") -> Clustering:
    """Return the scores of one column of clusters against `true_child`.

    Source  Bagga and Baldwin 1998 (B-cubed).
    """
    right, found, true = (
        int(
            connection.execute(f"SELECT coalesce(sum({_PAIRS}), 0) FROM (SELECT count(*) AS n FROM {source} GROUP BY {keys})").fetchall()[
                0
            ][0]
        )
        for keys in (f"{cluster}, true_child", cluster, "true_child")
    )
    row = connection.execute(
        f"""
        WITH cells AS (SELECT {cluster} AS c, true_child AS t, count(*) AS n FROM {source} GROUP BY ALL),
             whole AS (SELECT n, sum(n) OVER (PARTITION BY c) AS of_cluster, sum(n) OVER (PARTITION BY t) AS of_truth FROM cells)
        SELECT round(sum(n * n / of_cluster) / sum(n), 12), round(sum(n * n / of_truth) / sum(n), 12) FROM whole
        """
    ).fetchall()[0]
    return Clustering(PairScore(right, found, true), float(row[0]), float(row[1]))


def score_register_pairs(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return pairwise scores for each pair of registers, alphabetical."""
    counts = {}
    for name, keys in (("right", "child_id, true_child"), ("found", "child_id"), ("true", "true_child")):
        rows = connection.execute(
            f"""
            WITH cells AS (SELECT {keys}, register, count(*) AS n FROM linked GROUP BY ALL)
            SELECT a.register, b.register, sum(CASE WHEN a.register = b.register THEN a.n * (a.n - 1) // 2 ELSE a.n * b.n END)
            FROM cells a JOIN cells b USING ({keys}) WHERE a.register <= b.register GROUP BY ALL
            """
        ).fetchall()
        counts[name] = {(first, second): int(number) for first, second, number in rows}
    pairs = sorted(set(counts["found"]) | set(counts["true"]))
    scores = [(pair, PairScore(*(counts[name].get(pair, 0) for name in ("right", "found", "true")))) for pair in pairs]
    return [{"registers": list(pair), **score.as_json()} for pair, score in scores if score.true or score.found]


def mark_stray_records(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `strays`: each linked record, with whether it lies outside the cluster that holds most of its true child."""
    connection.execute(
        """
        CREATE TABLE strays AS
        WITH main AS (
            SELECT true_child, child_id AS main_child FROM (SELECT true_child, child_id, count(*) AS n FROM linked GROUP BY ALL)
            QUALIFY row_number() OVER (PARTITION BY true_child ORDER BY n DESC, child_id) = 1)
        SELECT l.register, l.true_child, l.errors, l.child_id <> m.main_child AS stray FROM linked l JOIN main m USING (true_child)
        """
    ).fetchall()


def score_errors(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return, by kind of error in the record, how many records there are and how many were left out of their child."""
    rows = connection.execute(
        """
        SELECT kind, count(*), count(*) FILTER (stray) FROM (
            SELECT unnest(string_split(errors, ' ')) AS kind, stray FROM strays WHERE errors IS NOT NULL AND errors <> ''
            UNION ALL SELECT 'no error', stray FROM strays WHERE errors IS NULL OR errors = '')
        GROUP BY kind ORDER BY count(*) FILTER (stray) / count(*) DESC, kind
        """
    ).fetchall()
    return [{"error": kind, "records": records, "left_out": out, "share": out / records} for kind, records, out in rows]


def score_registers(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return, by register, how many records were left out of their child."""
    rows = connection.execute(
        "SELECT register, count(*), count(*) FILTER (stray) FROM strays GROUP BY register ORDER BY register"
    ).fetchall()
    return [{"register": name, "records": records, "left_out": out, "share": out / records} for name, records, out in rows]


def score_pieces(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return how many true children lie in more than one piece, and how many clusters hold more than one true child."""
    children, split, several = connection.execute(
        """
        SELECT count(*), count(*) FILTER (pieces > 1), count(*) FILTER (records > 1)
        FROM (SELECT true_child, count(DISTINCT child_id) AS pieces, count(*) AS records FROM linked GROUP BY true_child)
        """
    ).fetchall()[0]
    clusters, mixed = connection.execute(
        """
        SELECT count(*), count(*) FILTER (truths > 1)
        FROM (SELECT child_id, count(DISTINCT true_child) AS truths FROM linked GROUP BY child_id)
        """
    ).fetchall()[0]
    return {
        "true_children": children,
        "true_children_with_several_rows": several,
        "in_two_or_more_pieces": split,
        "share_in_pieces": split / children if children else None,
        "children_made": clusters,
        "holding_more_than_one_true_child": mixed,
    }


def score_pairs_kept_apart(connection: duckdb.DuckDBPyConnection, pairs: str) -> dict[str, Any]:
    """Return how many pairs of true children that must not be joined were joined.

    Shape   pairs: a relation with the columns a and b.
    """
    total, joined = connection.execute(
        f"""
        WITH pieces AS (SELECT DISTINCT true_child, child_id FROM linked),
             present AS (SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM {pairs}
                         WHERE a IN (SELECT true_child FROM pieces) AND b IN (SELECT true_child FROM pieces))
        SELECT count(*), count(*) FILTER (EXISTS (
            SELECT 1 FROM pieces x JOIN pieces y ON x.child_id = y.child_id WHERE x.true_child = p.a AND y.true_child = p.b))
        FROM present p
        """
    ).fetchall()[0]
    return {"pairs": total, "joined": joined, "per_1000": 1000 * joined / total if total else None}
