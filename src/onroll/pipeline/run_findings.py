"""What the casebook takes from a run: its findings, who became one child, and how things stand for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run


@dataclass(frozen=True, kw_only=True)
class RunFinding:
    """One finding as the casebook keeps it. Shape  roll_la_code: where the child was last on a roll; texts empty where missing."""

    child_id: str
    finding: str
    status: str
    since: date | None
    la_code: str
    reason: str
    rule: str
    coverage: str
    evidence: str
    roll_la_code: str


@dataclass(frozen=True, kw_only=True)
class NowKnown:
    """How a child stands on the run's day. Shape  since: first day of that status; evidence: the rows it rests on."""

    status: str
    because: str
    urn: str = ""
    since: date | None = None
    evidence: tuple[str, ...] = ()


def read_findings(run: Run) -> dict[str, RunFinding]:
    """Return the run's findings by child, in the order of the ids."""
    sql = f"""
        SELECT f.child_id, f.finding, f.status, f.since, coalesce(f.la_code, '') AS la_code, coalesce(f.reason, '') AS reason,
               coalesce(f.rule, '') AS rule, coalesce(f.coverage, '') AS coverage, coalesce(f.evidence, '') AS evidence,
               coalesce(t.roll_la_code, '') AS roll_la_code
        FROM {read_parquet(run.table("findings"))} f
        LEFT JOIN (SELECT child_id, max_by(la_code, starts_on) AS roll_la_code FROM {read_parquet(run.table("timelines"))}
                   WHERE urn IS NOT NULL AND child_id IN (SELECT child_id FROM {read_parquet(run.table("findings"))} WHERE la_code IS NULL)
                   GROUP BY child_id) t USING (child_id)
        ORDER BY f.child_id"""
    return {row["child_id"]: RunFinding(**row) for row in _ask(sql)}


def kinds_found(run: Run) -> dict[str, str]:
    """Return the kind of each finding of the run by child."""
    rows = _ask(f"SELECT child_id, finding FROM {read_parquet(run.table('findings'))}")
    return {row["child_id"]: row["finding"] for row in rows}


def ids_now(run: Run, child_ids: Sequence[str]) -> dict[str, str]:
    """Return, for those of the ids that lead to another, the id that they lead to in this run."""
    if not child_ids:
        return {}
    rows = _ask(f"SELECT child_id, successor_id FROM {read_parquet(run.table('child_history'))} WHERE successor_id IS NOT NULL")
    leads = {row["child_id"]: row["successor_id"] for row in rows if row["successor_id"] != row["child_id"]}
    now = {}
    for child_id in child_ids:
        seen, last = {child_id}, child_id
        while last in leads and leads[last] not in seen:
            last = leads[last]
            seen.add(last)
        if last != child_id:
            now[child_id] = last
    return now


def what_is_known_now(run: Run, child_ids: Sequence[str]) -> dict[str, NowKnown]:
    """Return the status of each child on the run's day, and why; children whom the run does not have are left out."""
    if not child_ids:
        return {}
    sql = f"""SELECT child_id, status, coalesce(because, '') AS because, coalesce(urn, '') AS urn, starts_on, evidence
              FROM {read_parquet(run.table("timelines"))}
              WHERE child_id IN (SELECT unnest(?)) AND starts_on <= ? AND (ends_before IS NULL OR ends_before > ?)"""
    rows = _ask(sql, [list(child_ids), run.on, run.on])
    return {
        row["child_id"]: NowKnown(
            status=row["status"], because=row["because"], urn=row["urn"], since=row["starts_on"], evidence=tuple(row["evidence"] or ())
        )
        for row in rows
    }


def _ask(sql: str, parameters: Sequence[Any] | None = None) -> list[dict[str, Any]]:
    connection = asking()
    try:
        result = connection.execute(sql, parameters or [])
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    finally:
        connection.close()
