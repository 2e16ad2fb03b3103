"""What registers say that cannot both be so, as a worklist; every look at children is written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import unquote

from onroll.casework import clock
from onroll.casework.models import Case, ContradictionDecision
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of, scope_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.listed_contradictions import HOWS, LISTED, SOURCE_HAS_DAYS, ListedKind, state_of
from onroll.pipeline.run_contradictions import ListedContradiction, listed_contradictions
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child, RecordSeen, Scope

__all__ = [
    "HOWS",
    "LISTED",
    "SOURCE_HAS_DAYS",
    "STATES",
    "asked_of",
    "contradiction_for",
    "contradictions_for",
    "every_contradiction_for",
]

PAGE_SIZE = 25
STATES: Mapping[str, str] = {"open": "To settle", "asked": "Source asked", "settled": "Explained or known"}
TOLD = (
    "urn", "entry_date", "leaving_date", "enrolment_status", "change", "change_date", "ground", "destination_urn", "destination_type",
    "expected_start", "registered_on", "deregistered_on", "removal_reason", "date_of_death", "event", "event_date", "claim_start",
    "claim_end", "start_date", "end_date", "tenancy_start", "tenancy_end", "kind", "suitability", "assessed_on", "postcode",
)  # fmt: skip
"""Fields of a record that may tell which side is right, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one source says. Shape  source: `register:supplier`; said: field and value; whole_roll: the roll that lacks the child."""

    source: str
    register: str
    supplier: str
    as_at: date
    record_id: str
    days_old: int
    whole_roll: bool = False
    said: Sequence[tuple[str, Any]] = ()


@dataclass(frozen=True, kw_only=True)
class ContradictionRow:
    """One line of the list. Shape  decision: the newest, whatever it says; sides: one for each source."""

    child_id: str
    name: str
    date_of_birth: date | None
    kind: str
    key: str
    starts_on: date
    state: str
    shielded: bool
    sides: Sequence[Side]
    decision: ContradictionDecision | None = None
    case: Case | None = None

    @property
    def words(self) -> ListedKind:
        """Return the kind in words."""
        return LISTED[self.kind]


@dataclass(frozen=True, kw_only=True)
class ContradictionsPage:
    """One page of the list. Shape  counts: lines by state and kind; on: the day of the run, None before the first."""

    rows: Sequence[ContradictionRow] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    on: date | None = None

    def in_state(self, state: str) -> int:
        """Return how many lines are in a state, of whatever kind."""
        return sum(count for (each, _), count in self.counts.items() if each == state)


@dataclass(frozen=True, kw_only=True)
class ContradictionPage:
    """One contradiction: the line, what each record says, and what was decided before."""

    row: ContradictionRow
    decisions: Sequence[ContradictionDecision]
    run_id: str
    on: date


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """One record that a source was asked to correct. Shape  side: its own record, None where another row says it by now."""

    decision: ContradictionDecision
    child_id: str
    name: str
    date_of_birth: date | None
    side: Side | None

    @property
    def words(self) -> ListedKind:
        """Return the kind in words."""
        return LISTED[self.decision.kind]


def contradictions_for(viewer: Viewer, purpose: Purpose, *, state: str = "open", kind: str = "", page: int = 1) -> ContradictionsPage:
    """Return one page of the contradictions about the viewer's children, the gravest kind first; the look is written down."""
    require(viewer, Right.SETTLE_CONTRADICTIONS, purpose)
    tables = the_tables()
    if tables is None:
        return ContradictionsPage()
    found = listed_contradictions(tables, scope_of(viewer))
    decided = newest_decisions(viewer, [each.key for each in found])
    today = clock.today()
    states = {(each.child_id, each.key): _state(decided.get((each.child_id, each.key)), today) for each in found}
    counts = Counter((states[each.child_id, each.key], each.kind) for each in found)
    kept = _gravest_first(each for each in found if states[each.child_id, each.key] == state and kind in ("", each.kind))
    pages = max(1, -(-len(kept) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = kept[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    record_reading(
        viewer, purpose, "contradictions.listed", subject=tables.run.run_id, children=[each.child_id for each in shown],
        more={"of": len(kept), "state": state, "kind": kind},
    )  # fmt: skip
    rows = _lines(viewer, tables, shown, decided)
    return ContradictionsPage(rows=rows, total=len(kept), page=page, pages=pages, counts=dict(counts), on=tables.run.on)


def every_contradiction_for(viewer: Viewer, purpose: Purpose, *, state: str = "open", kind: str = "") -> Sequence[ContradictionRow]:
    """Return every line of a list, for a file, in which no shielded child stands: an event of its own."""
    require(viewer, Right.SETTLE_CONTRADICTIONS, purpose)
    tables = the_tables()
    if tables is None:
        return ()
    found = listed_contradictions(tables, replace(scope_of(viewer), shielded=False))
    decided = newest_decisions(viewer, [each.key for each in found])
    rows = _lines(viewer, tables, _gravest_first(each for each in found if kind in ("", each.kind)), decided)
    kept = [row for row in rows if row.state == state]
    record_reading(
        viewer, purpose, "contradictions.downloaded", subject=tables.run.run_id, children=[row.child_id for row in kept],
        more={"state": state, "kind": kind},
    )  # fmt: skip
    return kept


def contradiction_for(viewer: Viewer, purpose: Purpose, child_id: str, key: str) -> ContradictionPage | None:
    """Return one contradiction with what each record says; None where it is not the viewer's. The look is written down."""
    require(viewer, Right.SETTLE_CONTRADICTIONS, purpose)
    found = the_contradiction(viewer, child_id, key)
    tables = the_tables()
    record_reading(viewer, purpose, "contradiction.looked_at", subject=found.child_id if found else "", more={"key": key})
    if found is None or tables is None:
        return None
    child = tables.children([found.child_id])[found.child_id]
    decided = newest_decisions(viewer, [key]).get((found.child_id, key))
    records = {_place(each): each for each in tables.records(the_index(), found.child_id)}
    row = _row(found, child, decided, clock.today(), tables.run.on, _cases(viewer, [found.child_id]), records)
    past = ContradictionDecision.objects.filter(authority=viewer.authority, key=key).order_by("-id")
    decisions = [each for each in past if tables.live_id(each.child_id) == found.child_id]
    return ContradictionPage(row=row, decisions=decisions, run_id=tables.run.run_id, on=tables.run.on)


def asked_of(viewer: Viewer, purpose: Purpose) -> Sequence[AskedLine]:
    """Return the records that the viewer's own body was asked to correct and that contradict another still; the look is written down.

    A line says which record and why, and nothing of what other registers hold. Those about shielded children are not here.
    """
    require(viewer, Right.SEE_WHO_ASKED, purpose)
    tables = the_tables()
    code = viewer.organisation_code
    rows = ContradictionDecision.objects.filter(asked__endswith=f":{code}", shielded=False).order_by("id") if tables and code else []
    asked = {(tables.live_id(each.child_id), each.key): each for each in rows} if tables else {}
    found: list[AskedLine] = []
    if tables and asked:
        newest = ContradictionDecision.objects.filter(key__in=[key for _, key in asked]).order_by("id")
        last = {(each.authority, tables.live_id(each.child_id), each.key): each.pk for each in newest}
        scope = Scope(authorities=frozenset(each.authority for each in asked.values()))
        for one in listed_contradictions(tables, scope, child_ids=sorted({child_id for child_id, _ in asked})):
            decision = asked.get((one.child_id, one.key))
            if decision is not None and last[decision.authority, one.child_id, one.key] == decision.pk:
                side = next((each for each in _sides(one.evidence, tables.run.on, {}) if each.source == decision.asked), None)
                found.append(AskedLine(decision=decision, child_id=one.child_id, name="", date_of_birth=None, side=side))
    children = tables.children([each.child_id for each in found]) if tables and found else {}
    record_reading(viewer, purpose, "contradictions.asked_listed", children=[each.child_id for each in found])
    return [
        replace(each, name=name_of(child.forename, child.surname), date_of_birth=child.date_of_birth)
        for each in found
        if (child := children.get(each.child_id)) is not None and not child.shielded
    ]


def the_contradiction(viewer: Viewer, child_id: str, key: str) -> ListedContradiction | None:
    """Return a contradiction of the viewer's, for an action; nothing is shown."""
    tables = the_tables()
    if tables is None:
        return None
    found = listed_contradictions(tables, scope_of(viewer), child_ids=[tables.live_id(child_id)])
    return next((each for each in found if each.key == key), None)


def newest_decisions(viewer: Viewer, keys: Iterable[str]) -> dict[tuple[str, str], ContradictionDecision]:
    """Return the newest decision of the viewer's authority by the child as known now, and the key."""
    tables = the_tables()
    rows = ContradictionDecision.objects.filter(authority=viewer.authority, key__in=sorted(set(keys))).order_by("id")
    return {(tables.live_id(each.child_id) if tables else each.child_id, each.key): each for each in rows}


def _state(decision: ContradictionDecision | None, today: date) -> str:
    return state_of(decision.how, decision.on, today) if decision is not None else "open"


def _gravest_first(found: Iterable[ListedContradiction]) -> list[ListedContradiction]:
    return sorted(found, key=lambda each: (list(LISTED).index(each.kind), each.starts_on, each.child_id, each.key))


def _lines(
    viewer: Viewer, tables: RunTables, found: Sequence[ListedContradiction], decided: Mapping[tuple[str, str], ContradictionDecision]
) -> list[ContradictionRow]:
    children = tables.children([each.child_id for each in found])
    cases, today = _cases(viewer, children), clock.today()
    return [
        _row(each, children[each.child_id], decided.get((each.child_id, each.key)), today, tables.run.on, cases)
        for each in found
        if each.child_id in children
    ]


def _cases(viewer: Viewer, child_ids: Iterable[str]) -> dict[str, Case]:
    rows = Case.objects.filter(child_id__in=list(child_ids), closed_on=None, joined_into=None, authority=viewer.authority)
    return {case.child_id: case for case in rows}


def _place(record: RecordSeen) -> tuple[str, str, str, str]:
    return record.register, record.supplier, record.as_at.isoformat(), record.record_id


def _row(
    found: ListedContradiction,
    child: Child,
    decision: ContradictionDecision | None,
    today: date,
    on: date,
    cases: Mapping[str, Case],
    records: Mapping[tuple[str, str, str, str], RecordSeen] | None = None,
) -> ContradictionRow:
    return ContradictionRow(
        child_id=found.child_id,
        name=name_of(child.forename, child.surname),
        date_of_birth=child.date_of_birth,
        kind=found.kind,
        key=found.key,
        starts_on=found.starts_on,
        state=_state(decision, today),
        shielded=child.shielded,
        sides=_sides(found.evidence, on, records or {}),
        decision=decision,
        case=cases.get(found.child_id),
    )


def _sides(evidence: Sequence[str], on: date, records: Mapping[tuple[str, str, str, str], RecordSeen]) -> list[Side]:
    """Each row that says so; of one source's rows of several days the newest."""
    newest: dict[tuple[str, ...], Side] = {}
    for reference in evidence:
        register, supplier, day, record_id = (unquote(part) for part in [*reference.split(":"), "", ""][:4])
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            continue
        record = records.get((register, supplier, day, record_id))
        said = [(name, record.said[name]) for name in TOLD if record.said.get(name) not in (None, "")] if record else []
        as_at = date.fromisoformat(day)
        side = Side(
            source=f"{register}:{supplier}", register=register, supplier=supplier, as_at=as_at, record_id=record_id,
            days_old=(on - as_at).days, whole_roll=not record_id, said=said,
        )  # fmt: skip
        place = (register, supplier, *(str(value) for name, value in said if name == "urn"))
        if place not in newest or newest[place].as_at < as_at:
            newest[place] = side
    return list(newest.values())
