"""How long things are kept, what is due, what is held, and what went."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.retention_holds import lift_hold, place_hold
from onroll.casework.queries.retention import KINDS, due_for, erasures_for, hold_for, retention_page
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.downloads import csv_download
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number, sliced
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def overview(request: PageRequest) -> HttpResponse:
    """Show the schedule with its numbers, the holds, and the backups that may hold what went."""
    return show(request, "retention.html", {"found": retention_page(request.viewer), "kinds": KINDS})


def due(request: PageRequest, kind: str) -> HttpResponse:
    """Show the records of a kind that are past their last day."""
    if kind not in KINDS:
        raise Http404
    found = due_for(request.viewer, kind)
    rows, page, pages = sliced(found, page_number(request), 50)
    context = {"rows": rows, "total": len(found), "going": sum(not each.because for each in found), "title": KINDS[kind]}
    return show(request, "retention_due.html", {**context, "links": PageLinks(request, page, pages)})


def gone(request: PageRequest) -> HttpResponse:
    """Show what went, with its proofs; also as a file to keep elsewhere."""
    kind = request.GET.get("kind", "")
    found = erasures_for(request.viewer, kind if kind in KINDS else "")
    if request.GET.get("as") == "csv":
        header = ("kind", "reference", "rule", "last_day", "deleted_at", "rows", "event", "salt", "proof")
        lines = [
            (each.kind, each.reference, each.rule, each.last_day, each.begun_at, each.rows, each.event, each.salt, each.proof)
            for each in found
        ]
        return csv_download("deleted.csv", header, lines)
    rows, page, pages = sliced(found, page_number(request), 50)
    context = {"rows": rows, "total": len(found), "kinds": KINDS, "kind": kind, "links": PageLinks(request, page, pages)}
    return show(request, "retention_gone.html", context)


def hold(request: PageRequest) -> HttpResponse:
    """Ask which record is to be held, and why."""
    asks = [
        Ask(
            name="kind",
            label="What kind of record is it?",
            kind="radios",
            choices=KINDS,
            required=True,
            error="Choose what kind of record it is",
        ),
        Ask(
            name="reference",
            label="Its number",
            hint="Such as 1204 for a case. For rows of a register: how the address of their page under Data received ends",
            required=True,
            error="Enter its number",
        ),
        Ask(name="because", label="Why must it be kept?", kind="textarea", hint="Do not name the child.", required=True, error="Say why"),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            held = place_hold(by=request.viewer, **form.values)
        except CannotDoNow as refused:
            form.errors["reference"] = [str(refused)]
        else:
            tell(request, f"{KINDS[held.kind]}: {held.reference} is held.")
            return HttpResponseRedirect(reverse("retention"))
    return show(request, "retention_hold.html", {"asks": asks, "form": form, "first": "kind", "lifting": None, "kinds": KINDS})


def lift(request: PageRequest, hold_id: int) -> HttpResponse:
    """Ask why a hold ends."""
    standing = hold_for(request.viewer, hold_id)
    if standing is None:
        raise Http404
    asks = [Ask(name="because", label="Why need it not be held any more?", kind="textarea", required=True, error="Say why")]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            lift_hold(hold_id, by=request.viewer, because=form.values["because"])
        except CannotDoNow as refused:
            form.errors["because"] = [str(refused)]
        else:
            tell(request, "The hold is lifted. The record follows the schedule again.")
            return HttpResponseRedirect(reverse("retention"))
    return show(request, "retention_hold.html", {"asks": asks, "form": form, "first": "because", "lifting": standing, "kinds": KINDS})
