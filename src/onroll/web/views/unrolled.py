"""The Commissioner's analysis: the page, its files, and the report to print."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.unrolled import unrolled_for, unrolled_report
from onroll.web.downloads import pdf_download
from onroll.web.figure_pages import area_asked, day_asked, figures_of_days, found_for
from onroll.web.requests import PageRequest


def unrolled(request: PageRequest) -> HttpResponse:
    """Show the analysis between a day and another, or that of the present run; or hand out one of its tables."""
    area, first_day = area_asked(request), day_asked(request, "from")
    return figures_of_days(
        request, "unrolled.html", lambda when: unrolled_for(request.viewer, area, first_day, when), asked=request.GET.urlencode()
    )


def report(request: PageRequest) -> HttpResponse:
    """Hand out the report."""
    area, first_day = area_asked(request), day_asked(request, "from")
    made, _ = found_for(request, lambda when: unrolled_report(request.viewer, area, first_day, when))
    if made is None:
        raise Http404
    return pdf_download(*made)
