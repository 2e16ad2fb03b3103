"""What an authority sets for itself: stricter time limits; and whose term dates it counts by."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import local_limits
from onroll.casework.queries.local_rules import Limit, LimitLine, limit_line, local_rules_page, what_would_change
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read, typed_day
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

UNITS = {"day": "Days", "working day": "Working days", "school day": "School days", "office hour": "Office hours"}


def rules(request: PageRequest) -> HttpResponse:
    """Show every limit, the national and the own one, and the term dates."""
    return show(request, "local_rules.html", {"found": local_rules_page(request.viewer)})


def limit(request: PageRequest, kind: str) -> HttpResponse:
    """Ask for an own limit, show what it would change, and set it."""
    line = limit_line(request.viewer, kind)
    if line is None:
        raise Http404
    asks = _asks(line)
    context: dict[str, Any] = {"line": line, "asks": asks, "form": Answers({ask.name: ask.value for ask in asks}, {}, {}), "first": "count"}
    if request.method != "POST":
        return show(request, "local_limit.html", context)
    form = read(asks, request.POST)
    gives_up = "back" in request.POST.getlist("gives_up")
    if gives_up:
        form.errors.pop("count", None), form.errors.pop("unit", None)
    context |= {"form": form, "gives_up": gives_up}
    if form.errors:
        return show(request, "local_limit.html", context)
    if request.POST.get("step") == "set":
        try:
            _set(request, line, form, gives_up)
            tell(request, "The limit is set.")
            return HttpResponseRedirect(reverse("local_rules"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
            return show(request, "local_limit.html", context)
    new = None if gives_up else Limit(form.values["count"], cast(Any, form.values["unit"]))
    refusal = local_limits.why_not(
        by=request.viewer, stage=line.stage.stage, limit=new, high="-high" in kind, again=kind.endswith("-again")
    )
    if refusal:
        form.errors["count"] = [refusal]
        return show(request, "local_limit.html", context)
    context |= {"change": what_would_change(request.viewer, kind, new), "new": new}
    return show(request, "local_limit.html", context)


def _set(request: PageRequest, line: LimitLine, form: Answers, gives_up: bool) -> None:
    marks = line.kind.split("-")[1:]
    said: dict[str, Any] = {"by": request.viewer, "stage": line.stage.stage, "high": "high" in marks, "again": "again" in marks}
    said |= {"valid_from": form.values["valid_from"], "because": form.values["because"]}
    if gives_up:
        local_limits.go_back_to_national(**said)
    else:
        local_limits.set_limit(**said, count=form.values["count"], unit=form.values["unit"])


def _asks(line: LimitLine) -> list[Ask]:
    base = line.own.limit if line.own else line.national
    on = line.today
    return [
        Ask(
            name="count",
            label="How long?",
            kind="number",
            required=True,
            value=str(base.count) if base else "",
            error="Enter how long",
            hint="0 means the same day.",
        ),
        Ask(
            name="unit",
            label="Counted in",
            kind="radios",
            choices=UNITS,
            required=True,
            value=base.unit if base else "",
            error="Choose what it is counted in",
        ),
        Ask(
            name="valid_from",
            label="From which day?",
            kind="date",
            required=True,
            value=typed_day(on),
            error="Enter the day",
        ),
        Ask(name="because", label="Why?", kind="textarea", required=True, hint="Kept with the limit for good.", error="Say why"),
    ]
