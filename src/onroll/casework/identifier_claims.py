"""What is known of a child's consistent identifier: what registers say now, and the versions that the viewer's authority keeps.

A claim leads to wherever its home record is: after a merge it is the joined child's, after a split the one's who has that record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from onroll.casework.models import IdentifierClaim
from onroll.casework.pair_decisions import sealed_in_force
from onroll.casework.the_index import the_index, whole_tables
from onroll.core.consistent_identifiers import IDENTIFIER_TYPES, NHS_NUMBER, Claim, HowItStands, Said, how_they_stand
from onroll.core.sealed_pairs import mark, mark_keys
from onroll.pipeline.child_sources import all_ids_of
from onroll.pipeline.pair_comparison import identity_of
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import RecordSeen

PURPOSES_TO_ASK_FOR = frozenset({"cme_enquiry", "safeguarding", "data_quality"})
"""For what a demographic service is asked about a child."""
SHIELDED = "This child is shielded. Nobody asks other services about the child from here. Ask your named team how to go on."


@dataclass(frozen=True, kw_only=True)
class KnownIdentifiers:
    """A child's numbers of one type as one authority knows them. Shape  rows: every version, in the order in which they were made."""

    child_ids: Sequence[str]
    rows: Sequence[IdentifierClaim]
    standing: Sequence[HowItStands]

    def of(self, value: str) -> HowItStands | None:
        """Return how one number stands."""
        return next((each for each in self.standing if each.value == value), None)


def known_identifiers(tables: RunTables, child_id: str, records: Sequence[RecordSeen], authority: str, kind: str) -> KnownIdentifiers:
    """Return a child's numbers. Shape  records: as the viewer may see them: a number that no agreement shows is not among them."""
    ids, keys = all_ids_of(tables, child_id), [each.record_key for each in records]
    found = list(
        IdentifierClaim.objects.filter(Q(child_id__in=ids) | Q(home_record__in=keys), authority=authority, kind=kind).order_by("pk")
    )
    elsewhere = _records_of_others(tables, [row.home_record for row in found if row.home_record is not None], ids)
    rows = [row for row in found if row.home_record not in elsewhere]
    claims = [
        Claim(version=place, value=row.value, verb=row.verb, on=row.on, source=row.source, successor=row.successor)  # type: ignore[arg-type]
        for place, row in enumerate(rows, 1)
    ]
    return KnownIdentifiers(child_ids=ids, rows=rows, standing=how_they_stand(claims, said_by_registers(records, kind)))


def said_by_registers(records: Sequence[RecordSeen], kind: str) -> list[Said]:
    """Return the numbers that records say, each with its days and its registers; what is no such number is left out."""
    said: dict[str, list[RecordSeen]] = {}
    for record in records:
        value = IDENTIFIER_TYPES[kind].read(str(record.said.get(kind) or ""))
        if value:
            said.setdefault(value, []).append(record)
    return [
        Said(
            value=value,
            first_on=min(each.as_at for each in by),
            last_on=max(each.as_at for each in by),
            sources=tuple(sorted({f"{each.register}:{each.supplier}" for each in by})),
        )
        for value, by in said.items()
    ]


def is_sealed(tables: RunTables, child_id: str) -> bool:
    """Return whether a child is on the sealed list, as whoever they were or as whoever they are."""
    sealed = sealed_in_force()
    if not sealed:
        return False
    keys = mark_keys(the_index().secret)
    marks = {mark(keys, each) for each in identity_of(tables.run, child_id)}
    return any(marks & (each.former | each.present) for each in sealed)


def others_with(value: str, kind: str, child_ids: Sequence[str]) -> bool:
    """Return whether the records of another child have that number. Shielded children are not counted: nobody learns of one so."""
    tables = whole_tables()
    if tables is None or kind not in ("nhs_number",):
        return False
    rows = tables.ask("SELECT child_id FROM known WHERE nhs_number = ? AND NOT is_shielded", [value])
    return bool({str(row["child_id"]) for row in rows} - set(child_ids) - tables.marked)


def children_of_former_number(tables: RunTables, value: str, authority: str) -> dict[str, date]:
    """Return the children of whom an authority knows that this was their NHS number and was replaced, each with the day of that word.

    Nobody who is shielded or sealed is among them, and a number that ended with an adoption leads nowhere.
    """
    number = IDENTIFIER_TYPES[NHS_NUMBER].read(value)
    if not number or not authority:
        return {}
    latest: dict[str, IdentifierClaim] = {}
    for row in IdentifierClaim.objects.filter(kind=NHS_NUMBER, value=number, authority=authority).order_by("pk"):
        latest[_child_now(tables, row)] = row
    found = {child_id: row.on for child_id, row in latest.items() if row.verb == "superseded"}
    children = tables.children(sorted(found))
    return {
        child_id: on
        for child_id, on in found.items()
        if child_id in children and not children[child_id].shielded and not is_sealed(tables, child_id)
    }


def _child_now(tables: RunTables, row: IdentifierClaim) -> str:
    """Return the child to whom a claim leads: whoever has its record."""
    keys = [] if row.home_record is None else [row.home_record]
    holders = tables.ask("SELECT child_id FROM children WHERE record_key = ?", keys) if keys else []
    return str(holders[0]["child_id"]) if holders else tables.live_id(row.child_id)


def _records_of_others(tables: RunTables, keys: Sequence[int], ids: Sequence[str]) -> frozenset[int]:
    """Return those of the records that belong to another child than these."""
    if not keys:
        return frozenset()
    rows = tables.ask("SELECT record_key, child_id FROM children WHERE record_key IN (SELECT unnest(?))", [sorted(set(keys))])
    return frozenset(int(row["record_key"]) for row in rows if row["child_id"] not in ids)
