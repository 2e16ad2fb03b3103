"""The register of children not in school."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import not_in_school as actions
from onroll.casework.queries.not_in_school import GROUNDS, LISTS, EntryPage, entry_page, register_for, register_rows
from onroll.casework.refusals import CannotDoNow
from onroll.web.downloads import csv_download
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number, sliced
from onroll.web.requests import PageRequest
from onroll.web.templating import show

STEPS: Mapping[str, tuple[Callable[..., None], str]] = {
    "ask_parent": (actions.ask_parent, "It is written down that the parent was asked."),
    "visit": (actions.visit_requested, "It is written down that a visit was asked for."),
    "providers": (actions.ask_providers, "It is written down that updates were asked for."),
}
WRITTEN: Mapping[str, tuple[Callable[..., None], str]] = {
    "parent": (actions.parent_informed, "What the parent said is on the register."),
    "authority": (actions.authority_holds, "What the authority holds is on the register."),
}


def register(request: PageRequest) -> HttpResponse:
    """Show the register; before the duty begins, only how many would be on it."""
    which, ground = request.GET.get("list", "standing"), request.GET.get("ground", "")
    which = which if which in LISTS else "standing"
    found = register_for(request.viewer, request.purpose, which, ground if ground in GROUNDS else "")
    lines, page, pages = sliced(found.lines, page_number(request), 50)
    context = {"found": found, "lines": lines, "which": which, "ground": ground, "lists": LISTS, "grounds": GROUNDS}
    return show(request, "not_in_school.html", {**context, "links": PageLinks(request, page, pages)})


def download(request: PageRequest) -> HttpResponse:
    """Hand the register out as a file."""
    header, rows = register_rows(request.viewer, request.purpose)
    return csv_download("children-not-in-school.csv", header, rows)


def entry(request: PageRequest, entry_id: int) -> HttpResponse:
    """Show one entry, and do what is due."""
    found = entry_page(request.viewer, request.purpose, entry_id)
    if found is None:
        raise Http404
    error = ""
    if request.method == "POST":
        step = request.POST.get("step", "")
        try:
            if step in STEPS:
                act, done = STEPS[step]
                act(entry_id, by=request.viewer)
            elif step in WRITTEN:
                act, done = WRITTEN[step]
                act(entry_id, by=request.viewer, said=_said(request, found))
            else:
                raise Http404
            tell(request, done)
            return HttpResponseRedirect(reverse("not_in_school_entry", args=[entry_id]))
        except CannotDoNow as refused:
            error = str(refused)
    return show(request, "not_in_school_entry.html", {"found": found, "entry": found.entry, "error": error, "grounds": GROUNDS})


def _said(request: PageRequest, found: EntryPage) -> dict[str, str]:
    return {each.code: request.POST.get(each.code, "") for each, _ in (*found.mandatory, *found.held)}
