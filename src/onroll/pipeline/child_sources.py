"""Who reported which children, and how common a surname is: asked of one run's tables.

Nothing here asks who is looking; `casework` does, and is the only caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onroll.core.names import surname_key
from onroll.pipeline.run_queries import RunTables


@dataclass(frozen=True, slots=True)
class Reported:
    """One child in one supplier's records: the newest record and the supplier's own number for it."""

    child_id: str
    register: str
    supplier: str
    record_id: str


def reported_by(tables: RunTables, child_ids: Iterable[str], suppliers: Sequence[str]) -> dict[str, Reported]:
    """Return, of those children, the ones whom one of the suppliers reported: by id, with the newest record."""
    rows = tables.ask(
        "SELECT child_id, arg_max(register, as_at) AS register, arg_max(supplier, as_at) AS supplier, arg_max(record_id, as_at)"
        " AS record_id FROM children WHERE supplier IN (SELECT unnest(?)) AND child_id IN (SELECT unnest(?)) GROUP BY child_id",
        [list(suppliers), sorted(set(child_ids))],
    )
    return {row["child_id"]: Reported(**row) for row in rows}


def on_rolls_of(tables: RunTables, child_ids: Iterable[str], urn: str) -> frozenset[str]:
    """Return, of those children, the ones who are or were on that school's roll."""
    rows = tables.ask(
        "SELECT DISTINCT child_id FROM timelines WHERE urn = ? AND status = 'on_roll' AND child_id IN (SELECT unnest(?))",
        [urn, sorted(set(child_ids))],
    )
    return frozenset(row["child_id"] for row in rows)


def shares_of_surnames(tables: RunTables, surnames: Iterable[str]) -> dict[str, float]:
    """Return, for each surname as it is compared, which share of all children bear it."""
    wanted = {surname_key(each) for each in surnames if each}
    if not wanted:
        return {}
    rows = tables.ask("SELECT surname, count(*) AS n FROM known WHERE surname IS NOT NULL GROUP BY surname")
    total = sum(row["n"] for row in rows) or 1
    counts = dict.fromkeys(wanted, 0)
    for row in rows:
        key = surname_key(row["surname"])
        if key in counts:
            counts[key] += row["n"]
    return {key: count / total for key, count in counts.items()}


def all_ids_of(tables: RunTables, child_id: str) -> tuple[str, ...]:
    """Return every id that stood, or stands, for a child: its own first."""
    live = tables.live_id(child_id)
    return (live, *(former for former in tables._successor if tables.live_id(former) == live and former != live))
