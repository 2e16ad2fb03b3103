"""Who else lives where each of some children lives, and how a run knows them: brothers, sisters and housemates.

Source  issue 4, point 1 (when one child is missing, the household is checked at once); design, section 8 (siblings tell nothing of
        a shielded child).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.shielding import shielded_sql

MOST = 12
"""More children at one address are no household (a hostel, a block of flats without numbers): then nobody is checked."""


@dataclass(frozen=True, kw_only=True)
class Housemate:
    """One other child at the address of a child.

    Shape  status, urn, because: of the run's day; empty where the timeline says nothing. finding, finding_status: empty where none stands.
    """

    child_id: str
    other_child_id: str
    same_surname: bool
    status: str
    urn: str
    because: str
    finding: str
    finding_status: str
    since: date | None


def households_of(run: Run, child_ids: Sequence[str]) -> dict[str, list[Housemate]]:
    """Return the other children at the latest address of each child, those of the same surname first.

    Shielded children are nowhere in it, neither as the one who is asked about nor as another.
    """
    if not child_ids:
        return {}
    summaries, shielded = read_parquet(run.table("child_summaries")), shielded_sql(run)
    sql = f"""
        WITH known AS (
            SELECT child_id, lower(surname) AS surname, postcode, lower(address_line_1) AS line FROM {summaries}
            WHERE postcode IS NOT NULL AND coalesce(address_line_1, '') <> '' AND child_id NOT IN (SELECT child_id FROM {shielded})),
        pairs AS (
            SELECT me.child_id, other.child_id AS other_child_id, coalesce(other.surname = me.surname, false) AS same_surname
            FROM known me JOIN known other ON me.postcode = other.postcode AND me.line = other.line AND me.child_id <> other.child_id
            WHERE me.child_id IN (SELECT unnest($wanted))
            QUALIFY count(*) OVER (PARTITION BY me.child_id) < {MOST}),
        now AS (
            SELECT child_id, status, urn, because FROM {read_parquet(run.table("timelines"))}
            WHERE child_id IN (SELECT other_child_id FROM pairs) AND starts_on <= $on AND (ends_before IS NULL OR ends_before > $on))
        SELECT p.child_id, p.other_child_id, p.same_surname, coalesce(now.status, '') AS status, coalesce(now.urn, '') AS urn,
               coalesce(now.because, '') AS because, coalesce(f.finding, '') AS finding, coalesce(f.status, '') AS finding_status, f.since
        FROM pairs p LEFT JOIN now ON now.child_id = p.other_child_id
        LEFT JOIN {read_parquet(run.table("findings"))} f ON f.child_id = p.other_child_id
        ORDER BY p.child_id, p.same_surname DESC, p.other_child_id"""
    connection = asking()
    try:
        result = connection.execute(sql, {"wanted": list(child_ids), "on": run.on})
        names = [column[0] for column in result.description or []]
        households: dict[str, list[Housemate]] = {}
        for row in result.fetchall():
            mate = Housemate(**dict(zip(names, row, strict=True)))
            households.setdefault(mate.child_id, []).append(mate)
        return households
    finally:
        connection.close()
