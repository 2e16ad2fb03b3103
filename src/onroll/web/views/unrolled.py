"""The Commissioner's analysis: the page, its files, and the report to print."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.casework.queries.unrolled import unrolled_for, unrolled_report
from onroll.web.downloads import downloads_at, figure_asked_for, pdf_download
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.flow import day_asked, still_working


def unrolled(request: PageRequest) -> HttpResponse:
    """Show the analysis between a day and the day of the present run; or hand out one of its tables."""
    try:
        found = unrolled_for(request.viewer, request.GET.get("area", ""), day_asked(request, "from"))
    except StillBeingWorkedOut:
        return still_working(request)
    download = figure_asked_for(request, found.figures if found else ())
    return download or show(
        request, "unrolled.html", {"found": found, "downloads": downloads_at(request), "asked": request.GET.urlencode()}
    )


def report(request: PageRequest) -> HttpResponse:
    """Hand out the report."""
    try:
        made = unrolled_report(request.viewer, request.GET.get("area", ""), day_asked(request, "from"))
    except StillBeingWorkedOut:
        return still_working(request)
    if made is None:
        raise Http404
    return pdf_download(*made)
