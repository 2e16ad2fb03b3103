"""Which children may belong on the register of children not in school, from one run's tables: narrowed by SQL, decided by the rule.

Source  core/not_in_school (the rule); docs/tables.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.core.not_in_school import Standing, ground_of
from onroll.pipeline.engine import read_parquet
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.run_queries import RunTables

GONE = ("died", "left_england", "record_ended", "over_school_age", "below_school_age", "not_yet_known")


@dataclass(frozen=True, slots=True)
class Eligible:
    """One child who belongs on the register of where they live. Shape  since: first day of the spell that the child is in now."""

    child_id: str
    la_code: str
    ground: str
    since: date
    status: str
    shielded: bool


def eligible_children(index: Index, tables: RunTables, authorities: Sequence[str] = ()) -> list[Eligible]:
    """Return every child who belongs on a register on the run's day, by authority and child; of those authorities, or of all.

    It is worked out from the timelines and the provision that authorities report, never from findings.
    """
    on = tables.run.on
    elsewhere = _in_provision(index, tables, on)
    rows = tables.ask(
        """SELECT t.child_id, k.la_code, t.status, t.starts_on AS since, k.date_of_birth, k.is_shielded AS shielded,
                  list_contains(?, t.child_id) AS elsewhere
           FROM timelines t JOIN known k USING (child_id)
           WHERE t.starts_on <= ? AND coalesce(t.ends_before > ?, true) AND k.la_code IS NOT NULL
             AND (len(?) = 0 OR list_contains(?, k.la_code))
             AND k.date_of_birth BETWEEN ? AND ? AND NOT list_contains(?, t.status)
             AND (t.status <> 'on_roll' OR list_contains(?, t.child_id))
           ORDER BY k.la_code, t.child_id""",
        [
            elsewhere, on, on, list(authorities), list(authorities),
            on.replace(year=on.year - 17, day=min(on.day, 28)), on.replace(year=on.year - 4, day=min(on.day, 28)), list(GONE), elsewhere,
        ],
    )  # fmt: skip
    marked = tables.marked
    found = []
    for row in rows:
        standing = Standing(row["date_of_birth"], row["la_code"], on_roll=row["status"] == "on_roll", elsewhere=bool(row["elsewhere"]))
        ground = ground_of(standing, on)
        if ground:
            hidden = bool(row["shielded"]) or row["child_id"] in marked
            found.append(Eligible(row["child_id"], row["la_code"], ground, row["since"], row["status"], hidden))
    return found


def _in_provision(index: Index, tables: RunTables, on: date) -> list[str]:
    """Return the children whom the newest list of an authority shows in provision that a school or the authority arranged."""
    newest: dict[str, Extract] = {}
    for extract in index.counted_extracts(on):
        if extract.register == "alternative_provision" and extract.as_at <= on:
            standing = newest.get(extract.supplier)
            if standing is None or standing.as_at < extract.as_at:
                newest[extract.supplier] = extract
    if not newest:
        return []
    files = " UNION ALL ".join(
        f"SELECT record_key, start_date, end_date FROM {read_parquet(each.records_path)}" for each in newest.values()
    )
    rows = tables.ask(
        f"SELECT DISTINCT c.child_id FROM ({files}) p JOIN children c USING (record_key)"
        " WHERE p.start_date <= ? AND coalesce(p.end_date >= ?, true)",
        [on, on],
    )
    return sorted(row["child_id"] for row in rows)
