"""Agreements to share, decisions not to share, and looks behind the glass."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.agreements import record_not_shared
from onroll.casework.actions.broken_glass import break_glass, review_glass
from onroll.casework.purposes import CannotUsePurpose
from onroll.casework.queries.broken_glass import PURPOSES_FOR_GLASS, broken_glass_for
from onroll.casework.queries.sharing import agreements_page, not_shared_for, other_child_or_none, own_child_or_none, purpose_titles
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.requests import PageRequest, number_in
from onroll.web.templating import show

VERDICTS = {
    "right": "It was right: it could not wait for the child’s own authority",
    "wrong": "It was not right: I tell the person’s manager and the data protection officer",
}
REVIEW = [
    Ask(name="verdict", label="Was it right?", kind="radios", choices=VERDICTS, required=True, error="Choose whether it was right"),
    Ask(name="found", label="What did you find?", kind="textarea", required=True, error="Say what you found"),
]
GLASS = [
    Ask(
        name="because",
        label="Why can it not wait for the child’s own authority?",
        kind="textarea",
        hint="Whom you tried to reach, and what may happen to the child meanwhile.",
        required=True,
        error="Say why it cannot wait",
    )
]
NOT_SHARED = [
    Ask(name="asked_by", label="Who asked?", hint="A person and their organisation.", required=True, error="Say who asked"),
    Ask(name="what", label="What did they ask for?", required=True, error="Say what they asked for"),
    Ask(
        name="detriment",
        label="What harm would sharing it have done the child?",
        kind="textarea",
        hint="The duty to share ends only where sharing would harm the child more than not sharing.",
        required=True,
        error="Say what harm it would have done",
    ),
    Ask(name="because", label="How did you decide, and with whom?", kind="textarea", required=True, error="Say how you decided"),
]


def list_agreements(request: PageRequest) -> HttpResponse:
    """Show every agreement: who sees which fields of which register, for what, from when to when."""
    found = agreements_page(request.viewer)
    return show(request, "agreements.html", {"found": found, "purposes": purpose_titles(request.viewer)})


def glass(request: PageRequest, child_id: str) -> HttpResponse:
    """Ask why the record of another authority's child cannot wait, and open it for an hour."""
    form = read(GLASS, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            break_glass(child_id, by=request.viewer, purpose=request.purpose, because=form.values["because"])
            tell(request, "The record is open to you for an hour. Somebody else looks at why, on the next working day.")
            return HttpResponseRedirect(reverse("child", args=[child_id]))
        except (CannotDoNow, CannotUsePurpose) as refused:
            form.errors["because"] = [str(refused)]
    other_child_or_none(request.viewer, request.purpose, child_id)
    fits = request.purpose.code in PURPOSES_FOR_GLASS
    return show(request, "glass.html", {"child_id": child_id, "asks": GLASS, "form": form, "fits": fits})


def glass_reviews(request: PageRequest) -> HttpResponse:
    """Show who broke the glass, and the form for one of them; close one review."""
    form, number = Answers({}, {}, {}), number_in(request.POST.get("glass") or request.GET.get("glass", ""))
    if request.method == "POST" and number:
        form = read(REVIEW, request.POST)
        if not form.errors:
            try:
                review_glass(number, by=request.viewer, **form.values)
                tell(request, "The review is closed.")
                return HttpResponseRedirect(reverse("glass_reviews"))
            except CannotDoNow as refused:
                form.errors["found"] = [str(refused)]
    found = broken_glass_for(request.viewer)
    context = {"found": found, "asks": REVIEW, "form": form, "number": number, "verdicts": VERDICTS}
    return show(request, "glass_reviews.html", context | {"purposes": purpose_titles(request.viewer)})


def not_shared(request: PageRequest) -> HttpResponse:
    """Show the authority's decisions not to share."""
    return show(request, "not_shared.html", {"found": not_shared_for(request.viewer)})


def not_shared_new(request: PageRequest, child_id: str) -> HttpResponse:
    """Record a decision not to share something of a child."""
    form = read(NOT_SHARED, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            record_not_shared(child_id, by=request.viewer, purpose=request.purpose, **form.values)
            tell(request, "The decision not to share is recorded.")
            return HttpResponseRedirect(reverse("not_shared"))
        except CannotDoNow as refused:
            form.errors["because"] = [str(refused)]
    own_child_or_none(request.viewer, request.purpose, child_id)
    return show(request, "not_shared_new.html", {"child_id": child_id, "asks": NOT_SHARED, "form": form})
