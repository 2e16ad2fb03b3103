"""Authorities' own lists of children missing education, held against what a run found.

Source  contracts, section 4 (`cme_register`); issue 4, point 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.core.evidence import reference
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.shielding import shielded_sql

REGISTER = "cme_register"


@dataclass(frozen=True, kw_only=True)
class ListedChild:
    """One child of an authority's own list, and how the run knows the child.

    Shape  supplier: whose list it is. closed_on: as the list says, None while the entry stands. registers: in which the child is.
           status, status_since, urn, because, evidence: of the run's day; status empty where the timeline says nothing. finding: empty
           where none stands; since, finding_status: of the finding. la_code: where the child lives.
    """

    child_id: str
    supplier: str
    as_at: date
    record_id: str
    opened_on: date
    closed_on: date | None
    reason: str
    outcome: str
    surname: str
    forename: str
    date_of_birth: date | None
    registers: tuple[str, ...]
    status: str
    status_since: date | None
    urn: str
    because: str
    evidence: tuple[str, ...]
    finding: str
    finding_status: str
    since: date | None
    la_code: str
    shielded: bool

    @property
    def stands(self) -> bool:
        """Whether the list shows the child as missing."""
        return self.closed_on is None

    @property
    def record(self) -> str:
        """The row's reference, as evidence writes it."""
        return reference(REGISTER, self.supplier, self.as_at, self.record_id)


@dataclass(frozen=True, kw_only=True)
class FoundUnlisted:
    """One child whom the run found, and whom the authority's list does not show."""

    child_id: str
    surname: str
    forename: str
    date_of_birth: date | None
    finding: str
    finding_status: str
    since: date | None
    shielded: bool


def newest_lists(index: Index, run: Run) -> list[Extract]:
    """Return the list of each authority that the run had before it: the newest of each, an empty one too."""
    used = run.manifest.get("made_from", {}).get("extracts")
    newest: dict[str, Extract] = {}
    for extract in index.counted_extracts(run.on):
        if extract.register == REGISTER and (used is None or extract.extract_id in used) and extract.records_path.exists():
            before = newest.get(extract.supplier)
            if before is None or (extract.as_at, extract.number) > (before.as_at, before.number):
                newest[extract.supplier] = extract
    return [newest[supplier] for supplier in sorted(newest)]


def listed_children(run: Run, lists: Sequence[Extract]) -> list[ListedChild]:
    """Return each child of those lists once a list: the standing entry that is the oldest, else the one closed last.

    An entry with a day of closing that is over by the run's day is closed; one to be closed later stands.
    """
    if not lists:
        return []
    sql = f"""
        WITH {_people(run)}, entries AS ({" UNION ALL BY NAME ".join(_entries(each) for each in lists)}),
        members AS (SELECT record_key, child_id FROM {read_parquet(run.table("children"))} WHERE register = '{REGISTER}'),
        own AS (
            SELECT e.* EXCLUDE (closed_on), m.child_id, CASE WHEN e.closed_on <= $on THEN e.closed_on END AS closed_on
            FROM entries e JOIN members m USING (record_key)
            QUALIFY row_number() OVER (
                PARTITION BY supplier, m.child_id
                ORDER BY (CASE WHEN e.closed_on <= $on THEN e.closed_on END) DESC NULLS FIRST, e.opened_on, record_key) = 1),
        now AS (
            SELECT * FROM {read_parquet(run.table("timelines"))}
            WHERE child_id IN (SELECT child_id FROM own) AND starts_on <= $on AND (ends_before IS NULL OR ends_before > $on))
        SELECT own.child_id, own.supplier, own.as_at, own.record_id, own.opened_on, own.closed_on, coalesce(own.reason, '') AS reason,
               coalesce(own.outcome, '') AS outcome, coalesce(p.surname, '') AS surname, coalesce(p.forename, '') AS forename,
               p.date_of_birth, coalesce(p.registers, []) AS registers, coalesce(now.status, '') AS status,
               now.starts_on AS status_since, coalesce(now.urn, '') AS urn, coalesce(now.because, '') AS because,
               coalesce(now.evidence, []) AS evidence, coalesce(f.finding, '') AS finding,
               coalesce(f.status, '') AS finding_status, f.since,
               coalesce(r.la_code, '') AS la_code, p.shielded
        FROM own JOIN people p USING (child_id)
        LEFT JOIN now USING (child_id)
        LEFT JOIN {read_parquet(run.table("findings"))} f USING (child_id)
        LEFT JOIN {read_parquet(run.table("residences"))} r USING (child_id)
        ORDER BY own.opened_on, own.child_id"""
    return [
        ListedChild(**{**row, "registers": tuple(row["registers"]), "evidence": tuple(row["evidence"])})
        for row in _ask(sql, {"on": run.on})
    ]


def found_unlisted(run: Run, authority: str, listed: Iterable[str]) -> list[FoundUnlisted]:
    """Return the children of an authority whom the run found and who are not among the listed."""
    sql = f"""
        WITH {_people(run)}
        SELECT f.child_id, coalesce(p.surname, '') AS surname, coalesce(p.forename, '') AS forename, p.date_of_birth, f.finding,
               f.status AS finding_status, f.since, p.shielded
        FROM {read_parquet(run.table("findings"))} f JOIN people p USING (child_id)
        WHERE f.la_code = $authority AND NOT list_contains($listed, f.child_id)
        ORDER BY f.since NULLS LAST, f.child_id"""
    return [FoundUnlisted(**row) for row in _ask(sql, {"authority": authority, "listed": list(listed) or [""]})]


def _people(run: Run) -> str:
    return f"""people AS (
        SELECT s.child_id, s.surname, s.forename, s.date_of_birth, s.registers, h.child_id IS NOT NULL AS shielded
        FROM {read_parquet(run.table("child_summaries"))} s
        LEFT JOIN (SELECT DISTINCT child_id FROM {shielded_sql(run)}) h USING (child_id))"""


def _entries(extract: Extract) -> str:
    day = extract.as_at.isoformat()
    supplier = extract.supplier.replace("'", "''")
    return (
        f"SELECT record_key, record_id, opened_on, closed_on, reason, outcome, '{supplier}' AS supplier, DATE '{day}' AS as_at"
        f" FROM {read_parquet(extract.records_path)}"
    )


def _ask(sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    connection = asking()
    try:
        result = connection.execute(sql, parameters)
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    finally:
        connection.close()
