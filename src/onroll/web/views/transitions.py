"""Who is about to move: the lists, one child, plans for holidays, contacts, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from onroll.casework.actions.child_help import ANSWERS, offer_help_to_child
from onroll.casework.actions.family_alarms import acknowledge_family_alarm
from onroll.casework.actions.holiday_plans import (
    APPROACHES,
    HELP_BY_APPROACH,
    RESULTS,
    PlanSaid,
    days_planned,
    make_plan,
    reassign_contact,
    record_contact,
)
from onroll.casework.queries.cases import officers_for
from onroll.casework.queries.family_alarms import family_alarms_for
from onroll.casework.queries.holiday_contacts import CAUTION, LISTS, contact_for, contacts_for, outcomes_for, stage_title
from onroll.casework.queries.transitions import (
    HELP,
    STAGES,
    TRANSITIONS,
    TransitionChild,
    WatchFilters,
    today_of,
    transition_child_for,
    transitions_for,
)
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read, typed_day
from onroll.web.help_forms import help_asks
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def lists(request: PageRequest) -> HttpResponse:
    """Show the counts, each of which opens to its rows, and one page of them."""
    filters = filters_of(request.GET)
    found = transitions_for(request.viewer, request.purpose, filters, page_number(request))
    links = PageLinks(request, found.page, found.pages)
    context = {
        "found": found,
        "filters": filters,
        "stages": STAGES,
        "transitions": TRANSITIONS,
        "links": links,
        "tags": _tags(filters, links),
        "open_stages": [code for code, stage in STAGES.items() if stage.is_open],
    }
    return show(request, "transitions.html", context)


def filters_of(query: QueryDict) -> WatchFilters:
    """Return what the address narrows the lists to."""
    stages = tuple(code for code in query.getlist("stage") if code in STAGES)
    if query.get("open"):
        stages = tuple(code for code, stage in STAGES.items() if stage.is_open)
    return WatchFilters(
        transitions=tuple(code for code in query.getlist("transition") if code in TRANSITIONS),
        stages=stages,
        name=" ".join(query.get("name", "").split())[:100],
    )


def _tags(filters: WatchFilters, links: PageLinks) -> list[tuple[str, list[tuple[str, str]]]]:
    tags = []
    if filters.transitions:
        tags.append(("Move", [(TRANSITIONS[code].title, links.to(transition=None, page=None)) for code in filters.transitions]))
    if filters.stages:
        titles = [STAGES[code].title for code in filters.stages]
        whole = titles[0] if len(titles) == 1 else f"{len(titles)} stages at which somebody has something to do"
        tags.append(("How far", [(whole, links.to(stage=None, open=None, page=None))]))
    if filters.name:
        tags.append(("Name", [(filters.name, links.to(name=None, page=None))]))
    return tags


def child(request: PageRequest, child_id: str, transition: str) -> HttpResponse:
    """Show why one child is listed, what has been done, and what is next."""
    found = _child_or_404(request, child_id, transition)
    context = {"found": found, "row": found.row, "kind": TRANSITIONS[transition], "stages": STAGES, "transitions": TRANSITIONS}
    return show(
        request, "transition_child.html", {**context, "approaches": APPROACHES, "results": RESULTS, "help": HELP, "answers": ANSWERS}
    )


def _child_or_404(request: PageRequest, child_id: str, transition: str) -> TransitionChild:
    found = transition_child_for(request.viewer, request.purpose, child_id, transition) if transition in TRANSITIONS else None
    if found is None:
        raise Http404
    return found


def plan(request: PageRequest, child_id: str, transition: str) -> HttpResponse:
    """Ask how the family is reached in the next long holiday, and by whom."""
    found = _child_or_404(request, child_id, transition)
    planned = days_planned(request.viewer.authority, today_of(request.viewer))
    asks = [
        Ask(
            name="approaches", label="How do we reach the family?", kind="checkboxes", choices=APPROACHES, required=True,
            error="Choose at least one way to reach the family", hint="Calls are made several times in a long holiday, the rest once.",
        ),
        Ask(name="because", label="Why this child?", kind="textarea", required=True, error="Say why this child is contacted",
            value=" ".join((found.row.why, *found.row.says))),
        Ask(name="named_adult", label="Who waits for the child at the next place?", hint="A named adult whom the child can meet or ring."),
        Ask(
            name="assigned", label="Whose contacts are they?", kind="select", choices=officers_for(request.viewer), required=True,
            value=request.viewer.username, error="Choose whose they are",
        ),
    ]  # fmt: skip
    form = read(asks, request.POST) if request.method == "POST" else _empty(asks)
    if request.method == "POST" and not form.errors:
        try:
            said = PlanSaid(
                approaches=form.values["approaches"],
                because=form.values["because"],
                assigned=form.values["assigned"],
                named_adult=form.values["named_adult"],
            )
            make_plan(child_id, transition, by=request.viewer, said=said)
            tell(request, "The contacts are planned.")
            return HttpResponseRedirect(reverse("transition_child", args=[transition, found.row.child_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"row": found.row, "asks": asks, "form": form, "planned": planned, "kind": TRANSITIONS[transition]}
    return show(request, "transition_plan.html", context)


def offer(request: PageRequest, child_id: str, transition: str) -> HttpResponse:
    """Ask which help was offered, and what the family said."""
    found = _child_or_404(request, child_id, transition)
    asks = help_asks(today_of(request.viewer))
    form = read(asks, request.POST) if request.method == "POST" else _empty(asks)
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            offer_help_to_child(
                child_id, by=request.viewer, on=said["on"], what=said["what"], words=said["words"], answer=said["answer"],
                family_said=said["family_said"], transition=transition,
            )  # fmt: skip
            tell(request, "The offer is recorded.")
            return HttpResponseRedirect(reverse("transition_child", args=[transition, found.row.child_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"row": found.row, "asks": asks, "form": form, "kind": TRANSITIONS[transition]}
    return show(request, "transition_help.html", context)


def contacts(request: PageRequest) -> HttpResponse:
    """Show the contacts that are planned, and those that were made."""
    found = contacts_for(request.viewer, request.purpose, request.GET.get("list", "mine"))
    context = {"found": found, "lists": LISTS, "approaches": APPROACHES, "results": RESULTS, "title_of": _title_of(request)}
    return show(request, "holiday_contacts.html", context)


def _title_of(request: PageRequest) -> Mapping[str, str]:
    return {code: stage_title(request.viewer, code) for code in ("", *STAGES)}


def contact(request: PageRequest, contact_id: int) -> HttpResponse:
    """Record what came of a contact, or give it to somebody else."""
    found = contact_for(request.viewer, request.purpose, contact_id)
    if found is None:
        raise Http404
    asks = _contact_asks(request, found.contact.approach)
    hand = [Ask(name="to", label="Give it to", kind="select", choices=officers_for(request.viewer), value=found.contact.assigned.username)]
    form, handing = _empty(asks), _empty(hand)
    if request.method == "POST":
        try:
            if request.POST.get("what") == "hand":
                handing = read(hand, request.POST)
                reassign_contact(contact_id, by=request.viewer, to=str(handing.values["to"]))
                tell(request, "The contact is somebody else’s now.")
                return HttpResponseRedirect(reverse("holiday_contacts"))
            form = read(asks, request.POST)
            if not form.errors:
                said = form.values
                record_contact(
                    contact_id, by=request.viewer, result=said["result"], done_on=said["done_on"], family_said=said["family_said"],
                    note=said["note"], answer=said.get("answer", ""),
                )  # fmt: skip
                tell(request, "What came of the contact is recorded.")
                return HttpResponseRedirect(reverse("holiday_contacts"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "contact": found.contact, "plan": found.contact.plan, "asks": asks, "form": form, "hand": hand}
    context |= {
        "handing": handing,
        "approaches": APPROACHES,
        "results": RESULTS,
        "transitions": TRANSITIONS,
        "title_of": _title_of(request),
    }
    return show(request, "holiday_contact.html", context)


def _contact_asks(request: PageRequest, approach: str) -> Sequence[Ask]:
    today = typed_day(today_of(request.viewer))
    asks = [
        Ask(name="result", label="What came of it?", kind="radios", choices=RESULTS, required=True, error="Choose what came of it"),
        Ask(name="done_on", label="On which day?", kind="date", required=True, error="Enter the day", value=today),
        Ask(
            name="family_said", label="What did the family say?", kind="textarea",
            hint="In their own words. They may see what is written about them.",
        ),
        Ask(name="note", label="Anything else to remember", kind="textarea"),
    ]  # fmt: skip
    if approach in HELP_BY_APPROACH:
        asks.insert(2, Ask(name="answer", label="Did they want the help?", kind="radios", choices=ANSWERS))
    return asks


def outcomes(request: PageRequest) -> HttpResponse:
    """Show what came of contacts by approach, and of help by kind."""
    found = outcomes_for(request.viewer, request.purpose)
    return show(request, "holiday_outcomes.html", {"found": found, "approaches": APPROACHES, "caution": CAUTION})


def families(request: PageRequest) -> HttpResponse:
    """Show families who went whole; take note of one."""
    form = Answers({}, {}, {})
    if request.method == "POST":
        number = request.POST.get("alarm", "")
        try:
            acknowledge_family_alarm(
                int(number) if number.isascii() and number.isdigit() else 0, by=request.viewer, note=request.POST.get("note", "")
            )
            tell(request, "You have taken note of it.")
            return HttpResponseRedirect(reverse("family_alarms"))
        except CannotDoNow as refused:
            form.errors[f"note_{number}"] = [str(refused)]
    only_open = bool(request.GET.get("open"))
    found = family_alarms_for(request.viewer, request.purpose, only_open=only_open)
    return show(request, "family_alarms.html", {"found": found, "form": form, "only_open": only_open})


def _empty(asks: Sequence[Ask]) -> Answers:
    return Answers({ask.name: ask.value for ask in asks}, {}, {})
