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

from django.db.models import F, Max, Q, Value

from onroll.casework import clock
from onroll.casework.hanging_rows import PAPERS, Model
from onroll.casework.models import (
    Case,
    CaseFinding,
    FamilyRequest,
    JointEnquiry,
    NotInSchoolEntry,
    PairDecision,
    PupilReturn,
    RetentionHold,
    SchoolReturn,
    SealedRow,
    ShieldMark,
)
from onroll.casework.the_index import the_index, whole_tables
from onroll.core.dated.retention_periods import Keeping, KeptKind
from onroll.core.evidence import parts_of
from onroll.core.registers import register_named
from onroll.core.retention import case_counts_from, counted_up_to, keeping_of, kept_until, left_school_by, rule_of
from onroll.core.sealed_pairs import SealedPair, mark_keys
from onroll.core.wording import day_words
from onroll.pipeline.erasing import extract_numbers_of
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract
from onroll.pipeline.kept_apart import sealed_and_met
from onroll.pipeline.received_extracts import extracts_of

KINDS: Mapping[str, str] = {
    "case": "Cases",
    "child_paper": "What was written about children without a case",
    "school_return": "Deletion returns",
    "pupil_return": "Other returns of schools",
    "joint_enquiry": "Joint enquiries",
    "family_request": "Families’ requests",
    "extract": "Rows of registers",
    "pair_decision": "What people said about pairs",
    "sealed_entry": "Entries of the sealed list",
}


TABLES: Mapping[str, Model] = {
    "case": Case,
    "school_return": SchoolReturn,
    "pupil_return": PupilReturn,
    "joint_enquiry": JointEnquiry,
    "family_request": FamilyRequest,
    "pair_decision": PairDecision,
    "sealed_entry": SealedRow,
}


_DAYS = {"school_return": "received_on", "pupil_return": "received_on", "joint_enquiry": "began_on", "family_request": "closed_on"}
_PAPER = ("id", "child_id", "authority", "table", "day")


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
        return f"{self.kind} {self.reference}: kept until {day_words(self.last_day)}, {self.rule}."

    def as_json(self) -> dict[str, str]:
        """Return the record for a summary that a machine reads."""
        said = {"kind": self.kind, "reference": self.reference, "last_day": self.last_day.isoformat(), "rule": self.rule}
        return {**said, "kept_because": self.because}


@dataclass(frozen=True)
class NamedRecord:
    """One record, whether its time is over or not."""

    reference: str
    authority: str


