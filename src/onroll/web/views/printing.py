"""What is printed: a list or a case on plain pages, with who printed it, when and why."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.case_lists import LISTS
from onroll.casework.queries.case_page import case_page
from onroll.casework.queries.cases import cases_to_print
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.cases import filters_of_request


def list_of_cases(request: PageRequest) -> HttpResponse:
    """Show a whole list on one page."""
    filters = filters_of_request(request)
    found = cases_to_print(request.viewer, request.purpose, filters)
    return show(request, "print_cases.html", {"found": found, "title": LISTS[filters.which]})


def one_case(request: PageRequest, case_id: int) -> HttpResponse:
    """Show one case on one page: what is due, and everything that happened; the look is written down as one for paper."""
    found = case_page(request.viewer, request.purpose, case_id, "print")
    if found is None or found.as_receiver:
        raise Http404
    return show(request, "print_case.html", {"found": found, "case": found.case, "shown": found.shown})
