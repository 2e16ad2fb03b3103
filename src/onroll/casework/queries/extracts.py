"""What was delivered, what became of it, and what is late."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import scope_of
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.checks import all_checks
from onroll.core.register_words import REGISTERS as REGISTERS
from onroll.core.register_words import register_name as register_name
from onroll.pipeline import extract_queries as read
from onroll.pipeline.extract_queries import DIFF_KINDS, ProblemFilters, RowsPage
from onroll.pipeline.index import Extract
from onroll.pipeline.intake.quarantine_groups import QuarantineGroup, groups_of
from onroll.pipeline.received_extracts import extracts_of
from onroll.pipeline.run_rows import LateExtract
from onroll.pipeline.schools import schools_of

__all__ = [
    "DIFF_KINDS",
    "ExtractLine",
    "ExtractPage",
    "LateLine",
    "ProblemFilters",
    "RowsPage",
    "changes_of",
    "extract_page",
    "extracts_for",
    "is_own_supplier",
    "late_extracts_for",
    "own_extract",
    "problems_of",
    "quarantine_groups_of",
    "quarantine_of",
    "rows_to_send_back",
]


@dataclass(frozen=True, kw_only=True)
class ExtractLine:
    """One extract in the list. Shape  own: the viewer may open its rows and, with the right, decide about it."""

    extract: Extract
    own: bool


@dataclass(frozen=True, kw_only=True)
class ExtractPage:
    """One extract's page.

    Shape  may_open: the viewer may see its rows. problems: one line for each check that rows failed, with what
           the check asks. diff: rows by kind; None where
           there was no earlier one to compare with. notes: what was said of the file as a whole.
    """

    extract: Extract
    may_open: bool
    may_decide: bool
    problems: Sequence[Mapping[str, Any]]
    diff: Mapping[str, int] | None
    former: Extract | None
    notes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class LateLine:
    """One late extract. Shape  findings: how many of the viewer's own list wait for it, so that the number opens to those rows."""

    late: LateExtract
    own: bool
    findings: int


def extracts_for(viewer: Viewer, *, state: str = "", register: str = "") -> list[ExtractLine]:
    """Return the extracts received, the latest first. They are about files, not about children."""
    require(viewer, Right.SEE_EXTRACTS)
    extracts: list[Extract] = extracts_of(the_index())
    schools = _school_authorities()
    return [
        ExtractLine(extract=each, own=_is_own(viewer, each.supplier, schools))
        for each in sorted(extracts, key=lambda each: each.number, reverse=True)
        if (not state or each.state == state) and (not register or each.register == register)
    ]


def extract_page(viewer: Viewer, extract_id: str) -> ExtractPage | None:
    """Return one extract's report, or None where there is no such extract. It holds numbers, and no row."""
    require(viewer, Right.SEE_EXTRACTS)
    extract = _extract(extract_id)
    if extract is None:
        return None
    own = _is_own(viewer, extract.supplier, _school_authorities())
    checks = all_checks()
    problems = [
        {**each, "asks": checks[each["check_id"]].sentence if each["check_id"] in checks else ""} for each in read.problem_counts(extract)
    ]
    return ExtractPage(
        extract=extract,
        may_open=own and viewer.may(Right.SEE_ROWS),
        may_decide=own and viewer.may(Right.DECIDE_EXTRACTS),
        problems=problems,
        diff=read.diff_counts(extract),
        former=_former(extract),
        notes=_notes(extract),
    )


def problems_of(viewer: Viewer, purpose: Purpose, extract_id: str, filters: ProblemFilters, page: int | None = 1) -> RowsPage:
    """Return one page of an own extract's problems, all where page is None; they quote rows, so the look is written down.

    Raises  CannotSee where the extract is not the viewer's own.
    """
    require(viewer, Right.SEE_ROWS, purpose)
    extract = own_extract(viewer, extract_id)
    record_reading(viewer, purpose, "extract.problems_looked_at", subject=extract.extract_id, more={"page": page})
    return read.problem_rows(extract, filters, page, hidden=_hidden(extract))


def quarantine_of(viewer: Viewer, purpose: Purpose, extract_id: str, page: int = 1) -> RowsPage:
    """Return one page of an own extract's rows that were set aside; the look is written down."""
    require(viewer, Right.SEE_ROWS, purpose)
    extract = own_extract(viewer, extract_id)
    record_reading(viewer, purpose, "extract.quarantine_looked_at", subject=extract.extract_id, more={"page": page})
    return read.quarantined_rows(extract, page)


def quarantine_groups_of(viewer: Viewer, extract_id: str) -> list[QuarantineGroup]:
    """Return an own extract's rows that were set aside, by why: numbers, and no row."""
    require(viewer, Right.SEE_ROWS)
    extract = own_extract(viewer, extract_id)
    return groups_of(extract, hidden=read.refuge_lines_set_aside(extract))


