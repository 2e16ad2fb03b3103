"""Which findings a page asks for, as a condition in SQL: what somebody may see comes first, then what they narrowed it to."""

from __future__ import annotations

from typing import Any

from onroll.pipeline.run_rows import WAITS, FindingFilters, Scope


def found_where(scope: Scope, filters: FindingFilters, marked: frozenset[str]) -> tuple[str, list[Any]]:
    """Return the condition on the table `found`, and its parameters. Shape  marked: children shielded since the run was made."""
    clauses = ["(la_code IN (SELECT unnest(?)) OR roll_la_code IN (SELECT unnest(?)))"]
    parameters: list[Any] = [sorted(scope.authorities), sorted(scope.authorities)]
    if not scope.shielded:
        _leave_shielded_out(clauses, parameters, marked)
    lists = {
        "finding": filters.findings,
        "status": filters.statuses,
        "coverage": filters.coverages,
        "la_code": filters.authorities,
        "year": filters.years,
    }
    for column, chosen in lists.items():
        if chosen:
            clauses.append(f"{column} IN (SELECT unnest(?))")
            parameters.append(list(chosen))
    if filters.waits_for is not None:
        clauses.append(f"EXISTS (SELECT 1 FROM late_extracts l WHERE l.register = ? AND l.supplier = ? AND {WAITS})")
        parameters += filters.waits_for
    if filters.hide_shielded_by_place and (filters.authorities or filters.waits_for):
        _leave_shielded_out(clauses, parameters, marked)
    if filters.child_ids is not None:
        clauses.append("child_id IN (SELECT unnest(?))")
        parameters.append(list(filters.child_ids))
    if filters.since_from:
        clauses.append("since >= ?")
        parameters.append(filters.since_from)
    if filters.since_to:
        clauses.append("since <= ?")
        parameters.append(filters.since_to)
    for word in filters.name.split():
        clauses.append("contains(searched_name, strip_accents(lower(?)))")
        parameters.append(word)
    return " AND ".join(clauses), parameters


def _leave_shielded_out(clauses: list[str], parameters: list[Any], marked: frozenset[str]) -> None:
    clauses.append("NOT shielded")
    _leave_out(clauses, parameters, "child_id", marked)


def _leave_out(clauses: list[str], parameters: list[Any], column: str, marked: frozenset[str]) -> None:
    if marked:
        clauses.append(f"{column} NOT IN (SELECT unnest(?))")
        parameters.append(sorted(marked))
