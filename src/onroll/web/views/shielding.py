"""The named team's pages: whom it shields, and the two people that an end needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import shielding
from onroll.casework.queries.shielding import SHIELD_REASONS, child_to_shield, mark_for, marks_for, today
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read, typed_day
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

NOTHING = Answers({}, {}, {})
WEEKS_TO_REVIEW = 12


def list_marks(request: PageRequest) -> HttpResponse:
    """Show whom the team shields."""
    return show(request, "shielded.html", {"found": marks_for(request.viewer, request.purpose)})


def shield(request: PageRequest, child_id: str) -> HttpResponse:
    """Ask why a child is to be shielded, and do it."""
    live_id, name, mark = child_to_shield(request.viewer, request.purpose, child_id)
    if mark is not None and mark.authority == request.viewer.authority:
        return HttpResponseRedirect(reverse("shield_mark", args=[mark.pk]))
    asks = [
        Ask(name="reason", label="Why is the child shielded?", kind="radios", choices=SHIELD_REASONS, required=True, error="Choose why"),
        _because("What is known, and who says so?", "Only the named team reads this. Do not write down where the child is."),
        _review_ask(),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            shielding.mark_child(live_id, by=request.viewer, **form.values)
            tell(request, "The child is shielded from now on.")
            return HttpResponseRedirect(reverse("shielding"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "shield.html", {"child_id": live_id, "name": name, "asks": asks, "form": form, "first": "reason"})


def one_mark(request: PageRequest, mark_id: int) -> HttpResponse:
    """Show one mark: look at it again, ask for its end, or decide about that as the second person."""
    found = mark_for(request.viewer, request.purpose, mark_id)
    form = NOTHING
    what = request.POST.get("what", "")
    if request.method == "POST":
        form, done = _do(request, mark_id, what)
        if done:
            tell(request, done)
            return HttpResponseRedirect(reverse("shielding"))
    context = {"found": found, "form": form, "what": what, "review": _review_asks(), "end": _end_asks(), "first": "because"}
    return show(request, "shield_mark.html", context)


def _do(request: PageRequest, mark_id: int, what: str) -> tuple[Answers, str]:
    asks = {"review": _review_asks(), "ask": _end_asks()}.get(what, [])
    form = read(asks, request.POST)
    if form.errors:
        return form, ""
    try:
        if what == "review":
            shielding.review_mark(mark_id, by=request.viewer, **form.values)
            return form, "The mark stands, and has a new day to be looked at."
        if what == "ask":
            shielding.ask_to_end(mark_id, by=request.viewer, **form.values)
            return form, "A second person of the team decides. Until then the child stays shielded."
        if what in ("agree", "refuse"):
            shielding.decide_end(mark_id, by=request.viewer, agrees=what == "agree")
            return form, "The mark has ended." if what == "agree" else "The mark stands."
    except CannotDoNow as refused:
        form.errors["form"] = [str(refused)]
    return form, ""


def _review_asks() -> Sequence[Ask]:
    return [_because("What did you find?", ""), _review_ask()]


def _end_asks() -> Sequence[Ask]:
    return [_because("Why is the child no longer to be shielded?", "A second person of the team reads this and decides.")]


def _because(label: str, hint: str) -> Ask:
    return Ask(name="because", label=label, hint=hint, kind="textarea", required=True, error="Say why")


def _review_ask() -> Ask:
    later = today() + timedelta(weeks=WEEKS_TO_REVIEW)
    more: dict[str, Any] = {"value": typed_day(later), "error": "Enter the day"}
    return Ask(name="review_on", label="When is it looked at again?", hint="Within a year.", kind="date", required=True, **more)