def changes_of(viewer: Viewer, purpose: Purpose, extract_id: str, kind: str, page: int = 1) -> RowsPage:
    """Return one page of what differs between an own extract and the one before; the look is written down."""
    require(viewer, Right.SEE_ROWS, purpose)
    extract = own_extract(viewer, extract_id)
    former = _former(extract)
    record_reading(viewer, purpose, "extract.changes_looked_at", subject=extract.extract_id, more={"kind": kind, "page": page})
    return read.diff_rows(extract, former, kind, page, hidden=_hidden(extract), hidden_in_former=_hidden(former) if former else read.NOBODY)


def rows_to_send_back(viewer: Viewer, purpose: Purpose, extract_id: str, filters: ProblemFilters) -> RowsPage:
    """Return every row of an own extract that has a problem, as sent, with what is wrong: a file for the supplier."""
    require(viewer, Right.SEE_ROWS, purpose)
    extract = own_extract(viewer, extract_id)
    record_reading(viewer, purpose, "extract.problems_downloaded", subject=extract.extract_id)
    return read.sent_rows(extract, filters, hidden=_hidden(extract))


def own_extract(viewer: Viewer, extract_id: str) -> Extract:
    """Return an extract whose rows the viewer may open.

    Raises  CannotSee otherwise, or where there is none of that id.
    """
    require(viewer, Right.SEE_EXTRACTS)
    extract = _extract(extract_id)
    if extract is None or not viewer.may(Right.SEE_ROWS) or not _is_own(viewer, extract.supplier, _school_authorities()):
        raise CannotSee("There is no such extract.")
    return extract


def late_extracts_for(viewer: Viewer) -> list[LateLine]:
    """Return the extracts that are behind, and how many findings of the viewer's list wait for each."""
    require(viewer, Right.SEE_EXTRACTS)
    tables = the_tables()
    if tables is None:
        return []
    schools = _school_authorities()
    waiting = tables.findings_waiting(dataclasses.replace(scope_of(viewer), shielded=False))
    return [
        LateLine(late=late, own=_is_own(viewer, late.supplier, schools), findings=waiting.get((late.register, late.supplier), 0))
        for late in tables.late_extracts()
    ]


def is_own_supplier(viewer: Viewer, supplier: str, *, unknown_schools_too: bool = False) -> bool:
    """Whether the supplier is the viewer's own: the authority, one of its schools, the agency itself; all, for a national body.

    Shape  unknown_schools_too: a school that no run knows counts as own, because its first file has still to come.
    """
    schools = _school_authorities()
    if unknown_schools_too and viewer.authority and re.fullmatch(r"\d{6}", supplier) and supplier not in schools:
        return True
    return _is_own(viewer, supplier, schools)


def _is_own(viewer: Viewer, supplier: str, schools: dict[str, str]) -> bool:
    if viewer.is_national:
        return True
    if re.fullmatch(r"\d{6}", supplier):
        return bool(viewer.authority) and schools.get(supplier) == viewer.authority
    return supplier in (viewer.authority, viewer.organisation_code) if supplier else False


def _school_authorities() -> dict[str, str]:
    """Return the authority of each school: as the establishment file says, else as the timelines know it."""
    tables = the_tables()
    told = {urn: school.la_code for urn, school in schools_of(the_index()).items() if school.la_code}
    return {**(tables.school_authorities if tables else {}), **told}


def _extract(extract_id: str) -> Extract | None:
    extracts: list[Extract] = extracts_of(the_index())
    return next((each for each in extracts if each.extract_id == extract_id), None)


def _former(extract: Extract) -> Extract | None:
    """Return the extract with which this one was compared: as its manifest says, else the same supplier's snapshot before it."""
    named = _manifest(extract).get("compared_with")
    if isinstance(named, str):
        return _extract(named)
    before: list[Extract] = [
        each
        for each in extracts_of(the_index())
        if each.register == extract.register
        and each.supplier == extract.supplier
        and each.number < extract.number
        and each.as_at < extract.as_at
    ]
    return max(before, key=lambda each: (each.as_at, each.number)) if before else None


def _hidden(extract: Extract) -> frozenset[int]:
    """Return the lines that speak of shielded children: shown on no page of rows, not even to the extract's own data team."""
    tables = the_tables()
    return read.refuge_lines(extract) | (tables.shielded_lines(extract.number) if tables else read.NOBODY)


def _notes(extract: Extract) -> list[str]:
    notes = _manifest(extract).get("notes", [])
    return [str(note) for note in notes] if isinstance(notes, list) else []


def _manifest(extract: Extract) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((extract.folder / "manifest.json").read_text(encoding="utf-8"))
    return found
