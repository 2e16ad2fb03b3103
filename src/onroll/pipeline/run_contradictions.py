"""What pages read of a run's list of contradictions. Nothing here asks who is looking; `casework.queries` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Scope


@dataclass(frozen=True, kw_only=True)
class ListedContradiction:
    """One contradiction of a child, as the table `listed_contradictions` of docs/tables.md has it."""

    child_id: str
    kind: str
    starts_on: date
    key: str
    evidence: tuple[str, ...]


def listed_contradictions(tables: RunTables, scope: Scope, *, child_ids: Sequence[str] | None = None) -> list[ListedContradiction]:
    """Return the contradictions of the children in scope: who live in one of its authorities, or were last on a roll there."""
    clauses = ["(la_code IN (SELECT unnest(?)) OR roll_la_code IN (SELECT unnest(?)))"]
    parameters: list[Any] = [sorted(scope.authorities), sorted(scope.authorities)]
    if not scope.shielded:
        clauses.append("NOT shielded")
        if tables.marked:
            clauses.append("child_id NOT IN (SELECT unnest(?))")
            parameters.append(sorted(tables.marked))
    if child_ids is not None:
        clauses.append("child_id IN (SELECT unnest(?))")
        parameters.append(list(child_ids))
    rows = tables.ask(
        f"""SELECT child_id, kind, starts_on, key, evidence FROM contradicted WHERE {" AND ".join(clauses)}
            ORDER BY starts_on, child_id, key""",
        parameters,
    )
    return [ListedContradiction(**{**row, "evidence": tuple(row["evidence"] or ())}) for row in rows]
