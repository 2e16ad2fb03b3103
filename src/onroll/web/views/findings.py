"""The list of children who are, or may be, missing education."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpResponse, QueryDict

from onroll.casework.permissions import Right
from onroll.casework.queries.figure_cells import children_in_cells
from onroll.casework.queries.findings import FindingFilters, authorities_in_findings, every_finding_for, findings_for
from onroll.casework.queries.names import authority_names
from onroll.casework.viewers import Viewer
from onroll.web import words
from onroll.web.downloads import csv_download
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show

YEARS = {str(year): words.year_name(year) for year in range(0, 12)}


@dataclass
class FilterForm:
    """What the address asks the list to be narrowed to.

    Shape  errors: what could not be understood, by field; such a field narrows nothing.
    """

    query: QueryDict
    viewer: Viewer
    errors: dict[str, str] = field(default_factory=dict)

    def chosen(self, name: str, known: object) -> tuple[str, ...]:
        """Return the values of a field that there are."""
        return tuple(value for value in self.query.getlist(name) if value in known)  # type: ignore[operator]

    def day(self, name: str, label: str) -> date | None:
        """Return a day, written 17/5/2026 or 2026-05-17."""
        text = self.query.get(name, "").strip()
        if not text:
            return None
        for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        self.errors[name] = f"{label} must be a real date, like 17/5/2026"
        return None

    def filters(self) -> FindingFilters:
        """Return the filters for the query."""
        waits = tuple(self.query.get("waits", "").split(":", 1))
        return FindingFilters(
            findings=self.chosen("finding", words.FINDINGS),
            statuses=self.chosen("status", words.STATUSES),
            coverages=self.chosen("coverage", words.COVERAGES),
            authorities=tuple(code for code in self.query.getlist("authority") if code.isalnum()),
            years=tuple(int(year) for year in self.chosen("year", YEARS)),
            since_from=self.day("since_from", "“From”"),
            since_to=self.day("since_to", "“To”"),
            name=self.query.get("name", "").strip()[:100],
            waits_for=(waits[0], waits[1]) if len(waits) == 2 else None,
            child_ids=children_in_cells(self.viewer, self.query.getlist("cell")),
            sort=self.query.get("sort", "harm"),
        )


def list_findings(request: PageRequest) -> HttpResponse:
    """Show one page of the list."""
    form = FilterForm(request.GET, request.viewer)
    filters = form.filters()
    found = findings_for(request.viewer, request.purpose, filters, page_number(request))
    authorities = authority_names(authorities_in_findings(request.viewer))
    context = {
        "found": found,
        "form": form,
        "filters": filters,
        "tags": _tags(request.GET, authorities),
        "authorities": authorities,
        "years": YEARS,
        "links": PageLinks(request, found.page, found.pages),
        "sorted_by": filters.sort,
        "may_download": request.viewer.may(Right.DOWNLOAD_FINDINGS),
    }
    return show(request, "findings.html", context)


def _tags(query: QueryDict, authorities: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the filters in force, grouped, each with the address of the list without it."""
    labels = {
        "status": ("Status", {code: title for code, (title, _, _) in words.STATUSES.items()}),
        "finding": ("Finding", {code: title for code, (title, _) in words.FINDINGS.items()}),
        "coverage": ("Coverage", {code: title for code, (title, _) in words.COVERAGES.items()}),
        "year": ("Year group", YEARS),
        "authority": ("Lives in", authorities),
        "since_from": ("Since, from", None),
        "since_to": ("Since, to", None),
        "name": ("Name", None),
        "waits": ("Waits for", None),
        "cell": ("In the figures", None),
    }
    tags = []
    for name, (title, known) in labels.items():
        values = [value for value in query.getlist(name) if value.strip() and (known is None or value in known)]
        if not values:
            continue
        shown = []
        for value in values:
            without = query.copy()
            without.setlist(name, [other for other in query.getlist(name) if other != value])
            without.pop("page", None)
            label = known[value] if known else _UNNAMED.get(name, str)(value)
            shown.append((label, f"?{without.urlencode()}"))
        tags.append((title, shown))
    return tags


def _waits_label(value: str) -> str:
    register, _, supplier = value.partition(":")
    return f"{words.register_name(register)} from {supplier}"


_UNNAMED: Mapping[str, Callable[[str], str]] = {"waits": _waits_label, "cell": lambda value: value.replace(":", ": ")}


def download(request: PageRequest) -> HttpResponse:
    """Hand over the list as a file; shielded children are not in it."""
    found = every_finding_for(request.viewer, request.purpose, FilterForm(request.GET, request.viewer).filters())
    header = ["child_id", "name", "date_of_birth", "year_group", "finding", "status", "since", "la_code", "reason", "coverage"]
    rows = [
        [
            row.child_id,
            row.name,
            row.date_of_birth,
            words.year_name(row.year),
            row.finding,
            row.status,
            row.since,
            row.la_code,
            row.reason,
            row.coverage,
        ]
        for row in found.rows
    ]
    return csv_download(f"findings-{found.on}.csv", header, rows)
