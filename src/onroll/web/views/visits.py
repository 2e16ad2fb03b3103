"""Home visits: prepare one, hear from the visitor, record what came of it. Made for a telephone held in one hand."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.visits import VISIT_OUTCOMES, VisitPlan, check_in, prepare_visit, record_visit
from onroll.casework.queries.case_page import case_page
from onroll.casework.queries.cases import officers_for
from onroll.casework.queries.my_work import people_of
from onroll.casework.queries.visits import visit_page, visits_out
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.case_work.asking import today_text
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def out(request: PageRequest) -> HttpResponse:
    """Show who is out, or will be, and by when they call."""
    return show(request, "visits.html", {"visits": visits_out(request.viewer, request.purpose)})


def prepare(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask what must be settled before anybody sets out."""
    found = case_page(request.viewer, request.purpose, case_id, "notes")
    if found is None or found.as_receiver:
        raise Http404
    people = people_of(request.viewer)
    home = ", ".join(part for part in (found.child.address_line_1, found.child.postcode) if part) if found.child else ""
    asks = [
        Ask(name="place", label="Which home?", required=True, value=home),
        Ask(
            name="risk", label="Risk note", kind="textarea", required=True, error="Write the risk note",
            hint="What is known of the home, who lives there, dogs, former incidents, and how the visitor stays safe.",
        ),
        Ask(
            name="visitor", label="Who visits?", kind="select", choices=officers_for(request.viewer), required=True,
            value=request.viewer.username, error="Choose who visits",
        ),
        Ask(name="second_visitor", label="Who goes along?", hint="Needed where the risk is high: nobody then visits alone."),
        Ask(name="phone", label="Telephone number of the visitor", required=True, longest=40),
        Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="leaves", label="Sets out at", required=True, hint="For example, 14:00"),
        Ask(name="back", label="Calls by", required=True, hint="The hour by which the visitor calls to say that all is well"),
        Ask(
            name="knows", label="Who knows, and waits for the call?", kind="select", required=True, error="Choose who knows of the visit",
            choices={username: name for username, name in people.items() if username != request.POST.get("visitor", "")},
        ),
    ]  # fmt: skip
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST":
        if request.POST.get("knows") and request.POST.get("knows") == request.POST.get("visitor"):
            form.errors["knows"] = ["Whoever waits for the call is somebody else than the visitor"]
        leaves, back = _hour(form, "leaves", "Sets out at"), _hour(form, "back", "Calls by")
        if not form.errors and leaves and back:
            try:
                visit = prepare_visit(case_id, by=request.viewer, said=_said(form, form.values["on"], leaves, back))
                tell(request, "The visit is prepared. Call when you are out again.")
                return HttpResponseRedirect(reverse("visit", args=[visit.pk]))
            except CannotDoNow as refused:
                form.errors["form"] = [str(refused)]
    return show(request, "visit_prepare.html", {"found": found, "case": found.case, "asks": asks, "form": form})


def _said(form: Answers, on: date, leaves: time, back: time) -> VisitPlan:
    said = form.values
    return VisitPlan(
        place=said["place"],
        visitor=said["visitor"],
        knows=said["knows"],
        phone=said["phone"],
        risk=said["risk"],
        leaves_at=datetime.combine(on, leaves),
        back_by=datetime.combine(on, back),
        second_visitor=said["second_visitor"],
    )


def _hour(form: Answers, name: str, label: str) -> time | None:
    text = str(form.raw.get(name, "")).replace(".", ":").replace(" ", "")
    for shape in ("%H:%M", "%H%M", "%H", "%I:%M%p", "%I%p"):
        try:
            return datetime.strptime(text, shape).time()
        except ValueError:
            continue
    if name not in form.errors:
        form.errors[name] = [f"{label} must be an hour, like 14:30"]
    return None


RECORD = [
    Ask(
        name="outcome",
        label="What came of it?",
        kind="radios",
        choices=VISIT_OUTCOMES,
        required=True,
        error="Choose what came of the visit",
    ),
    Ask(name="name", label="Who saw the child?", hint="The name of the professional. Only where the child was seen."),
    Ask(name="profession", label="Their profession"),
    Ask(name="note", label="What was said and seen", kind="textarea"),
]


def one(request: PageRequest, visit_id: int) -> HttpResponse:
    """Show a visit; record the call, or what came of it."""
    found = visit_page(request.viewer, request.purpose, visit_id)
    if found is None:
        raise Http404
    form = Answers({"name": request.viewer.full_name, "profession": ""}, {}, {})
    if request.method == "POST":
        try:
            if request.POST.get("what") == "call":
                check_in(visit_id, by=request.viewer)
                tell(request, "The call is recorded: the visitor is safe.")
                return HttpResponseRedirect(reverse("visit", args=[visit_id]))
            form = read(RECORD, request.POST)
            if not form.errors:
                said = form.values
                record_visit(
                    visit_id,
                    by=request.viewer,
                    outcome=said["outcome"],
                    note=said["note"],
                    name=said["name"],
                    profession=said["profession"],
                )
                tell(request, "The visit is recorded.")
                return HttpResponseRedirect(reverse("case", args=[found.case.pk]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(
        request,
        "visit.html",
        {"found": found, "visit": found.visit, "case": found.case, "asks": RECORD, "form": form, "outcomes": VISIT_OUTCOMES},
    )
