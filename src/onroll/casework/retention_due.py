"""Which records have been kept long enough, and which of them stay because somebody still needs them.

A record stays where somebody placed a hold on it, while a case of the child is open, and while a family's request about the child is.
The rows of an extract stay, besides, where they are the newest of their supplier, and where an open or held case rests on them.

Source  domain, requirement 62; issue 6, point 8.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Max, Q

from onroll.casework.hanging_rows import PAPERS, Model
from onroll.casework.models import (
    Case,
    CaseFinding,
    FamilyRequest,
    JointEnquiry,
    NotInSchoolEntry,
    PupilReturn,
    RetentionHold,
    SchoolReturn,
    ShieldMark,
)
from onroll.casework.the_index import the_index, whole_tables
from onroll.core.dated.retention_periods import Keeping, KeptKind
from onroll.core.evidence import parts_of
from onroll.core.registers import register_named
from onroll.core.retention import case_counts_from, counted_up_to, keeping_of, kept_until, left_school_by, rule_of
from onroll.pipeline.erasing import extract_numbers_of
from onroll.pipeline.index import Extract
from onroll.pipeline.run_queries import extracts_of

KINDS: Mapping[KeptKind, str] = {
    "case": "Cases",
    "child_paper": "What was written about children without a case",
    "school_return": "Deletion returns",
    "pupil_return": "Other returns of schools",
    "joint_enquiry": "Joint enquiries",
    "family_request": "Families’ requests",
    "extract": "Rows of registers",
}


TABLES: Mapping[str, Model] = {
    "case": Case,
    "school_return": SchoolReturn,
    "pupil_return": PupilReturn,
    "joint_enquiry": JointEnquiry,
    "family_request": FamilyRequest,
}


@dataclass(frozen=True, kw_only=True)
class DueRecord:
    """One record that is past its last day.

    Shape  rule: the line of the schedule. because: why it stays all the same; empty where it goes.
    """

    kind: KeptKind
    reference: str
    authority: str
    last_day: date
    rule: str
    because: str = ""

    @property
    def title(self) -> str:
        """What kind of record it is, in the plural."""
        return KINDS[self.kind]

    @property
    def sentence(self) -> str:
        """The record in one line, in numbers alone."""
        return f"{self.kind} {self.reference}: kept until {self.last_day:%-d %B %Y}, {self.rule}."

    def as_json(self) -> dict[str, str]:
        """Return the record for a summary that a machine reads."""
        said = {"kind": self.kind, "reference": self.reference, "last_day": self.last_day.isoformat(), "rule": self.rule}
        return {**said, "kept_because": self.because}


@dataclass(frozen=True)
class NamedRecord:
    """One record, whether its time is over or not."""

    reference: str
    authority: str


def due_records(today: date, kinds: Collection[KeptKind] = tuple(KINDS)) -> list[DueRecord]:
    """Return the records of those kinds that are past their last day, in the order in which they go."""
    still_needed = _StillNeeded()
    finders = {
        "case": _cases,
        "child_paper": _papers,
        "school_return": _returns_of(SchoolReturn, "school_return"),
        "pupil_return": _returns_of(PupilReturn, "pupil_return"),
        "joint_enquiry": _joint_enquiries,
        "family_request": _family_requests,
        "extract": _extracts,
    }
    return [record for kind, find in finders.items() if kind in kinds for record in find(today, still_needed)]


def record_named(kind: str, reference: str) -> NamedRecord | None:
    """Return the record that somebody names, whether its time is over or not; None where there is none."""
    if kind == "extract":
        extract = next((each for each in extracts_of(the_index()) if each.extract_id == reference and each.state != "erased"), None)
        return NamedRecord(extract.extract_id, _authority_of(extract)) if extract else None
    place = place_of(kind, reference)
    row: Any = place[0]._base_manager.filter(pk=place[1]).first() if place else None
    return NamedRecord(reference_of(kind, row), getattr(row, "authority", "")) if row is not None else None


def place_of(kind: str, reference: str) -> tuple[Model, int] | None:
    """Return the table and the number of a record of the casebook; None where nothing is called so."""
    name, _, number = reference.rpartition("-")
    papers = {str(model._meta.model_name): model for model in PAPERS}
    table = papers.get(name) if kind == "child_paper" else TABLES.get(kind) if not name else None
    return (table, int(number)) if table and number.isascii() and number.isdigit() and len(number) < 19 else None


def reference_of(kind: str, row: Any) -> str:
    """Return what a record of the casebook is called on the page of retention."""
    return f"{row._meta.model_name}-{row.pk}" if kind == "child_paper" else str(row.pk)


class _StillNeeded:
    """Why records stay, looked up once each."""

    @cached_property
    def holds(self) -> Mapping[tuple[str, str], str]:
        """Why a record is held, by kind and reference."""
        standing = RetentionHold.objects.filter(lifted_on__isnull=True)
        return {(hold.kind, hold.reference): f"Held since {hold.placed_on:%-d %B %Y}: {hold.because}" for hold in standing}

    def held(self, kind: str, reference: object) -> str:
        """Return why a record is held; nothing where it is not."""
        return self.holds.get((kind, str(reference)), "")

    @cached_property
    def open_requests(self) -> tuple[frozenset[str], frozenset[int]]:
        """Children, and cases, about whom a family's request is open."""
        asked = FamilyRequest.objects.filter(closed_on__isnull=True).values_list("child_id", "case_id")
        return frozenset(child for child, _ in asked if child), frozenset(case for _, case in asked if case)

    @cached_property
    def held_cases(self) -> frozenset[int]:
        """Numbers of the cases that are held."""
        return frozenset(int(reference) for kind, reference in self.holds if kind == "case" and reference.isdigit())

    @cached_property
    def rested_on(self) -> frozenset[tuple[str, str, date]]:
        """Register, supplier and day of each extract that the newest finding of an open or held case rests on."""
        staying = Case.objects.filter(Q(closed_on__isnull=True, joined_into__isnull=True) | Q(pk__in=self.held_cases))
        newest = CaseFinding.objects.filter(case__in=staying).values("case").annotate(newest=Max("pk")).values("newest")
        return frozenset(
            each for text in CaseFinding.objects.filter(pk__in=newest).values_list("evidence", flat=True) for each in _extracts_named(text)
        )

    @cached_property
    def extracts_of_children(self) -> frozenset[int]:
        """Numbers of the extracts that hold a row of a child whose case is held, or about whom a request is open."""
        tables = whole_tables()
        named = set(Case.objects.filter(pk__in=self.held_cases | self.open_requests[1]).values_list("child_id", flat=True))
        children = {each for each in named | self.open_requests[0] if each}
        return extract_numbers_of(tables, {tables.live_id(each) for each in children}) if tables and children else frozenset()


