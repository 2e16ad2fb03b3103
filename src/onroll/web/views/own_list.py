"""An authority's own list beside what the registers say, and as a file."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict

from onroll.casework.queries.own_list import LISTS, ListFilters, own_list_for
from onroll.web import words
from onroll.web.downloads import csv_download
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def own_list(request: PageRequest) -> HttpResponse:
    """Show the counts, each of which opens to its rows, and one page of them."""
    filters = _filters(request.GET)
    found = own_list_for(request.viewer, request.purpose, filters, page_number(request))
    links = PageLinks(request, found.page, found.pages)
    context = {"found": found, "filters": filters, "lists": LISTS, "links": links, "tags": _tags(filters, links)}
    return show(request, "own_list.html", context)


def download(request: PageRequest) -> HttpResponse:
    """Hand over the rows as a file."""
    found = own_list_for(request.viewer, request.purpose, _filters(request.GET), None)
    header = ["child_id", "name", "date_of_birth", "part", "listed_on", "reason", "finding", "status", "since", "in_education_as"]
    header += ["in_education_since", "where", "records_say", "evidence", "case"]
    rows = [
        [
            row.child_id,
            row.name,
            row.date_of_birth,
            LISTS[row.which][0],
            row.listed_on,
            row.reason,
            words.finding_name(row.finding) if row.finding else "",
            row.finding_status,
            row.since,
            words.status_name(row.status) if row.status else "",
            row.status_since,
            row.where,
            row.says,
            ";".join(row.evidence),
            row.case.pk if row.case else "",
        ]
        for row in found.rows
    ]
    return csv_download(f"own-list-{found.on}.csv", header, rows)


def _filters(query: QueryDict) -> ListFilters:
    which = query.get("which", "")
    return ListFilters(
        which=which if which in LISTS else "", reason=query.get("reason", "")[:200], name=" ".join(query.get("name", "").split())[:100]
    )


def _tags(filters: ListFilters, links: PageLinks) -> list[tuple[str, list[tuple[str, str]]]]:
    tags = []
    if filters.which:
        tags.append(("Part", [(LISTS[filters.which][0], links.to(which=None, page=None))]))
    if filters.reason:
        tags.append(("Reason on your list", [(filters.reason, links.to(reason=None, page=None))]))
    if filters.name:
        tags.append(("Name", [(filters.name, links.to(name=None, page=None))]))
    return tags
