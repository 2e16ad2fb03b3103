"""Who else lives where each of some children lives, or is their brother or sister, and how a run knows them.

Source  issue 4, point 1 (when one child is missing, the household is checked at once); design, section 8 (siblings tell nothing of
        a shielded child).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.kept_tables import Lookups
from onroll.pipeline.lead_households import MOST_KIN, kin_by_units
from onroll.pipeline.run_queries import open_lookups
from onroll.pipeline.shielding import shielded_children, shielded_sql

MOST = 12
"""More children at one address are no household (a hostel, a block of flats without numbers): then nobody is checked."""


@dataclass(frozen=True, kw_only=True)
class Housemate:
    """One other child at the address of a child, or a brother or sister elsewhere.

    Shape  lives_there: at the child's latest address, however it is written; otherwise a brother or sister elsewhere.
           status, urn, because: of the run's day; empty where the timeline says nothing. finding, finding_status: empty where none stands.
    """

    child_id: str
    other_child_id: str
    same_surname: bool
    lives_there: bool
    status: str
    urn: str
    because: str
    finding: str
    finding_status: str
    since: date | None


def households_of(run: Run, child_ids: Sequence[str]) -> dict[str, list[Housemate]]:
    """Return the other children at the latest address of each child, and brothers and sisters elsewhere; the same surname first.

    One address is often written in two ways (`Apt 4, 23 Willow Way` and `Flat 4, 23 Willow Way`): the house number and street of the
    line decide, or the line as it stands where it has no number. Who shared a home or a telephone with the child, and has a surname
    or a parent in common, is a brother or sister wherever the newest record places them: one of the two may have moved since.

    Shielded children are nowhere in it, neither as the one who is asked about nor as another.
    """
    if not child_ids:
        return {}
    if (opened := open_lookups(run, child_ids)) is not None:
        found = {child_id: looked_up(run, opened[1], child_id) for child_id in sorted(set(child_ids))}
        return {child_id: mates for child_id, mates in found.items() if mates}
    shielded = shielded_sql(run)
    sql = f"""
        WITH wanted AS (SELECT DISTINCT unnest($wanted) AS child_id),
        known AS (
            SELECT child_id, lower(surname) AS surname, postcode, lower(coalesce(address_line_1, '')) AS line
            FROM {read_parquet(run.table("child_summaries"))} WHERE child_id NOT IN (SELECT child_id FROM {shielded})),
        pairs AS ({_pairs(run)}),
        now AS (
            SELECT child_id, status, urn, because FROM {read_parquet(run.table("timelines"))}
            WHERE child_id IN (SELECT other_child_id FROM pairs) AND starts_on <= $on AND (ends_before IS NULL OR ends_before > $on))
        SELECT p.child_id, p.other_child_id, p.same_surname, p.lives_there, coalesce(now.status, '') AS status,
               coalesce(now.urn, '') AS urn, coalesce(now.because, '') AS because, coalesce(f.finding, '') AS finding,
               coalesce(f.status, '') AS finding_status, f.since
        FROM pairs p LEFT JOIN now ON now.child_id = p.other_child_id
        LEFT JOIN {read_parquet(run.table("findings"))} f ON f.child_id = p.other_child_id
        ORDER BY p.child_id, p.same_surname DESC, p.lives_there DESC, p.other_child_id"""
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


def looked_up(run: Run, lookups: Lookups, child_id: str) -> list[Housemate]:
    """Return the same for one child, without reading any table from end to end."""
    place = lookups.known.place_of(child_id)
    if place is None:
        return []
    hidden = shielded_children(run.folder)
    mates = []
    for other, same_surname, lives_there in lookups.homes.mates(place, hidden, most=MOST, most_kin=MOST_KIN):
        now = [row for row in lookups.timelines.of(other) if row["starts_on"] <= run.on and (row["ends_before"] or date.max) > run.on]
        finding = lookups.found.first_of([other]).get(other, {})
        mates += [
            Housemate(
                child_id=child_id,
                other_child_id=other,
                same_surname=same_surname,
                lives_there=lives_there,
                status=row.get("status") or "",
                urn=row.get("urn") or "",
                because=row.get("because") or "",
                finding=finding.get("finding") or "",
                finding_status=finding.get("status") or "",
                since=finding.get("since"),
            )
            for row in (now or [{}])
        ]
    return sorted(mates, key=lambda mate: (not mate.same_surname, not mate.lives_there, mate.other_child_id))


def _pairs(run: Run) -> str:
    """The SQL of each wanted child with each other child; a run without units of children knows addresses only as they are written.

    Homes are brought together by a key, never by the postcode alone: thousands may share the one that stands for no fixed abode.
    """
    written = "SELECT child_id, surname, postcode || '|' || line AS home FROM near WHERE line <> ''"
    near = "SELECT * FROM known WHERE postcode IN (SELECT postcode FROM known WHERE child_id IN (SELECT child_id FROM wanted))"
    together = f"""
            SELECT me.child_id, other.child_id AS other_child_id, bool_or(coalesce(other.surname = me.surname, false)) AS same_surname
            FROM homes me JOIN homes other ON me.home = other.home AND me.child_id <> other.child_id
            WHERE me.child_id IN (SELECT child_id FROM wanted) GROUP BY me.child_id, other.child_id
            QUALIFY count(*) OVER (PARTITION BY me.child_id) < {MOST}"""
    if not run.table("child_units").exists():
        return f"WITH near AS ({near}), homes AS ({written}), there AS ({together}) SELECT *, true AS lives_there FROM there"
    units = read_parquet(run.table("child_units"))
    return f"""
        WITH near AS ({near}),
        homes AS ({written} UNION SELECT near.child_id, near.surname, near.postcode || '#' || unnest(u.lines) FROM near JOIN {units} u
                  ON u.unit = near.child_id),
        there AS ({together}),
        kin AS (
            SELECT child_id, other AS other_child_id, same_surname FROM ({kin_by_units(run)})
            WHERE child_id IN (SELECT child_id FROM known) AND other IN (SELECT child_id FROM known)
            QUALIFY count(*) OVER (PARTITION BY child_id) <= {MOST_KIN})
        SELECT child_id, other_child_id, bool_or(same_surname) AS same_surname, bool_or(lives_there) AS lives_there
        FROM (SELECT *, true AS lives_there FROM there UNION ALL SELECT *, false FROM kin) GROUP BY child_id, other_child_id"""
