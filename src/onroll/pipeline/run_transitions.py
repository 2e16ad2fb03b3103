"""What pages read of a run's transition lists: counts, and the same rows. Nothing here asks who is looking; `casework.queries` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any
from weakref import WeakKeyDictionary

from onroll.core.transitions.shape import STAGES
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Scope


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One child on one transition list. Shape  as the table `transitions` of docs/tables.md, with the child's name and birthday."""

    child_id: str
    transition: str
    stage: str
    moved_on: date
    starts_on: date | None
    due_on: date | None
    apply_by: date | None
    offers_on: date | None
    from_urn: str | None
    to_urn: str | None
    la_code: str | None
    school_la: str | None
    application: str
    offered_on: date | None
    applications_known: bool
    shown_since: bool
    now: str
    arrived_urn: str | None
    arrived_on: date | None
    finding: str
    evidence: tuple[str, ...]
    surname: str | None
    forename: str | None
    date_of_birth: date | None
    known_to_social_care: bool
    shielded: bool


@dataclass(frozen=True, kw_only=True)
class WatchFilters:
    """What a list is narrowed to; empty means everything."""

    transitions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    name: str = ""
    child_ids: tuple[str, ...] | None = None


_RANKS = " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(STAGES))
_ORDER = (
    f"CASE stage {_RANKS} ELSE 99 END, due_on NULLS LAST, NOT known_to_social_care, lower(surname), lower(forename), child_id, transition"
)


def watch_counts(tables: RunTables, scope: Scope) -> dict[tuple[str, str], int]:
    """Return how many children in scope are at each stage of each transition."""
    where, parameters = _where(tables, scope, WatchFilters())
    rows = tables.ask_once(f"SELECT transition, stage, count(*) AS n FROM watched WHERE {where} GROUP BY ALL", parameters)
    return {(row["transition"], row["stage"]): row["n"] for row in rows}


def watched_children(
    tables: RunTables, scope: Scope, filters: WatchFilters, *, limit: int | None = None, offset: int = 0
) -> tuple[list[Watched], int]:
    """Return one page of the children in scope who pass the filters, the gravest first, and how many there are in all."""
    where, parameters = _where(tables, scope, filters)
    total = tables.ask_once(f"SELECT count(*) AS n FROM watched WHERE {where}", parameters)[0]["n"]
    page = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
    columns = ", ".join(Watched.__dataclass_fields__)
    rows = tables.ask(f"SELECT {columns} FROM watched WHERE {where} ORDER BY {_ORDER}{page}", parameters)
    marked = tables.marked
    return [_watched(row, marked) for row in rows], total


def _watched(row: dict[str, Any], marked: frozenset[str]) -> Watched:
    shielded = bool(row["shielded"]) or row["child_id"] in marked
    return Watched(**{**row, "evidence": tuple(row["evidence"] or ()), "shielded": shielded})


def _where(tables: RunTables, scope: Scope, filters: WatchFilters) -> tuple[str, list[Any]]:
    clauses = ["(la_code IN (SELECT unnest(?)) OR school_la IN (SELECT unnest(?)))"]
    parameters: list[Any] = [sorted(scope.authorities), sorted(scope.authorities)]
    if not scope.shielded:
        clauses.append("NOT shielded")
        if tables.marked:
            clauses.append("child_id NOT IN (SELECT unnest(?))")
            parameters.append(sorted(tables.marked))
    for column, chosen in (("transition", filters.transitions), ("stage", filters.stages)):
        if chosen:
            clauses.append(f"{column} IN (SELECT unnest(?))")
            parameters.append(list(chosen))
    if filters.child_ids is not None:
        clauses.append("child_id IN (SELECT unnest(?))")
        parameters.append(list(filters.child_ids))
    for word in filters.name.split():
        clauses.append("contains(searched_name, strip_accents(lower(?)))")
        parameters.append(word)
    return " AND ".join(clauses), parameters


_statuses: WeakKeyDictionary[RunTables, dict[tuple[str, date], str]] = WeakKeyDictionary()
MOST_STATUSES = 500_000


def statuses_of_children(tables: RunTables, days: Sequence[tuple[str, date]]) -> dict[tuple[str, date], str]:
    """Return the timeline's status of each child on a day, for many at once; children whom the run does not have are left out.

    A run never changes: what was asked once is remembered with its tables.
    """
    known = _statuses.setdefault(tables, {})
    if len(known) > MOST_STATUSES:
        known.clear()
    new = [each for each in days if each not in known]
    if new:
        rows = tables.ask(
            """SELECT g.child_id, g.day, t.status FROM (SELECT unnest(?::VARCHAR[]) AS child_id, unnest(?::DATE[]) AS day) g
               JOIN timelines t ON t.child_id = g.child_id AND t.starts_on <= g.day AND coalesce(t.ends_before > g.day, true)""",
            [[child_id for child_id, _ in new], [day for _, day in new]],
        )
        known.update(dict.fromkeys(new, ""))
        known.update({(row["child_id"], row["day"]): intern(row["status"]) for row in rows})
    return {each: status for each in days if (status := known[each])}
