"""The lists of cases, one case by tabs, and the manager's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.assigning import assign_cases
from onroll.casework.permissions import Right
from onroll.casework.queries.case_page import TABS, case_page
from onroll.casework.queries.cases import LISTS, STATES_IN_WORDS, CaseFilters, case_counts_for, cases_for, officers_for, workload_for
from onroll.casework.queries.names import authority_names
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import counted, show


def list_cases(request: PageRequest) -> HttpResponse:
    """Show one list of cases."""
    which = request.GET.get("list", "team")
    filters = CaseFilters(which=which if which in LISTS else "team", state=request.GET.get("state", ""), owner=request.GET.get("owner", ""))
    found = cases_for(request.viewer, request.purpose, filters, page_number(request))
    may_assign = request.viewer.may(Right.SEE_TEAM) and found.total and filters.which != "closed"
    context = {
        "found": found,
        "filters": filters,
        "title": LISTS[filters.which],
        "lists": LISTS,
        "states": STATES_IN_WORDS,
        "links": PageLinks(request, found.page, found.pages),
        "officers": officers_for(request.viewer) if may_assign else {},
    }
    return show(request, "cases.html", context)


def assign(request: PageRequest) -> HttpResponse:
    """Give the chosen cases to one person."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("cases"))
    chosen = [int(each) for each in request.POST.getlist("case") if each.isascii() and each.isdigit()]
    if not chosen or not request.POST.get("username"):
        tell(request, "Nothing was changed: choose the cases, and who is to have them.")
        return HttpResponseRedirect(reverse("cases"))
    count = assign_cases(chosen, by=request.viewer, because="Given out from the list", username=request.POST["username"])
    tell(request, f"{counted(count, 'case')} given to {officers_for(request.viewer).get(request.POST['username'], '')}.")
    return HttpResponseRedirect(f"{reverse('cases')}?owner={request.POST['username']}")


def team(request: PageRequest) -> HttpResponse:
    """Show the manager's numbers; each opens to the same rows."""
    context = {
        "counts": case_counts_for(request.viewer),
        "lists": LISTS,
        "workload": workload_for(request.viewer),
        "states": {code: words for code, words in STATES_IN_WORDS.items() if code != "closed"},
    }
    return show(request, "team.html", context)


def one_case(request: PageRequest, case_id: int, tab: str = "overview") -> HttpResponse:
    """Show one tab of a case."""
    if tab not in TABS:
        raise Http404
    found = case_page(request.viewer, request.purpose, case_id, tab)
    if found is None:
        raise Http404
    authorities = {}
    if found.tab == "transfers":
        relay = found.shown["relay"]
        codes = {found.case.authority, found.case.offered_to, *(leg.authority for leg in relay.legs)}
        codes |= {code for act in found.shown["acts"] for code in (act.authority, act.to)}
        authorities = authority_names(code for code in codes if code)
    context = {"found": found, "case": found.case, "child": found.child, "tabs": TABS, "shown": found.shown, "authorities": authorities}
    return show(request, f"case_{found.tab}.html", context)
