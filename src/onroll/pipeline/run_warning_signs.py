"""The list that a card of warning signs made of a run's children, read for a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onroll.core.warning_signs import Factor
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.warning_signs import StandingCard


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One child on the list. Shape  factors: the weightiest first."""

    child_id: str
    points: int
    factors: tuple[Factor, ...]


def listed_children(
    standing: StandingCard, la_code: str, *, without: Collection[str], child_id: str | None = None, limit: int = 1, offset: int = 0
) -> tuple[list[Listed], int]:
    """Return children of one authority's list, the most points first, and how many the list holds. Shape  without: whom people shield."""
    connection = asking()
    try:
        where = "la_code = ? AND child_id NOT IN (SELECT unnest(?::VARCHAR[])) AND (?::VARCHAR IS NULL OR child_id = ?)"
        parameters = [la_code, sorted(without), child_id, child_id]
        source = read_parquet(standing.scores)
        rows = connection.execute(
            f"SELECT child_id, points, factors, count(*) OVER () FROM {source} WHERE {where} ORDER BY place LIMIT {limit} OFFSET {offset}",
            parameters,
        ).fetchall()
        total = rows[0][3] if rows else connection.execute(f"SELECT count(*) FROM {source} WHERE {where}", parameters).fetchall()[0][0]
        told = [
            Listed(child_id=child, points=points, factors=tuple(Factor(each["words"], each["points"]) for each in factors))
            for child, points, factors, _ in rows
        ]
        return told, total
    finally:
        connection.close()
