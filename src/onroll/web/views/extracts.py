"""Data received: the extracts, one extract's report and rows, and what is late."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from onroll.casework.permissions import Right
from onroll.casework.queries.extracts import (
    DIFF_KINDS,
    ProblemFilters,
    changes_of,
    extract_page,
    extracts_for,
    late_extracts_for,
    problems_of,
    quarantine_groups_of,
    quarantine_of,
    rows_to_send_back,
)
from onroll.casework.queries.names import authority_names
from onroll.web import words
from onroll.web.downloads import csv_download, xlsx_download
from onroll.web.paging import PageLinks, page_number, sliced
from onroll.web.requests import PageRequest
from onroll.web.templating import show

SEVERITIES = {"error": "Set aside", "warning": "Warning"}


def list_extracts(request: PageRequest) -> HttpResponse:
    """Show what was delivered, the latest first."""
    state, register = request.GET.get("state", ""), request.GET.get("register", "")
    lines = extracts_for(request.viewer, state=state, register=register)
    shown, page, pages = sliced(lines, page_number(request))
    registers = sorted({line.extract.register for line in extracts_for(request.viewer)})
    context = {
        "lines": shown,
        "total": len(lines),
        "state": state,
        "register_chosen": register,
        "registers": registers,
        "may_upload": request.viewer.may(Right.DECIDE_EXTRACTS),
        "links": PageLinks(request, page, pages),
    }
    return show(request, "extracts.html", context)


def one_extract(request: PageRequest, extract_id: str) -> HttpResponse:
    """Show one extract's report."""
    found = extract_page(request.viewer, extract_id)
    if found is None:
        raise Http404
    return show(request, "extract.html", {"found": found, "extract": found.extract, "kinds": DIFF_KINDS, "severities": SEVERITIES})


def problems(request: PageRequest, extract_id: str) -> HttpResponse:
    """Show the rows that failed a check."""
    filters = _problem_filters(request)
    rows = problems_of(request.viewer, request.purpose, extract_id, filters, page_number(request))
    found = extract_page(request.viewer, extract_id)
    context = {
        "rows": rows,
        "found": found,
        "filters": filters,
        "severities": SEVERITIES,
        "links": PageLinks(request, rows.page, rows.pages),
    }
    return show(request, "extract_problems.html", context)


def problems_csv(request: PageRequest, extract_id: str) -> HttpResponse:
    """Hand over the problems as a table."""
    rows = problems_of(request.viewer, request.purpose, extract_id, _problem_filters(request), None)
    return csv_download(f"problems-{extract_id}.csv", rows.columns, [list(row.values()) for row in rows.rows])


def send_back_csv(request: PageRequest, extract_id: str) -> HttpResponse:
    """Hand over the rows with a problem as they were sent, with what is wrong: for the supplier."""
    rows = rows_to_send_back(request.viewer, request.purpose, extract_id, _problem_filters(request))
    return csv_download(f"to-correct-{extract_id}.csv", rows.columns, [list(row.values()) for row in rows.rows])


def send_back_xlsx(request: PageRequest, extract_id: str) -> HttpResponse:
    """The same as a spreadsheet."""
    rows = rows_to_send_back(request.viewer, request.purpose, extract_id, _problem_filters(request))
    return xlsx_download(f"to-correct-{extract_id}.xlsx", rows.columns, [list(row.values()) for row in rows.rows])


def changes(request: PageRequest, extract_id: str, kind: str) -> HttpResponse:
    """Show the rows of one kind of difference from the supplier's extract before."""
    if kind not in DIFF_KINDS:
        raise Http404
    rows = changes_of(request.viewer, request.purpose, extract_id, kind, page_number(request))
    found = extract_page(request.viewer, extract_id)
    return show(
        request,
        "extract_changes.html",
        {"rows": rows, "found": found, "kind": kind, "kinds": DIFF_KINDS, "links": PageLinks(request, rows.page, rows.pages)},
    )


def quarantine(request: PageRequest, extract_id: str) -> HttpResponse:
    """Show the rows that were set aside."""
    rows = quarantine_of(request.viewer, request.purpose, extract_id, page_number(request))
    groups = quarantine_groups_of(request.viewer, extract_id)
    found = extract_page(request.viewer, extract_id)
    return show(
        request,
        "extract_quarantine.html",
        {"rows": rows, "groups": groups, "found": found, "links": PageLinks(request, rows.page, rows.pages)},
    )


def late(request: PageRequest) -> HttpResponse:
    """Show which extracts are behind, and how many findings wait for each."""
    lines = late_extracts_for(request.viewer)
    names: dict[str, Any] = authority_names({line.late.la_code for line in lines if line.late.la_code})
    return show(request, "late.html", {"lines": lines, "authorities": names, "words": words})


def _problem_filters(request: PageRequest) -> ProblemFilters:
    severity = request.GET.get("severity", "")
    return ProblemFilters(check=request.GET.get("check", "")[:8], severity=severity if severity in SEVERITIES else "")
