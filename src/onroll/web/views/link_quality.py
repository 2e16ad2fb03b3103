"""How good the links are: a page, and a report to print or keep."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.link_quality import link_quality, link_quality_report
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def quality(request: PageRequest) -> HttpResponse:
    """Show how good the links of the present run are, groups whose links are missed too often first."""
    return show(request, "link_quality.html", {"quality": link_quality(request.viewer)})


def report(request: PageRequest) -> HttpResponse:
    """Hand out the same as a file that prints and needs nothing else."""
    made = link_quality_report(request.viewer)
    if made is None:
        raise Http404
    name, text = made
    return HttpResponse(
        text.encode(), content_type="text/html; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
