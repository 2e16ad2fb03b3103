"""The auditor's pages, who asked about one's own children, and what users declare of their own families."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.anchoring import anchor_now
from onroll.casework.actions.reading_alerts import VERDICTS, declare_ties, review_alert, watch_readings
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.audit import (
    RULES,
    WAYS,
    alert_page,
    alerts_for,
    anchors_for,
    audit_page,
    check_log,
    limits_for,
    looks_for,
)
from onroll.casework.queries.who_asked import who_asked_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, day_of, read
from onroll.web.downloads import csv_download, pdf_download
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number, sliced
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def overview(request: PageRequest) -> HttpResponse:
    """Show how records were used in the last two weeks, what is odd, and which anchors are kept."""
    return show(request, "audit.html", {"found": audit_page(request.viewer)})


def check(request: PageRequest) -> HttpResponse:
    """Check the whole log and show the verdict."""
    return show(request, "audit_check.html", {"verdict": check_log(request.viewer)})


def looks(request: PageRequest) -> HttpResponse:
    """Show who looked at a child, or what a user looked at."""
    said = {name: request.GET.get(name, "").strip()[:150] for name in ("child", "user", "purpose", "how", "on")}
    on = day_of(said["on"]) if said["on"] else None
    found = looks_for(
        request.viewer, child=said["child"], user=said["user"], purpose=said["purpose"], how=said["how"], on=on, page=page_number(request)
    )
    links = PageLinks(request, found.page, found.pages) if found else None
    purposes = {purpose.code: purpose.title for purpose in PURPOSES}
    return show(request, "audit_looks.html", {"found": found, "said": said, "links": links, "ways": WAYS, "purposes": purposes})


def alerts(request: PageRequest) -> HttpResponse:
    """Show what nobody has thought about yet, or what is closed."""
    if request.method == "POST":
        new = watch_readings()
        tell(request, f"Looked through the log: {new} new." if new else "Looked through the log: nothing new.")
        return HttpResponseRedirect(reverse("audit_alerts"))
    closed, rule = request.GET.get("closed") == "yes", request.GET.get("rule", "")
    lines, total, page, pages = alerts_for(request.viewer, closed=closed, rule=rule, page=page_number(request))
    limits, source = limits_for(request.viewer)
    context = {"lines": lines, "total": total, "closed": closed, "rule": rule, "rules": RULES, "limits": limits, "source": source}
    return show(request, "audit_alerts.html", {**context, "verdicts": VERDICTS, "links": PageLinks(request, page, pages)})


def alert(request: PageRequest, alert_id: int) -> HttpResponse:
    """Show one alert and ask what came of it."""
    line = alert_page(request.viewer, alert_id)
    if line is None:
        raise Http404
    asks = [
        Ask(name="verdict", label="What came of it?", kind="radios", choices=VERDICTS, required=True, error="Choose what came of it"),
        Ask(name="because", label="Whom did you ask, and what did they say?", kind="textarea", required=True, error="Write what you found"),
    ]
    form = Answers({}, {}, {})
    if request.method == "POST":
        form = read(asks, request.POST)
        if not form.errors:
            try:
                review_alert(alert_id, by=request.viewer, verdict=form.values["verdict"], because=form.values["because"])
            except CannotDoNow as refused:
                form.errors["form"] = [str(refused)]
            else:
                tell(request, "The alert is closed.")
                return HttpResponseRedirect(reverse("audit_alerts"))
    return show(request, "audit_alert.html", {"line": line, "asks": asks, "form": form, "first": "verdict", "verdicts": VERDICTS})


def anchors(request: PageRequest) -> HttpResponse:
    """Show the anchors; make one of this moment."""
    if request.method == "POST":
        made = anchor_now(by=request.viewer)
        tell(request, f"Anchored at event {made.seq:,}. Keep the file away from this system." if made else "Nothing has happened yet.")
        return HttpResponseRedirect(reverse("audit_anchors"))
    found, _ = anchors_for(request.viewer)
    shown, page, pages = sliced(found, page_number(request))
    return show(request, "audit_anchors.html", {"anchors": shown, "total": len(found), "links": PageLinks(request, page, pages)})


def anchors_file(request: PageRequest, form: str) -> HttpResponse:
    """Hand out the anchors as a file to keep."""
    if form not in ("csv", "pdf"):
        raise Http404
    _, content = anchors_for(request.viewer, form)
    if form == "pdf":
        return pdf_download("onroll-anchors.pdf", content)
    named = {"Content-Disposition": 'attachment; filename="onroll-anchors.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=named)


def who_asked(request: PageRequest) -> HttpResponse:
    """Show who asked about the children that one's own body reported."""
    found = who_asked_for(request.viewer, request.purpose)
    if request.GET.get("as") == "csv":
        header = ("day", "organisation", "role", "purpose", "how", "times", "child", "your_record")
        rows: list[tuple[Any, ...]] = [
            (line.on.isoformat(), line.who, line.role, line.purpose, WAYS[line.how], line.times, line.child_id, line.reference)
            for line in found.lines
        ]
        return csv_download("who-asked.csv", header, rows)
    lines, page, pages = sliced(found.lines, page_number(request), 50)
    return show(request, "who_asked.html", {"found": found, "lines": lines, "ways": WAYS, "links": PageLinks(request, page, pages)})


def own_family(request: PageRequest) -> HttpResponse:
    """Ask for the surnames and postcodes of one's own family; nothing of it is shown again to anybody."""
    asks = [
        Ask(name="surnames", label="Surnames in your family", kind="textarea", hint="One in each line."),
        Ask(name="postcodes", label="Postcodes where your family lives", kind="textarea", hint="One in each line."),
    ]
    form = Answers({}, {}, {})
    if request.method == "POST":
        form = read(asks, request.POST)
        try:
            kept = declare_ties(
                by=request.viewer, surnames=form.values["surnames"].splitlines(), postcodes=form.values["postcodes"].splitlines()
            )
        except CannotDoNow as refused:
            form.errors["postcodes"] = [str(refused)]
        else:
            tell(request, f"Kept as {kept} marks that nobody can read." if kept else "Nothing is kept any more.")
            return HttpResponseRedirect(reverse("own_family"))
    return show(request, "own_family.html", {"asks": asks, "form": form, "first": "surnames"})
