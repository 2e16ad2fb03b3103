"""A school's own current roll as the run counted it: who is on it, and how the school's own rows call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.core.evidence import parts_of
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Index
from onroll.pipeline.received_extracts import extracts_of
from onroll.pipeline.run_queries import RunTables

_SAID = (
    *("forename", "surname", "date_of_birth", "upn", "address_line_1", "postcode"),
    *("parent_1_name", "parent_2_name", "phone"),
)


@dataclass(frozen=True, kw_only=True)
class OnOwnRoll:
    """One pupil by the newest row of their school that the run counted; empty where the row does not say it."""

    child_id: str
    forename: str
    surname: str
    date_of_birth: date | None
    upn: str
    address_line_1: str
    postcode: str
    parent_1_name: str
    parent_2_name: str
    phone: str


def own_roll(tables: RunTables, index: Index, urn: str, on: date) -> Mapping[str, OnOwnRoll]:
    """Return the pupils on a school's roll on a day, by child: what the school itself has said of them, and no other register.

    Whoever is shielded is not among them: the school tells of such a pupil by hand.
    """
    rows = tables.ask(
        """SELECT t.child_id, t.evidence FROM timelines t
           WHERE t.status = 'on_roll' AND t.urn = ? AND t.starts_on <= ? AND (t.ends_before IS NULL OR t.ends_before > ?)
             AND t.child_id IN (SELECT child_id FROM known WHERE NOT is_shielded) AND t.child_id NOT IN (SELECT unnest(?::VARCHAR[]))""",
        [urn, on, on, sorted(tables.marked)],
    )
    wanted: dict[tuple[str, str, date], dict[str, str]] = {}
    for row in rows:
        for reference in row["evidence"] or ():
            register, supplier, as_at, record_id = parts_of(reference)
            wanted.setdefault((register, supplier, as_at), {})[record_id] = row["child_id"]
    return _said_by_school(index, urn, wanted)


def _said_by_school(index: Index, urn: str, wanted: Mapping[tuple[str, str, date], Mapping[str, str]]) -> dict[str, OnOwnRoll]:
    found: dict[str, OnOwnRoll] = {}
    con = asking()
    try:
        for extract in sorted(extracts_of(index), key=lambda each: (each.as_at, each.number)):
            asked = wanted.get((extract.register, extract.supplier, extract.as_at))
            if not asked or extract.state != "counted" or not extract.records_path.exists():
                continue
            source = read_parquet(extract.records_path)
            there = {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
            if "urn" not in there:
                continue
            columns = ", ".join(name if name in there else f"NULL AS {name}" for name in _SAID)
            sql = f"SELECT record_id, {columns} FROM {source} WHERE urn = ? AND record_id IN (SELECT unnest(?))"
            for record_id, *said in con.execute(sql, [urn, sorted(asked)]).fetchall():
                values: dict[str, Any] = {
                    name: value if name == "date_of_birth" else value or "" for name, value in zip(_SAID, said, strict=True)
                }
                found[asked[record_id]] = OnOwnRoll(child_id=asked[record_id], **values)
    finally:
        con.close()
    return found
