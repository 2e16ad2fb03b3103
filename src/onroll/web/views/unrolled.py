"""The Commissioner's analysis: the page, its files, and the report to print."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.unrolled import unrolled_for, unrolled_report
from onroll.web.downloads import pdf_download
from onroll.web.figure_pages import area_asked, day_asked, figures_page
from onroll.web.requests import PageRequest


def unrolled(request: PageRequest) -> HttpResponse:
    """Show the analysis between a day and the day of the present run; or hand out one of its tables."""
    found = unrolled_for(request.viewer, area_asked(request), day_asked(request, "from"))
    return figures_page(request, "unrolled.html", found, asked=request.GET.urlencode())


def report(request: PageRequest) -> HttpResponse:
    """Hand out the report."""
    made = unrolled_report(request.viewer, area_asked(request), day_asked(request, "from"))
    if made is None:
        raise Http404
    return pdf_download(*made)
