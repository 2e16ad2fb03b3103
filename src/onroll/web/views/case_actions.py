"""What an officer does in a case: one page for each thing, which asks, checks and says what was done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.assigning import open_case
from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.queries.case_page import case_page, child_cases
from onroll.casework.refusals import CannotDoNow
from onroll.web import case_work
from onroll.web.case_forms import Answers, read
from onroll.web.case_work.asking import why
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def do(request: PageRequest, case_id: int, what: str) -> HttpResponse:
    """Ask, and do it; where somebody else changed the case meanwhile, show what, with everything that was typed."""
    page = case_work.PAGES.get(what)
    if page is None:
        raise Http404
    found = case_page(request.viewer, request.purpose, case_id, page.tab)
    if found is None or (found.as_receiver and what not in case_work.FOR_RECEIVERS):
        raise Http404
    if what == "contact" and request.GET.get("seen") not in ("yes", "no"):
        return show(request, "case_seen.html", {"found": found, "case": found.case, "ask": case_work.SEEN, "form": Answers({}, {}, {})})
    asks = page.asks(request, found)
    answers = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    changes: Any = ()
    if request.method == "POST" and not answers.errors:
        try:
            page.act(request, case_id, answers.values, _version(request) if page.overwrites else None)
            tell(request, page.done)
            gone = what == "return"
            return HttpResponseRedirect(f"{reverse('cases')}?list=offered_to_us" if gone else _back(case_id, page.tab))
        except CaseHasChanged as changed:
            changes = changed.changes
        except CannotDoNow as refused:
            answers.errors["form"] = [str(refused)]
    context = {
        "found": found,
        "case": found.case,
        "page": page,
        "asks": asks,
        "form": answers,
        "changes": changes,
        "show_preview": what == "offer",
        "first": asks[0].name if asks else "",
        "back": _back(case_id, page.tab),
    }
    return show(request, "case_action.html", context, status=409 if changes else 200)


def open_one(request: PageRequest, child_id: str) -> HttpResponse:
    """Ask why a case is opened for a child who was searched for; one who has an open case leads to it."""
    there = child_cases(request.viewer, child_id)
    if there and there[0].is_open:
        return HttpResponseRedirect(reverse("case", args=[there[0].pk]))
    asks = [why("Who says that the child is missing education, and why?")]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            case = open_case(child_id, by=request.viewer, because=form.values["because"])
            tell(request, "The case is open.")
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "open_case.html", {"child_id": child_id, "asks": asks, "form": form, "first": "because", "closed": there})


def _version(request: PageRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _back(case_id: int, tab: str) -> str:
    return reverse("case", args=[case_id]) if tab == "overview" else reverse("case_tab", args=[case_id, tab])
