"""Pairs of children who may be one: the review band, and the second search before the alarm.

Source  contracts, section 5, "Status"; design, section 5, points 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.evidence import reference
from onroll.core.links import LINK_AT, REVIEW_AT
from onroll.pipeline.engine import quoted

IN_THE_BAND = f"kind IN ('band', 'dispute') AND probability >= {REVIEW_AT} AND probability < {LINK_AT}"
"""Review pairs that may be the same child: twins are two, and a dispute counts where its probability lies in the band, no other."""


@dataclass(frozen=True)
class Pair:
    """A child about to be found missing, another who may be the same, and the two rows that say so."""

    child: str
    other: str
    probability: float
    evidence: tuple[str, ...]
    because: str
    searched: bool
    keys: tuple[int | None, int | None] = (None, None)


def pairs_of(
    connection: duckdb.DuckDBPyConnection,
    child_ids: Sequence[str],
    into: Path,
    search_again: Callable[[Path, Sequence[str]], pa.Table] | None,
) -> list[Pair]:
    """Return the likely pairs of some children, each child's likeliest first; each other child once."""
    if not child_ids:
        return []
    found = [*_review_pairs(connection, child_ids, into)]
    if search_again is not None:
        hits = search_again(into, child_ids)
        names = ("child_id", "other_child_id", "probability", "left_key", "right_key", "reasons")
        found += [(*row[:5], _as_text(row[5]), True) for row in zip(*(hits[name].to_pylist() for name in names), strict=True)]
    found.sort(key=lambda row: (row[0], -(row[2] or 0.0), row[6], row[1]))
    references = _references(connection, {key for row in found for key in row[3:5] if key is not None}, into)
    pairs: dict[tuple[str, str], Pair] = {}
    for child, other, probability, left_key, right_key, because, searched in found:
        rows = tuple(references[key] for key in (left_key, right_key) if key in references)
        pairs.setdefault((child, other), Pair(child, other, probability or 0.0, rows, because or "", searched, (left_key, right_key)))
    return list(pairs.values())


def keep_second_search(pairs: Sequence[Pair], into: Path) -> None:
    """Write the hits of the second search into the run: they are leads, whether or not the finding falls by them."""
    hits = [pair for pair in pairs if pair.searched]
    columns = {
        "child_id": pa.array([each.child for each in hits], pa.string()),
        "other": pa.array([each.other for each in hits], pa.string()),
        "probability": pa.array([each.probability for each in hits], pa.float64()),
        "because": pa.array([each.because for each in hits], pa.string()),
    }
    pq.write_table(pa.table(columns), into / "second_search.parquet")


def write_deciding_pairs(pairs: Sequence[Pair], into: Path) -> None:
    """Write the pairs on which a finding hangs: were the two one child, there would be none."""
    columns = {
        "child_id": pa.array([each.child for each in pairs], pa.string()),
        "other_child_id": pa.array([each.other for each in pairs], pa.string()),
        "probability": pa.array([each.probability for each in pairs], pa.float64()),
        "left_key": pa.array([each.keys[0] for each in pairs], pa.int64()),
        "right_key": pa.array([each.keys[1] for each in pairs], pa.int64()),
        "searched": pa.array([each.searched for each in pairs], pa.bool_()),
        "because": pa.array([each.because for each in pairs], pa.string()),
    }
    pq.write_table(pa.table(columns), into / "deciding_pairs.parquet")


def _as_text(reasons: Any) -> str:
    return "; ".join(str(each) for each in reasons) if isinstance(reasons, list | tuple) else str(reasons or "")


def _review_pairs(connection: duckdb.DuckDBPyConnection, child_ids: Sequence[str], into: Path) -> list[tuple[Any, ...]]:
    path = into / "review_pairs.parquet"
    if not path.exists():
        return []
    connection.execute("CREATE OR REPLACE TEMP TABLE found_missing AS SELECT unnest(?::VARCHAR[]) AS child_id", [list(child_ids)])
    return connection.execute(f"""
        WITH pairs_both_ways AS (
            SELECT child_a AS child, child_b AS other, probability, left_key, right_key, because, kind FROM read_parquet({quoted(path)})
            UNION ALL
            SELECT child_b, child_a, probability, right_key, left_key, because, kind FROM read_parquet({quoted(path)})
        )
        SELECT child, other, probability, left_key, right_key, because, false FROM pairs_both_ways AS p
        SEMI JOIN found_missing f ON f.child_id = p.child WHERE {IN_THE_BAND} AND child <> other
    """).fetchall()


def _references(connection: duckdb.DuckDBPyConnection, keys: set[int], into: Path) -> dict[int, str]:
    if not keys:
        return {}
    rows = connection.execute(
        "SELECT record_key, register, supplier, as_at, record_id "
        f"FROM read_parquet({quoted(into / 'children.parquet')}) WHERE record_key IN (SELECT unnest(?::BIGINT[]))",
        [sorted(keys)],
    ).fetchall()
    return {key: reference(register, supplier, as_at, record_id) for key, register, supplier, as_at, record_id in rows}


def pair_said(pair: Pair) -> str:
    """Return the sentence on a likely pair; it names no child and no place. How likely a hit of the second search is, nobody can say."""
    found = "The second search found" if pair.searched else "The linking found"
    chance = "" if pair.searched else f" (probability {pair.probability:.2f})"
    return (
        f"{found} child {pair.other}, who may be the same child{chance}; were they one, there would be no finding. Decide this pair first."
    )
