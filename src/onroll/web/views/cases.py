"""The lists of cases, and one case by tabs."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.assigning import assign_cases
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import AGES, HAPPENINGS, LISTS, CaseFilters
from onroll.casework.queries.case_page import TABS, case_page
from onroll.casework.queries.cases import STATES_IN_WORDS, cases_for, officers_for
from onroll.casework.queries.transfer_desk import relay_names
from onroll.casework.queries.worklists import filters_of, worklist_named
from onroll.core.wording import plural, uncapitalised
from onroll.web.case_forms import day_of
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.relay_drawing import draw_relay
from onroll.web.requests import PageRequest
from onroll.web.templating import day, show
from onroll.web.views.worklists import WHATS


def list_cases(request: PageRequest) -> HttpResponse:
    """Show one list of cases."""
    filters = filters_of_request(request)
    found = cases_for(request.viewer, request.purpose, filters, page_number(request))
    may_assign = request.viewer.may(Right.SEE_TEAM) and found.total and filters.which != "closed"
    worklist = worklist_named(request.viewer, filters.worklist) if filters.worklist else ""
    if filters.worklist and not worklist:
        raise Http404
    context = {
        "address": address_of(filters),
        "saved": filters_of(request.viewer),
        "narrowed": _narrowed(filters, found.total),
        "whats": WHATS if filters.which not in ("closed", "offered_to_us") else {},
        "found": found,
        "filters": filters,
        "title": worklist or LISTS[filters.which],
        "lists": {code: words for code, words in LISTS.items() if code != "worklist" or worklist},
        "states": STATES_IN_WORDS,
        "links": PageLinks(request, found.page, found.pages),
        "officers": officers_for(request.viewer) if may_assign else {},
    }
    return show(request, "cases.html", context)


def filters_of_request(request: PageRequest) -> CaseFilters:
    """Return what the address narrows the list to; what cannot be understood narrows nothing."""
    said = request.GET
    which = said.get("list", "team")
    number = said.get("worklist", "")
    return CaseFilters(
        which=which if which in LISTS else "team",
        state=said.get("state", ""),
        owner=said.get("owner", ""),
        age=said.get("age", ""),
        happened=said.get("happened", ""),
        since=day_of(said.get("since", "")),
        before=day_of(said.get("before", "")),
        worklist=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
    )


def address_of(filters: CaseFilters) -> str:
    """Return the part of an address that leads to the same list again: codes and days, never a name."""
    said = {"list": filters.which, "state": filters.state, "owner": filters.owner, "age": filters.age, "happened": filters.happened}
    said |= {"since": filters.since.isoformat() if filters.since else "", "before": filters.before.isoformat() if filters.before else ""}
    said |= {"worklist": str(filters.worklist) if filters.worklist else ""}
    return urlencode({name: value for name, value in said.items() if value})


def assign(request: PageRequest) -> HttpResponse:
    """Give the chosen cases to one person."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("cases"))
    chosen = [int(each) for each in request.POST.getlist("case") if each.isascii() and each.isdigit()]
    if not chosen or not request.POST.get("username"):
        tell(request, "Nothing was changed: choose the cases, and who is to have them.")
        return HttpResponseRedirect(reverse("cases"))
    count = assign_cases(chosen, by=request.viewer, because="Given out from the list", username=request.POST["username"])
    tell(request, f"{plural(count, 'case')} given to {officers_for(request.viewer).get(request.POST['username'], '')}.")
    return HttpResponseRedirect(f"{reverse('cases')}?owner={request.POST['username']}")


def _narrowed(filters: CaseFilters, total: int) -> str:
    """Return in words what narrows the list beyond its name and its stage."""
    said = []
    if filters.owner:
        said.append("nobody has them" if filters.owner == "-" else f"of {filters.owner}")
    if filters.age in AGES:
        said.append(f"open for {uncapitalised(AGES[filters.age][0])}")
    if filters.happened in HAPPENINGS and filters.since and filters.before:
        said.append(f"{HAPPENINGS[filters.happened][0]} from {day(filters.since)} up to {day(filters.before)}")
    return "; ".join(said)


def one_case(request: PageRequest, case_id: int, tab: str = "overview") -> HttpResponse:
    """Show one tab of a case."""
    if tab not in TABS:
        raise Http404
    known_on = day_of(request.GET.get("known", ""))
    found = case_page(request.viewer, request.purpose, case_id, tab, kinds=request.GET.getlist("kind"), known_on=known_on)
    if found is None:
        raise Http404
    authorities: dict[str, str] = {}
    if found.tab == "transfers":
        relay = found.shown["relay"]
        codes = {found.case.authority, found.case.offered_to, *(leg.authority for leg in relay.legs)}
        codes |= {code for act in found.shown["acts"] for code in (act.authority, act.to)}
        codes |= {each.supporting for each in (relay.split,) if each} | {each.to for each in (relay.proposal,) if each}
        authorities = relay_names(request.viewer, codes)
    context = {"found": found, "case": found.case, "child": found.child, "tabs": TABS, "shown": found.shown, "authorities": authorities}
    if found.tab == "transfers":
        context["drawing"] = draw_relay(found.shown["relay"].legs, authorities, found.on)
    if found.tab == "timeline":
        context["known_wrong"] = bool(request.GET.get("known")) and known_on is None
    return show(request, f"case_{found.tab}.html", context)