def _extracts_named(evidence: str) -> Iterable[tuple[str, str, date]]:
    for each in evidence.split(";"):
        with suppress(ValueError):  # a pair in the review band, or nothing
            yield parts_of(each)[:3]


def _due(keeping: Keeping, reference: str, authority: str, counted_from: date, because: str) -> DueRecord:
    return DueRecord(
        kind=keeping.kind,
        reference=reference,
        authority=authority,
        last_day=kept_until(keeping, counted_from),
        rule=rule_of(keeping),
        because=because,
    )


def _cases(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    keeping = keeping_of("case", today)
    up_to = counted_up_to(keeping, today)
    past = Q(leaving_on__lte=left_school_by(up_to)) | Q(leaving_on__isnull=True, closed_on__lte=up_to)
    cases = list(Case.objects.filter(past, closed_on__isnull=False, joined_into__isnull=True).order_by("pk"))
    if not cases:
        return
    open_children = set(Case.objects.filter(closed_on__isnull=True, joined_into__isnull=True).values_list("child_id", flat=True))
    joined: dict[int, list[int]] = {}
    for number, into in Case.objects.filter(joined_into__in=cases).values_list("pk", "joined_into"):
        joined.setdefault(into or 0, []).append(number)
    children, asked = needed.open_requests
    for case in cases:
        assert case.closed_on is not None
        because = next(filter(None, (needed.held("case", number) for number in (case.pk, *joined.get(case.pk, ())))), "")
        if case.child_id in open_children:
            because = because or "The child has an open case."
        if case.child_id in children or case.pk in asked:
            because = because or "A family’s request about the child is open."
        yield _due(keeping, str(case.pk), case.authority, case_counts_from(case.leaving_on, case.closed_on), because)


def _papers(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    keeping = keeping_of("child_paper", today)
    standing = {ShieldMark: Q(ended_on__isnull=True), NotInSchoolEntry: Q(removed_on__isnull=True)}
    for model, day in PAPERS.items():
        past: Any = model._base_manager.filter(**{f"{day}__lte": counted_up_to(keeping, today)})
        alone = past.exclude(child_id__in=Case.objects.values("child_id")).exclude(standing.get(model, Q(pk=None)))
        for row in alone.order_by("pk"):
            reference = reference_of("child_paper", row)
            because = needed.held("child_paper", reference)
            if row.child_id in needed.open_requests[0]:
                because = because or "A family’s request about the child is open."
            yield _due(keeping, reference, getattr(row, "authority", ""), getattr(row, day), because)


def _returns_of(model: type[SchoolReturn] | type[PupilReturn], kind: KeptKind) -> Any:
    def find(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
        keeping = keeping_of(kind, today)
        for each in model.objects.filter(received_on__lte=counted_up_to(keeping, today)).select_related("case").order_by("pk"):
            because = needed.held(kind, each.pk)
            if each.case is not None and each.case.is_open:
                because = because or "The case that it opened or joined is open."
            elif each.case_id in needed.held_cases:
                because = because or "The case that it opened or joined is held."
            yield _due(keeping, str(each.pk), each.authority, each.received_on, because)

    return find


def _joint_enquiries(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    keeping = keeping_of("joint_enquiry", today)
    for each in JointEnquiry.objects.filter(began_on__lte=counted_up_to(keeping, today)).order_by("pk"):
        yield _due(keeping, str(each.pk), each.authority, each.began_on, needed.held("joint_enquiry", each.pk))


def _family_requests(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    keeping = keeping_of("family_request", today)
    for each in FamilyRequest.objects.filter(closed_on__lte=counted_up_to(keeping, today)).order_by("pk"):
        assert each.closed_on is not None
        yield _due(keeping, str(each.pk), each.authority, each.closed_on, needed.held("family_request", each.pk))


def _extracts(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    keeping = keeping_of("extract", today)
    up_to = counted_up_to(keeping, today)
    extracts: Sequence[Extract] = [each for each in extracts_of(the_index()) if register_named(each.register).kind != "reference"]
    newest: dict[tuple[str, str], date] = {}
    for each in extracts:
        if each.state == "counted":
            source = (each.register, each.supplier)
            newest[source] = max(newest.get(source, each.as_at), each.as_at)
    for each in extracts:
        if each.as_at > up_to or each.state == "erased":
            continue
        because = needed.held("extract", each.extract_id)
        if newest.get((each.register, each.supplier)) == each.as_at and each.state == "counted":
            because = because or "It is the newest of its supplier in this register."
        elif (each.register, each.supplier, each.as_at) in needed.rested_on:
            because = because or "An open or held case rests on a row of it."
        elif each.number in needed.extracts_of_children:
            because = because or "It holds a row of a child whose case is held, or about whom a family’s request is open."
        yield _due(keeping, each.extract_id, _authority_of(each), each.as_at, because)


def _authority_of(extract: Extract) -> str:
    return extract.supplier if re.fullmatch(r"[0-9]{3}", extract.supplier) else ""
