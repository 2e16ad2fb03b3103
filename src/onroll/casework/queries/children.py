"""One child's page: the whole record, that there is one, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.accounts.models import Organisation
from onroll.casework.case_facts import relay_of
from onroll.casework.models import BrokenGlass, Case, TransferAct
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.broken_glass import glass_open_for
from onroll.casework.queries.child_headline import headline_of, last_sight
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import Relation, relation_of
from onroll.casework.said_facts import FACTS, Fact, facts_of
from onroll.casework.sharing import everything
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.transfers import Leg
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child, Contradiction, FoundChild, RecordSeen, Spell
from onroll.pipeline.shared_fields import as_records_say, withheld_from

__all__ = ["FACTS", "ChildPage", "Contradiction", "ExistsOnly", "Fact", "Spell", "child_page"]


@dataclass(frozen=True, kw_only=True)
class ChildPage:
    """Everything that the page of one child shows.

    Shape  glass: the look behind the glass that opens it, where nothing else does. withheld: the register and supplier of records
           of which no agreement shows every field. responsible: the relay between authorities of the open case, the first one first;
           empty where no case is open, or the viewer sees none.
    """

    child: Child
    name: str
    year: int | None
    on: date
    run_id: str
    finding: FoundChild | None
    spells: Sequence[Spell]
    contradictions: Sequence[Contradiction]
    records: Sequence[RecordSeen]
    evidence: Sequence[RecordSeen]
    facts: Sequence[Fact]
    pairs: Sequence[Mapping[str, Any]]
    case: Case | None
    headline: str = ""
    ending_proposed: str = ""
    asked_by_old_id: bool = False
    glass: BrokenGlass | None = None
    withheld: Sequence[tuple[str, str]] = ()
    responsible: Sequence[Leg] = ()


@dataclass(frozen=True, kw_only=True)
class ExistsOnly:
    """There is a record, and this is who may be asked about it."""

    child_id: str
    ask: str


def child_page(viewer: Viewer, purpose: Purpose, child_id: str) -> ChildPage | ExistsOnly | None:
    """Return what the viewer may know of the child, or None; the look is written down, a miss too."""
    require(viewer, Right.FIND_A_CHILD, purpose)
    tables = the_tables()
    live_id = tables.live_id(child_id) if tables else child_id
    child = tables.child(live_id) if tables else None
    relation = relation_or_case(viewer, child) if child else Relation.NOTHING
    glass = glass_open_for(viewer, live_id) if relation is Relation.EXISTS else None
    # A miss and a child that the viewer may not know of are the same to the log's reader and to the page.
    shown = live_id if relation is not Relation.NOTHING else ""
    more: dict[str, Any] = {"relation": relation.value} if glass is None else {"relation": Relation.FULL.value, "glass": glass.pk}
    record_reading(viewer, purpose, "child.looked_at", subject=shown or _as_an_id(child_id), more=more)
    if tables is None or child is None or relation is Relation.NOTHING:
        return None
    if glass is not None:
        with everything():
            return _whole_page(viewer, tables, tables.child(live_id) or child, asked_by_old_id=live_id != child_id, glass=glass)
    if relation is Relation.EXISTS:
        return ExistsOnly(child_id=live_id, ask=whom_to_ask(child))
    return _whole_page(viewer, tables, child, asked_by_old_id=live_id != child_id)


def relation_or_case(viewer: Viewer, child: Child) -> Relation:
    """Return what the viewer may know of a child; whoever is responsible for the child sees the record, wherever the child lives now."""
    relation = relation_of(viewer, child)
    if (
        relation is Relation.EXISTS
        and viewer.may(Right.SEE_CASES)
        and Case.objects.filter(
            child_id=child.child_id, authority=viewer.authority, closed_on__isnull=True, joined_into__isnull=True
        ).exists()
    ):
        return Relation.FULL
    return relation


def _as_an_id(text: str) -> str:
    """Return what was asked for where it looks like an id: a name typed into the address never reaches the log."""
    return text if re.fullmatch(r"(?=.*[0-9])[A-Za-z0-9-]{4,40}", text) else ""


def _whole_page(viewer: Viewer, tables: RunTables, child: Child, *, asked_by_old_id: bool, glass: BrokenGlass | None = None) -> ChildPage:
    records = tables.records(the_index(), child.child_id)
    child = as_records_say(child, records)
    spells = tables.spells(child.child_id)
    finding = tables.finding_of(child.child_id)
    case = (
        Case.objects.filter(child_id=child.child_id, closed_on__isnull=True, joined_into__isnull=True).prefetch_related("proposals").first()
    )
    ending = (
        next((each.because for each in case.proposals.all() if each.kind == "ending" and each.withdrawn_on is None), "") if case else ""
    )
    return ChildPage(
        child=child,
        name=name_of(child.forename, child.surname),
        year=year_group(child.date_of_birth, tables.run.on),
        on=tables.run.on,
        run_id=tables.run.run_id,
        finding=finding,
        spells=spells,
        headline=headline_of(viewer, child, tables.run.on, last_sight(viewer, child.child_id), spells),
        contradictions=tables.contradictions(child.child_id),
        records=records,
        evidence=_evidence(finding, records),
        facts=facts_of(records),
        pairs=_pairs(tables, child),
        case=case,
        ending_proposed=ending,
        asked_by_old_id=asked_by_old_id,
        glass=glass,
        withheld=withheld_from(records),
        responsible=_responsible(case) if case is not None and glass is None and viewer.may(Right.SEE_CASES) else (),
    )


def _responsible(case: Case) -> Sequence[Leg]:
    relay, _ = relay_of(case, list(TransferAct.objects.filter(case=case).order_by("id")))
    return relay.legs


def year_group(date_of_birth: date | None, on: date) -> int | None:
    """Return the national curriculum year that a child of that birthday is in; 0 is reception."""
    if date_of_birth is None:
        return None
    year_start = on.year if on.month >= 9 else on.year - 1
    return year_start - date_of_birth.year - (1 if date_of_birth.month >= 9 else 0) - 4


def reference_of(record: RecordSeen) -> str:
    """Return the record's reference as findings write it. Source  contracts, section 5."""
    parts = (record.register, record.supplier, record.as_at.isoformat(), record.record_id)
    return ":".join(part.replace("%", "%25").replace(":", "%3A").replace(";", "%3B") for part in parts)


def _evidence(finding: FoundChild | None, records: Sequence[RecordSeen]) -> list[RecordSeen]:
    wanted = set(finding.evidence) if finding else set()
    return [record for record in records if reference_of(record) in wanted]


def _pairs(tables: RunTables, child: Child) -> list[dict[str, Any]]:
    pairs = tables.review_pairs(child.child_id)
    others = tables.children([pair["child_b"] if pair["child_a"] == child.child_id else pair["child_a"] for pair in pairs])
    shown = []
    for pair in pairs:
        other = others.get(pair["child_b"] if pair["child_a"] == child.child_id else pair["child_a"])
        if other and not other.shielded:
            shown.append(
                {"child_id": other.child_id, "kind": pair["kind"], "probability": pair["probability"], "because": pair["because"] or ""}
            )
    return shown


def whom_to_ask(child: Child) -> str:
    """Return whom to ask about a child: the authority where the child lives, else that of the last school."""
    code = child.la_code or child.roll_la_code or ""
    known = Organisation.objects.filter(kind="authority", code=code).first()
    return known.name if known else f"authority {code}" if code else "the national data service"
