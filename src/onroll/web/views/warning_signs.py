"""Warning signs: whom offers of help reach first, why, how good that is, and the switch."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.child_help import offer_help_to_child
from onroll.casework.actions.warning_signs import HOWS, ONLY_FOR_HELP, switch_warning_signs
from onroll.casework.queries.warning_signs import (
    ANSWERS,
    HELP,
    CheckPage,
    help_day,
    warning_sign_child_for,
    warning_signs_check,
    warning_signs_for,
)
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.figure_pages import figures_page
from onroll.web.help_forms import help_asks
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def listed(request: PageRequest) -> HttpResponse:
    """Show one page of the list, the most points first; or why there is none."""
    found = warning_signs_for(request.viewer, request.purpose, page_number(request))
    context = {"found": found, "links": PageLinks(request, found.page, found.pages), "help": HELP, "only_for_help": ONLY_FOR_HELP}
    return show(request, "warning_signs.html", context)


def child(request: PageRequest, child_id: str) -> HttpResponse:
    """Show why one child is listed, and record help that was offered."""
    found = warning_sign_child_for(request.viewer, request.purpose, child_id)
    if found is None:
        raise Http404
    asks = help_asks(help_day(request.viewer))
    form = _read(request, asks)
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            offer_help_to_child(
                found.row.child_id, by=request.viewer, on=said["on"], what=said["what"], words=said["words"], answer=said["answer"],
                family_said=said["family_said"],
            )  # fmt: skip
            tell(request, "The offer is recorded.")
            return HttpResponseRedirect(reverse("warning_sign_child", args=[found.row.child_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {
        "found": found,
        "row": found.row,
        "asks": asks,
        "form": form,
        "help": HELP,
        "answers": ANSWERS,
        "only_for_help": ONLY_FOR_HELP,
    }
    return show(request, "warning_sign_child.html", context)


def check(request: PageRequest) -> HttpResponse:
    """Show how good the card is, or hand out one of its figures."""
    found = warning_signs_check(request.viewer)
    return figures_page(request, "warning_signs_check.html", found, only_for_help=ONLY_FOR_HELP)


def switch(request: PageRequest) -> HttpResponse:
    """Ask for the decision and its reason."""
    found = warning_signs_check(request.viewer)
    if found.card is None or not found.may_switch:
        raise Http404
    asks = _asks(found)
    form = _read(request, asks)
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            understood = "yes" in said.get("understood", ())
            asked = {name: request.POST.get(name, "") for name in ("how", "card")}
            switch_warning_signs(by=request.viewer, **asked, words=said["words"], understood=understood)
            tell(request, "Your decision is recorded.")
            return HttpResponseRedirect(reverse("warning_signs_check"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    how = "off" if found.in_use else "on"
    context = {"found": found, "asks": asks, "form": form, "how": how, "hows": HOWS, "only_for_help": ONLY_FOR_HELP}
    return show(request, "warning_signs_switch.html", context)


def _read(request: PageRequest, asks: Sequence[Ask]) -> Answers:
    return read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})


def _asks(found: CheckPage) -> Sequence[Ask]:
    hint = "A colleague should understand it a year from now."
    if found.in_use:
        return [Ask(name="words", label="Why?", kind="textarea", required=True, error="Say why", hint=hint)]
    many = len(found.warnings)
    read_them = f" I have read the {plural(many, 'warning')} about groups above." if many else ""
    hint += " Say how those whom the list misses are found." if many else ""
    return [
        Ask(
            name="understood", label="What is it for?", kind="checkboxes", required=True, error="Confirm what the list is for",
            choices={"yes": f"It orders offers of help, and nobody is sanctioned for it.{read_them}"},
        ),
        Ask(name="words", label="Why?", kind="textarea", required=True, error="Say why", hint=hint),
    ]  # fmt: skip
