"""Connected components: which units hang together by pairs at all, so that each group can be settled by itself.

By large stars and small stars in turn (Kiveris and others, "Connected components in MapReduce and beyond", 2014): each round is one window
over the pairs, and the rounds grow with the logarithm of the longest chain.
"""

from __future__ import annotations

from typing import Any

MOST_ROUNDS = 40

_LARGE_STAR = """SELECT DISTINCT b AS a, least AS b FROM (
    SELECT a, b, least(a, min(b) OVER (PARTITION BY a)) AS least FROM (SELECT a, b FROM {0} UNION ALL SELECT b, a FROM {0}))
    WHERE b > a AND b <> least"""
_SMALL_STAR = """SELECT DISTINCT node AS a, least AS b FROM (
    SELECT explode(array(a, b)) AS node, least FROM (SELECT a, b, min(b) OVER (PARTITION BY a) AS least FROM {0})) WHERE node <> least"""


def make_components(tables: Any, pairs: str, into: str) -> None:
    """Make the table (unit, component) of the units that stand in pairs (l, r); a component goes by its least unit."""
    run, now = tables.make, f"{into}_0"
    run(now, f"SELECT DISTINCT greatest(l, r) AS a, least(l, r) AS b FROM {pairs} WHERE l <> r")
    before: Any = None
    for each in range(1, MOST_ROUNDS + 1):
        run(f"{into}_large", _LARGE_STAR.format(now), lazily=True)
        run(f"{into}_{each}", _SMALL_STAR.format(f"{into}_large"))
        now = f"{into}_{each}"
        after = tables.session.sql(f"SELECT count(*), sum(cast(xxhash64(a, b) AS decimal(20, 0))) FROM {now}").collect()[0]
        if after == before:
            break
        before = after
    else:
        raise RuntimeError(f"Units still hang together anew after {MOST_ROUNDS} rounds.")
    run(into, f"SELECT a AS unit, b AS component FROM {now} UNION SELECT b, b FROM {now}")
