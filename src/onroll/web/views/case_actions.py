"""What an officer does in a case: one page for each thing, which asks, checks and says what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.assigning import open_case
from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.actions.merging import keeping_every_word
from onroll.casework.queries.case_page import CasePage, case_page, child_cases
from onroll.casework.refusals import CannotDoNow
from onroll.web import case_work, merging
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.case_work.asking import Page, why
from onroll.web.merging import MergeScreen, Settled
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

TRIES = 5
"""So often others may change a case, but none of the fields of a form, before its writer is asked."""


def do(request: PageRequest, case_id: int, what: str) -> HttpResponse:
    """Ask, and do it; where somebody else changed the same fields meanwhile, show both field by field."""
    page = case_work.PAGES.get(what)
    if page is None:
        raise Http404
    found = _found(request, case_id, page, what)
    if what == "contact" and request.GET.get("seen") not in ("yes", "no"):
        return _ask_whether_seen(request, found)
    asks = page.asks(request, found)
    if request.method != "POST":
        return _ask(request, found, what, asks, Answers({ask.name: ask.value for ask in asks}, {}, {}))
    settled = merging.settle(asks, request.POST)
    screen = merging.screen_of(asks, request.POST, _version(request), (), undecided=settled.undecided) if settled.undecided else None
    if screen is not None:
        return _show_merge(request, found, page, screen)
    answers = read(asks, settled.post)
    if answers.errors:
        return _ask(request, found, what, asks, answers)
    return _do(request, case_id, what, settled, answers)


def _ask_whether_seen(request: PageRequest, found: CasePage) -> HttpResponse:
    """Ask what all else depends on, before anything else; who goes on without an answer is told so."""
    errors = {"seen": ["Say whether a named professional saw the child"]} if "asked" in request.GET else {}
    return show(request, "case_seen.html", {"found": found, "case": found.case, "ask": case_work.SEEN, "form": Answers({}, {}, errors)})


def _do(request: PageRequest, case_id: int, what: str, settled: Settled, answers: Answers) -> HttpResponse:
    page = case_work.PAGES[what]
    version = _version(request) if page.overwrites else None
    for _ in range(TRIES):
        try:
            with keeping_every_word(case_id, by=request.viewer, choices=settled.choices):
                page.act(request, case_id, answers.values, version)
        except CaseHasChanged as changed:
            found = _found(request, case_id, page, what)
            asks = page.asks(request, found)
            screen = merging.screen_of(asks, settled.post, found.case.version, changed.changes) if page.merges else None
            if screen is not None:
                return _show_merge(request, found, page, screen, changed.changes)
            if not page.merges:
                return _ask(request, found, what, asks, answers, changes=changed.changes)
            version = found.case.version  # nobody touched these fields: what others did stands, and so does this
        except CannotDoNow as refused:
            answers.errors["form"] = [str(refused)]
            found = _found(request, case_id, page, what)
            return _ask(request, found, what, page.asks(request, found), answers)
        else:
            tell(request, page.done)
            return HttpResponseRedirect(f"{reverse('cases')}?list=offered_to_us" if what == "return" else _back(case_id, page.tab))
    raise CannotDoNow("Many people are writing in this case at this moment. Go back, and send it again.")


def _found(request: PageRequest, case_id: int, page: Page, what: str) -> CasePage:
    found = case_page(request.viewer, request.purpose, case_id, page.tab)
    if found is None or (found.as_receiver and what not in case_work.FOR_RECEIVERS):
        raise Http404
    return found


def _ask(
    request: PageRequest, found: CasePage, what: str, asks: Sequence[Ask], form: Answers, changes: Sequence[merging.Changed] = ()
) -> HttpResponse:
    """Show the form. What its writer saw on record goes with it until it is saved, also when it comes back with a mistake."""
    page = case_work.PAGES[what]
    anew = request.method != "POST" or bool(changes)
    stored = merging.stored_of(asks)
    context: Mapping[str, Any] = {
        "found": found,
        "case": found.case,
        "page": page,
        "asks": asks,
        "form": form,
        "version": found.case.version if anew else _version(request),
        "seen": stored if anew else merging.seen_in(asks, request.POST, stored),
        "changes": changes,
        "show_preview": what == "offer",
        "first": asks[0].name if asks else "",
        "back": _back(found.case.pk, page.tab),
    }
    return show(request, "case_action.html", context, status=409 if changes else 200)


def _show_merge(
    request: PageRequest, found: CasePage, page: Page, screen: MergeScreen, changes: Sequence[merging.Changed] = ()
) -> HttpResponse:
    context = {
        "found": found,
        "case": found.case,
        "page": page,
        "merge": screen,
        "changes": changes,
        "back": _back(found.case.pk, page.tab),
    }
    return show(request, "case_merge.html", context, status=409)


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