def due_records(today: date, kinds: Collection[str] = tuple(KINDS)) -> list[DueRecord]:
    """Return the records of those kinds that are past their last day, in the order in which they go."""
    still_needed = _StillNeeded()
    finders = {
        "case": _cases,
        "child_paper": _papers,
        "school_return": _returns_of("school_return"),
        "pupil_return": _returns_of("pupil_return"),
        "joint_enquiry": _by_day_alone("joint_enquiry"),
        "family_request": _by_day_alone("family_request"),
        "extract": _extracts,
        "pair_decision": _pair_decisions,
        "sealed_entry": _sealed_entries,
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
    if kind == "family_request":
        number = number.removeprefix("F")  # as families know it
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
        return {(hold.kind, hold.reference): f"Held since {day_words(hold.placed_on)}: {hold.because}" for hold in standing}

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
    def extracts_there(self) -> frozenset[int]:
        """Numbers of the extracts whose rows are there, and stay."""
        today = clock.today()
        going = {each.reference for each in _extracts(today, self) if not each.because}
        return frozenset(each.number for each in extracts_of(the_index()) if each.state != "erased" and each.extract_id not in going)

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


def past(kind: KeptKind, today: date, authority: str = "") -> Any:
    """Return the records of a kind of the casebook that are past their last day, whether they stay or not, as a query to go on with.

    Shape  authority: only its records. Of `child_paper`, rows of `_PAPER`.
    """
    up_to = counted_up_to(keeping_of(kind, today), today)
    mine = {"authority": authority} if authority else {}
    if kind == "case":
        past_it = Q(leaving_on__lte=left_school_by(up_to)) | Q(leaving_on__isnull=True, closed_on__lte=up_to)
        return Case.objects.filter(past_it, closed_on__isnull=False, joined_into__isnull=True, **mine).order_by("pk")
    if kind == "child_paper":
        return _past_papers(up_to, mine)
    if kind == "pair_decision":
        first = PairDecision.objects.filter(second_of__isnull=True, undoes__isnull=True, at__date__lte=up_to, **mine)
        return first.exclude(seconds__at__date__gt=up_to).exclude(undoings__at__date__gt=up_to).order_by("pk")
    if kind == "sealed_entry":
        sealed = SealedRow.objects.filter(lifts__isnull=True, at__date__lte=up_to, **mine)
        return sealed.exclude(liftings__at__date__gt=up_to).order_by("pk")
    return TABLES[kind].objects.filter(**{f"{_DAYS[kind]}__lte": up_to}, **mine).order_by("pk")  # type: ignore[attr-defined]


def past_extracts(today: date, authority: str = "") -> list[Extract]:
    """Return the extracts that are past their last day, whether they stay or not."""
    up_to = counted_up_to(keeping_of("extract", today), today)
    return [
        each for each in _personal_extracts() if each.as_at <= up_to and each.state != "erased" and authority in ("", _authority_of(each))
    ]


def _past_papers(up_to: date, mine: Mapping[str, str]) -> Any:
    standing = {ShieldMark: Q(ended_on__isnull=True), NotInSchoolEntry: Q(removed_on__isnull=True)}
    told = []
    for model, day in PAPERS.items():
        written: Any = model._base_manager.filter(**{f"{day}__lte": up_to}, **mine)
        alone = written.exclude(child_id__in=Case.objects.values("child_id")).exclude(standing.get(model, Q(pk=None)))
        told.append(alone.order_by().annotate(table=Value(str(model._meta.model_name)), day=F(day)).values_list(*_PAPER))
    return told[0].union(*told[1:], all=True).order_by("table", "id")


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
    cases: list[Case] = list(past("case", today))
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
        yield _due(keeping_of("case", today), str(case.pk), case.authority, case_counts_from(case.leaving_on, case.closed_on), because)


def _papers(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    for number, child_id, authority, table, day in past("child_paper", today):
        reference = f"{table}-{number}"
        because = needed.held("child_paper", reference)
        if child_id in needed.open_requests[0]:
            because = because or "A family’s request about the child is open."
        yield _due(keeping_of("child_paper", today), reference, authority, day, because)


def _returns_of(kind: KeptKind) -> Any:
    def find(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
        for each in past(kind, today).select_related("case"):
            because = needed.held(kind, each.pk)
            if each.case is not None and each.case.is_open:
                because = because or "The case that it opened or joined is open."
            elif each.case_id in needed.held_cases:
                because = because or "The case that it opened or joined is held."
            yield _due(keeping_of(kind, today), str(each.pk), each.authority, each.received_on, because)

    return find


def _by_day_alone(kind: KeptKind) -> Any:
    def find(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
        for each in past(kind, today):
            yield _due(keeping_of(kind, today), str(each.pk), each.authority, getattr(each, _DAYS[kind]), needed.held(kind, each.pk))

    return find


def _extracts(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    newest: dict[tuple[str, str], date] = {}
    for each in _personal_extracts():
        if each.state == "counted":
            source = (each.register, each.supplier)
            newest[source] = max(newest.get(source, each.as_at), each.as_at)
    for each in past_extracts(today):
        because = needed.held("extract", each.extract_id)
        if newest.get((each.register, each.supplier)) == each.as_at and each.state == "counted":
            because = because or "It is the newest of its supplier in this register."
        elif (each.register, each.supplier, each.as_at) in needed.rested_on:
            because = because or "An open or held case rests on a row of it."
        elif each.number in needed.extracts_of_children:
            because = because or "It holds a row of a child whose case is held, or about whom a family’s request is open."
        yield _due(keeping_of("extract", today), each.extract_id, _authority_of(each), each.as_at, because)


def _pair_decisions(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    for each in past("pair_decision", today).prefetch_related("seconds", "undoings"):
        because = needed.held("pair_decision", each.pk)
        there = [any(key // RECORD_KEY_STRIDE in needed.extracts_there for key in side) for side in (each.left_keys, each.right_keys)]
        if all(there):
            because = because or "Records of both sides are there: without it they would be joined or parted again."
        elif {each.child_a, each.child_b} & needed.open_requests[0]:
            because = because or "A family’s request about a child is open."
        last = max(row.at for row in (each, *each.seconds.all(), *each.undoings.all())).date()
        yield _due(keeping_of("pair_decision", today), str(each.pk), each.authority, last, because)


def _sealed_entries(today: date, needed: _StillNeeded) -> Iterable[DueRecord]:
    entries = list(past("sealed_entry", today).prefetch_related("liftings"))
    pairs = [SealedPair(frozenset(each.former_marks), frozenset(each.present_marks)) for each in entries]
    tables = whole_tables()
    met = sealed_and_met(tables.run.folder, pairs, mark_keys(the_index().secret)) if tables and pairs else frozenset()
    for place, each in enumerate(entries):
        because = needed.held("sealed_entry", each.pk)
        lifted = list(each.liftings.all())
        if not lifted and (tables is None or place in met):
            because = because or "A record has a mark of one of its identities, or there is no run by which to tell."
        last = max(row.at for row in (each, *lifted)).date()
        yield _due(keeping_of("sealed_entry", today), str(each.pk), each.authority, last, because)


def _personal_extracts() -> Sequence[Extract]:
    return [each for each in extracts_of(the_index()) if register_named(each.register).kind != "reference"]


def _authority_of(extract: Extract) -> str:
    return extract.supplier if re.fullmatch(r"[0-9]{3}", extract.supplier) else ""
